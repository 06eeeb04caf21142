"""What coordinators do with a date: docs/rules.md, trainings 6."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from outbox.models import AuditEntry, Message
from outbox.policies import judge
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import SessionFactory, TrainingFactory, people, states
from trainings import services
from trainings.models import Session
from trainings.services import Deadlines, Meeting, SessionOverError

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return CoordinatorFactory()


@pytest.fixture
def crowded(now):
    """One booked, one offered, one waiting, and a trainer."""
    session = SessionFactory(capacity=2)
    leaving, booked, offered, waiting = people(4)
    for person in (leaving, booked):
        services.enrol(session=session, person=person, now=now)
    for person in (offered, waiting):
        services.join_waiting_list(session=session, person=person, now=now)
    services.cancel(session=session, person=leaving, now=now)
    session.trainers.add(UserFactory(first_name="Kwame", last_name="Mensah"))
    Message.objects.filter(kind__in=["trainings_confirmation", "trainings_cancellation"]).delete()
    return session


def meeting_of(session, **changes):
    names = ("starts_at", "ends_at", "timezone", "location", "place", "directions", "link")
    return replace(Meeting(**{name: getattr(session, name) for name in names}), **changes)


def a_week_later(session):
    week = timedelta(days=7)
    meeting = meeting_of(session, starts_at=session.starts_at + week, ends_at=session.ends_at + week)
    return meeting, Deadlines(
        enrolment_closes_at=session.enrolment_closes_at + week, cancel_by=session.cancel_by + week
    )


def told(session, kind):
    found = Message.objects.filter(object_id=str(session.pk), kind=kind, state="due")
    return sorted(found.values_list("context__as", flat=True))


def reminders(session):
    found = Message.objects.filter(object_id=str(session.pk), kind="trainings_reminder")
    return sorted(found.values_list("state", "occurrence"))


def test_a_new_session_is_a_draft(now, coordinator):
    training, trainer = TrainingFactory(), UserFactory()
    start = now + timedelta(days=30)
    made = services.create_session(
        training=training,
        meeting=Meeting(starts_at=start, ends_at=start + timedelta(hours=1), timezone="Europe/Berlin"),
        deadlines=Deadlines(enrolment_closes_at=start, cancel_by=start),
        capacity=8,
        trainers=[trainer],
        by=coordinator,
        now=now,
    )
    assert (made.capacity, made.published_at, list(made.trainers.all())) == (8, None, [trainer])
    assert list(Session.objects.visible_to(UserFactory())) == []
    assert list(Session.objects.visible_to(trainer)) == [made]


def test_a_published_session_is_there_for_everybody(now, coordinator):
    session = SessionFactory(published_at=None)
    services.publish_session(session=session, by=coordinator, now=now)
    assert list(Session.objects.visible_to(UserFactory())) == [session]
    assert list(AuditEntry.objects.values_list("deed", flat=True)) == ["publish session"]


def test_a_moved_session_tells_booked_offered_waiting_and_trainers(now, coordinator, crowded):
    meeting, deadlines = a_week_later(crowded)
    services.move_session(session=crowded, meeting=meeting, deadlines=deadlines, by=coordinator, now=now)
    assert told(crowded, "trainings_moved") == ["booked", "leads", "offered", "waiting"]


def test_a_moved_session_reminds_anew(now, coordinator, crowded):
    before = [occurrence for _state, occurrence in reminders(crowded) if _state == "due"]
    meeting, deadlines = a_week_later(crowded)
    services.move_session(session=crowded, meeting=meeting, deadlines=deadlines, by=coordinator, now=now)
    due = [occurrence for state, occurrence in reminders(crowded) if state == "due"]
    assert before == [f"2026-12-08T08:00:00Z:{minutes}" for minutes in (10080, 1440, 60)]
    assert due == [f"2026-12-15T08:00:00Z:{minutes}" for minutes in (10080, 1440, 60)]


def test_a_moved_session_raises_the_calendar_sequence(now, coordinator, crowded):
    crowded.refresh_from_db()
    before = crowded.sequence
    meeting, deadlines = a_week_later(crowded)
    services.move_session(session=crowded, meeting=meeting, deadlines=deadlines, by=coordinator, now=now)
    crowded.refresh_from_db()
    assert (crowded.sequence, crowded.starts_at, crowded.moved_at) == (before + 1, meeting.starts_at, now)


def test_an_offer_does_not_outlast_a_start_moved_forward(now, coordinator, crowded):
    start = now + timedelta(hours=3)
    services.move_session(
        session=crowded,
        meeting=meeting_of(crowded, starts_at=start),
        deadlines=Deadlines(enrolment_closes_at=start, cancel_by=start),
        by=coordinator,
        now=now,
    )
    assert crowded.enrolments.offered().get().offer_expires_at == start


def test_a_moved_draft_tells_nobody(now, coordinator):
    draft = SessionFactory(published_at=None)
    draft.trainers.add(UserFactory())
    meeting, deadlines = a_week_later(draft)
    services.move_session(session=draft, meeting=meeting, deadlines=deadlines, by=coordinator, now=now)
    assert Message.objects.count() == 0


def test_a_cancelled_session_tells_booked_offered_waiting_and_trainers(now, coordinator, crowded):
    services.cancel_session(session=crowded, reason="Frauke ist krank.", by=coordinator, now=now)
    assert told(crowded, "trainings_session_cancelled") == ["booked", "leads", "offered", "waiting"]
    assert {state for _number, state in states(crowded)} == {"cancelled_in_time", "cancelled_by_organizer"}


def test_a_cancelled_session_frees_all_seats_and_reminds_nobody(now, coordinator, crowded):
    services.cancel_session(session=crowded, reason="", by=coordinator, now=now)
    crowded.refresh_from_db()
    assert (crowded.taken, crowded.over_by, crowded.cancelled_at) == (0, 0, now)
    assert {state for state, _occurrence in reminders(crowded)} == {"dropped"}


def test_a_later_end_of_enrolment_lets_offers_begin_again(now, coordinator):
    session = SessionFactory(capacity=1, enrolment_closes_at=now + timedelta(hours=2))
    first, second = people(2)
    services.enrol(session=session, person=first, now=now)
    services.join_waiting_list(session=session, person=second, now=now)
    services.cancel(session=session, person=first, now=now)
    assert states(session)[1] == (2, "waiting")
    deadlines = Deadlines(enrolment_closes_at=session.starts_at, cancel_by=session.starts_at)
    services.change_session(session=session, deadlines=deadlines, trainers=[], by=coordinator, now=now)
    assert states(session)[1] == (2, "offered")


def deeds(session, by, now):
    meeting, deadlines = a_week_later(session)
    return [
        lambda: services.publish_session(session=session, by=by, now=now),
        lambda: services.cancel_session(session=session, reason="", by=by, now=now),
        lambda: services.move_session(session=session, meeting=meeting, deadlines=deadlines, by=by, now=now),
        lambda: services.change_session(session=session, deadlines=deadlines, trainers=[], by=by, now=now),
    ]


def test_nothing_changes_once_a_session_has_started(coordinator):
    session = SessionFactory()
    for deed in deeds(session, coordinator, session.starts_at):
        with pytest.raises(SessionOverError):
            deed()


def test_only_coordinators_run_sessions(now):
    for deed in deeds(SessionFactory(), UserFactory(), now):
        with pytest.raises(PermissionDenied):
            deed()


@pytest.mark.parametrize(("starts", "due"), [((6, 30), (21, 0)), ((7, 30), (21, 0)), ((14, 0), (7, 0))])
@pytest.mark.parametrize("deed", ["cancel", "move to later", "move to then"])
def test_whoever_would_come_or_has_to_before_quiet_hours_end_is_told_in_them(
    now, coordinator, deed, starts, due
):
    """At nine in the evening, of a date on the next morning or afternoon; quiet hours end at seven."""
    late = now.replace(hour=21)
    start = (now + timedelta(days=1)).replace(hour=starts[0], minute=starts[1])
    week = timedelta(days=7)
    was, becomes = (start + week, start) if deed == "move to then" else (start, start + week)
    session, person = SessionFactory(starts_at=was, enrolment_closes_at=was), UserFactory()
    services.enrol(session=session, person=person, now=now)
    if deed == "cancel":
        services.cancel_session(session=session, reason="", by=coordinator, now=late)
    else:
        services.move_session(
            session=session,
            meeting=meeting_of(session, starts_at=becomes, ends_at=becomes + timedelta(hours=2)),
            deadlines=Deadlines(enrolment_closes_at=becomes, cancel_by=becomes),
            by=coordinator,
            now=late,
        )
    told = Message.objects.get(kind__in=["trainings_session_cancelled", "trainings_moved"])
    at = told.due_at.astimezone(person.zone)
    assert (at.hour, at.minute, judge(told, muted=False, now=told.due_at)) == (*due, None)
