"""Somebody puts their sessions into their own calendar; a coordinator sets when reminders come."""

from collections.abc import Callable
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.core.cache import cache
from django.urls import reverse
from icalendar import Calendar

from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory, TrainingFactory
from trainings import services
from trainings.models import CalendarFeed, Training

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "dark", 390), Look("en", "light", 1440)]
both_looks = pytest.mark.parametrize("look", LOOKS, ids=str)


@pytest.mark.parametrize("runs_scripts", [True, False], ids=["with scripts", "without"])
@both_looks
def test_a_private_address_is_made_fetched_renewed_and_switched_off(
    visit: Callable[..., Visitor], look: Look, runs_scripts: bool
) -> None:
    person = UserFactory()
    joerdis = visit(person, look=look, runs_scripts=runs_scripts)
    services.enrol(session=SessionFactory(), person=person, now=NOW)
    joerdis.open(reverse("trainings:mine"))
    joerdis.follow("In my calendar")
    joerdis.press("Make my address")
    assert joerdis.said == [joerdis.words("Your address is there.")]
    first = shown(joerdis)
    assert titles(first) == ["Fotografieren mit dem Handy"]
    for way in joerdis.page.locator(".feed-ways summary").all():
        way.click()
    joerdis.look_around()
    joerdis.press("Make a new address")
    second = shown(joerdis)
    assert (titles(first), titles(second)) == ([404], ["Fotografieren mit dem Handy"])
    joerdis.press("Switch off")
    assert (titles(second), CalendarFeed.objects.count()) == ([404], 0)
    assert joerdis.button("Make my address").is_visible()


def shown(joerdis: Visitor) -> str:
    """The address on the page, which the button opens in the calendar of the device."""
    address = joerdis.page.locator("#address").input_value()
    button = joerdis.page.get_by_role("link", name=joerdis.words("Subscribe on this device"))
    assert button.get_attribute("href") == address.replace("http://", "webcal://")
    return address


def titles(address: str) -> list[str | int]:
    """What a calendar finds there: it has neither cookies nor a browser."""
    cache.clear()
    try:
        with urlopen(address, timeout=20) as answer:
            return [str(event["summary"]) for event in Calendar.from_ical(answer.read()).walk("VEVENT")]
    except HTTPError as error:
        return [error.code]


@both_looks
def test_a_coordinator_sets_when_reminders_come_and_people_see_it_before_they_enrol(
    visit: Callable[..., Visitor], world: str, look: Look
) -> None:
    training = TrainingFactory()
    session = SessionFactory(training=training)
    selma = visit(CoordinatorFactory(), look=look)
    selma.open(reverse("trainings:cockpit_edit_training", args=[training.pk]))
    rows = selma.page.locator(".time-before")
    numbers = [row.locator("input").input_value() for row in rows.all()]
    assert numbers == ["7", "1", "1", "", ""]
    rows.nth(0).locator("input").fill("0")
    rows.nth(3).locator("input").fill("90")
    rows.nth(3).locator("select").select_option("1")
    selma.page.locator("form.form").evaluate("(form) => { form.noValidate = true }")
    selma.press("Save")
    fault = selma.words("Reminder %(turn)d: from five minutes to sixty days before the start.", turn=1)
    assert selma.page.get_by_text(fault).first.is_visible()
    rows.nth(0).locator("input").fill("3")
    selma.press("Save")
    assert Training.objects.get(pk=training.pk).reminder_minutes == [4_320, 1_440, 90, 60]
    kwame = visit(UserFactory(), look=look)
    kwame.open(reverse("trainings:session", args=[session.pk]))
    assert kwame.page.locator("#reminders li").count() == 5
