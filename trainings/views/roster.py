"""Who has a seat and who waits: for coordinators, and for the trainers of that session."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ambassadors.access import PersonalRequest, signed_in
from ambassadors.imports.exports import csv_lines
from ambassadors.templatetags.hub import day_and_time
from trainings.models import Enrolment, Session
from trainings.models.enrolments import WAITING, EnrolmentQuerySet


def _led(request: PersonalRequest, session_id: UUID) -> Session:
    sessions = Session.objects.with_roster_for(request.user).with_training().with_waiting()
    return get_object_or_404(sessions.with_trainers(), pk=session_id)


@signed_in
@require_safe
def roster(request: PersonalRequest, session_id: UUID) -> HttpResponse:
    shown = _led(request, session_id)
    now = timezone.now()
    context = {
        "session": shown,
        "words": shown.training.words,
        "seated": _people(shown).seated().order_by("person__sort_key", "person_id"),
        "line": _people(shown).in_line(),
        "can_change": request.user.is_coordinator and not shown.is_cancelled and not shown.has_started(now),
        "now": now,
        "layout": "cockpit.html" if request.user.is_coordinator else "base.html",
    }
    return render(request, "trainings/cockpit_session.html", context)


@signed_in
@require_safe
def roster_file(request: PersonalRequest, session_id: UUID) -> StreamingHttpResponse:
    """The roster as a CSV file that spreadsheets open; no cell starts a formula."""
    shown = _led(request, session_id)
    name = f"{slugify(shown.training.slug)}-{shown.starts_at.astimezone(shown.zone):%Y-%m-%d}.csv"
    response = StreamingHttpResponse(csv_lines(_rows(shown)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _rows(shown: Session) -> Iterator[list[str]]:
    yield [_("Name"), _("Department"), _("Location"), _("State"), _("Number in line"), _("Since")]
    words = {"booked": _("booked"), "offered": _("offered"), "waiting": _("waiting")}
    words |= {"attended": _("here"), "no_show": _("missed")}
    seated = _people(shown).seated().order_by("person__sort_key", "person_id")
    for enrolment in [*seated, *_people(shown).in_line()]:
        person, place = enrolment.person, enrolment.place if enrolment.state == WAITING else ""
        since = day_and_time(timezone.localtime(enrolment.booked_at or enrolment.asked_at))
        yield [person.name, person.department, person.location, words[enrolment.state], str(place), since]


def _people(shown: Session) -> EnrolmentQuerySet:
    return Enrolment.objects.for_session(shown).select_related("person").with_place()
