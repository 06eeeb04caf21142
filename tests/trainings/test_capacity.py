"""Capacity: docs/rules.md, trainings 1 and 4."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from outbox.models import AuditEntry, Message
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import SessionFactory, people, states
from trainings import services
from trainings.services import SessionOverError

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return CoordinatorFactory()


def seats(session):
    session.refresh_from_db()
    return session.capacity, session.taken, session.over_by


def booked_session(now, booked, waiting=0, capacity=None):
    session = SessionFactory(capacity=booked)
    for person in people(booked):
        services.enrol(session=session, person=person, now=now)
    for person in people(waiting):
        services.join_waiting_list(session=session, person=person, now=now)
    return session


def change(session, capacity, by, now):
    return services.change_capacity(session=session, capacity=capacity, by=by, now=now)


def test_added_seats_are_offered_in_line_at_once(now, coordinator):
    session = booked_session(now, 1, waiting=3)
    change(session, 3, coordinator, now)
    assert states(session) == [(1, "booked"), (2, "offered"), (3, "offered"), (4, "waiting")]
    assert seats(session) == (3, 3, 0)


def test_a_cut_below_the_bookings_throws_nobody_out(now, coordinator):
    session = booked_session(now, 3)
    change(session, 1, coordinator, now)
    assert states(session) == [(1, "booked"), (2, "booked"), (3, "booked")]
    assert seats(session) == (1, 3, 2)


def test_the_newest_offers_are_withdrawn_first_and_return_to_their_old_place(now, coordinator):
    session = booked_session(now, 1, waiting=3)
    change(session, 2, coordinator, now)
    change(session, 3, coordinator, now + timedelta(hours=1))
    change(session, 2, coordinator, now + timedelta(hours=2))
    assert states(session) == [(1, "booked"), (2, "offered"), (3, "waiting"), (4, "waiting")]
    assert seats(session) == (2, 2, 0)


def test_who_loses_an_offer_is_told_and_the_offer_itself_no_longer_sent(now, coordinator):
    session = booked_session(now, 1, waiting=1)
    change(session, 2, coordinator, now)
    change(session, 1, coordinator, now)
    theirs = Message.objects.filter(recipient=session.enrolments.get(number=2).person)
    assert sorted(theirs.values_list("kind", "state")) == [
        ("trainings_offer", "dropped"),
        ("trainings_offer_withdrawn", "due"),
        ("trainings_waiting", "due"),
    ]


def test_a_withdrawn_offer_can_be_made_again(now, coordinator):
    session = booked_session(now, 1, waiting=1)
    for capacity in (2, 1, 2):
        now += timedelta(minutes=1)
        change(session, capacity, coordinator, now)
    assert states(session) == [(1, "booked"), (2, "offered")]
    assert Message.objects.filter(kind="trainings_offer", state="due").count() == 1


def test_every_freed_seat_pays_off_what_is_over_before_it_is_offered(now, coordinator):
    session = booked_session(now, 3, waiting=1)
    change(session, 2, coordinator, now)
    found = []
    for enrolment in session.enrolments.booked().order_by("number"):
        services.cancel(session=session, person=enrolment.person, now=now)
        found.append((*seats(session), session.enrolments.offered().count()))
    assert found == [(2, 2, 0, 0), (2, 2, 0, 1), (2, 1, 0, 1)]


def test_more_seats_again_pay_off_what_is_over(now, coordinator):
    session = booked_session(now, 3)
    change(session, 1, coordinator, now)
    change(session, 2, coordinator, now)
    assert seats(session) == (2, 3, 1)
    change(session, 5, coordinator, now)
    assert seats(session) == (5, 3, 0)


def test_the_deed_stands_in_the_journal_with_numbers_only(now, coordinator):
    session = booked_session(now, 3)
    change(session, 1, coordinator, now)
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.deed, entry.details) == (
        coordinator,
        "change capacity",
        {"before": 3, "after": 1, "over": 2},
    )


def test_only_coordinators_change_the_capacity(now):
    with pytest.raises(PermissionDenied):
        change(SessionFactory(), 5, UserFactory(), now)


def test_the_capacity_stays_once_the_session_has_started_or_was_cancelled(now, coordinator):
    started, cancelled = SessionFactory(), SessionFactory(cancelled_at=now)
    with pytest.raises(SessionOverError):
        change(started, 5, coordinator, started.starts_at)
    with pytest.raises(SessionOverError):
        change(cancelled, 5, coordinator, now)
