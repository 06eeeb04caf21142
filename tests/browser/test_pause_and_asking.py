"""Somebody pauses until a day; a coordinator asks everybody; nothing comes, not even on coming back; and nobody can tell."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ambassadors.models import User
from campaigns.models import Campaign
from outbox.models import KeptMail, Message
from tests.browser import post
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import AmbassadorFactory, TopicFactory
from tests.factories.campaigns import CampaignFactory

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "light", 390), Look("en", "dark", 1440)]
BOUNDARIES = "/me/boundaries/"
COLLEAGUES = 5


@pytest.fixture
def campaign(world: str) -> Campaign:
    return CampaignFactory()


@pytest.fixture
def lena(world: str) -> User:
    ambassador = AmbassadorFactory()
    TopicFactory(name="Fernwärme").ambassadors.add(ambassador)
    AmbassadorFactory.create_batch(COLLEAGUES)
    return ambassador.person


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_pause_holds_and_coming_back_brings_no_backlog(
    visit: Callable[..., Visitor], campaign: Campaign, lena: User, look: Look
) -> None:
    visitor = visit(lena, look=look)
    pause_for_a_week(visitor)
    ask_everybody(visit(campaign.contact, look=Look("en")), campaign)
    assert (post.deliver(), mails_to(lena)) == (COLLEAGUES, 0)
    assert nothing_is_open(visitor)
    visitor.open(BOUNDARIES)
    visitor.press("Come back now")
    assert visitor.said[0].startswith(
        visitor.words("You are back. What was asked in the meantime does not come.")
    )
    assert (post.deliver(), mails_to(lena), Message.objects.filter(recipient=lena).count()) == (0, 0, 0)
    assert nothing_is_open(visitor)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_limits_are_set_and_stand_where_they_are_told(
    visit: Callable[..., Visitor], lena: User, look: Look
) -> None:
    visitor = visit(lena, look=look)
    visitor.open(reverse("ambassadors:profile"))
    visitor.follow("My boundaries")
    visitor.page.get_by_role("spinbutton").fill("2")
    visitor.page.get_by_label("Fernwärme").check()
    visitor.page.get_by_label(visitor.words("Sunday")).uncheck()
    visitor.press("Save")
    assert visitor.said == [visitor.words("Your boundaries are saved. They hold from now on.")]
    visitor.open(reverse("ambassadors:privacy"))
    assert visitor.sees("only about %(names)s", names="Fernwärme")
    visitor.open(BOUNDARIES)
    visitor.page.get_by_role("spinbutton").fill("99")
    visitor.press("Save")
    assert visitor.page.locator(".error-summary").count() == 1


def pause_for_a_week(visitor: Visitor) -> None:
    """By mistake at first: one press takes it back."""
    visitor.open(BOUNDARIES)
    visitor.press("Pause", "verb")
    visitor.press("Undo")
    visitor.write(f"{timezone.localdate() + timedelta(days=7):%Y-%m-%d}", into="Back on")
    visitor.press("Pause", "verb")
    assert visitor.button("Come back now").count() == 1


def ask_everybody(coordinator: Visitor, campaign: Campaign) -> None:
    coordinator.open(reverse("campaigns:cockpit_invite", args=[campaign.pk]))
    coordinator.press("Invite about %(number)s people", number=COLLEAGUES)
    assert coordinator.said[0].startswith("Meant for about 5 people.")


def nothing_is_open(visitor: Visitor) -> bool:
    visitor.open(reverse("home"))
    return visitor.sees("No open invitation")


def mails_to(person: User) -> int:
    return KeptMail.objects.filter(message__recipient=person).count()
