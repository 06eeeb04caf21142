"""Who was there, and people who walk in: docs/rules.md, trainings 9."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from outbox.models import AuditEntry, Message
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory, people, states
from trainings import services
from trainings.models import Enrolment
from trainings.services import Outcome

pytestmark = pytest.mark.django_db
State = Enrolment.State


@pytest.fixture
def trainer():
    return UserFactory()


@pytest.fixture
def session(trainer):
    """Three seats, two of them booked."""
    session = SessionFactory(capacity=3)
    session.trainers.add(trainer)
    for person in people(2):
        services.enrol(session=session, person=person, now=NOW)
    return session


def attend(session, number, state, by, now=None):
    person = Enrolment.objects.get(session=session, number=number).person
    at = now or session.starts_at
    return services.record_attendance(session=session, person=person, state=state, by=by, now=at).outcome


def walk_in(session, person, by, now=None):
    return services.walk_in(session=session, person=person, by=by, now=now or session.starts_at).outcome


def taken(session):
    session.refresh_from_db()
    return session.taken


def test_attendance_is_recorded_after_the_start_and_can_be_corrected(session, trainer):
    early = attend(session, 1, State.ATTENDED, trainer, session.starts_at - timedelta(seconds=1))
    assert (early, states(session)) == (Outcome.CLOSED, [(1, "booked"), (2, "booked")])
    for state in (State.ATTENDED, State.NO_SHOW, State.BOOKED, State.NO_SHOW):
        assert attend(session, 1, state, trainer) == Outcome.RECORDED
        assert (states(session)[0], taken(session)) == ((1, state), 2)


@pytest.mark.parametrize("state", [State.WAITING, State.OFFERED, State.CANCELLED_LATE])
def test_nothing_else_is_attendance(session, trainer, state):
    with pytest.raises(ValueError, match=state):
        attend(session, 1, state, trainer)


def test_only_its_trainers_and_coordinators_record_attendance(session):
    foreign = SessionFactory()
    stranger = UserFactory()
    foreign.trainers.add(stranger)
    for by in (stranger, UserFactory(), CoordinatorFactory(is_active=False)):
        with pytest.raises(PermissionDenied):
            attend(session, 1, State.ATTENDED, by)
        with pytest.raises(PermissionDenied):
            walk_in(session, UserFactory(), by)
    assert attend(session, 1, State.ATTENDED, CoordinatorFactory()) == Outcome.RECORDED


def test_a_cancelled_session_had_nobody(session, trainer):
    services.cancel_session(session=session, reason="", by=CoordinatorFactory(), now=NOW)
    assert attend(session, 1, State.ATTENDED, trainer) == Outcome.CLOSED
    assert walk_in(session, UserFactory(), trainer) == Outcome.CLOSED


def test_who_walks_in_gets_a_seat_that_nobody_has(session, trainer):
    first, second = people(2)
    assert walk_in(session, first, trainer, NOW) == Outcome.CLOSED
    assert [walk_in(session, each, trainer) for each in (first, first, second)] == [
        Outcome.RECORDED,
        Outcome.ALREADY,
        Outcome.FULL,
    ]
    assert states(session) == [(1, "booked"), (2, "booked"), (3, "attended")]
    assert (taken(session), Enrolment.objects.get(number=3).walked_in) == (2, True)


def test_the_seat_of_who_has_not_come_goes_to_who_has(session, trainer):
    """And whoever comes after all is not refused their own."""
    first, second = people(2)
    walk_in(session, first, trainer)
    attend(session, 1, State.NO_SHOW, trainer)
    assert walk_in(session, second, trainer) == Outcome.RECORDED
    assert attend(session, 1, State.ATTENDED, trainer) == Outcome.RECORDED
    assert [state for _number, state in states(session)] == ["attended", "booked", "attended", "attended"]
    assert taken(session) == 2


def test_a_walk_in_that_was_a_mistake_leaves_nothing(session, trainer):
    walk_in(session, UserFactory(), trainer)
    assert attend(session, 3, State.BOOKED, trainer) == Outcome.RECORDED
    assert (states(session), taken(session)) == ([(1, "booked"), (2, "booked")], 2)


def test_who_waits_or_has_a_seat_walks_in_on_what_they_have(session, trainer):
    person = UserFactory()
    services.enrol(session=session, person=person, now=NOW)
    waiting = UserFactory()
    services.join_waiting_list(session=session, person=waiting, now=NOW)
    assert walk_in(session, person, trainer) == Outcome.RECORDED
    assert walk_in(session, waiting, trainer) == Outcome.FULL
    attend(session, 1, State.NO_SHOW, trainer)
    assert walk_in(session, waiting, trainer) == Outcome.RECORDED
    assert states(session)[2:] == [(3, "attended"), (4, "attended")]
    assert (taken(session), Message.objects.filter(recipient=waiting, state="due").count()) == (3, 0)


def test_an_offer_that_no_tick_has_ended_yet_still_holds_its_seat(session, trainer):
    third, next_one = people(2)
    services.enrol(session=session, person=third, now=NOW)
    services.join_waiting_list(session=session, person=next_one, now=NOW)
    services.cancel(session=session, person=third, now=NOW)
    assert walk_in(session, next_one, trainer) == Outcome.RECORDED
    mine = Enrolment.objects.get(person=next_one)
    assert (mine.state, mine.walked_in, mine.offer_token_hash, taken(session)) == ("attended", False, None, 3)


def test_the_trail_names_the_session_and_nobody_who_was_there(session, trainer):
    attend(session, 1, State.NO_SHOW, trainer)
    walk_in(session, UserFactory(), trainer)
    entries = AuditEntry.objects.filter(actor=trainer).values_list("deed", "subject", "details")
    about = f"trainings.Session:{session.pk}"
    assert sorted(entries) == [("record attendance", about, {}), ("walk in", about, {})]


def test_erasing_somebody_who_walked_in_frees_no_seat_twice(session, trainer):
    guest = UserFactory()
    walk_in(session, guest, trainer)
    services.forget(person=guest, now=session.starts_at)
    assert (states(session), taken(session)) == ([(1, "booked"), (2, "booked")], 2)
