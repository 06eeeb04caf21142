"""Asking all ambassadors, set by set: one statement for the invitations, one for their messages."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from ambassadors.models import User
from campaigns import policies
from campaigns.models import Campaign, Invitation
from outbox.services import queue_for_all, record

INVITATION = "campaigns_invitation"
REMINDER = "campaigns_reminder"


class CannotAsk(Exception):
    """A draft, or a campaign that is over."""


@transaction.atomic
def invite_ambassadors(*, campaign: Campaign, remind_at: datetime | None, by: User, now: datetime) -> int:
    """Ask every ambassador who was not asked yet; returns how many. Their messages are due at once.

    `remind_at`: when the one reminder goes to those who have not answered; None for never.
    """
    if not policies.may_run_campaigns(by):
        raise PermissionDenied
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not campaign.is_open(now):
        raise CannotAsk
    asked = Invitation.objects.ask_everybody(campaign=campaign, now=now)
    if asked:
        campaign.invited_at = now
    if campaign.reminders_queued_at is None:
        campaign.remind_at = remind_at
    campaign.save(update_fields=["invited_at", "remind_at"])
    queue_invitations(campaign=campaign, now=now)
    record(actor=by, deed="ambassadors invited", subject=campaign, now=now)
    return asked


def queue_invitations(*, campaign: Campaign, now: datetime) -> None:
    """The messages of those who were asked at `now`; useful until the campaign ends."""
    people = User.objects.filter(
        ambassador__campaign_invitations__campaign=campaign, ambassador__campaign_invitations__invited_at=now
    )
    _queue(INVITATION, people, campaign, now)


def queue_reminders(*, campaign: Campaign, now: datetime) -> None:
    """One message for everybody who was asked some days ago, whether they answered or not.

    So the number of messages says nothing; the sender drops those that are no longer needed. They count as written at
    the moment that was shown: if that lies before a restore they wait for a word, as they may have gone out then.
    """
    people = User.objects.active().filter(
        ambassador__campaign_invitations__campaign=campaign,
        ambassador__campaign_invitations__invited_at__lte=now - policies.REMINDER_AFTER_ASKING,
    )
    _queue(REMINDER, people, campaign, campaign.remind_at or now)
    campaign.reminders_queued_at = now
    campaign.save(update_fields=["reminders_queued_at"])


def _queue(kind: str, people: QuerySet[User], campaign: Campaign, now: datetime) -> None:
    queue_for_all(kind=kind, recipients=people, now=now, useful_until=campaign.ends_at, object_id=campaign.pk)
