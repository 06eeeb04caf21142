"""Queue messages; withdraw what is no longer true."""

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.contrib.postgres.functions import RandomUUID
from django.db import connection, transaction
from django.db.models import QuerySet

from outbox import kinds, quiet, wake
from outbox.models import Message, MessageClass
from outbox.quiet import HOURS, QuietHours

PIECE = 10_000


@dataclass(frozen=True)
class Draft:
    """One message to queue. `due_at` is the wanted moment (default: now); `needed_by` as its kind says (`outbox.kinds`)."""

    kind: str
    recipient: Any
    useful_until: datetime
    due_at: datetime | None = None
    object_id: object = ""
    occurrence: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    needed_by: datetime | None = None


def queue(
    *,
    kind: str,
    recipient: Any,
    now: datetime,
    useful_until: datetime,
    due_at: datetime | None = None,
    object_id: object = "",
    occurrence: str = "",
    context: dict[str, Any] | None = None,
) -> Message | None:
    """Write a due message; None if this very message was written before, unless a deed has withdrawn it since.

    `due_at` is the wanted moment (default: now); the recipient's quiet hours move it as the kind's class says, and a
    moment that would lie past `useful_until` writes nothing.
    """
    draft = Draft(kind, recipient, useful_until, due_at, object_id, occurrence, context or {})
    written = _write(_rows([draft], now), now)
    return Message.objects.get(pk=written[0]) if written else None


def queue_many(*, drafts: Iterable[Draft], now: datetime) -> int:
    """`queue` for each draft, in few statements; returns how many were written."""
    return len(_write(_rows(drafts, now), now))


def queue_for_all(
    *,
    kind: str,
    recipients: QuerySet[Any],
    now: datetime,
    useful_until: datetime,
    due_at: datetime | None = None,
    object_id: object = "",
    occurrence: str = "",
    context: dict[str, Any] | None = None,
) -> int:
    """The same message for everybody of a query set, of whom only what quiet hours need is read."""
    lane = kinds.get(kind).message_class
    shared = (str(object_id), occurrence, json.dumps(context or {}), lane, useful_until)
    moments = _Moments(now)
    people = recipients.values_list("pk", *HOURS)
    timed = ((pk, moments.of(lane, QuietHours(*hours), due_at, useful_until)) for pk, *hours in people)
    rows = (_Row(kind, pk, *shared, moment) for pk, moment in timed if moment < useful_until)
    return len(_write(rows, now))


def queue_selected(*, drafts: str, parameters: Sequence[Any], lane: MessageClass, now: datetime) -> int:
    """The same for each row of a SELECT, without reading one of them; returns how many were written.

    `drafts` selects kind, person, object_id, occurrence, context, lane, useful_until and due_at. The moments are the
    caller's: quiet hours must have been minded.
    """
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(WRITE.format(drafts=f"({drafts})"), [now, *parameters])
        written = cursor.rowcount
    if written:
        wake.after_commit(lane)
    return written


def withdraw(*, reason: str, now: datetime, object_id: object, kind: str = "", recipient: Any = None) -> int:
    """Drop what is due about an object and no longer true. Returns how many were dropped.

    Queued again later, such a message comes back: what was withdrawn never reached anybody.
    """
    due = Message.objects.filter(object_id=str(object_id), state=Message.State.DUE)
    if kind:
        due = due.filter(kind=kind)
    if recipient is not None:
        due = due.filter(recipient=recipient)
    gone = {"state": Message.State.DROPPED, "reason": reason, "withdrawn": True, "done_at": now}
    return due.update(**gone, context={}, nonce=RandomUUID())


def drop_asks(*, recipient: Any, reason: str, now: datetime) -> int:
    """Drop every ask and digest that is on its way to somebody, for good. Returns how many."""
    due = Message.objects.filter(recipient=recipient, state=Message.State.DUE, lane=MessageClass.ASK)
    return _drop(due, reason, now)


def drop_everything(*, recipient: Any, reason: str, now: datetime) -> int:
    """Drop whatever is on its way to somebody, for good. Returns how many."""
    return _drop(Message.objects.filter(recipient=recipient, state=Message.State.DUE), reason, now)


def _drop(due: QuerySet[Message], reason: str, now: datetime) -> int:
    gone = {"state": Message.State.DROPPED, "reason": reason, "done_at": now}
    return due.update(**gone, context={}, nonce=RandomUUID())


class _Row(NamedTuple):
    """One message to write; the first four are its key."""

    kind: str
    recipient: uuid.UUID
    object_id: str
    occurrence: str
    context: str
    lane: int
    useful_until: datetime
    due_at: datetime


class _Moments:
    """When a message is due: people with the same quiet hours in the same zone share the moment."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.known: dict[tuple[object, ...], datetime] = {}

    def of(self, lane: int, hours: QuietHours, due_at: datetime | None, useful_until: datetime) -> datetime:
        key = (lane, hours, due_at, useful_until)
        if key not in self.known:
            wanted = due_at or self.now
            self.known[key] = quiet.moment(
                MessageClass(lane), wanted, recipient=hours, now=self.now, useful_until=useful_until
            )
        return self.known[key]


def _rows(drafts: Iterable[Draft], now: datetime) -> Iterator[_Row]:
    moments = _Moments(now)
    for draft in drafts:
        person, lane = draft.recipient, kinds.get(draft.kind).message_class
        hours = QuietHours(*(getattr(person, column) for column in HOURS))
        moment = moments.of(lane, hours, draft.due_at, draft.needed_by or draft.useful_until)
        if moment < draft.useful_until:
            about = (str(draft.object_id), draft.occurrence, json.dumps(dict(draft.context)))
            yield _Row(draft.kind, person.pk, *about, lane, draft.useful_until, moment)


# gen_random_uuid() is version 4: an id must not tell when its row was made. People come in one order, so that two
# deeds that write to the same people do not wait for each other in a circle. A sender that has a withdrawn message in
# hand when it comes true again loses its claim, since what it sends is the old one.
WRITE = """
INSERT INTO outbox_message (created_at, kind, recipient_id, object_id, occurrence, context, lane, useful_until, due_at,
    id, nonce, state, reason, withdrawn, subject, attempts, template_faults)
SELECT %s, kind, person, object_id, occurrence, context::jsonb, lane, useful_until, due_at,
    gen_random_uuid(), gen_random_uuid(), 'due', '', false, '', 0, 0
FROM {drafts} AS draft (kind, person, object_id, occurrence, context, lane, useful_until, due_at)
ORDER BY person, kind, object_id, occurrence
ON CONFLICT (kind, recipient_id, object_id, occurrence) DO UPDATE
SET context = EXCLUDED.context, nonce = EXCLUDED.nonce, lane = EXCLUDED.lane, due_at = EXCLUDED.due_at,
    useful_until = EXCLUDED.useful_until, created_at = EXCLUDED.created_at,
    state = 'due', withdrawn = false, reason = '', done_at = NULL, retry_at = NULL,
    attempts = 0, tried_at = NULL, template_faults = 0, lease_token = NULL, lease_until = NULL
WHERE outbox_message.withdrawn
"""
DRAFTS = "unnest(%s::text[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::int[], %s::timestamptz[], %s::timestamptz[])"
INSERT = WRITE.format(drafts=DRAFTS) + "RETURNING id"


def _write(rows: Iterator[_Row], now: datetime) -> list[uuid.UUID]:
    """The ids of what was written: what was there before stays as it is, unless it was withdrawn."""
    written: list[uuid.UUID] = []
    to_wake: set[int] = set()
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        while piece := {row[:4]: row for row in islice(rows, PIECE)}.values():
            cursor.execute(INSERT, [now, *(list(column) for column in zip(*piece, strict=True))])
            written += [row[0] for row in cursor.fetchall()]
            to_wake |= {row.lane for row in piece if row.due_at <= now}
    if written:
        for lane in sorted(to_wake):
            wake.after_commit(lane)
    return written
