"""The queue of a session and what a free seat does; for deeds that hold the session's lock."""

from datetime import datetime

from ambassadors.models import User
from trainings import policies
from trainings.links import open_link
from trainings.models import Enrolment, Session
from trainings.models.enrolments import LINK
from trainings.services import notices


def waiting_count(held: Session) -> int:
    return Enrolment.objects.for_session(held).in_line().count()


def place_of(mine: Enrolment) -> int:
    """1 for the next in line."""
    line = Enrolment.objects.in_line().filter(session_id=mine.session_id)
    return line.filter(number__lt=mine.number).count() + 1


def join_line(held: Session, person: User, now: datetime) -> Enrolment:
    """A new asking with the next number; neither it nor the session is saved yet."""
    held.asked += 1
    return Enrolment(
        session=held, person=person, state=Enrolment.State.WAITING, number=held.asked, asked_at=now
    )


def free_seat(held: Session) -> None:
    """One seat fewer is taken; a freed seat pays off what a cut of the capacity left over first."""
    held.taken -= 1
    held.over_by = max(0, held.over_by - 1)


def pass_on(held: Session, now: datetime) -> None:
    """Offer every free seat to the next in line, at once. The caller saves the session.

    When a whole offer no longer fits before enrolment closes, everybody who waits is told once, and the first
    to press gets the seat.
    """
    if not held.can_be_decided(now) or not held.free:
        return
    if held.first_come_since is None:
        line = Enrolment.objects.for_session(held).in_line().select_related("person")
        for enrolment in line[: held.free]:
            ends = policies.offer_end(now, enrolment.person)
            if ends > held.enrolment_closes_at:
                held.first_come_since = now
                break
            _offer(held, enrolment, ends, now)
    if held.first_come_since is not None:
        notices.say_first_come(session=held, now=now)


def settle_first_come(held: Session, now: datetime) -> None:
    """After somebody has pressed or left: without anybody who waits, a free seat is whoever's comes; without a free
    seat, those who were not told yet are told with the next one. The caller saves the session."""
    if held.first_come_since is None:
        return
    if not waiting_count(held):
        held.first_come_since = None
    elif not held.free:
        notices.take_back_first_come(session=held, now=now)


def _offer(held: Session, enrolment: Enrolment, ends: datetime, now: datetime) -> None:
    enrolment.state = Enrolment.State.OFFERED
    enrolment.offered_at = now
    enrolment.offer_expires_at = ends
    open_link(enrolment)
    enrolment.save(update_fields=["state", "offered_at", "offer_expires_at", *LINK])
    held.taken += 1
    notices.say_offered(session=held, enrolment=enrolment, now=now)
