"""How the post is doing: the age of the oldest due message and of the last ticks, not whether a process is up."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db.models import Min, Q

from outbox.models import Hold, Message, MessageClass, Tick
from outbox.models.messages import MessageQuerySet

SEND_DUE = "send due messages"
SEND_URGENT = "send urgent messages"
# Not a tick: when a mail was last accepted.
ACCEPTED = "a mail was accepted"

DELAYED_AFTER = timedelta(minutes=5)
STOPPED_AFTER = timedelta(minutes=10)
# With the last tick this long ago, the sender may have woken up in a restored database.
LONG_GAP = timedelta(hours=1)

_watched = [SEND_DUE, SEND_URGENT]


def watch(tick: str) -> None:
    """An app names the ticks of its planners at start-up; see `services.ticked`."""
    if tick not in _watched:
        _watched.append(tick)


@dataclass(frozen=True)
class Health:
    """Ages are None where nothing is due, or where nothing ever ticked."""

    now: datetime
    oldest_due: timedelta | None
    last_tick: timedelta | None
    held: bool

    @property
    def last_tick_at(self) -> datetime | None:
        return None if self.last_tick is None else self.now - self.last_tick

    @property
    def state(self) -> Literal["healthy", "delayed", "stopped"]:
        if self.last_tick is None or self.last_tick > STOPPED_AFTER:
            return "stopped"
        if self.oldest_due is not None and self.oldest_due > DELAYED_AFTER:
            return "delayed"
        return "healthy"


def look(now: datetime) -> Health:
    ticks = dict(Tick.objects.values_list("name", "finished_at"))
    watched = [ticks[name] for name in _watched if name in ticks]
    hold = Hold.objects.first()
    oldest = _awaited(now, hold, ticks.get(ACCEPTED)).aggregate(oldest=Min("due_at"))["oldest"]
    return Health(
        now=now,
        oldest_due=None if oldest is None else now - oldest,
        last_tick=now - min(watched) if watched else None,
        held=hold is not None and asks_for_a_word(hold),
    )


def asks_for_a_word(hold: Hold) -> bool:
    """After a gap only if something waits; whoever holds everything by hand wants to be asked in any case."""
    return hold.from_lane == MessageClass.NOW or Message.objects.held_by(hold).exists()


def _awaited(now: datetime, hold: Hold | None, accepted: datetime | None) -> MessageQuerySet:
    """What should have gone: due, not held, and not put off by its own mailbox alone.

    A mailbox that is full for days does not mean that the post is late, if others were accepted since it was tried.
    """
    due = Message.objects.filter(state=Message.State.DUE, due_at__lte=now).not_held_by(hold)
    if accepted is not None:
        due = due.filter(Q(tried_at__isnull=True) | Q(tried_at__gte=accepted))
    return due
