"""Secrets in links: derived when a mail is written, stored only as a hash.

A link's token is a keyed hash of what it is for, the row it is about and a nonce. Nothing in the database gives the
token away: the nonce alone is of no use without SECRET_KEY, and it is wiped once the mail is out.

    token = token_for("invitation", invitation.pk, message.nonce)   # while rendering the mail
    invitation.token_hash = hash_of(token)                          # while writing the row
    Invitation.objects.filter(token_hash=hash_of(token_from_the_address))  # when somebody opens the link
"""

import base64
import binascii
import hashlib
import uuid

from django.utils.crypto import constant_time_compare, salted_hmac

TOKEN_BYTES = 24
MAC_BYTES = 16


def _keyed_hash(purpose: str, *parts: object) -> bytes:
    words = "\n".join(str(part) for part in parts)
    return salted_hmac(f"outbox.tokens.{purpose}", words, algorithm="sha256").digest()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def token_for(purpose: str, row_id: object, nonce: object) -> str:
    """192 bits as 32 characters that fit into an address."""
    return _text(_keyed_hash(purpose, row_id, nonce)[:TOKEN_BYTES])


def hash_of(token: str) -> str:
    """What is stored of a token: 64 hexadecimal digits."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def matches(token: str, stored_hash: str) -> bool:
    """Whether a token is the one whose hash is stored, in constant time."""
    return constant_time_compare(hash_of(token), stored_hash)


# One-click unsubscribe needs no row of its own: the token names the message and proves that we wrote it.


def unsubscribe_token(message_id: uuid.UUID, person_id: object, kind: str) -> str:
    mac = _keyed_hash("unsubscribe", message_id, person_id, kind)[:MAC_BYTES]
    return _text(message_id.bytes + mac)


def message_named_in(token: str) -> uuid.UUID | None:
    """Which message an unsubscribe token speaks of; nothing is proved yet. None for what is no token."""
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return uuid.UUID(bytes=raw[:16]) if len(raw) == 16 + MAC_BYTES else None


def proves_unsubscribe(token: str, message_id: uuid.UUID, person_id: object, kind: str) -> bool:
    return constant_time_compare(token, unsubscribe_token(message_id, person_id, kind))
