"""Somebody has left the company: what they had of coming dates goes to the next in line."""

from datetime import timedelta

import pytest

from ambassadors.services import departing
from outbox.models import Message
from tests.factories.ambassadors import LeavingFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory, people, states
from trainings import services
from trainings.models import Enrolment

pytestmark = pytest.mark.django_db


def leaves(person, now=NOW):
    LeavingFactory(person=person, last_day=(now - timedelta(days=1)).date())
    assert departing.part_with_leavers(now=now) == 1


@pytest.fixture
def full():
    """One seat: the first has it, two wait."""
    session, three = SessionFactory(capacity=1), people(3)
    services.enrol(session=session, person=three[0], now=NOW)
    for person in three[1:]:
        services.join_waiting_list(session=session, person=person, now=NOW)
    return session, three


def test_a_booked_seat_is_offered_to_the_next(full):
    session, (first, second, _third) = full

    leaves(first)

    assert states(session) == [(1, "cancelled_in_time"), (2, "offered"), (3, "waiting")]
    assert Message.objects.get(kind="trainings_offer").recipient == second
    assert set(Message.objects.for_person(first).values_list("state", flat=True)) == {"dropped"}


def test_an_offer_goes_on_to_the_next(full):
    session, (first, second, _third) = full
    services.cancel(session=session, person=first, now=NOW)

    leaves(second)

    assert states(session) == [(1, "cancelled_in_time"), (2, "offer_declined"), (3, "offered")]


def test_a_place_in_line_goes(full):
    session, (first, second, _third) = full

    leaves(second)
    assert states(session) == [(1, "booked"), (3, "waiting")]
    leaves(first)
    assert states(session) == [(1, "cancelled_in_time"), (3, "offered")]


def test_who_leads_a_coming_date_leads_it_no_longer(now):
    """Else the page and the mails would name somebody who is not there, and nobody would look for another."""
    trainer = UserFactory()
    coming, past = SessionFactory(), SessionFactory(starts_at=NOW - timedelta(days=9))
    for session in (coming, past):
        session.trainers.add(trainer)

    leaves(trainer)

    assert [list(session.trainers.all()) for session in (coming, past)] == [[], [trainer]]


def test_what_is_over_stays(full):
    session, (first, _second, _third) = full
    Enrolment.objects.filter(person=first).update(state="attended")

    leaves(first, now=session.ends_at + timedelta(days=1))

    assert states(session)[0] == (1, "attended")


def test_the_numbers_of_the_session_are_right(full):
    session, three = full
    for person in three:
        leaves(person)

    session.refresh_from_db()
    assert (session.taken, session.over_by) == (0, 0)
