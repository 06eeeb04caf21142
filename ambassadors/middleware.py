"""What holds for a signed-in person for the length of one request: a shared device, a second factor, their language."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django_htmx.http import HttpResponseClientRedirect

from ambassadors import devices, factors

ASKS_BY_ITSELF = "Asks-By-Itself"
# A word for the sign-in page, nothing more: what ends the session stands in the session.
SHARED_COOKIE = "shared_device"
# Whoever holds an office does things to others here, whichever view answers.
GUARDED = ("/cockpit/", "/admin/")


class PreferencesMiddleware:
    """Their own language and time zone; nothing of it stays in a cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            timezone.deactivate()
            return self.get_response(request)
        if request.user.language:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(request.user.zone):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        # On a device that several use, "back" must not show what the one before was reading.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class SharedDeviceMiddleware:
    """Every request moves the end ten minutes on, but for those of a page that asks by itself how things stand.

    Nothing stays: no copy of a page, and after the end no draft.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        by_a_person = ASKS_BY_ITSELF not in request.headers
        if by_a_person and request.user.is_authenticated and devices.is_shared(request):
            request.session.modified = True
        response = self.get_response(request)
        if request.user.is_authenticated and devices.is_shared(request):
            response["Cache-Control"] = "no-store"
            if SHARED_COOKIE not in request.COOKIES:
                _remember(request, response)
        elif request.user.is_authenticated and SHARED_COOKIE in request.COOKIES:
            response.delete_cookie(SHARED_COOKIE, samesite="Lax")
        elif SHARED_COOKIE in request.COOKIES and _has_ended(request):
            response["Clear-Site-Data"] = '"storage"'
        return response


def _remember(request: HttpRequest, response: HttpResponse) -> None:
    response.set_cookie(SHARED_COOKIE, "1", secure=request.is_secure(), httponly=True, samesite="Lax")


def _has_ended(request: HttpRequest) -> bool:
    """The browser still has the key of a session that is no more."""
    return bool(request.COOKIES.get(settings.SESSION_COOKIE_NAME)) and request.session.is_empty()


class SecondFactorMiddleware:
    """Coordinators and administrators show a second factor before anything opens with which they act on others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        user = request.user
        if settings.SECOND_FACTOR_WAIVED or not user.is_authenticated or not user.holds_office:
            return None
        of_an_office = getattr(view, "access", "") in ("coordinators", "administrators")
        if not (of_an_office or request.path_info.startswith(GUARDED)) or factors.was_shown(request):
            return None
        return _to_second_factor(request)


def _to_second_factor(request: HttpRequest) -> HttpResponseBase:
    page = reverse("ambassadors:second_factor")
    if request.method in ("GET", "HEAD") and not getattr(request, "htmx", False):
        return HttpResponseRedirect(f"{page}?{urlencode({'next': request.get_full_path()})}")
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(page)
    return HttpResponseRedirect(page, status=303)
