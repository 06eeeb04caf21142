"""Who has a seat and who waits: for coordinators, and for the trainers of that session."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ambassadors import retention
from ambassadors.access import PersonalRequest, signed_in
from ambassadors.audiences import seen_of
from ambassadors.imports.exports import csv_lines
from ambassadors.models import User
from ambassadors.templatetags.hub import day_and_time
from trainings import policies
from trainings.figures import attendance_of, with_waiting
from trainings.forms.sessions import MOST_SEATS
from trainings.models import AccessNeed, Enrolment, Session
from trainings.models.enrolments import EnrolmentQuerySet
from trainings.models.sessions import SessionQuerySet
from trainings.on_the_way import rounds
from trainings.retaining import ATTENDANCE

PAGE = 25
EMPTY_LINES = 6
PIECE = 1_000


def _led_by(request: PersonalRequest) -> SessionQuerySet:
    return Session.objects.with_roster_for(request.user).with_training().with_trainers()


def led(request: PersonalRequest, session_id: UUID) -> Session:
    return get_object_or_404(_led_by(request), pk=session_id)


@signed_in
@require_safe
def roster(request: PersonalRequest, session_id: UUID) -> HttpResponse:
    """In pages, or whole with `?all=1`, for printing; of the waiting list the first few."""
    shown = get_object_or_404(with_waiting(_led_by(request)), pk=session_id)
    now = timezone.now()
    whole = request.GET.get("all") == "1"
    page = Paginator(_seated(shown, now), MOST_SEATS if whole else PAGE).get_page(request.GET.get("page"))
    line = list(_line(shown) if whole else _line(shown)[:PAGE])
    waiting: int = vars(shown)["waiting"]
    context = {
        "session": shown,
        "words": shown.training.words,
        "page": page,
        "whole": whole,
        "line": line,
        "needs": _needs(shown, request.user, now),
        "waiting": waiting,
        "more_waiting": waiting - len(line),
        "rounds": rounds(shown),
        **_the_day(shown, now),
        "has_ended": shown.is_published and not shown.is_cancelled and shown.ends_at <= now,
        "can_change": request.user.is_coordinator and not shown.is_cancelled and not shown.has_started(now),
        "may_announce": policies.announcing_is_open(shown, now),
        "layout": "cockpit.html" if request.user.is_coordinator else "base.html",
    }
    return render(request, "trainings/cockpit_session.html", context)


def _the_day(shown: Session, now: datetime) -> dict[str, object]:
    """From the start on, who has come; before it, when that can be marked."""
    takes_place = shown.is_published and not shown.is_cancelled
    has_begun = takes_place and shown.has_started(now)
    return {
        "attendance": attendance_of(shown) if has_begun else None,
        "attendance_is_open": policies.attendance_is_open(shown, now),
        "attendance_until": policies.attendance_until(shown),
        "lists_are_kept": retention.in_words(ATTENDANCE),
        "is_ahead": takes_place and not has_begun,
        "room": "" if shown.is_cancelled or now >= shown.ends_at else shown.link,
        "shows_code": takes_place and now < shown.ends_at,
        "names_are_gone": has_begun and policies.list_is_closed(shown, now),
    }


@signed_in
@require_safe
def sheet(request: PersonalRequest, session_id: UUID) -> HttpResponse:
    """To print and sign: everybody who has a seat, whether they have come or not, and empty lines for who walks in."""
    shown = led(request, session_id)
    listed = _seated(shown, timezone.now()).on_the_list()
    context = {
        "session": shown,
        "words": shown.training.words,
        "listed": list(listed[:MOST_SEATS]),
        "empty": range(EMPTY_LINES),
    }
    return render(request, "trainings/sheet.html", context)


@signed_in
@require_safe
def roster_file(request: PersonalRequest, session_id: UUID) -> StreamingHttpResponse:
    """The whole roster as a CSV file that spreadsheets open; no cell starts a formula."""
    shown = led(request, session_id)
    name = f"{shown.training.slug}-{shown.starts_at.astimezone(shown.zone):%Y-%m-%d}.csv"
    response = StreamingHttpResponse(
        csv_lines(_rows(shown, request.user, timezone.now())), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _rows(shown: Session, reader: User, now: datetime) -> Iterator[list[str]]:
    yield [_("Name"), _("Department"), _("Location"), _("State"), _("Number in line"), _("Since")]
    words = {"booked": _("booked"), "offered": _("offered"), "attended": _("here"), "no_show": _("missed")}
    for enrolment in _seated(shown, now).iterator(PIECE):
        yield _row(enrolment, words[enrolment.state], "", reader)
    for place, enrolment in enumerate(_line(shown).iterator(PIECE), start=1):
        yield _row(enrolment, _("waiting"), str(place), reader)


def _row(enrolment: Enrolment, state: str, place: str, reader: User) -> list[str]:
    person = enrolment.person
    where = [seen_of(person, field, reader) for field in ("department", "location")]
    since = day_and_time(timezone.localtime(enrolment.booked_at or enrolment.asked_at))
    return [person.name, *where, state, place, since]


def _needs(shown: Session, reader: User, now: datetime) -> list[AccessNeed]:
    """For those who lead the date, coordinators or not, and not a minute after its day."""
    if reader not in shown.trainers.all() or shown.has_had_its_day(now):
        return []
    needs = AccessNeed.objects.readable_by(reader).filter(enrolment__session=shown)
    return list(needs.select_related("enrolment__person").order_by("enrolment__person__sort_key", "pk"))


def _seated(shown: Session, now: datetime) -> EnrolmentQuerySet:
    """Nobody once the list has had its time: what people attended then stands in their own records alone."""
    if policies.list_is_closed(shown, now):
        return Enrolment.objects.none()
    seated = Enrolment.objects.for_session(shown).seated().select_related("person__ambassador", "recorded_by")
    return seated.order_by("person__sort_key", "person_id")


def _line(shown: Session) -> EnrolmentQuerySet:
    return Enrolment.objects.for_session(shown).in_line().select_related("person__ambassador")
