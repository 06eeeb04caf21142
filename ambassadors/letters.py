"""What stands on a printed letter: the address as a QR code and a short code to type."""

import base64
from dataclasses import dataclass

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from ambassadors.models import ProgrammeInvitation
from outbox.tokens import token_for

# Without 0, O, 1 and I, which look alike in print: 32 signs, 5 bits each.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
SIGNS = 12
GROUP = 4


def signs_of(token: str, count: int) -> str:
    """A token of `outbox.tokens` as signs that somebody can type; each is worth 5 bits."""
    number = int.from_bytes(base64.urlsafe_b64decode(token))
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(count))


def code_for(person_id: object, nonce: object) -> str:
    """Twelve signs, 60 bits, ungrouped."""
    return signs_of(token_for("programme letter", person_id, nonce), SIGNS)


def grouped(code: str) -> str:
    """ABCD-EFGH-JKLM"""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def as_typed(text: str) -> str:
    """A code as somebody may type it: small letters, other dashes, blanks."""
    return "".join(sign for sign in text.upper() if sign.isalnum())[: 2 * SIGNS]


def qr_code(address: str) -> SafeString:
    """Inline SVG with its quiet zone; its size comes from the style sheet."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=4, omitsize=True, svgclass="qr", lineclass=None, dark="#000", light="#fff"
    )
    return mark_safe(drawn)  # noqa: S308 (drawn by segno from an address of ours)


@dataclass(frozen=True)
class ProgrammeLetter:
    """One page for one person."""

    invitation: ProgrammeInvitation

    @property
    def code(self) -> str:
        return grouped(code_for(self.invitation.person_id, self.invitation.nonce))

    @property
    def join_address(self) -> str:
        """Where the code is typed, as somebody reads it."""
        return (settings.BASE_URL + reverse("ambassadors:join")).partition("://")[2]

    @property
    def qr_code(self) -> SafeString:
        return qr_code(self.invitation.address)
