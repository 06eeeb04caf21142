"""Deeds of the post room. All write in the caller's transaction."""

from outbox.services.delivery import (
    drop_held,
    everything_is_held,
    forget,
    hold_everything,
    notice_gap,
    release_held,
    retry,
    ticked,
)
from outbox.services.journal import record
from outbox.services.messages import (
    Draft,
    drop_asks,
    drop_everything,
    queue,
    queue_for_all,
    queue_many,
    queue_selected,
    withdraw,
)
from outbox.services.mutes import mute, unmute, unsubscribe

__all__ = [
    "Draft",
    "drop_asks",
    "drop_everything",
    "drop_held",
    "everything_is_held",
    "forget",
    "hold_everything",
    "mute",
    "notice_gap",
    "queue",
    "queue_for_all",
    "queue_many",
    "queue_selected",
    "record",
    "release_held",
    "retry",
    "ticked",
    "unmute",
    "unsubscribe",
    "withdraw",
]
