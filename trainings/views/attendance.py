"""Who was there: marked on the roster by those who lead the session or coordinate, and people who walk in."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ambassadors.access import PersonalRequest, signed_in
from ambassadors.models import User
from ambassadors.models.names import words_of
from ambassadors.notes import undoable
from ambassadors.searching import tidy
from trainings import policies, services
from trainings.figures import attendance_of
from trainings.models import Enrolment, Session
from trainings.models.enrolments import ATTENDED, BOOKED, NO_SHOW
from trainings.services import Outcome
from trainings.views.roster import led

State = Enrolment.State
# Names the moment of a press in an address, exactly.
EPOCH, MOMENT = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
# Whoever looks for a colleague types more of the name; nobody reads through the company here.
SHOWN, FEWEST_LETTERS = 6, 2


def _roster(session: Session, query: str = "", place: str = "") -> HttpResponse:
    to = reverse("trainings:cockpit_session", args=[session.pk]) + (f"?{query}" if query else "") + place
    return HttpResponseRedirect(to, status=303)


def _page_of(request: PersonalRequest) -> str:
    """Back to the page of the roster that was being read."""
    page = request.POST.get("page", "")
    return urlencode({"page": page}) if page.isdecimal() and len(page) < 7 else ""


@signed_in
@require_POST
def record(request: PersonalRequest, session_id: UUID, enrolment_id: UUID) -> HttpResponse:
    """One of the two joined buttons. The last change holds; it is shown with name and time."""
    session, now = led(request, session_id), timezone.now()
    listed = Enrolment.objects.for_session(session).on_the_list().select_related("person__ambassador")
    enrolment = get_object_or_404(listed, pk=enrolment_id)
    state = request.POST.get("state")
    if state not in (ATTENDED, NO_SHOW, BOOKED):
        raise Http404
    person = enrolment.person
    result = services.record_attendance(
        session=session, person=person, state=State(state), by=request.user, now=now
    )
    if result.outcome == Outcome.RECORDED and enrolment.walked_in and state != ATTENDED:
        again = (
            reverse("trainings:cockpit_walk_in", args=[session.pk]) + "?" + urlencode({"person": person.pk})
        )
        undoable(request, _("%(name)s is off the list again.") % {"name": person.name}, undo=again)
        return _roster(session, _page_of(request))
    if request.htmx and result.outcome == Outcome.RECORDED:
        return render(request, "trainings/attendance_marked.html", _marked(session, enrolment, request))
    if result.outcome != Outcome.RECORDED:
        messages.warning(
            request,
            _("Attendance can be recorded from the start on, until it is forgotten who missed the session."),
        )
    if request.htmx:
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    return _roster(session, _page_of(request), f"#row-{enrolment.pk}")


def _marked(session: Session, enrolment: Enrolment, request: PersonalRequest) -> dict[str, object]:
    fresh = Enrolment.objects.select_related("person", "recorded_by").get(pk=enrolment.pk)
    return {"session": session, "enrolment": fresh, "attendance": attendance_of(session)}


@signed_in
@require_POST
def record_rest(request: PersonalRequest, session_id: UUID) -> HttpResponse:
    session, now = led(request, session_id), timezone.now()
    count = services.record_the_rest(session=session, by=request.user, now=now)
    if count:
        undo = reverse("trainings:cockpit_open_rest", args=[session.pk, (now - EPOCH) // MOMENT])
        said = ngettext("%(count)d more is here.", "%(count)d more are here.", count) % {"count": count}
        undoable(request, said, undo=undo)
    return _roster(session, _page_of(request), "#roster")


@signed_in
@require_POST
def open_rest(request: PersonalRequest, session_id: UUID, moment: int) -> HttpResponse:
    """Undo what was done at that moment. What somebody corrected since stays."""
    session, now = led(request, session_id), timezone.now()
    if moment > (now - EPOCH) // MOMENT:
        raise Http404
    at = EPOCH + moment * MOMENT
    services.open_the_rest(session=session, recorded_at=at, by=request.user, now=now)
    return _roster(session, "", "#roster")


@signed_in
@require_safe
def add(request: PersonalRequest, session_id: UUID) -> HttpResponse:
    """Look for somebody who came without a seat, by name or personnel number."""
    session, now = led(request, session_id), timezone.now()
    text = tidy(request.GET.get("q", ""))
    found = _found(text)
    context = {
        "session": session,
        "words": session.training.words,
        "text": text,
        "people": found[:SHOWN],
        "has_more": len(found) > SHOWN,
        "too_short": bool(text) and not _is_enough(text),
        "is_open": policies.attendance_is_open(session, now),
        "layout": "cockpit.html" if request.user.is_coordinator else "base.html",
    }
    part = "#found" if request.htmx and not request.htmx.history_restore_request else ""
    return render(request, f"trainings/cockpit_walk_in.html{part}", context)


def _is_enough(text: str) -> bool:
    return any(len(word) >= FEWEST_LETTERS for word in words_of(text))


def _found(text: str) -> list[User]:
    """By the beginnings of a name, or by the whole personnel number; one more than is shown."""
    if not _is_enough(text):
        return []
    active = User.objects.active()
    found = active.filter(Q(pk__in=active.called(text).values("pk")) | Q(personnel_number=text))
    return list(found.by_name().select_related("ambassador")[: SHOWN + 1])


@signed_in
@require_POST
def walk_in(request: PersonalRequest, session_id: UUID) -> HttpResponse:
    """One press adds. `person` is in the address where a walk-in that was taken back is put on the list again."""
    session, now = led(request, session_id), timezone.now()
    chosen = request.POST.get("person") or request.GET.get("person", "")
    try:
        person = User.objects.active().filter(pk=UUID(chosen)).first()
    except ValueError:
        person = None
    if person is None:
        raise Http404
    result = services.walk_in(session=session, person=person, by=request.user, now=now)
    say, text = SAID[result.outcome]
    say(request, text() % {"name": person.name})
    if result.outcome == Outcome.FULL:
        return HttpResponseRedirect(reverse("trainings:cockpit_add_person", args=[session.pk]), status=303)
    return _roster(session, "", "#roster")


SAID: dict[Outcome, tuple[Callable[..., None], Callable[[], str]]] = {
    Outcome.RECORDED: (messages.success, lambda: _("%(name)s is here.")),
    Outcome.ALREADY: (messages.info, lambda: _("%(name)s was here already.")),
    Outcome.FULL: (
        messages.warning,
        lambda: _(
            "The room is full: every seat is somebody’s who is here or still expected. Once one of them is marked as missed, "
            "there is a seat for %(name)s."
        ),
    ),
    Outcome.CLOSED: (
        messages.warning,
        lambda: _("People can be added from the start on, for as long as attendance can be corrected."),
    ),
}
