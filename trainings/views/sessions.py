"""One date: its page with the seat card, and the deeds of that card."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ambassadors.access import PersonalRequest, signed_in, type_view
from ambassadors.markdown import to_html
from ambassadors.models import User
from ambassadors.notes import undoable
from outbox.models import Mute
from trainings import calendar, feedback, services
from trainings.experience import prerequisites
from trainings.models import Announcement, Enrolment, Material, Session
from trainings.models.enrolments import ATTENDED, ON_THE_LIST
from trainings.overlaps import overlaps
from trainings.services import Outcome, Result, notices
from trainings.standing import Standing, State, reminding, standings, there, told_at_once
from trainings.views.catalogue import calendar_response
from trainings.views.interest import wishing
from trainings.views.needs import along_with, need_of
from trainings.views.words import sentence

Deed = Callable[..., Result]
OTHER_DATES = 5
# These ask again where the person has another seat at that time.
TAKE_A_SEAT = (services.enrol, services.accept_offer)
# Where somebody may wish for another date.
NO_SEAT = (State.FULL, State.WAITING, State.CLOSED, State.CANCELLED, State.OVER)


def visible(request: PersonalRequest, session_id: UUID) -> Session:
    sessions = Session.objects.visible_to(request.user).with_training()
    return get_object_or_404(sessions.with_trainers(), pk=session_id)


@signed_in
@require_safe
def session(request: PersonalRequest, session_id: UUID) -> HttpResponse:
    return _page(request, session_id, timezone.now())


def _page(request: PersonalRequest, session_id: UUID, now: datetime, written: str = "") -> HttpResponse:
    """`written`: what somebody typed for the trainers and told nobody yet."""
    person = request.user
    context = card(request, visible(request, session_id), now)
    # Where the page answers a press, its address answers nothing else.
    context |= {"written": written, "here": reverse("trainings:session", args=[session_id])}
    shown = context["training"]
    context["words"] = shown.words
    context["before"] = prerequisites(training=shown, person=person, now=now)
    if context["at"].state in NO_SEAT and not context["instead"]:
        context |= wishing(shown, person, now)
    mine = context["at"].mine
    if context["at"].is_over and mine and mine.state == ATTENDED:
        context["was_there"] = True
        context["may_answer"] = feedback.open_sessions(person, now).filter(pk=session_id).exists()
    context["takeaways"] = to_html(context["words"].takeaways, top=3)
    if mine and mine.state in ON_THE_LIST:
        context["announcements"] = Announcement.objects.of_session(context["session"])
    materials = Material.objects.for_session(context["session"]).visible_to(request.user)
    context["materials"] = list(materials.in_order())
    return render(request, "trainings/session.html", context)


@signed_in
@require_safe
def calendar_file(request: PersonalRequest, session_id: UUID) -> HttpResponse:
    """A copy of the entry for those who have a seat; for everybody else there is none."""
    booked = Enrolment.objects.booked().of(request.user).with_session()
    mine = get_object_or_404(booked, session=session_id, session__cancelled_at=None)
    now = timezone.now()
    content = calendar.copy(sessions=[mine.session], person=request.user, now=now)
    return calendar_response(content)


def _back(session_id: UUID, place: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse("trainings:session", args=[session_id]) + place, status=303)


def _undo(result: Result, at: Standing) -> str:
    """The address that takes a freed seat back, while it is there to be taken."""
    can_undo = result.outcome == Outcome.FREED and at.state == State.OPEN
    return reverse("trainings:enrol", args=[at.session.pk]) if can_undo else ""


def _page_of(deed: Deed) -> type_view:
    @signed_in
    @require_POST
    def press(request: PersonalRequest, session_id: UUID) -> HttpResponse:
        """Do it and say how it ended: in the card for a fragment, else on the session's page."""
        now = timezone.now()
        pressed = get_object_or_404(Session.objects.visible_to(request.user), pk=session_id)
        seen = {"confirmed": request.POST.getlist("overlap")} if deed in TAKE_A_SEAT else {}
        result = deed(session=pressed, person=request.user, now=now, **seen)
        along_with(request, pressed, request.user, result)
        said = sentence(result)
        # It was told to nobody yet.
        written = request.POST.get("need", "") if result.enrolment is None else ""
        if request.htmx:
            context = card(request, visible(request, session_id), now)
            undo = _undo(result, context["at"])
            context |= {"said": said, "undo": undo, "pressed": True, "written": written}
            return render(request, "trainings/session.html#fragment", context)
        if result.outcome == Outcome.FREED:
            (at,) = standings(sessions=[visible(request, session_id)], person=request.user, now=now)
            if undo := _undo(result, at):
                undoable(request, said.text, undo=undo)
                return _back(session_id)
        if said.text:
            messages.add_message(request, said.level, said.text)
        return _page(request, session_id, now, written) if written else _back(session_id)

    return press


enrol = _page_of(services.enrol)
wait = _page_of(services.join_waiting_list)
leave = _page_of(services.leave_waiting_list)
cancel = _page_of(services.cancel)
accept = _page_of(services.accept_offer)
decline = _page_of(services.decline_offer)


@signed_in
@require_POST
def reminders(request: PersonalRequest, session_id: UUID) -> HttpResponse:
    """Switch one reminder off (`mute`) or on again (`unmute`): minutes before the start."""
    now = timezone.now()
    shown = visible(request, session_id)
    for name, deed in (("mute", services.mute_reminder), ("unmute", services.unmute_reminder)):
        minutes = request.POST.get(name, "")
        if minutes.isdecimal() and len(minutes) < 7:
            deed(session=shown, person=request.user, minutes=int(minutes), now=now)
    if request.htmx:
        return render(request, "trainings/session.html#fragment", card(request, shown, now))
    return _back(session_id, "#reminders")


def card(request: PersonalRequest, shown: Session, now: datetime) -> dict[str, Any]:
    """How the reader stands towards this date and the next ones of the same training."""
    person = request.user
    dates = Session.objects.taking_place().coming(now).filter(training=shown.training_id)
    others = dates.exclude(pk=shown.pk).with_training().by_date()[:OTHER_DATES]
    is_trainer = person in shown.trainers.all()
    at, *rows = standings(sessions=[shown, *others], person=person, now=now)
    return (
        {
            "session": shown,
            "training": shown.training,
            "at": at,
            "overlaps": overlaps(sessions=[shown], person=person, now=now)[shown.pk],
            "others": rows,
            "instead": next((row for row in rows if row.state == State.OPEN), None),
            "reminders": (planned := reminding(at=at, person=person, now=now)),
            "told_at_once": told_at_once(at, planned),
            "cancel_is_late": now > shown.cancel_by,
            "there": there(shown),
            "room": shown.link_at(now),
            "hold_hours": settings.OFFER_HOURS,
            "leads": person.is_coordinator or is_trainer,
            "is_trainer": is_trainer,
            "now": now,
        }
        | need_of(at, person)
        | switched_off(person)
    )


def switched_off(person: User) -> dict[str, bool]:
    """What the person wants of no session: the page must not promise it."""
    kinds = (notices.REMINDER, notices.OFFER)
    off = set(Mute.objects.filter(person=person, kind__in=kinds).values_list("kind", flat=True))
    return {"no_reminders": notices.REMINDER in off, "no_offers": notices.OFFER in off}
