"""Facts about messages, their delivery and the journal of deeds."""

from outbox.models.journal import AuditEntry
from outbox.models.messages import Message, MessageClass, Mute, Tick

__all__ = ["AuditEntry", "Message", "MessageClass", "Mute", "Tick"]
