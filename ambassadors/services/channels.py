"""Channels of an ambassador: added, changed, removed, and taken back."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from ambassadors.directory import forget_offers
from ambassadors.models import Ambassador, Channel
from ambassadors.networks import Found

MOST_CHANNELS = 20
KEPT = ("network", "handle", "address", "depth", "note", "position")


class AlreadyThere(Exception):
    """The person has this channel already."""


class TooManyChannels(Exception):
    """More than `MOST_CHANNELS`."""


@transaction.atomic
def add_channel(*, ambassador: Ambassador, found: Found, depth: str, note: str) -> Channel:
    """Raises AlreadyThere, TooManyChannels."""
    own = _own(ambassador)
    last = own.aggregate(last=Max("position"))["last"]
    return _add(
        ambassador,
        network=found.network,
        handle=found.handle,
        address=found.address,
        depth=depth,
        note=note,
        position=0 if last is None else last + 1,
    )


def change_channel(*, channel: Channel, depth: str, note: str) -> None:
    channel.depth, channel.note = depth, note
    channel.save(update_fields=["depth", "note"])


@transaction.atomic
def remove_channel(*, channel: Channel) -> dict[str, Any]:
    """Returns what `restore_channel` needs; nothing else remembers it."""
    kept = {name: getattr(channel, name) for name in KEPT}
    channel.delete()
    forget_offers()
    return kept


@transaction.atomic
def restore_channel(*, ambassador: Ambassador, kept: dict[str, Any]) -> Channel:
    """Raises AlreadyThere, TooManyChannels."""
    _own(ambassador)
    return _add(ambassador, **kept)


def _own(ambassador: Ambassador) -> Any:
    """The person's channels, with the person locked: two presses at once add one."""
    Ambassador.objects.select_for_update().get(pk=ambassador.pk)
    return Channel.objects.filter(ambassador=ambassador)


def _add(ambassador: Ambassador, **kept: Any) -> Channel:
    own = Channel.objects.filter(ambassador=ambassador)
    if own.filter(network=kept["network"], address=kept["address"]).exists():
        raise AlreadyThere
    if own.count() >= MOST_CHANNELS:
        raise TooManyChannels
    forget_offers()
    return Channel.objects.create(ambassador=ambassador, **kept)
