"""What a deed about a seat answers."""

from dataclasses import dataclass
from enum import StrEnum

from trainings.models import Enrolment


class Outcome(StrEnum):
    BOOKED = "booked"
    FULL = "full"  # `place` is the place on the waiting list that one has or would have
    WAITING = "waiting"  # with `place`
    OFFERED = "offered"
    DECLINED = "declined"
    EXPIRED = "expired"  # the offer was over before it was accepted
    LEFT = "left"
    FREED = "freed"
    ALREADY = "already"
    CLOSED = "closed"
    RECORDED = "recorded"
    OVERLAP = "overlap"  # another seat at that time that was not confirmed; nothing was changed
    NOT_YET = "not yet"  # enrolment opens later
    NOTHING = "nothing"  # there was no such place, seat or offer


@dataclass(frozen=True)
class Result:
    outcome: Outcome
    place: int = 0
    enrolment: Enrolment | None = None


class LinkClosed(Exception):
    """No such link, or its offer was decided, withdrawn or is over: nobody is told which."""


class WorkingTimeMissing(Exception):
    """Nobody has said whether the training is working time, or on which account."""


class SessionOverError(Exception):
    """The session has started or was cancelled, so nothing about it can change any more."""
