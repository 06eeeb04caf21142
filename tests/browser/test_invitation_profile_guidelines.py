"""From the link in a mail into the programme: a photo, and a decision about the guidelines that can be taken back."""

import io
from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from ambassadors.models import Ambassador, Guideline, GuidelineVersion, User
from ambassadors.services import invitations
from tests.ambassadors.conftest import FILES
from tests.browser import post
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import CoordinatorFactory, UserFactory

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "dark", 390), Look("en", "light", 1440)]


@pytest.fixture
def guideline(world: str) -> Guideline:
    now = timezone.now()
    guideline = Guideline.objects.create(
        slug="leitplanken", title="Guidelines", second_title="Leitplanken", language="en", created_at=now
    )
    text = {"text": "- You speak for yourself.", "second_text": "- Du sprichst für dich."}
    GuidelineVersion.objects.create(guideline=guideline, number=1, valid_from=now, **text)
    return guideline


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_from_the_mail_to_a_photo_and_a_decision(
    visit: Callable[..., Visitor], guideline: Guideline, look: Look
) -> None:
    person = UserFactory(language=look.language, theme=look.theme)
    invitations.invite(person=person, way="mail", by=CoordinatorFactory(), now=timezone.now())
    post.deliver()
    joerdis = visit(look=look)
    accept_the_mail(joerdis, person)
    show_a_photo(joerdis, person)
    opt_in_and_withdraw(joerdis, guideline)
    the_link_opens_once(visit(look=look), person)


def accept_the_mail(joerdis: Visitor, person: User) -> None:
    joerdis.open(the_link(person))
    joerdis.press("Yes, I'd like to join")
    assert joerdis.said == [joerdis.words("You are in the programme. Everything in it is voluntary.")]
    joerdis.follow("Skip this")
    assert (joerdis.path, person.pk in Ambassador.objects.values_list("pk", flat=True)) == (
        reverse("home"),
        True,
    )


def show_a_photo(joerdis: Visitor, person: User) -> None:
    """The file lies on its side and says where it was taken; what is shown stands upright and says nothing."""
    joerdis.open(reverse("ambassadors:profile"))
    joerdis.hand_over(FILES / "portrait-rotated-with-gps.jpg", "New picture")
    joerdis.press("Use this picture")
    assert joerdis.said == [joerdis.words("Your new picture is in place.")]
    picture = joerdis.page.locator(".profile-photo img")
    raw = joerdis.page.request.get(joerdis.home + picture.get_attribute("src")).body()
    assert [mark for mark in (b"EXIF", b"Exif", b"GPS", b"XMP ", b"ICCP") if mark in raw] == []
    assert stands_upright(Image.open(io.BytesIO(picture.screenshot())))


def stands_upright(shown: Image.Image) -> bool:
    """The grey wall is above the head, and the dark helmet fills the lower right."""
    small = shown.convert("L").resize((88, 88))
    return small.getpixel((44, 8)) > 100 and small.getpixel((68, 70)) < 60


def opt_in_and_withdraw(joerdis: Visitor, guideline: Guideline) -> None:
    joerdis.open(reverse("ambassadors:guidelines"))
    joerdis.press("Opt in to version %(number)s", number=1)
    joerdis.press("Withdraw my consent")
    history = joerdis.page.locator(".history strong").all_inner_texts()
    said = [
        "You withdrew from version %(number)s",
        "You opted in to version %(number)s",
        "Version %(number)s published",
    ]
    assert history == [joerdis.words(line, number=1) for line in said]


def the_link_opens_once(other: Visitor, person: User) -> None:
    other.open(the_link(person))
    assert other.headline == other.words("This invitation does not open")


def the_link(person: User) -> str:
    return next(link for link in post.links(post.mail_to(person)) if "/join/" in link)
