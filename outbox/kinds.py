"""The kinds of message, registered by the apps at start-up.

The outbox imports no app: an app's `messages.py` registers each kind with what the outbox must ask at send time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from outbox.models import Message, MessageClass


@dataclass(frozen=True)
class Attachment:
    """A file of a mail. `content_type` carries its parameters, as in 'text/calendar; method=REQUEST'."""

    name: str
    content: bytes
    content_type: str


def _never(message: Message, now: datetime) -> str:
    return ""


def _nothing(message: Message) -> None:
    return None


def _none(message: Message, context: Mapping[str, Any]) -> list[Attachment]:
    return []


@dataclass(frozen=True)
class Kind:
    """One kind of message.

    `untrue(message, now)`: an empty string while the message is still true, else the fact that ended it ("the session was
    cancelled"), never an answer.
    `context(message, now)`: what the templates `mail/<name>/{subject.txt,body.txt,body.html}` are given; the language and
    time zone of the recipient are active. What templates know besides, and their blocks: `outbox.letters`.
    `sample(now)`: the same for the preview, with invented data and no database row.
    """

    name: str
    label: str | Promise  # lazy; what coordinators and recipients read
    message_class: MessageClass
    context: Callable[[Message, datetime], dict[str, Any]]
    sample: Callable[[datetime], dict[str, Any]]
    untrue: Callable[[Message, datetime], str] = _never
    attachments: Callable[[Message, Mapping[str, Any]], list[Attachment]] = _none
    # When it has to be known, where that is before it is of no use at all: quiet hours that last longer do not hold it up.
    needed_by: Callable[[Message], datetime | None] = _nothing
    can_be_muted: bool = True
    # Holds a code or token: not listed at /me/messages/, its context is wiped after sending.
    secret: bool = False
    # How many go out would tell something about few people: told like the numbers of asks.
    hides_numbers: bool = False
    # Goes to people whose account is closed as well.
    after_closing: bool = False
    # Another address than the person's own, of which nothing is kept once the message is out.
    address: Callable[[Message], str] | None = None
    # Of asks: what they are about, for the gate of `guard_asks`.
    about: Callable[[Message], Any] = _nothing
    reply_to: Callable[[Message], str] = field(default=lambda message: "")

    @property
    def tells_numbers(self) -> bool:
        return self.message_class != MessageClass.ASK and not self.hides_numbers


def address_of(message: Message) -> str:
    """Where a message goes by mail; empty for whoever reads in the hub."""
    other = get(message.kind).address
    return other(message) if other else message.recipient.email or ""


Gate = Callable[[Message, datetime], str]
_KINDS: dict[str, Kind] = {}
_GATES: list[Gate] = []


def register(kind: Kind) -> Kind:
    _KINDS[kind.name] = kind
    return kind


def guard_asks(gate: Gate) -> Gate:
    """Registered at start-up: asked about every message of the class of asks just before it goes, answers as `untrue`
    does. What was asked for now or signed up for passes no gate."""
    _GATES.append(gate)
    return gate


def closed(message: Message, now: datetime) -> str:
    """An empty string while an ask may reach its recipient, else the fact that stops it."""
    return next(filter(None, (gate(message, now) for gate in _GATES)), "")


def get(name: str) -> Kind:
    """Raises KeyError for a kind that no app registered."""
    return _KINDS[name]


def known(name: str) -> bool:
    return name in _KINDS


def every() -> list[Kind]:
    return sorted(_KINDS.values(), key=lambda kind: (kind.message_class, kind.name))
