"""An ambassador makes a profile with a photo from their phone and decides about the guidelines."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from ambassadors.models import ConsentEvent, Guideline, GuidelineVersion, User
from tests.factories.ambassadors import AmbassadorFactory, CoordinatorFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[User], Page]
Faults = Callable[[Page], list[str]]
PORTRAIT = Path(__file__).parents[1] / "ambassadors" / "files" / "portrait-rotated-with-gps.jpg"
# Once the picture has arrived, which may be after the page.
UPRIGHT = "image => image.decode().then(() => image.naturalWidth === image.naturalHeight)"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def version(guideline: Guideline, number: int, text: str, at: datetime) -> GuidelineVersion:
    return GuidelineVersion.objects.create(
        guideline=guideline,
        number=number,
        text=text,
        binding="- Secrets stay secret.",
        valid_from=at,
        published_by=CoordinatorFactory(),
    )


def test_photo_headline_initials_and_back(enter: Enter, faults: Faults, live_server: Any) -> None:
    person = AmbassadorFactory(person__theme="dark").person
    page = enter(person)
    page.goto(live_server.url + reverse("ambassadors:profile"))
    page.get_by_label("New picture").set_input_files(PORTRAIT)
    page.get_by_role("button", name="Use this picture").click()
    expect(page.get_by_text("Your new picture is in place.")).to_be_visible()
    assert page.locator(".profile-photo img").evaluate(UPRIGHT)
    page.get_by_role("button", name="Use initials instead").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Your picture is back.")).to_be_visible()

    page.get_by_label("In one line").fill("I plan maintenance for 412 kilometres of district heating.")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("Your profile is saved.")).to_be_visible()
    person.refresh_from_db()
    assert (person.headline[:6], len(person.photo), faults(page)) == ("I plan", 32, [])


def test_opt_in_new_version_difference_stay_and_withdraw(
    enter: Enter, faults: Faults, live_server: Any
) -> None:
    now = timezone.now()
    guideline = Guideline.objects.create(slug="guidelines", title="Guidelines", language="en", created_at=now)
    version(guideline, 1, "# You speak for yourself.\nNobody approves.", now)
    page = enter(AmbassadorFactory(person__theme="light").person)
    page.goto(live_server.url + reverse("ambassadors:guidelines"))
    shown_before = page.content()
    page.get_by_role("button", name="Opt in to version 1").click()
    expect(page.get_by_role("heading", name="You opted in to version 1")).to_be_visible()

    version(guideline, 2, "# You speak for yourself.\nNobody approves. Mark advertising.", timezone.now())
    page.get_by_role("link", name="Guidelines").first.click()
    page.get_by_role("link", name="Differences to 1").click()
    expect(page.locator("ins")).to_have_text("Mark advertising.")
    assert ("Differences" in shown_before, faults(page)) == (False, [])
    page.get_by_role("button", name="Stay with version 1").click()
    expect(page.get_by_role("heading", name="You stay with version 1")).to_be_visible()

    page.get_by_role("button", name="Withdraw my consent").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("You opted in again.")).to_be_visible()
    deeds = ConsentEvent.objects.order_by("at").values_list("version__number", "deed")
    assert list(deeds) == [(1, "opted_in"), (1, "withdrawn"), (1, "opted_in")]
