"""Asking all ambassadors, set by set: one statement for the counts, one for the invitations, one for their messages."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from ambassadors import asking
from ambassadors.models import Ambassador, User
from campaigns import figures, policies
from campaigns.models import Asking, Campaign, Invitation
from outbox.services import queue_for_all, record

INVITATION = "campaigns_invitation"
REMINDER = "campaigns_reminder"


class CannotAsk(Exception):
    """A draft, or a campaign that is over."""


@transaction.atomic
def invite_ambassadors(*, campaign: Campaign, remind_at: datetime | None, by: User, now: datetime) -> int:
    """Ask every ambassador whom no asking has meant yet, as far as their boundaries allow. Their messages are due at once.

    Returns how many it meant, boundaries or not: how many were asked is told to nobody.
    `remind_at`: when the one reminder goes to those who have not answered; None for never.
    """
    if not policies.may_run_campaigns(by):
        raise PermissionDenied
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not campaign.is_open(now):
        raise CannotAsk
    meant = figures.not_yet_asked(campaign)
    if meant:
        Invitation.objects.ask_everybody(campaign=campaign, now=now)
        Asking.objects.create(campaign=campaign, at=now, meant=meant)
        campaign.invited_at = now
    if campaign.reminders_queued_at is None:
        campaign.remind_at = remind_at
    campaign.save(update_fields=["invited_at", "remind_at"])
    queue_invitations(campaign=campaign, now=now)
    record(actor=by, deed="ambassadors invited", subject=campaign, now=now)
    return meant


def queue_invitations(*, campaign: Campaign, now: datetime) -> None:
    """The messages of those who were asked at `now`; useful until the campaign ends."""
    people = User.objects.filter(
        ambassador__campaign_invitations__campaign=campaign, ambassador__campaign_invitations__invited_at=now
    )
    _queue(INVITATION, people, campaign, now)


def queue_reminders(*, campaign: Campaign, now: datetime) -> None:
    """One message for everybody who was asked some days ago and may be reached now, whether they answered or not.

    So the number of messages says nothing; the sender drops those that are no longer needed. They count as written at
    the moment that was shown: if that lies before a restore they wait for a word, as they may have gone out then.
    """
    asked = Invitation.objects.filter(campaign=campaign, invited_at__lte=now - policies.REMINDER_AFTER_ASKING)
    people = Ambassador.objects.filter(pk__in=asked.values("ambassador"))
    reached = asking.may_be_reached(people, campaign.about, now=now)
    _queue(REMINDER, User.objects.filter(pk__in=reached.values("pk")), campaign, campaign.remind_at or now)
    campaign.reminders_queued_at = now
    campaign.save(update_fields=["reminders_queued_at"])


def _queue(kind: str, people: QuerySet[User], campaign: Campaign, now: datetime) -> None:
    queue_for_all(kind=kind, recipients=people, now=now, useful_until=campaign.ends_at, object_id=campaign.pk)
