"""Language and theme: kept in a cookie for everybody, and in the profile of who is signed in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ambassadors.access import everybody
from ambassadors.context import THEMES
from ambassadors.models import User

ONE_YEAR = 365 * 24 * 60 * 60


def _back(request: HttpRequest) -> HttpResponse:
    """To the page that the reader was on; never to another host."""
    there = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(there if safe else "/", status=303)


def _remember(request: HttpRequest, response: HttpResponse, cookie: str, field: str, value: str) -> None:
    response.set_cookie(
        cookie, value, max_age=ONE_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax"
    )
    if isinstance(request.user, User):
        User.objects.filter(pk=request.user.pk).update(**{field: value})


@everybody
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    response = _back(request)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        translation.activate(chosen)
        _remember(request, response, settings.LANGUAGE_COOKIE_NAME, "language", chosen)
    return response


@everybody
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    response = _back(request)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        _remember(request, response, "theme", "theme", chosen)
    return response
