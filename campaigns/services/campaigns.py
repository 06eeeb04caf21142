"""Deeds of coordinators on a campaign: draft, revise, publish, close, reopen."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors.models import Topic, User
from campaigns import policies
from campaigns.models import Asset, Campaign
from outbox.services import record


class NotReady(Exception):
    """The campaign cannot be published yet."""

    def __init__(self, *, without_alt: Iterable[Asset] = (), faults: Iterable[str] = ()) -> None:
        super().__init__()
        self.without_alt = list(without_alt)
        self.faults = list(faults)


def _locked(campaign: Campaign, by: User) -> Campaign:
    if not policies.may_run_campaigns(by):
        raise PermissionDenied
    return Campaign.objects.select_for_update().get(pk=campaign.pk)


@transaction.atomic
def draft(*, campaign: Campaign, by: User, now: datetime, topics: Iterable[Topic] = ()) -> Campaign:
    """Write a new campaign that only coordinators see."""
    if not policies.may_run_campaigns(by):
        raise PermissionDenied
    campaign.changed_at = now
    campaign.save(force_insert=True)
    campaign.topics.set(topics)
    record(actor=by, deed="campaign drafted", subject=campaign, now=now)
    return campaign


@transaction.atomic
def revise(
    *,
    campaign: Campaign,
    fields: Iterable[str],
    by: User,
    now: datetime,
    topics: Iterable[Topic] | None = None,
) -> Campaign:
    """Write the named fields of a campaign, and its topics where they are given."""
    _locked(campaign, by)
    fields = sorted(fields)
    campaign.changed_at = now
    campaign.save(update_fields=[*(name for name in fields if name != "topics"), "changed_at"])
    if topics is not None:
        campaign.topics.set(topics)
    record(actor=by, deed="campaign revised", subject=campaign, now=now, fields=fields)
    return campaign


@transaction.atomic
def publish(*, campaign: Campaign, by: User, now: datetime) -> Campaign:
    """Open the kit to everybody. Raises NotReady with what is missing; publishing twice changes nothing."""
    campaign = _locked(campaign, by)
    if campaign.is_published:
        return campaign
    faults = [
        fault
        for fault, found in (("contact", campaign.contact_id is None), ("end", campaign.ends_at <= now))
        if found
    ]
    without_alt = list(campaign.assets.kept().without_alt().in_order())
    if faults or without_alt:
        raise NotReady(without_alt=without_alt, faults=faults)
    campaign.published_at = campaign.changed_at = now
    campaign.save(update_fields=["published_at", "changed_at"])
    record(actor=by, deed="campaign published", subject=campaign, now=now)
    return campaign


@transaction.atomic
def close(*, campaign: Campaign, by: User, now: datetime) -> Campaign:
    """End it before its time: the kit stays readable, answers are closed. Can be taken back."""
    campaign = _locked(campaign, by)
    if campaign.is_open(now):
        campaign.closed_at = campaign.changed_at = now
        campaign.save(update_fields=["closed_at", "changed_at"])
        record(actor=by, deed="campaign closed", subject=campaign, now=now)
    return campaign


@transaction.atomic
def reopen(*, campaign: Campaign, by: User, now: datetime) -> Campaign:
    campaign = _locked(campaign, by)
    if campaign.closed_at is not None:
        campaign.closed_at, campaign.changed_at = None, now
        campaign.save(update_fields=["closed_at", "changed_at"])
        record(actor=by, deed="campaign reopened", subject=campaign, now=now)
    return campaign
