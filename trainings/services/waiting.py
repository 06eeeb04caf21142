"""The waiting list: joining it and leaving it."""

from datetime import datetime

from ambassadors.models import User
from outbox.services import withdraw
from trainings.models import Session
from trainings.models.enrolments import OFFERED, WAITING
from trainings.services import notices
from trainings.services.line import join_line, pass_on, place_of, settle_first_come, waiting_count
from trainings.services.locking import live_enrolment, locked
from trainings.services.results import Outcome, Result


def join_waiting_list(*, session: Session, person: User, now: datetime) -> Result:
    """Stand at the end of the line. Where a seat is free by now, it is offered at once."""
    with locked(session) as held:
        mine = live_enrolment(held, person)
        if mine is not None:
            place = place_of(mine) if mine.state == WAITING else 0
            return Result(Outcome.ALREADY, place=place, enrolment=mine)
        if not held.is_open(now):
            return Result(Outcome.NOT_YET if held.opens_later(now) else Outcome.CLOSED)
        place, taken = waiting_count(held) + 1, held.taken
        mine = join_line(held, person, now)
        mine.save(force_insert=True)
        pass_on(held, now)
        held.save_seats()
        if held.taken > taken:
            mine.refresh_from_db(fields=["state", "offered_at", "offer_expires_at"])
        if mine.state == OFFERED:
            return Result(Outcome.OFFERED, enrolment=mine)
        notices.say_waiting(session=held, enrolment=mine, place=place, now=now)
        return Result(Outcome.WAITING, place=place, enrolment=mine)


def leave_waiting_list(*, session: Session, person: User, now: datetime) -> Result:
    """Always possible, and nothing is kept of it."""
    with locked(session) as held:
        mine = live_enrolment(held, person)
        if mine is None or mine.state != WAITING:
            return Result(Outcome.NOTHING)
        mine.delete()
        settle_first_come(held, now)
        held.save_seats()
        for kind in (notices.WAITING, notices.FIRST_COME):
            withdraw(reason="no longer waiting", now=now, object_id=held.pk, kind=kind, recipient=person)
        return Result(Outcome.LEFT)
