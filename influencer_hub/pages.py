"""Pages that everybody may read."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ambassadors import brand as company_colour
from ambassadors import retention, staffed
from ambassadors.access import everybody, signed_in
from ambassadors.models import Programme, User
from trainings.retaining import ATTENDANCE, FIGURES, MISSED


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
        _("You, coordinators and administrators; your name also colleagues"),
        _("Until the account is deleted"),
    ),
    Fact(
        _("Import: the file from the HR system and its rows"),
        _("To check every row before an account is made or changed"),
        _("The coordinators"),
        _("Until the import is confirmed or stopped, 7 days at most"),
    ),
    Fact(
        _(
            "Sign-in: password and PIN, as hashes that cannot be read, passkeys, the encrypted key of your app, and the"
            " browsers you are signed in with"
        ),
        _("So that nobody else signs in as you"),
        _("You alone"),
        _("Until you remove it; a browser 30 days after you signed in with it"),
    ),
    Fact(
        _("Profile: picture and headline"),
        _("So that colleagues know who you are"),
        _("You and your colleagues, if you fill it in"),
        _("Until you delete it or leave the programme"),
    ),
    Fact(
        _("Profile in the programme: words, topics, languages, channels, and who may see each"),
        _("So that colleagues find those who speak about their work"),
        _("Those whom you choose, field by field; nobody before you choose"),
        _("Until you delete it or leave the programme"),
    ),
    Fact(
        _("First steps: what you ticked, whether you hid the list, and whether the one reminder is over"),
        _("So that the list knows what is left and reminds you once at most"),
        _("You alone"),
        _("Until you leave the programme"),
    ),
    Fact(
        _("Guidelines: your opting in and withdrawing, with version and time"),
        _("To prove your choice"),
        _("You alone; the history holds a random key instead of your name"),
        _("The proof stays without your name when you leave"),
    ),
    Fact(
        _("Trainings: seats, waiting lists, attendance"),
        _("To hold your seat and to remind you"),
        _("You, the trainer and the coordinators of that session"),
        retention.told(
            _(
                "%(days)s after the session; that you were there stays in your own record until the account is deleted"
            ),
            ATTENDANCE,
        ),
    ),
    Fact(
        _("That somebody missed a session, and who recorded attendance there"),
        _("So that mistakes can be corrected; it has no consequences"),
        _("The person, the trainers of that session and coordinators"),
        retention.told(_("%(days)s after the session"), MISSED),
    ),
    Fact(
        _("Figures about trainings, month by month: seats, how many came, how long they waited for a seat"),
        _("To plan enough dates"),
        _("Coordinators and the council; never about a small group"),
        retention.told(_("%(days)s after the month"), FIGURES),
    ),
    Fact(
        _("Answers to invitations"),
        _("So that you need not be asked again"),
        _("You alone; coordinators see totals of larger groups"),
        _("Until you leave the programme"),
    ),
    Fact(
        _("Invitations to the programme"),
        _("So that the link in it opens for one person alone"),
        _("Coordinators: that you were invited, not whether you read it"),
        retention.told(_("Until you accept, or %(days)s after it has expired"), retention.INVITATIONS),
    ),
    Fact(
        _("Roles: who coordinates, helps, looks on for the council or administers"),
        _("So that everybody may do what their role needs"),
        _("Coordinators, administrators and the council; of helpers who agreed, everybody who is signed in"),
        _("Until the role is taken back"),
    ),
    Fact(
        _("Journal of what coordinators and administrators did to others"),
        _("So that it is clear who changed what"),
        _("Coordinators, administrators and the council"),
        retention.told("%(days)s", retention.JOURNAL),
    ),
    Fact(
        _("Messages to you"),
        _("To send each once, and to show it in the Hub"),
        _("You; coordinators see totals, and whether your address works"),
        retention.told("%(days)s", retention.MESSAGES),
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
    return render(request, "pages/help.html", _who_answers(request))


@everybody
@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/imprint.html")


@everybody
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html", _who_answers(request))


def _who_answers(request: HttpRequest) -> dict[str, object]:
    """Staffed hours, whether somebody is there now, and the helpers who agreed to stand there, for colleagues alone."""
    week, now = Programme.current().hours, timezone.now()
    helpers = User.objects.helpers_who_agreed().by_name() if request.user.is_authenticated else []
    return {
        "standing": staffed.standing(week, now),
        "today": timezone.localdate(now),
        "week": [(WEEKDAYS[day], staffed.written(spans)) for day, spans in enumerate(week) if spans],
        "zone": timezone.get_default_timezone_name(),
        "helpers": helpers,
    }


@everybody
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html", {"facts": FACTS, "nevers": NEVERS})


@signed_in
@require_safe
def to_profile(request: HttpRequest, key: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse("ambassadors:profile"))


@signed_in
@require_safe
def to_ways(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("ambassadors:ways"))


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
