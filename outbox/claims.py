"""Who sends which message: claims that end by themselves, and results that only their holder may write.

A claim commits a lease (token, until) before anything is sent. The database's clock decides when it ends, since it is
the one clock that all senders share. A sender that is killed leaves leases behind that end after two minutes.
"""

import json
import time
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Model, Q, Value
from django.db.models.functions import Now

from outbox import kinds
from outbox.joined import Joined
from outbox.models import AddressFault, Hold, Message, MessageClass, Mute

Result = TypeVar("Result")
AnyModel = TypeVar("AnyModel", bound=Model)

LEASE = timedelta(seconds=120)
# A mail takes 30 seconds at most; with less than this left a claim is renewed before the next one.
ENOUGH_LEFT = timedelta(seconds=35)
# Lane 0 has workers of its own. What they have left lying for this long, the others take.
LANE_ZERO_PATIENCE = timedelta(seconds=10)
# A result is written again and again while the database is away: it came back within 10 seconds in every trial.
PERSISTENCE_SECONDS = 30.0


def database_clock() -> Callable[[], datetime]:
    """The database's time, asked for once and counted on from there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        start: datetime = cursor.fetchone()[0]
    began = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - began)


@dataclass(frozen=True)
class Claim:
    """The messages that one sender may send, in their order. Each is looked at again just before it goes.

    `shared`: what these messages keep for each other, see `Message.shared`.
    """

    token: uuid.UUID
    ids: Sequence[uuid.UUID]
    shared: dict[object, Any] = field(default_factory=dict)


def claim(*, lanes: Iterable[MessageClass], limit: int, now: datetime) -> Claim:
    """Take up to `limit` due messages of these lanes, the lowest lane first.

    Kinds that this process does not know stay for one that does: during a deploy old and new run side by side.
    """
    token, ids = uuid.uuid4(), list[uuid.UUID]()
    left_lying = Q(lane=MessageClass.NOW, due_at__lte=now - LANE_ZERO_PATIENCE)
    due = Message.objects.due(now).not_held_by(Hold.objects.first())
    due = due.filter(Q(lane__in=list(lanes)) | left_lying, kind__in=[k.name for k in kinds.every()])
    try:
        with transaction.atomic():
            locked = due.in_lane_order().select_for_update(skip_locked=True).values_list("pk", flat=True)
            ids = list(locked[:limit])
            if ids:
                Message.objects.filter(pk__in=ids).update(lease_token=token, lease_until=Now() + Value(LEASE))
    except (OperationalError, InterfaceError):
        if ids:  # a commit that the database went away from may have been done all the same
            persistently(lambda: give_back(token))
        raise
    return Claim(token, ids)


@dataclass(frozen=True)
class Turn:
    """A claimed message whose turn has come, as it stands now, with its recipient."""

    message: Message
    muted: bool
    address_fails: bool


def look_again(message_id: uuid.UUID, claim: Claim) -> Turn | None:
    """None when the message is no longer ours or no longer due.

    A claim that is about to end is renewed, with all that is left of it.
    """
    found = _look().first([message_id, claim.token])
    if found is None:
        return None
    (lease_left, muted, address_fails), (message, person) = found
    message.recipient = person
    message.shared = claim.shared
    if lease_left < ENOUGH_LEFT:
        ours = Message.objects.filter(lease_token=claim.token, lease_until__gt=Now(), state=Message.State.DUE)
        ours.update(lease_until=Now() + Value(LEASE))
    return Turn(message, muted, address_fails)


@lru_cache(maxsize=1)
def _look() -> Joined:
    people: Any = Message._meta.get_field("recipient").related_model
    return Joined(
        f"""
        SELECT m.lease_until - clock_timestamp(),
            EXISTS (SELECT FROM {Mute._meta.db_table} x WHERE x.person_id = p.id AND x.kind = m.kind),
            EXISTS (SELECT FROM {AddressFault._meta.db_table} x WHERE x.person_id = p.id),
            {{columns}}
        FROM {{m}} JOIN {{p}} ON p.id = m.recipient_id
        WHERE m.id = %s AND m.lease_token = %s AND m.lease_until > clock_timestamp() AND m.state = 'due'
        """,  # noqa: S608 (names of our own tables)
        m=Message,
        p=people,
    )


def write_result(message: Message, token: uuid.UUID, result: dict[str, Any]) -> bool:
    """Store how a message fared and give it back; False when the claim had ended and somebody else has it."""
    row = result | {"lease_token": None, "lease_until": None}
    if "context" in row:
        row["context"] = json.dumps(row["context"])
    columns = ", ".join(f'"{column}" = %s' for column in row)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {Message._meta.db_table} SET {columns} WHERE id = %s AND lease_token = %s",  # noqa: S608
            [*row.values(), message.pk, token],
        )
        return bool(cursor.rowcount)


def give_back(token: uuid.UUID) -> None:
    """What was claimed and not tried may be claimed at once by anybody."""
    Message.objects.filter(lease_token=token).update(lease_token=None, lease_until=None)


def persistently(write: Callable[[], Result]) -> Result:
    """Do what must not be lost between the mail server's 250 and our commit, through a restart of the database."""
    until = time.monotonic() + PERSISTENCE_SECONDS
    while True:
        try:
            return write()
        except (OperationalError, InterfaceError):
            if time.monotonic() > until or connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(0.2)
