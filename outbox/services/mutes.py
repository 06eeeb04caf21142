"""A person wants no more of one kind of message, or wants it again."""

from typing import Any

from outbox import kinds, tokens
from outbox.models import Message, Mute


def mute(*, person: Any, kind: str) -> None:
    """Raises KeyError for a kind that nobody registered and ValueError for one that cannot be muted."""
    if not kinds.get(kind).can_be_muted:
        raise ValueError(kind)
    Mute.objects.get_or_create(person=person, kind=kind)


def unmute(*, person: Any, kind: str) -> None:
    Mute.objects.filter(person=person, kind=kind).delete()


def unsubscribe(*, token: str) -> Message | None:
    """The message whose way out this token is; its kind is muted for its recipient. None for a token that is not ours."""
    message = message_of(token)
    if message is not None:
        mute(person=message.recipient, kind=message.kind)
    return message


def message_of(token: str) -> Message | None:
    """Whose way out a token is, without following it."""
    message_id = tokens.message_named_in(token)
    message = (
        Message.objects.filter(pk=message_id).select_related("recipient").first() if message_id else None
    )
    if message is None or not kinds.known(message.kind) or not kinds.get(message.kind).can_be_muted:
        return None
    proved = tokens.proves_unsubscribe(token, message.pk, message.recipient_id, message.kind)
    return message if proved else None
