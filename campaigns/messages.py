"""The kinds of message of this app: the ask, and its one reminder."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ambassadors.asking import About
from ambassadors.models import Programme, User
from campaigns import links
from campaigns.models import Answer, Campaign, Invitation
from campaigns.services.invitations import INVITATION, REMINDER
from outbox import health, kinds
from outbox.models import Message, MessageClass

# The planner's tick: its absence shows on the delivery page.
PLANNED = "plan campaign reminders"
health.watch(PLANNED)


def _invitation(message: Message) -> Invitation | None:
    return (
        Invitation.objects.select_related("campaign", "campaign__contact")
        .filter(campaign_id=message.object_id, ambassador_id=message.recipient_id)
        .first()
    )


def asked_no_longer(message: Message, now: datetime) -> str:
    invitation = _invitation(message)
    if invitation is None:
        return "the person is no longer in the programme"
    return "" if invitation.campaign.is_open(now) else "the campaign is over"


def needs_no_reminder(message: Message, now: datetime) -> str:
    """The reason is the same whatever was answered, and whether anything was."""
    answered = Answer.objects.filter(
        campaign_id=message.object_id, ambassador_id=message.recipient_id
    ).exists()
    return "no longer needed" if answered or asked_no_longer(message, now) else ""


def _about(message: Message) -> About:
    campaign = Campaign.objects.filter(pk=message.object_id).only("networks", "photographs").first()
    return campaign.about if campaign else About()


def mail_context(campaign: Campaign, addresses: dict[str, str]) -> dict[str, Any]:
    words = campaign.in_language(get_language() or campaign.language)
    return {
        "campaign": campaign,
        "words": words,
        "hashtag": campaign.hashtags[0] if campaign.hashtags else "",
        "yes": addresses[Answer.Choice.IN],
        "maybe": addresses[Answer.Choice.MAYBE],
        "no": addresses[Answer.Choice.NOT_THIS_TIME],
        "kit": links.kit_address(campaign),
        "reader": _reads_answers(campaign),
    }


def _context(message: Message, now: datetime) -> dict[str, Any]:
    invitation = _invitation(message)
    if invitation is None:
        raise Invitation.DoesNotExist
    return mail_context(invitation.campaign, links.answer_addresses(links.answer_token(invitation)))


def sample_addresses(campaign: Campaign) -> dict[str, str]:
    """In a preview the answers lead to the kit."""
    return dict.fromkeys(Answer.Choice.values, links.kit_address(campaign))


def _sample(now: datetime) -> dict[str, Any]:
    campaign = Campaign(
        slug="werkstolz",
        language="de",
        title="Zeig, was deine Hände können",
        summary="Ein Handgriff, auf den du stolz bist, in deinen Worten.",
        second_title="Show what your hands can do",
        second_summary="One movement of the hand that you are proud of, in your own words.",
        second_story="-",
        hashtags=["Werkstolz"],
        starts_on=now.date(),
        ends_at=now + timedelta(days=24),
        contact=User(first_name="Selma", last_name="Öztürk", email="selma@nordwerk.example"),
    )
    return mail_context(campaign, sample_addresses(campaign))


def _reply_to(message: Message) -> str:
    """The campaign's contact; without one, whoever the programme names."""
    contact = Campaign.objects.filter(pk=message.object_id).values_list("contact__email", flat=True).first()
    return contact or ""


def _reads_answers(campaign: Campaign) -> str:
    if campaign.contact and campaign.contact.email:
        return campaign.contact.name
    programme = Programme.current()
    return programme.contact_name if programme.contact_email else ""


kinds.register(
    kinds.Kind(
        name=INVITATION,
        label=_("Invitation, voluntary"),
        message_class=MessageClass.ASK,
        context=_context,
        sample=_sample,
        untrue=asked_no_longer,
        reply_to=_reply_to,
        about=_about,
    )
)
kinds.register(
    kinds.Kind(
        name=REMINDER,
        label=_("One reminder, voluntary"),
        message_class=MessageClass.ASK,
        context=_context,
        sample=_sample,
        untrue=needs_no_reminder,
        reply_to=_reply_to,
        about=_about,
    )
)
