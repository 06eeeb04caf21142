"""When a message may reach a person: the three classes of docs/rules.md, 9, a person's quiet hours and weekdays."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from outbox.models import MessageClass


class Recipient(Protocol):
    @property
    def quiet_from(self) -> time: ...

    @property
    def quiet_until(self) -> time: ...

    @property
    def zone(self) -> ZoneInfo: ...

    @property
    def ask_days(self) -> int: ...


EVERY_DAY = 0b1111111
# The columns of the person that decide.
HOURS = ("quiet_from", "quiet_until", "timezone", "ask_days")


@dataclass(frozen=True)
class QuietHours:
    """One setting that many people share; a `Recipient` as far as moments go."""

    quiet_from: time
    quiet_until: time
    timezone: str
    ask_days: int = EVERY_DAY

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


def quiet_span(at: datetime, recipient: Recipient) -> tuple[datetime, datetime] | None:
    """Start and end (UTC-comparable, aware) of the quiet hours that `at` lies in, or None."""
    start, end = recipient.quiet_from, recipient.quiet_until
    if start == end:
        return None
    local = at.astimezone(recipient.zone)
    for day in (local.date() - timedelta(days=1), local.date()):
        opens = datetime.combine(day, start, tzinfo=recipient.zone)
        closes = datetime.combine(day if end > start else day + timedelta(days=1), end, tzinfo=recipient.zone)
        if opens.timestamp() <= at.timestamp() < closes.timestamp():
            return opens, closes
    return None


def is_ask_day(day: date, recipient: Recipient) -> bool:
    """Monday is 1, Tuesday 2, … Sunday 64. Whoever ticked no day at all is asked on every day."""
    return bool((recipient.ask_days & EVERY_DAY or EVERY_DAY) >> day.weekday() & 1)


def start_of_day(day: date, recipient: Recipient) -> datetime:
    return datetime.combine(day, time(0), tzinfo=recipient.zone)


def first_open_moment(at: datetime, recipient: Recipient) -> datetime:
    """The first from `at` on that lies outside quiet hours and on a day that the person has not excluded."""
    while True:
        span = quiet_span(at, recipient)
        if span is not None:
            at = span[1]
        day = at.astimezone(recipient.zone).date()
        if is_ask_day(day, recipient):
            return at
        at = start_of_day(day + timedelta(days=1), recipient)


def moment(
    message_class: MessageClass,
    wanted: datetime,
    *,
    recipient: Recipient,
    now: datetime,
    useful_until: datetime | None = None,
) -> datetime:
    """The moment at which a message wanted at `wanted` becomes due, never before `now`.

    Asked for now: at once. Signed up for: forward (earlier) to the start of quiet hours rather than into them; when they
    have begun already it waits for their end, unless it is useless by then. Asks: wait for the end of quiet hours, on a
    day that the person has not excluded.
    """
    wanted = max(wanted, now)
    if message_class == MessageClass.ASK:
        return first_open_moment(wanted, recipient)
    span = None if message_class == MessageClass.NOW else quiet_span(wanted, recipient)
    if span is None:
        return wanted
    opens, closes = span
    if opens >= now:
        return opens
    return wanted if useful_until is not None and closes >= useful_until else closes
