"""Pages that everybody may read."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ambassadors import brand as company_colour
from ambassadors.access import everybody
from ambassadors.models import Programme


class Fact(NamedTuple):
    """One line of the privacy page."""

    what: str | Promise
    purpose: str | Promise
    viewers: str | Promise
    kept: str | Promise


FACTS = [
    Fact(
        _("Account: name, personnel number, e-mail address, department, location"),
        _("To let you in and to address you"),
        _("You and the coordinators"),
        _("Until the account is deleted"),
    ),
    Fact(
        _("Profile: picture and headline"),
        _("So that colleagues know who you are"),
        _("You and your colleagues, if you fill it in"),
        _("Until you delete it or leave the programme"),
    ),
    Fact(
        _("Guidelines: your opting in and withdrawing, with version and time"),
        _("To prove your choice"),
        _("You and the coordinators"),
        _("The proof stays without your name when you leave"),
    ),
    Fact(
        _("Trainings: seats, waiting lists, attendance"),
        _("To hold your seat and to remind you"),
        _("You, the trainer and the coordinators of that session"),
        _("Until you leave the programme or the account is deleted"),
    ),
    Fact(
        _("Answers to invitations"),
        _("So that you need not be asked again"),
        _("You alone; coordinators see totals of larger groups"),
        _("Until the campaign is over or you leave"),
    ),
    Fact(
        _("Messages to you"),
        _("To send each once, and to show it in the Hub"),
        _("You; coordinators see only whether sending works"),
        _("Until you leave the programme or the account is deleted"),
    ),
]
NEVERS = [
    _("Read your private accounts or messages"),
    _("Post in your name"),
    _("Count followers or rank people"),
    _("Recognise faces"),
    _("Report individual activity to managers"),
    _("Use your data to train models"),
]


@everybody
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/help.html")


@everybody
@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/imprint.html")


@everybody
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


@everybody
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html", {"facts": FACTS, "nevers": NEVERS})


@everybody
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


@everybody
@require_safe
def brand(request: HttpRequest) -> HttpResponse:
    """The company's colours. An address with the right version may be kept for good."""
    accent = Programme.current().accent
    response = HttpResponse(company_colour.stylesheet(accent), content_type="text/css; charset=utf-8")
    for_good = request.GET.get("v") == company_colour.version(accent)
    response["Cache-Control"] = "public, max-age=31536000, immutable" if for_good else "public, max-age=60"
    return response
