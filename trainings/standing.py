"""How a person stands towards a session: what the seat card and every row of a list show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from ambassadors.models import User
from trainings import policies
from trainings.figures import waiting_by_session
from trainings.models import Enrolment, Session
from trainings.models.enrolments import OFFERED, WAITING


class State(StrEnum):
    DRAFT = "draft"
    CANCELLED = "cancelled"
    OVER = "over"
    BOOKED = "booked"
    OFFERED = "offered"
    MAY_PRESS = "may_press"  # waits, and the first to press gets the free seat
    WAITING = "waiting"
    CLOSED = "closed"
    NOT_YET = "not_yet"  # enrolment opens later
    FULL = "full"
    OPEN = "open"


@dataclass(frozen=True)
class Reminding:
    """A reminder as the page shows it: when it comes, and whether the person switched it off."""

    minutes: int
    at: datetime
    is_muted: bool
    is_past: bool


@dataclass(frozen=True)
class Standing:
    """`mine` is the last time the person asked, `waiting` how many wait, `place` one's place among them or the
    place one would have."""

    session: Session
    state: State
    mine: Enrolment | None
    waiting: int
    place: int

    @property
    def is_seated(self) -> bool:
        return self.state in (State.BOOKED, State.OFFERED)

    @property
    def offer_has_ended(self) -> bool:
        """The person's last offer ran out, and they have not asked again."""
        ended = (Enrolment.State.OFFER_EXPIRED, OFFERED)
        return self.mine is not None and self.mine.state in ended and self.state != State.OFFERED

    @property
    def hold_hours(self) -> int:
        return settings.OFFER_HOURS

    @property
    def is_over(self) -> bool:
        return self.state == State.OVER

    @property
    def look(self) -> tuple[object, ...]:
        """Everything that a row of a list shows: two that are equal are drawn the same."""
        session, mine = self.session, self.mine
        words = session.training.words
        return (
            get_language(),
            timezone.get_current_timezone_name(),
            (session.pk, session.starts_at, session.ends_at, session.where, session.training.format),
            (session.taken, session.capacity, session.is_cancelled, session.cancel_reason),
            (words.title, words.language, session.training.level),
            [topic.name for topic in session.training.topics.all()],
            [person.name for person in session.trainers.all()],
            (self.state, self.waiting, self.place, self.offer_has_ended),
            (session.first_come_since is not None, self.hold_hours, session.opens_at),
            (mine.booked_at, mine.offer_expires_at) if mine else None,
        )


def standings(*, sessions: Iterable[Session], person: User, now: datetime) -> list[Standing]:
    """One for each session, in two queries; in one where the list has counted `waiting` already."""
    sessions = list(sessions)
    asked = Enrolment.objects.of(person).filter(session__in=sessions).with_place().order_by("number")
    mine = {enrolment.session_id: enrolment for enrolment in asked}
    counted = all("waiting" in vars(each) for each in sessions)
    waiting = (
        {each.pk: vars(each)["waiting"] for each in sessions} if counted else waiting_by_session(sessions)
    )
    return [_standing(each, mine.get(each.pk), waiting.get(each.pk, 0), now) for each in sessions]


def reminding(*, at: Standing, person: User, now: datetime) -> list[Reminding]:
    """What was shown before signing up and is planned now; before that, what would come."""
    session, mine = at.session, at.mine
    if mine is not None and mine.booked_at is not None and at.state == State.BOOKED:
        minutes, muted = mine.reminder_minutes, mine.muted_reminders
        since = max(mine.booked_at, session.moved_at or mine.booked_at)
    else:
        minutes, muted, since = session.training.reminder_minutes, [], now
    planned = policies.reminders_before(session.starts_at, session.zone, minutes)
    timed = [(reminder.minutes, policies.comes_at(reminder, person, since)) for reminder in planned]
    return [Reminding(before, moment, before in muted, moment <= now) for before, moment in timed if moment]


def told_at_once(at: Standing, planned: list[Reminding]) -> bool:
    """Whether some reminders would have come before signing up: the confirmation says what they would have said."""
    mine = at.mine if at.state == State.BOOKED else None
    wanted = mine.reminder_minutes if mine else at.session.training.reminder_minutes
    return len(planned) < len(set(wanted))


def there(session: Session) -> str:
    """The time on the clocks of the place, where they differ from the reader's."""
    start, end = session.starts_at.astimezone(session.zone), session.ends_at.astimezone(session.zone)
    same = start.utcoffset() == timezone.localtime(session.starts_at).utcoffset()
    return "" if same else f"{start:%H:%M} – {end:%H:%M}"


def _standing(session: Session, mine: Enrolment | None, waiting: int, now: datetime) -> Standing:
    state = _state(session, mine, waiting, now)
    place = mine.place if mine and state in (State.WAITING, State.MAY_PRESS) else waiting + 1
    return Standing(session, state, mine, waiting, place)


def _state(session: Session, mine: Enrolment | None, waiting: int, now: datetime) -> State:
    if not session.is_published:
        return State.DRAFT
    if session.is_cancelled:
        return State.CANCELLED
    if session.has_started(now):
        return State.OVER
    return _own_state(session, mine, now) or _open_state(session, waiting, now)


def _own_state(session: Session, mine: Enrolment | None, now: datetime) -> State | None:
    if mine is None:
        return None
    if mine.is_booked:
        return State.BOOKED
    if mine.state == OFFERED and mine.offer_expires_at is not None and mine.offer_expires_at > now:
        return State.OFFERED
    if mine.state == WAITING:
        return State.MAY_PRESS if session.first_come_since and session.free else State.WAITING
    return None


def _open_state(session: Session, waiting: int, now: datetime) -> State:
    if not session.is_open(now):
        return State.NOT_YET if session.opens_later(now) else State.CLOSED
    return State.OPEN if session.free and not waiting else State.FULL
