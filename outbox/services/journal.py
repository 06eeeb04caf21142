"""The journal of deeds."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from outbox.models import AuditEntry


def record(*, actor: Any, deed: str, subject: Model, now: datetime, **details: Any) -> AuditEntry:
    """Write a deed into the journal. `details` holds counts and names of fields, no personal data."""
    label = f"{subject._meta.label}:{subject.pk}"
    return AuditEntry.objects.create(actor=actor, deed=deed, subject=label, at=now, details=details)
