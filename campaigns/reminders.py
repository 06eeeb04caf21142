"""Which reminders are due: at most one for each ask, at the moment that stood on the page before sending."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from campaigns.models import Campaign
from campaigns.services.invitations import queue_reminders


def queue_due(*, now: datetime) -> int:
    """Queue the one reminder of each campaign whose moment has come. Returns how many campaigns that were."""
    due = Campaign.objects.open(now).filter(remind_at__lte=now, reminders_queued_at__isnull=True)
    return sum(_queue(campaign.pk, now) for campaign in due.only("pk"))


@transaction.atomic
def _queue(campaign_id: UUID, now: datetime) -> bool:
    campaign = (
        Campaign.objects.select_for_update(skip_locked=True)
        .filter(pk=campaign_id, reminders_queued_at__isnull=True)
        .first()
    )
    if campaign is None:
        return False
    queue_reminders(campaign=campaign, now=now)
    return True
