"""Facts about messages, their delivery and the journal of deeds."""

from outbox.models.delivery import AddressFault, Hold, KeptMail, Tick
from outbox.models.journal import AuditEntry
from outbox.models.messages import Message, MessageClass, Mute

__all__ = ["AddressFault", "AuditEntry", "Hold", "KeptMail", "Message", "MessageClass", "Mute", "Tick"]
