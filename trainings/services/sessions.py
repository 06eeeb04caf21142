"""What coordinators do with a date: make, change, publish, move and cancel it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors.models import User
from outbox.services import record
from trainings import policies
from trainings.models import Enrolment, Session, Training
from trainings.models.enrolments import LINK
from trainings.models.sessions import LINK_HOURS
from trainings.services import notices
from trainings.services.interest import tell_interested
from trainings.services.line import pass_on
from trainings.services.locking import locked
from trainings.services.results import SessionOverError, WorkingTimeMissing

State = Enrolment.State


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """When and where a session takes place. Whoever has a seat is told of any change of it."""

    starts_at: datetime
    ends_at: datetime
    timezone: str
    location: str = ""
    place: str = ""
    directions: str = ""
    link: str = ""
    link_hours: int = LINK_HOURS


@dataclass(frozen=True, kw_only=True)
class Deadlines:
    """Until when one can ask for a seat, and until when cancelling is in time; `opens_at`: not before then."""

    enrolment_closes_at: datetime
    cancel_by: datetime
    opens_at: datetime | None = None


def create_session(
    *,
    training: Training,
    meeting: Meeting,
    deadlines: Deadlines,
    capacity: int,
    trainers: Iterable[User],
    by: User,
    now: datetime,
) -> Session:
    """A draft: nobody but coordinators and its trainers sees it before it is published."""
    _check(by)
    with transaction.atomic():
        made = Session(training=training, capacity=capacity, **asdict(meeting), **asdict(deadlines))
        made.save(force_insert=True)
        made.trainers.set(trainers)
        record(actor=by, deed="create session", subject=made, now=now)
        return made


def change_session(
    *, session: Session, deadlines: Deadlines, trainers: Iterable[User], by: User, now: datetime
) -> Session:
    """Change what nobody has to be told of. A later end of enrolment lets offers begin again."""
    _check(by)
    with _open(session, now) as held:
        held.trainers.set(trainers)
        _change_deadlines(held, deadlines, now)
        record(actor=by, deed="change session", subject=held, now=now)
        return held


def publish_session(*, session: Session, by: User, now: datetime) -> Session:
    """Whoever said that they would come if there were a date is told of it.

    Raises WorkingTimeMissing where the training does not say whether it is working time, and on which account.
    """
    _check(by)
    with _open(session, now) as held:
        if not held.is_published:
            _check_working_time(held.training_id)
            held.published_at = now
            held.save(update_fields=["published_at"])
            tell_interested(session=held, now=now)
            record(actor=by, deed="publish session", subject=held, now=now)
        return held


def move_session(
    *, session: Session, meeting: Meeting, deadlines: Deadlines, by: User, now: datetime
) -> Session:
    """Tells everybody with a seat, an offer or a place in line; updates calendars; reminds anew.

    Where time and place are as they were, only the deadlines are taken over and nobody is told: whoever presses twice
    moves once.
    """
    _check(by)
    with _open(session, now) as held:
        if asdict(meeting) == {name: getattr(held, name) for name in asdict(meeting)}:
            _change_deadlines(held, deadlines, now)
            return held
        was = held.starts_at
        _apply(held, meeting)
        _apply(held, deadlines)
        held.moved_at = now
        held.sequence += 1
        held.first_come_since = None
        _end_offers_by_start(held)
        if held.is_published:
            notices.say_moved(session=held, concerned=_concerned(held), was=was, now=now)
        pass_on(held, now)
        held.save()
        record(actor=by, deed="move session", subject=held, now=now)
        return held


def cancel_session(*, session: Session, reason: str, by: User, now: datetime) -> Session:
    """Tells everybody who has a seat, an offer or a place in line, in the same words."""
    _check(by)
    with _open(session, now) as held:
        concerned = _concerned(held)
        held.cancelled_at, held.cancel_reason = now, reason
        held.taken, held.over_by, held.first_come_since = 0, 0, None
        held.sequence += 1
        if held.is_published:
            notices.say_session_cancelled(session=held, concerned=concerned, now=now)
        gone = {"state": State.CANCELLED_BY_ORGANIZER, "ended_at": now, **dict.fromkeys(LINK)}
        Enrolment.objects.for_session(held).live().update(**gone)
        held.save()
        record(actor=by, deed="cancel session", subject=held, now=now, told=len(concerned))
        return held


def _check_working_time(training_id: UUID) -> None:
    """Locked, so that the answer cannot be taken away while a date of it is published."""
    if not Training.objects.select_for_update(of=("self",)).get(pk=training_id).says_working_time:
        raise WorkingTimeMissing


def _check(by: User) -> None:
    if not policies.may_run_trainings(by):
        raise PermissionDenied


@contextmanager
def _open(session: Session, now: datetime) -> Iterator[Session]:
    with locked(session) as held:
        if held.is_cancelled or held.has_started(now):
            raise SessionOverError
        yield held


def _apply(held: Session, facts: Meeting | Deadlines) -> None:
    for name, value in asdict(facts).items():
        setattr(held, name, value)


def _change_deadlines(held: Session, deadlines: Deadlines, now: datetime) -> None:
    _apply(held, deadlines)
    held.first_come_since = None
    pass_on(held, now)
    held.save_seats("enrolment_closes_at", "cancel_by", "opens_at")


def _concerned(held: Session) -> list[Enrolment]:
    people = Enrolment.objects.for_session(held).live().select_related("person")
    return list(people.order_by("number"))


def _end_offers_by_start(held: Session) -> None:
    """An offer never outlasts the start."""
    offers = Enrolment.objects.for_session(held).offered().filter(offer_expires_at__gt=held.starts_at)
    offers.update(offer_expires_at=held.starts_at)
