"""Taking a seat and giving it back: docs/rules.md, trainings 1, 2 and 5."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from outbox.models import Message
from tests.factories.ambassadors import UserFactory
from tests.factories.trainings import SessionFactory, people, states
from trainings import services
from trainings.models import Enrolment, Session
from trainings.services import Outcome

pytestmark = pytest.mark.django_db


def answer(result):
    return result.outcome, result.place


def seats(session):
    session.refresh_from_db()
    return session.capacity, session.taken, session.over_by


def test_a_free_seat_is_booked_at_once(now):
    session, person = SessionFactory(capacity=2), UserFactory()
    result = services.enrol(session=session, person=person, now=now)
    assert answer(result) == (Outcome.BOOKED, 0)
    assert states(session) == [(1, "booked")]
    assert seats(session) == (2, 1, 0)


def test_a_full_session_says_the_place_one_would_have_and_books_nothing(now):
    session = SessionFactory(capacity=1)
    first, second, third = people(3)
    services.enrol(session=session, person=first, now=now)
    services.join_waiting_list(session=session, person=second, now=now)
    result = services.enrol(session=session, person=third, now=now)
    assert answer(result) == (Outcome.FULL, 2)
    assert states(session) == [(1, "booked"), (2, "waiting")]


def test_nobody_overtakes_those_who_wait_even_where_a_seat_is_free(now):
    session = SessionFactory(capacity=1)
    first, second = people(2)
    services.enrol(session=session, person=first, now=now)
    services.join_waiting_list(session=session, person=second, now=now)
    Session.objects.update(capacity=2)
    result = services.enrol(session=session, person=UserFactory(), now=now)
    assert answer(result) == (Outcome.FULL, 2)


def test_enrolling_twice_books_one_seat(now):
    session, person = SessionFactory(), UserFactory()
    services.enrol(session=session, person=person, now=now)
    result = services.enrol(session=session, person=person, now=now)
    assert answer(result) == (Outcome.ALREADY, 0)
    assert seats(session) == (12, 1, 0)


def test_somebody_who_waits_is_told_their_place_when_they_press_again(now):
    session = SessionFactory(capacity=1)
    first, second = people(2)
    services.enrol(session=session, person=first, now=now)
    services.join_waiting_list(session=session, person=second, now=now)
    assert answer(services.enrol(session=session, person=second, now=now)) == (Outcome.FULL, 1)


@pytest.mark.parametrize(
    "facts",
    [{"published_at": None}, {"cancelled_at": "now"}, {"enrolment_closes_at": "now"}],
    ids=["draft", "cancelled", "enrolment over"],
)
def test_a_session_that_is_not_open_is_closed(now, facts):
    session = SessionFactory(**{name: now if value == "now" else value for name, value in facts.items()})
    assert answer(services.enrol(session=session, person=UserFactory(), now=now)) == (Outcome.CLOSED, 0)
    assert answer(services.join_waiting_list(session=session, person=UserFactory(), now=now)) == (
        Outcome.CLOSED,
        0,
    )


def test_cancelling_frees_the_seat(now):
    session, person = SessionFactory(), UserFactory()
    services.enrol(session=session, person=person, now=now)
    result = services.cancel(session=session, person=person, now=now)
    assert answer(result) == (Outcome.FREED, 0)
    assert states(session) == [(1, "cancelled_in_time")]
    assert seats(session) == (12, 0, 0)


def test_cancelling_after_the_time_for_it_is_possible_until_the_start(now):
    session, person = SessionFactory(cancel_by=now), UserFactory()
    services.enrol(session=session, person=person, now=now)
    late = session.starts_at - timedelta(seconds=1)
    assert answer(services.cancel(session=session, person=person, now=late)) == (Outcome.FREED, 0)
    assert states(session) == [(1, "cancelled_late")]


def test_a_seat_cannot_be_given_back_once_the_session_has_started(now):
    session, person = SessionFactory(), UserFactory()
    services.enrol(session=session, person=person, now=now)
    result = services.cancel(session=session, person=person, now=session.starts_at)
    assert answer(result) == (Outcome.CLOSED, 0)
    assert states(session) == [(1, "booked")]


def test_cancelling_what_one_does_not_have_changes_nothing(now):
    session = SessionFactory()
    assert answer(services.cancel(session=session, person=UserFactory(), now=now)) == (Outcome.NOTHING, 0)


def test_a_freed_seat_can_be_taken_again_while_it_is_free(now):
    session, person = SessionFactory(), UserFactory()
    services.enrol(session=session, person=person, now=now)
    services.cancel(session=session, person=person, now=now)
    assert answer(services.enrol(session=session, person=person, now=now)) == (Outcome.BOOKED, 0)
    assert states(session) == [(1, "cancelled_in_time"), (2, "booked")]


def test_taking_a_seat_again_brings_its_reminders_back(now):
    session, person = SessionFactory(), UserFactory()
    services.enrol(session=session, person=person, now=now)
    first = due_reminders(person)
    services.cancel(session=session, person=person, now=now)
    assert due_reminders(person) == []
    services.enrol(session=session, person=person, now=now)
    assert due_reminders(person) == first


def due_reminders(person):
    due = Message.objects.filter(recipient=person, kind="trainings_reminder", state="due")
    return sorted(due.values_list("occurrence", "due_at"))


def test_every_change_of_a_persons_calendar_has_a_higher_sequence(now):
    session, person = SessionFactory(), UserFactory()
    sequences = []
    for deed in (services.enrol, services.cancel, services.enrol, services.cancel):
        deed(session=session, person=person, now=now)
        session.refresh_from_db()
        sequences.append(session.sequence)
    assert sequences == [0, 1, 2, 3]


def test_the_database_refuses_more_taken_seats_than_there_are(now):
    session = SessionFactory(capacity=2)
    with pytest.raises(IntegrityError, match="never_more_taken_than_seats"), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(taken=3)


def test_the_database_refuses_two_live_enrolments_of_one_person(now):
    session, person = SessionFactory(), UserFactory()
    services.enrol(session=session, person=person, now=now)
    second = Enrolment(session=session, person=person, state="waiting", number=9, asked_at=now)
    with pytest.raises(IntegrityError, match="one_live_enrolment"), transaction.atomic():
        second.save()


def test_erasing_a_person_gives_their_seat_to_the_next_in_line(now):
    session = SessionFactory(capacity=1)
    first, second = people(2)
    services.enrol(session=session, person=first, now=now)
    services.join_waiting_list(session=session, person=second, now=now)
    assert services.forget(person=first, now=now) == 1
    assert states(session) == [(2, "offered")]
    assert seats(session) == (1, 1, 0)
