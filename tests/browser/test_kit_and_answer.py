"""An ambassador reads a kit, takes from it what helps, and answers: on the page, and from the mail."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from ambassadors.models import User
from campaigns import images
from campaigns.models import Answer, Asset, Campaign
from campaigns.services.invitations import invite_ambassadors
from tests.ambassadors.conftest import FILES
from tests.browser import post
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import AmbassadorFactory
from tests.factories.campaigns import AssetFactory, CampaignFactory

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "light", 390), Look("en", "dark", 1440)]
SIGNED_OUT = ["home", "help", "account_login", "account_request_login_code", "account_reset_password"]


@pytest.fixture
def campaign(world: str) -> Campaign:
    campaign = CampaignFactory()
    picture = SimpleUploadedFile("coffee.jpg", (FILES / "coffee.jpg").read_bytes())
    images.keep_asset(images.read(picture), AssetFactory.build(campaign=campaign, title="Coffee")).save()
    return campaign


@pytest.fixture
def lena(campaign: Campaign) -> User:
    """Invited, with the mail in her mailbox."""
    return AmbassadorFactory().person


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_kit_is_read_and_taken_along_and_the_answer_can_be_changed(
    visit: Callable[..., Visitor], campaign: Campaign, lena: User, look: Look
) -> None:
    visitor = visit(lena, look=look)
    invite(campaign)
    read(campaign, visitor)
    take_along(campaign, visitor)
    for choice, words in (("in", "I'm in"), ("not_this_time", "Not this time")):
        visitor.choose(words)
        assert answers() == [choice]
        assert visitor.page.locator(".answer-said").inner_text().startswith(visitor.words("Saved")[:5])
    visitor.open(visitor.path)
    assert visitor.page.locator("[name=choice]:checked").input_value() == "not_this_time"


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_mail_is_answered_without_signing_in(
    visit: Callable[..., Visitor], campaign: Campaign, lena: User, look: Look
) -> None:
    User.objects.filter(pk=lena.pk).update(language=look.language, theme=look.theme)
    invite(campaign)
    maybe = next(link for link in post.links(post.mail_to(lena)) if "choice=maybe" in link)
    visitor = visit(look=look)
    visitor.open(maybe)
    assert (answers(), visitor.page.locator("[name=choice]:checked").input_value()) == ([], "maybe")
    visitor.press("Confirm")
    assert (answers(), visitor.headline) == (["maybe"], visitor.words("Saved. Thank you for saying so."))
    visitor.follow("Change my answer")
    assert visitor.page.locator("[name=choice]:checked").count() == 0
    open_what_is_there_for_everybody(visitor)


def invite(campaign: Campaign) -> None:
    invite_ambassadors(campaign=campaign, remind_at=None, by=campaign.contact, now=timezone.now())
    assert post.deliver() == 1


def read(campaign: Campaign, visitor: Visitor) -> None:
    """From the list to the kit."""
    visitor.open(reverse("campaigns:campaigns"))
    title = campaign.second_title if visitor.look.language == "de" else campaign.title
    visitor.follow(title)
    assert visitor.headline == title


def take_along(campaign: Campaign, visitor: Visitor) -> None:
    """The hashtags by a button, the picture as a file of its own name."""
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.button("Copy both").click()
    visitor.button("Copied").wait_for()
    assert visitor.page.evaluate("navigator.clipboard.readText()") == "#Werkstolz #Dabei"
    with visitor.page.expect_download() as download:
        visitor.page.locator(".kit-asset a[download]").click()
    asset = Asset.objects.get()
    whole = images.path_of(asset.file).read_bytes()
    assert (download.value.suggested_filename, download.value.path().read_bytes() == whole) == (
        "coffee.jpg",
        True,
    )
    shown = visitor.page.locator(".kit-asset img")
    assert (shown.get_attribute("alt"), shown.evaluate("one => one.naturalWidth > 0")) == (asset.alt, True)


def open_what_is_there_for_everybody(visitor: Visitor) -> None:
    for name in SIGNED_OUT:
        visitor.open(reverse(name))


def answers() -> list[str]:
    return list(Answer.objects.values_list("choice", flat=True))
