"""When a message may reach a person: the three classes of PRODUCT.md rule 9 and a person's quiet hours."""

from datetime import datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from outbox.models import MessageClass


class Recipient(Protocol):
    quiet_from: time
    quiet_until: time

    @property
    def zone(self) -> ZoneInfo: ...


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


def moment(message_class: MessageClass, wanted: datetime, *, recipient: Recipient, now: datetime) -> datetime:
    """The moment at which a message wanted at `wanted` becomes due.

    Asked for now: at once. Signed up for: moved forward (earlier) to the start of quiet hours, but never before `now`.
    Asks: wait for the end of quiet hours.
    """
    wanted = max(wanted, now)
    if message_class == MessageClass.NOW:
        return wanted
    span = quiet_span(wanted, recipient)
    if span is None:
        return wanted
    if message_class == MessageClass.SIGNED_UP:
        return max(span[0], now)
    return span[1]
