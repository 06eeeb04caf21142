"""What templates of mails and about messages may say: full addresses and the picture of an invitation's header."""

import hashlib
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse

from outbox import kinds

register = template.Library()

LOGO = "logo@hub"


@register.simple_tag
def address(name: str, *args: Any, **kwargs: Any) -> str:
    """The full address of a page of the hub, as a mail needs it."""
    return f"{settings.BASE_URL}{reverse(name, args=args, kwargs=kwargs)}"


@register.simple_tag
def kind_label(name: str) -> str:
    """What people call this kind of message; nothing for a kind that nobody knows any more."""
    return str(kinds.get(name).label) if kinds.known(name) else ""


@register.simple_tag(takes_context=True)
def logo(context: Context) -> str:
    """Attach the company's logo; returns its content id, or nothing where there is none."""
    picture = context["letterhead"].logo()
    if not picture:
        return ""
    context["pictures"][LOGO] = picture
    return LOGO


@register.simple_tag(takes_context=True)
def sky(context: Context, words: str) -> str:
    """Attach the sky with these words on it; returns its content id, or nothing where no sky can be drawn."""
    picture = context["letterhead"].sky(words)
    if not picture:
        return ""
    cid = f"sky-{hashlib.sha256(words.encode()).hexdigest()[:12]}@hub"
    context["pictures"][cid] = picture
    return cid
