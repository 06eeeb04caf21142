"""When a message may reach a person: the three classes of docs/rules.md, 9, and a person's quiet hours."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
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


# The columns of the person that decide.
HOURS = ("quiet_from", "quiet_until", "timezone")


@dataclass(frozen=True)
class QuietHours:
    """One setting that many people share; a `Recipient` as far as moments go."""

    quiet_from: time
    quiet_until: time
    timezone: str

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
    have begun already it waits for their end, unless it is useless by then. Asks: wait for the end of quiet hours.
    """
    wanted = max(wanted, now)
    span = None if message_class == MessageClass.NOW else quiet_span(wanted, recipient)
    if span is None:
        return wanted
    opens, closes = span
    if message_class == MessageClass.SIGNED_UP:
        if opens >= now:
            return opens
        if useful_until is not None and closes >= useful_until:
            return wanted
    return closes
