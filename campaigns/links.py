"""The links of an invitation's mail: they answer for one person and one campaign, without signing in.

A token names the invitation and proves that we wrote it, so nothing of it is stored. It can be used until the
campaign ends, because an answer can be changed until then.
"""

import base64
import binascii
import uuid
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from campaigns.models import Answer, Campaign, Invitation
from outbox.tokens import token_for

PURPOSE = "campaigns.answer"
NAME_LENGTH = 22  # a UUID as base64, without padding


def answer_token(invitation: Invitation) -> str:
    """A name of 22 characters and a keyed hash of 192 bits."""
    name = base64.urlsafe_b64encode(invitation.pk.bytes).decode().rstrip("=")
    return name + token_for(PURPOSE, invitation.pk, invitation.campaign_id)


def invitation_behind(token: str, now: datetime) -> Invitation | None:
    """None for what is no token of ours, for a campaign that is over and for who left, all alike."""
    try:
        name = uuid.UUID(bytes=base64.urlsafe_b64decode(token[:NAME_LENGTH] + "=="))
    except (binascii.Error, ValueError):
        return None
    invitation = (
        Invitation.objects.select_related("campaign", "ambassador__person")
        .filter(pk=name, campaign__in=Campaign.objects.open(now), ambassador__person__is_active=True)
        .first()
    )
    if invitation is None or not constant_time_compare(token, answer_token(invitation)):
        return None
    return invitation


def answer_addresses(token: str) -> dict[str, str]:
    """One address for each answer, for a mail."""
    page = settings.BASE_URL + reverse("campaigns:answer_by_link", args=[token])
    return {choice.value: f"{page}?choice={choice.value}" for choice in Answer.Choice}


def kit_address(campaign: Campaign) -> str:
    return settings.BASE_URL + reverse("campaigns:campaign", args=[campaign.slug])
