"""Taking a seat and giving it back."""

from collections.abc import Collection
from datetime import datetime

from ambassadors.models import User
from trainings.models import Enrolment, Session
from trainings.models.enrolments import WAITING
from trainings.overlaps import unconfirmed
from trainings.services import notices
from trainings.services.interest import seat_taken
from trainings.services.line import free_seat, join_line, pass_on, place_of, settle_first_come, waiting_count
from trainings.services.locking import history, live_enrolment, locked
from trainings.services.results import Outcome, Result

State = Enrolment.State


def enrol(*, session: Session, person: User, confirmed: Collection[str] = (), now: datetime) -> Result:
    """A free seat and nobody waiting books; else the answer is "full", with the place one has or would have.

    When a whole offer no longer fits, the first of those who wait to press gets a free seat, until the start.
    Where the person has another seat at that time, that has to be among what they `confirmed`.
    """
    with locked(session) as held:
        mine, had_seat = history(held, person)
        if mine is not None:
            return _press(held, mine, had_seat, confirmed, now)
        if not held.is_open(now):
            return Result(Outcome.NOT_YET if held.opens_later(now) else Outcome.CLOSED)
        waiting = waiting_count(held)
        if not held.free or waiting:
            return Result(Outcome.FULL, place=waiting + 1)
        if unconfirmed(session=held, person=person, confirmed=confirmed, now=now):
            return Result(Outcome.OVERLAP)
        mine = join_line(held, person, now)
        held.taken += 1
        return book(held, mine, had_seat, now)


def cancel(*, session: Session, person: User, now: datetime) -> Result:
    """Give the seat back, also after `cancel_by`; without a reason and without a penalty."""
    with locked(session) as held:
        mine = live_enrolment(held, person)
        if mine is None or not mine.is_booked:
            return Result(Outcome.NOTHING)
        if not held.can_be_decided(now):
            return Result(Outcome.CLOSED)
        mine.state = State.CANCELLED_IN_TIME if now <= held.cancel_by else State.CANCELLED_LATE
        mine.ended_at = now
        mine.save(update_fields=["state", "ended_at"])
        free_seat(held)
        # The entry leaves the person's calendar; a later one for the same session must be newer.
        held.sequence += 1
        notices.say_freed(session=held, enrolment=mine, now=now)
        pass_on(held, now)
        held.save_seats("sequence")
        return Result(Outcome.FREED, enrolment=mine)


def book(held: Session, mine: Enrolment, had_seat: bool, now: datetime) -> Result:
    """On a locked session whose `taken` counts this seat already."""
    mine.state = State.BOOKED
    mine.booked_at = now
    mine.close_link()
    mine.reminder_minutes = held.training.reminder_minutes
    mine.save()
    settle_first_come(held, now)
    held.sequence += had_seat
    held.save_seats("sequence")
    seat_taken(training_id=held.training_id, person=mine.person)
    notices.confirm(session=held, enrolment=mine, now=now)
    return Result(Outcome.BOOKED, enrolment=mine)


def _press(
    held: Session, mine: Enrolment, had_seat: bool, confirmed: Collection[str], now: datetime
) -> Result:
    if mine.state != WAITING:
        return Result(Outcome.ALREADY, enrolment=mine)
    if held.first_come_since is None or not held.free or not held.can_be_decided(now):
        return Result(Outcome.FULL, place=place_of(mine), enrolment=mine)
    if unconfirmed(session=held, person=mine.person, confirmed=confirmed, now=now):
        return Result(Outcome.OVERLAP, enrolment=mine)
    held.taken += 1
    return book(held, mine, had_seat, now)
