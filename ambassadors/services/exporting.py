"""The link to the data of somebody who has left."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from ambassadors.models import ExportLink
from outbox.tokens import hash_of


class LinkClosed(Exception):
    """No such link, or it was used or has expired: nobody is told which."""


def find(*, token: str, now: datetime) -> ExportLink:
    """Raises LinkClosed."""
    return _one(_open(token, now).defer("content"))


@transaction.atomic
def fetch(*, token: str, now: datetime) -> bytes:
    """The file. With it goes all that was kept for the link, the private address too. Raises LinkClosed."""
    link = _one(_open(token, now).select_for_update())
    content = bytes(link.content)
    link.delete()
    return content


def _open(token: str, now: datetime) -> QuerySet[ExportLink]:
    return ExportLink.objects.filter(token_hash=hash_of(token), expires_at__gt=now)


def _one(links: QuerySet[ExportLink]) -> ExportLink:
    link = links.first()
    if link is None:
        raise LinkClosed
    return link
