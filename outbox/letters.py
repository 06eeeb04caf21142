"""What a message says: its templates `mail/<kind>/{subject.txt,body.txt,body.html}` in the recipient's language and time.

A kind's templates extend `mail/base.txt` and `mail/base.html` and fill their blocks:

    body.html   kind (at the right of the header; by default the kind's label), picture (`mail/parts/sky.html`), title,
                content, way_out, reason (why this mail came, first words of the foot), no_more (words of the link)
    body.txt    content, reason, no_more
    parts       mail/parts/{button,answers,session,rule,sky}.html, each says at its head what it is given

Besides the kind's own context they know `recipient`, `kind`, `letterhead`, `language`, `subject`, `hub` (the address of
the hub), `unsubscribe` (empty where there is no way out by link) and `privacy`. `{% load mail %}` gives `{% address
'trainings:session' id %}`, a page's full address. Text templates are not escaped.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, cast
from zoneinfo import ZoneInfo

import css_inline
from django.conf import settings
from django.template import Context, Template, engines
from django.template.backends.django import DjangoTemplates
from django.utils import timezone, translation

from outbox import kinds, letterhead, tokens
from outbox.kinds import Kind
from outbox.letterhead import Letterhead
from outbox.mime import Letter
from outbox.models import Message

SUBJECT_LENGTH = 300


@dataclass(frozen=True)
class Reader:
    """Somebody a sample is written to."""

    language: str
    first_name: str = "Jördis"
    last_name: str = "Brüggemann"
    email: str = "joerdis.brueggemann@nordwerk.example"
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Berlin"))

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@contextmanager
def _reading(recipient: Any) -> Iterator[None]:
    with (
        translation.override(recipient.language or settings.LANGUAGE_CODE),
        timezone.override(recipient.zone),
    ):
        yield


def write(message: Message, *, paper: Letterhead, now: datetime) -> Letter:
    """The letter of a message. Whatever a kind's own code or templates raise comes through."""
    kind = kinds.get(message.kind)
    with _reading(message.recipient):
        facts = kind.context(message, now)
        return _written(
            kind,
            message.recipient,
            facts,
            paper=paper,
            unsubscribe=unsubscribe_address(message),
            attachments=kind.attachments(message, facts),
            reply_to=kind.reply_to(message),
        )


def write_sample(kind: Kind, *, language: str, now: datetime) -> Letter:
    """The letter of a kind with invented data, to somebody who does not exist."""
    recipient = Reader(language=language)
    with _reading(recipient):
        way_out = f"{settings.BASE_URL}/unsubscribe/…/" if kind.can_be_muted else ""
        return _written(kind, recipient, kind.sample(now), paper=letterhead.current(), unsubscribe=way_out)


def read_again(message: Message, *, now: datetime) -> str:
    """The text of a message, for the person's own list; in their language, as it would be written today."""
    kind = kinds.get(message.kind)
    with _reading(message.recipient):
        values = _values(kind, message.recipient, kind.context(message, now), paper=letterhead.current())
        return _text(kind, "body.txt", values).strip()


def unsubscribe_address(message: Message) -> str:
    """The way out of this kind, for this person; empty for kinds that cannot be muted."""
    if not kinds.get(message.kind).can_be_muted:
        return ""
    token = tokens.unsubscribe_token(message.id, message.recipient_id, message.kind)
    return f"{settings.BASE_URL}/unsubscribe/{token}/"


def _written(
    kind: Kind, recipient: Any, facts: Mapping[str, Any], *, paper: Letterhead, unsubscribe: str, **more: Any
) -> Letter:
    values = _values(kind, recipient, facts, paper=paper, unsubscribe=unsubscribe)
    values["subject"] = subject = " ".join(_text(kind, "subject.txt", values).split())[:SUBJECT_LENGTH]
    text = _text(kind, "body.txt", values).strip() + "\n"
    html = _inliner(paper).inline(_template(f"mail/{kind.name}/body.html").render(Context(values)))
    more["reply_to"] = more.get("reply_to") or paper.contact_email
    return Letter(subject, text, html, language=values["language"], pictures=values["pictures"], **more)


def _values(
    kind: Kind, recipient: Any, facts: Mapping[str, Any], *, paper: Letterhead, unsubscribe: str = ""
) -> dict[str, Any]:
    return {
        "recipient": recipient,
        "kind": kind,
        "letterhead": paper,
        "language": translation.get_language(),
        "subject": "",
        "hub": settings.BASE_URL,
        "privacy": paper.privacy,
        "unsubscribe": unsubscribe,
        "pictures": {},
        **facts,
    }


def _text(kind: Kind, name: str, values: dict[str, Any]) -> str:
    return _template(f"mail/{kind.name}/{name}").render(Context(values, autoescape=False))


def _template(name: str) -> Template:
    return cast(DjangoTemplates, engines["django"]).engine.get_template(name)


@lru_cache(maxsize=8)
def _inliner(paper: Letterhead) -> css_inline.CSSInliner:
    css = _template("mail/mail.css").render(Context({"letterhead": paper}, autoescape=False))
    return css_inline.CSSInliner(extra_css=css, load_remote_stylesheets=False)
