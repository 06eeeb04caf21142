"""Whoever has the number of a certificate can check it, without signing in."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ambassadors import guessing
from ambassadors.access import everybody
from trainings.models import Certificate
from trainings.models.certificates import tidy_code
from trainings.record import day_of

PAGE = "trainings/certificate.html"
LONGEST = 40


@everybody
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """A field for the number; what was typed leads to its page."""
    typed = request.GET.get("number", "").strip()[:LONGEST]
    if not typed:
        return _unlisted(render(request, PAGE))
    if code := tidy_code(typed):
        return HttpResponseRedirect(reverse("trainings:certificate", args=[code]))
    return _unknown(request, typed)


@everybody
@never_cache
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Number, title and date; the name only where its owner lets it. Guessing is slowed down."""
    if not guessing.may_guess(request, "certificate"):
        return ratelimit.respond_429(request)
    found = Certificate.objects.valid().with_what_it_says().filter(code=tidy_code(code)).first()
    if found is None:
        return _unknown(request, code[:LONGEST])
    return _unlisted(render(request, PAGE, {"certificate": found, "day": day_of(found)}))


def _unknown(request: HttpRequest, typed: str) -> HttpResponse:
    """The same for a wrong number, one that was never given, and one that does not count any more."""
    guessing.count_guess(request, "certificate")
    return _unlisted(render(request, PAGE, {"typed": typed, "is_unknown": True}, status=404))


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
