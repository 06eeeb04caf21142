"""Deeds of the post room: queue a message, withdraw it, record a deed. All write in the caller's transaction."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from outbox import kinds, quiet
from outbox.models import AuditEntry, Message


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
    """Write a due message; None if this very message was written before.

    `due_at` is the wanted moment (default: now); the recipient's quiet hours move it as the kind's class says, and a
    moment that would lie past `useful_until` writes nothing.
    """
    message_class = kinds.get(kind).message_class
    moment = quiet.moment(message_class, due_at or now, recipient=recipient, now=now)
    if moment >= useful_until:
        return None
    message = Message(
        kind=kind,
        recipient=recipient,
        object_id=str(object_id),
        occurrence=occurrence,
        context=context or {},
        lane=message_class,
        due_at=moment,
        useful_until=useful_until,
        created_at=now,
    )
    written = Message.objects.bulk_create([message], ignore_conflicts=True)
    return written[0] if written else None


def withdraw(*, reason: str, now: datetime, object_id: object, kind: str = "", recipient: Any = None) -> int:
    """Drop what is due about an object and no longer true. Returns how many were dropped."""
    due = Message.objects.filter(object_id=str(object_id), state=Message.State.DUE)
    if kind:
        due = due.filter(kind=kind)
    if recipient is not None:
        due = due.filter(recipient=recipient)
    return due.update(state=Message.State.DROPPED, reason=reason, done_at=now)


def record(*, actor: Any, deed: str, subject: Model, now: datetime, **details: Any) -> AuditEntry:
    """Write a deed into the journal. `details` holds counts and names of fields, no personal data."""
    label = f"{subject._meta.label}:{subject.pk}"
    return AuditEntry.objects.create(actor=actor, deed=deed, subject=label, at=now, details=details)
