"""Deeds of coordinators on a kit: add, describe, move, remove and restore its pictures."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from ambassadors.models import User
from campaigns import policies
from campaigns.models import Asset, Campaign
from outbox.services import record


class AltMissing(Exception):
    """A published kit holds no picture without alternative text."""


def _check(campaign: Campaign, by: User) -> None:
    """Lock the campaign, so that its pictures keep an order of their own."""
    if not policies.may_run_campaigns(by):
        raise PermissionDenied
    Campaign.objects.select_for_update().get(pk=campaign.pk)


@transaction.atomic
def add(*, asset: Asset, by: User, now: datetime) -> Asset:
    """Put a picture at the end. Raises AltMissing where the kit is public and the text is missing."""
    _check(asset.campaign, by)
    if not asset.alt and asset.campaign.is_published:
        raise AltMissing
    last = asset.campaign.assets.aggregate(last=Max("position"))["last"]
    asset.position = 1 if last is None else last + 1
    asset.save(force_insert=True)
    record(actor=by, deed="picture added", subject=asset, now=now)
    return asset


@transaction.atomic
def describe(*, asset: Asset, fields: Iterable[str], by: User, now: datetime) -> Asset:
    """Write the named fields. Raises AltMissing like `add`."""
    _check(asset.campaign, by)
    if not asset.alt and asset.campaign.is_published:
        raise AltMissing
    fields = sorted(fields)
    asset.save(update_fields=fields)
    record(actor=by, deed="picture described", subject=asset, now=now, fields=fields)
    return asset


@transaction.atomic
def move(*, asset: Asset, steps: int, by: User, now: datetime) -> None:
    """Move a picture towards the front (negative) or the end; it stops at either."""
    _check(asset.campaign, by)
    order = list(asset.campaign.assets.kept().in_order())
    place = next((i for i, one in enumerate(order) if one.pk == asset.pk), None)
    if place is None:
        return
    order.insert(min(max(place + steps, 0), len(order) - 1), order.pop(place))
    for position, one in enumerate(order, start=1):
        one.position = position
    Asset.objects.bulk_update(order, ["position"])
    record(actor=by, deed="picture moved", subject=asset, now=now)


@transaction.atomic
def remove(*, asset: Asset, by: User, now: datetime) -> None:
    """Take a picture out of the kit at once. It can be restored for a day."""
    _check(asset.campaign, by)
    if asset.removed_at is None:
        asset.removed_at = now
        asset.save(update_fields=["removed_at"])
        record(actor=by, deed="picture removed", subject=asset, now=now)


@transaction.atomic
def restore(*, asset: Asset, by: User, now: datetime) -> None:
    """Raises AltMissing where the kit was published in between and the text is missing."""
    _check(asset.campaign, by)
    if not asset.alt and asset.campaign.is_published:
        raise AltMissing
    if asset.removed_at is not None:
        asset.removed_at = None
        asset.save(update_fields=["removed_at"])
        record(actor=by, deed="picture restored", subject=asset, now=now)
