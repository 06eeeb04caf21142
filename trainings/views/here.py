"""Checking oneself in: the code on the screen of those who lead the session, and the button of whoever scanned it."""

from datetime import datetime
from uuid import UUID

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ambassadors import guessing
from ambassadors.access import PersonalRequest, link_holders, signed_in
from trainings import here as codes
from trainings import services
from trainings.figures import attendance_of
from trainings.models import Enrolment, Session
from trainings.models.enrolments import OFFERED, WAITING
from trainings.views.roster import led

# So often the screen asks for the code of the moment; it changes every `codes.STEP`.
ASKS_EVERY = 5


@signed_in
@never_cache
@require_safe
def screen(request: PersonalRequest, session_id: UUID) -> HttpResponse:
    """For a projector or a phone. Names nobody and says how many are there; a fragment has the code of the moment."""
    shown, now = led(request, session_id), timezone.now()
    takes_place = shown.is_published and not shown.is_cancelled
    is_open = takes_place and codes.opens_at(shown) <= now < shown.ends_at
    context = {
        "session": shown,
        "words": shown.training.words,
        "takes_place": takes_place,
        "is_over": now >= shown.ends_at,
        "opens_at": codes.opens_at(shown),
        "has_started": shown.has_started(now),
        "sign": codes.sign(shown, now) if is_open else None,
        "attendance": attendance_of(shown),
        "asks_every": ASKS_EVERY,
    }
    part = "#sign" if request.htmx else ""
    return render(request, f"trainings/here_screen.html{part}", context)


@link_holders
@never_cache
@require_safe
def scanned(request: HttpRequest, code: str) -> HttpResponse:
    """Opened by a camera. The code is looked at now, since signing in may take longer than it lasts; nothing is recorded.

    A wrong code, an old one and one of another day get the same words, and guessing is slowed down.
    """
    if not guessing.may_guess(request, "here"):
        return ratelimit.respond_429(request)
    now = timezone.now()
    session = codes.session_behind(code, now)
    if session is None:
        guessing.count_guess(request, "here")
        return render(request, "trainings/here_too_old.html", status=404)
    codes.remember(request.session, session, now)
    return HttpResponseRedirect(reverse("trainings:here"), status=303)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def here(request: PersonalRequest) -> HttpResponse:
    """One button for whoever scanned in time, and what became of it. Without a scan: a field for the code."""
    if typed := request.GET.get("code", ""):
        code = codes.as_typed(typed) or "-"
        return HttpResponseRedirect(reverse("trainings:here_scanned", args=[code]), status=303)
    now = timezone.now()
    session_id = codes.remembered(request.session, now)
    if session_id is None:
        return render(request, "trainings/here_code.html")
    visible = Session.objects.visible_to(request.user).with_training().with_trainers()
    session = get_object_or_404(visible, pk=session_id)
    if request.method == "POST":
        services.check_in(session=session, person=request.user, now=now)
        if not request.htmx:
            return HttpResponseRedirect(reverse("trainings:here"), status=303)
    part = "#card" if request.htmx else ""
    return render(request, f"trainings/here.html{part}", _standing(request, session, now))


def _standing(request: PersonalRequest, session: Session, now: datetime) -> dict[str, object]:
    mine = Enrolment.objects.for_session(session).of(request.user).live().first()
    seated = mine is not None and mine.state not in (OFFERED, WAITING)
    return {
        "session": session,
        "words": session.training.words,
        "seated": seated,
        "is_there": mine is not None and mine.state == Enrolment.State.ATTENDED,
        "recorded_at": mine.recorded_at if mine else None,
        "has_started": session.has_started(now),
        "is_over": now >= session.ends_at or session.is_cancelled,
    }
