"""Who was there: only after the start, by the session's trainers and coordinators or by the person in the room, and
correctable until no-shows are forgotten."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from ambassadors.models import User
from outbox.services import record, withdraw
from trainings import policies
from trainings.models import Enrolment, Session
from trainings.models.enrolments import ATTENDED, BOOKED, NO_SHOW, OFFERED, WAITING
from trainings.services import notices
from trainings.services.interest import seat_taken
from trainings.services.line import join_line, settle_first_come
from trainings.services.locking import live_enrolment, locked
from trainings.services.results import Outcome, Result

State = Enrolment.State


def record_attendance(*, session: Session, person: User, state: State, by: User, now: datetime) -> Result:
    """Attended, missed, or open again (`BOOKED`), as often as it has to be corrected.

    Of somebody who walked in without a seat, anything but attended takes that back and leaves nothing.
    """
    if state not in (ATTENDED, NO_SHOW, BOOKED):
        raise ValueError(state)
    _check(by, session)
    with locked(session) as held:
        mine = live_enrolment(held, person)
        if not policies.attendance_is_open(held, now):
            return Result(Outcome.CLOSED)
        if mine is None or mine.state not in (ATTENDED, NO_SHOW, BOOKED):
            return Result(Outcome.NOTHING)
        if mine.walked_in and state != ATTENDED:
            mine.delete()
        else:
            _write(mine, state, by, now)
        record(actor=by, deed="record attendance", subject=held, now=now)
        return Result(Outcome.RECORDED, enrolment=mine)


def record_the_rest(*, session: Session, by: User, now: datetime) -> int:
    """Everybody of whom nothing is recorded was there; returns how many."""
    _check(by, session)
    with locked(session) as held:
        if not policies.attendance_is_open(held, now):
            return 0
        rest = Enrolment.objects.for_session(held).booked()
        count = rest.update(state=ATTENDED, recorded_at=now, recorded_by=by)
        if count:
            record(actor=by, deed="record attendance", subject=held, now=now)
        return count


def open_the_rest(*, session: Session, recorded_at: datetime, by: User, now: datetime) -> int:
    """Take `record_the_rest` back, but for what was corrected since; `recorded_at` is when it was done."""
    _check(by, session)
    with locked(session) as held:
        if not policies.attendance_is_open(held, now):
            return 0
        marked = Enrolment.objects.for_session(held).there().filter(walked_in=False)
        theirs = marked.filter(recorded_at=recorded_at, recorded_by=by)
        count = theirs.update(state=BOOKED, recorded_at=now, recorded_by=by)
        if count:
            record(actor=by, deed="record attendance", subject=held, now=now)
        return count


def check_in(*, session: Session, person: User, now: datetime) -> Result:
    """Somebody who has a seat says that they are there. That they may is proved before: `trainings.here`.

    Of what people say about themselves, the journal knows nothing.
    """
    with locked(session) as held:
        mine = live_enrolment(held, person)
        if mine is None or mine.state in (WAITING, OFFERED):
            return Result(Outcome.NOTHING)
        if mine.state == ATTENDED:
            return Result(Outcome.ALREADY, enrolment=mine)
        if not policies.attendance_is_open(held, now) or now >= held.ends_at:
            return Result(Outcome.CLOSED, enrolment=mine)
        _write(mine, State.ATTENDED, person, now)
        return Result(Outcome.RECORDED, enrolment=mine)


def walk_in(*, session: Session, person: User, by: User, now: datetime) -> Result:
    """Somebody without a seat has come. They get in where the room has one: nobody booked it, or who did has not come.

    Who has a seat is marked as attended; an offer that no tick has ended yet still holds its seat.
    """
    _check(by, session)
    with locked(session) as held:
        mine = live_enrolment(held, person)
        if not policies.attendance_is_open(held, now) or not person.is_active:
            return Result(Outcome.CLOSED)
        if mine is not None and mine.state == ATTENDED:
            return Result(Outcome.ALREADY, enrolment=mine)
        if mine is None or mine.state in (WAITING, OFFERED):
            if _in_the_room(held) >= held.capacity:
                return Result(Outcome.FULL)
            mine = mine or join_line(held, person, now)
            mine.walked_in = mine.state == WAITING
        _let_in(held, mine, by, now)
        record(actor=by, deed="walk in", subject=held, now=now)
        return Result(Outcome.RECORDED, enrolment=mine)


def _check(by: User, session: Session) -> None:
    if not policies.may_record_attendance(by, session):
        raise PermissionDenied


def _write(mine: Enrolment, state: State, by: User, now: datetime) -> None:
    mine.state, mine.recorded_by, mine.recorded_at = state, by, now
    mine.save(update_fields=["state", "recorded_by", "recorded_at"])


def _in_the_room(held: Session) -> int:
    """Who is there or still expected."""
    return Enrolment.objects.for_session(held).filter(state__in=[BOOKED, ATTENDED]).count()


def _let_in(held: Session, mine: Enrolment, by: User, now: datetime) -> None:
    if mine.state in (OFFERED, WAITING):
        for kind in (notices.OFFER, notices.WAITING, notices.FIRST_COME):
            reason = "the session has begun"
            withdraw(reason=reason, now=now, object_id=held.pk, kind=kind, recipient=mine.person)
    mine.booked_at = mine.booked_at or now
    mine.state, mine.recorded_by, mine.recorded_at = State.ATTENDED, by, now
    mine.close_link()
    mine.save()
    seat_taken(training_id=held.training_id, person=mine.person)
    settle_first_come(held, now)
    held.save_seats()
