"""The waiting list and its offers: docs/rules.md, trainings 2, 3 and 5."""

from datetime import time, timedelta

import pytest

from outbox.models import Message
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import SessionFactory, people, states
from trainings import services
from trainings.models import Enrolment, Session
from trainings.services import Outcome

pytestmark = pytest.mark.django_db


def answer(result):
    return result.outcome, result.place


def full_session(now, waiting, **facts):
    """One seat, taken; returns the session, who has the seat, and those who wait."""
    session = SessionFactory(capacity=1, **facts)
    first, *others = people(waiting + 1)
    services.enrol(session=session, person=first, now=now)
    for person in others:
        services.join_waiting_list(session=session, person=person, now=now)
    return session, first, others


def messages(session, kind):
    found = Message.objects.filter(object_id=str(session.pk), kind=f"trainings_{kind}")
    return list(found.order_by("recipient__personnel_number").values_list("recipient", flat=True))


def test_the_list_is_in_the_order_of_asking(now):
    session, _first, _others = full_session(now, 2)
    late = services.join_waiting_list(session=session, person=UserFactory(), now=now)
    assert answer(late) == (Outcome.WAITING, 3)
    assert states(session) == [(1, "booked"), (2, "waiting"), (3, "waiting"), (4, "waiting")]


def test_joining_twice_keeps_the_place(now):
    session, _first, (second, _third) = full_session(now, 2)
    assert answer(services.join_waiting_list(session=session, person=second, now=now)) == (Outcome.ALREADY, 1)


def test_leaving_the_list_is_always_possible_and_leaves_nothing_behind(now):
    session, _first, (second, third) = full_session(now, 2)
    result = services.leave_waiting_list(session=session, person=second, now=session.starts_at)
    assert answer(result) == (Outcome.LEFT, 0)
    assert states(session) == [(1, "booked"), (3, "waiting")]
    assert answer(services.enrol(session=session, person=third, now=now)) == (Outcome.FULL, 1)


def test_a_freed_seat_is_offered_to_the_next_in_line_at_once(now):
    session, first, (second, _third) = full_session(now, 2)
    services.cancel(session=session, person=first, now=now)
    assert states(session) == [(1, "cancelled_in_time"), (2, "offered"), (3, "waiting")]
    assert messages(session, "offer") == [second.pk]


def test_an_offer_lasts_24_hours(now):
    session, first, (second,) = full_session(now, 1)
    services.cancel(session=session, person=first, now=now)
    offered = Enrolment.objects.get(person=second)
    assert (offered.offered_at, offered.offer_expires_at) == (now, now + timedelta(hours=24))


def test_the_24_hours_begin_with_the_first_minute_outside_quiet_hours(now):
    session, first, (second,) = full_session(now, 1)
    second.quiet_from, second.quiet_until = time(20), time(7)
    second.save()
    services.cancel(session=session, person=first, now=now.replace(hour=22))
    ends = Enrolment.objects.get(person=second).offer_expires_at
    assert ends == now.replace(hour=7) + timedelta(days=2)


def test_an_accepted_offer_is_a_booking(now):
    session, first, (second,) = full_session(now, 1)
    services.cancel(session=session, person=first, now=now)
    result = services.accept_offer(session=session, person=second, now=now)
    assert answer(result) == (Outcome.BOOKED, 0)
    assert states(session) == [(1, "cancelled_in_time"), (2, "booked")]
    assert messages(session, "confirmation") == [first.pk, second.pk]


def test_a_declined_offer_is_passed_on_at_once(now):
    session, first, (second, third) = full_session(now, 2)
    services.cancel(session=session, person=first, now=now)
    result = services.decline_offer(session=session, person=second, now=now)
    assert answer(result) == (Outcome.DECLINED, 0)
    assert states(session) == [(1, "cancelled_in_time"), (2, "offer_declined"), (3, "offered")]
    assert messages(session, "offer") == [second.pk, third.pk]


def test_an_offer_that_is_over_is_passed_on_by_the_tick(now):
    session, first, (second, _third) = full_session(now, 2)
    services.cancel(session=session, person=first, now=now)
    assert services.expire_offers(now=now + timedelta(hours=23)) == 0
    assert services.expire_offers(now=now + timedelta(hours=24)) == 1
    assert states(session) == [(1, "cancelled_in_time"), (2, "offer_expired"), (3, "offered")]
    assert messages(session, "offer_expired") == [second.pk]


def test_accepting_too_late_passes_the_seat_on_before_any_tick(now):
    session, first, (second, _third) = full_session(now, 2)
    services.cancel(session=session, person=first, now=now)
    late = services.accept_offer(session=session, person=second, now=now + timedelta(hours=24))
    assert answer(late) == (Outcome.EXPIRED, 0)
    assert states(session) == [(1, "cancelled_in_time"), (2, "offer_expired"), (3, "offered")]


def test_who_let_an_offer_expire_can_stand_at_the_end_again(now):
    session, first, (second, _third) = full_session(now, 2)
    services.cancel(session=session, person=first, now=now)
    later = now + timedelta(hours=24)
    services.expire_offers(now=later)
    assert answer(services.join_waiting_list(session=session, person=second, now=later)) == (
        Outcome.WAITING,
        1,
    )
    assert states(session)[-2:] == [(3, "offered"), (4, "waiting")]


def test_deciding_about_no_offer_changes_nothing(now):
    session, first, _others = full_session(now, 1)
    assert answer(services.accept_offer(session=session, person=first, now=now)) == (Outcome.NOTHING, 0)
    assert answer(services.decline_offer(session=session, person=first, now=now)) == (Outcome.NOTHING, 0)


def test_when_no_whole_offer_fits_everybody_who_waits_is_told_once(now):
    session, first, others = full_session(now, 2)
    late = session.enrolment_closes_at - timedelta(hours=23)
    services.cancel(session=session, person=first, now=late)
    assert services.expire_offers(now=late) == services.offer_free_seats(now=late) == 0
    assert states(session) == [(1, "cancelled_in_time"), (2, "waiting"), (3, "waiting")]
    assert messages(session, "first_come") == [person.pk for person in others]


def test_the_first_of_those_who_wait_to_press_gets_the_seat_until_the_start(now):
    session, first, (second, third) = full_session(now, 2)
    services.cancel(session=session, person=first, now=session.enrolment_closes_at)
    last_minute = session.starts_at - timedelta(minutes=1)
    assert answer(services.enrol(session=session, person=third, now=last_minute)) == (Outcome.BOOKED, 0)
    assert answer(services.enrol(session=session, person=second, now=last_minute)) == (Outcome.FULL, 1)
    assert states(session) == [(1, "cancelled_in_time"), (2, "waiting"), (3, "booked")]


def test_who_was_not_told_in_time_is_told_when_another_seat_is_free(now):
    """What waits for the end of quiet hours is untrue while no seat is free, and true again with the next one."""
    session, first, (second, third) = full_session(now, 2)
    late = session.enrolment_closes_at - timedelta(hours=1)
    services.cancel(session=session, person=first, now=late)
    services.enrol(session=session, person=second, now=late)
    told = Message.objects.filter(kind="trainings_first_come", recipient=third)
    assert told.get().state == "dropped"
    services.cancel(session=session, person=second, now=late)
    assert told.get().state == "due"


def test_moved_before_they_were_told_they_are_told_once_of_the_new_start(now):
    """A message that waits for the end of quiet hours and one about the new start would be two about one seat."""
    session, first, (second,) = full_session(now, 1)
    late = session.enrolment_closes_at - timedelta(hours=1)
    services.cancel(session=session, person=first, now=late)
    hour = timedelta(hours=1)
    services.move_session(
        session=session,
        meeting=services.Meeting(
            starts_at=session.starts_at + hour, ends_at=session.ends_at + hour, timezone=session.timezone
        ),
        deadlines=services.Deadlines(
            enrolment_closes_at=session.enrolment_closes_at, cancel_by=session.cancel_by
        ),
        by=CoordinatorFactory(),
        now=late,
    )
    told = Message.objects.filter(kind="trainings_first_come", recipient=second).order_by(
        "created_at", "occurrence"
    )
    assert list(told.values_list("state", flat=True)) == ["dropped", "due"]


def test_once_nobody_waits_a_free_seat_is_anybodys_again(now):
    session, first, (second,) = full_session(now, 1)
    late = session.enrolment_closes_at - timedelta(hours=1)
    services.cancel(session=session, person=first, now=late)
    services.leave_waiting_list(session=session, person=second, now=late)
    assert Session.objects.with_free_seats(late).exists()
    assert answer(services.enrol(session=session, person=UserFactory(), now=late)) == (Outcome.BOOKED, 0)


def test_erasing_the_last_who_waits_makes_a_free_seat_anybodys_again(now):
    session, first, (second,) = full_session(now, 1)
    late = session.enrolment_closes_at - timedelta(hours=1)
    services.cancel(session=session, person=first, now=late)
    services.forget(person=second, now=late)
    assert Session.objects.with_free_seats(late).exists()


def test_nobody_presses_past_the_start(now):
    session, first, (second,) = full_session(now, 1)
    services.cancel(session=session, person=first, now=session.enrolment_closes_at)
    assert answer(services.enrol(session=session, person=second, now=session.starts_at)) == (Outcome.FULL, 1)


def test_a_stranger_does_not_overtake_those_who_may_press(now):
    session, first, (_second,) = full_session(now, 1)
    late = session.enrolment_closes_at - timedelta(hours=1)
    services.cancel(session=session, person=first, now=late)
    assert answer(services.enrol(session=session, person=UserFactory(), now=late)) == (Outcome.FULL, 2)


def test_people_who_may_no_longer_sign_in_hold_up_nobody(now):
    session, first, (second, third) = full_session(now, 2)
    second.is_active = False
    second.save()
    services.cancel(session=session, person=first, now=now)
    assert states(session) == [(1, "cancelled_in_time"), (2, "waiting"), (3, "offered")]
    assert messages(session, "offer") == [third.pk]


def test_who_could_not_be_told_that_the_first_to_press_gets_a_seat_is_told_by_the_tick(now):
    session, first, (second, third) = full_session(now, 2)
    second.is_active = False
    second.save()
    late = session.enrolment_closes_at - timedelta(hours=1)
    services.cancel(session=session, person=first, now=late)
    assert (messages(session, "first_come"), services.offer_free_seats(now=late)) == ([third.pk], 0)
    second.is_active = True
    second.save()
    assert [services.offer_free_seats(now=late) for _tick in range(2)] == [1, 0]
    assert messages(session, "first_come") == [second.pk, third.pk]


def test_the_tick_finds_a_seat_that_lies_idle(now):
    session, _first, (_second,) = full_session(now, 1)
    session.capacity = 2
    session.save()
    assert services.offer_free_seats(now=now) == 1
    assert states(session) == [(1, "booked"), (2, "offered")]
