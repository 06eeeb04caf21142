"""A device that several use, signing out elsewhere, and the second factor of an office."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as hub
from django.urls import reverse

from ambassadors.models import User
from tests.browser.signing_in import open_ways, set_up_app, sign_in, with_password
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import CoordinatorFactory, UserFactory

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "dark", 1440), Look("en", "light", 390)]
MINUTE = 60


@pytest.fixture
def joerdis(world: str, look: Look) -> User:
    return with_password(
        UserFactory(was_welcomed=True, email="joerdis@nordwerk.example", language=look.language)
    )


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_on_a_shared_device_ten_minutes_without_a_click_are_the_end(
    visit: Callable[..., Visitor], joerdis: User, look: Look, time_machine: Any
) -> None:
    visitor = visit(look=look)
    sign_in(visitor, joerdis.email, shared=True)
    told = visitor.words("Shared device: 10 minutes without a click sign you out.")
    assert (visitor.path, visitor.said) == (reverse("home"), [told])
    cookies = {each["name"]: each for each in visitor.page.context.cookies()}
    assert cookies[hub.SESSION_COOKIE_NAME]["expires"] == -1
    for _click in range(2):
        time_machine.shift(9 * MINUTE)
        visitor.open(reverse("ambassadors:profile"))
        assert visitor.path == reverse("ambassadors:profile")
    visitor.page.evaluate("localStorage.setItem('draft', 'half a sentence')")
    time_machine.shift(10 * MINUTE + 1)
    visitor.open(reverse("ambassadors:profile"))
    assert visitor.path == reverse("account_login")
    assert visitor.page.get_by_label(visitor.words("Others use this device too")).is_checked()
    assert visitor.page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_what_is_on_the_screen_of_a_shared_device_leaves_it(
    visit: Callable[..., Visitor], joerdis: User, look: Look, time_machine: Any
) -> None:
    visitor = visit(look=look)
    visitor.page.clock.install()
    sign_in(visitor, joerdis.email, shared=True)
    time_machine.shift(10 * MINUTE + 1)
    with visitor.page.expect_navigation():
        visitor.page.clock.fast_forward((10 * MINUTE + 2) * 1000)
    assert visitor.path == reverse("account_login")


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_signing_out_elsewhere(visit: Callable[..., Visitor], joerdis: User, look: Look) -> None:
    here, there, yonder = visit(look=look), visit(look=look), visit(look=look)
    for visitor in (there, yonder, here):
        sign_in(visitor, joerdis.email)
    open_ways(here)
    here.follow("Show and sign out")
    devices = here.page.locator(".ways-list > li")
    marked = [each.locator(".tag").count() for each in devices.all()]
    assert (marked, devices.first.locator("strong").inner_text()) == (
        [1, 0, 0],
        here.words("%(browser)s on %(system)s", browser="Chrome", system="Linux"),
    )
    here.press(devices.nth(1).get_by_role("button"))
    assert here.said == [here.words("You are signed out there.")]
    here.press("Sign out everywhere else")
    for visitor in (there, yonder):
        visitor.open(reverse("ambassadors:profile"))
        assert visitor.path == reverse("account_login")
    assert (here.path, here.page.locator(".ways-list > li").count()) == (reverse("ambassadors:devices"), 1)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_coordinator_is_led_to_a_second_factor(
    visit: Callable[..., Visitor], world: str, look: Look, settings: Any
) -> None:
    settings.SECOND_FACTOR_WAIVED = False
    selma = visit(CoordinatorFactory(), look=look)
    for path in (reverse("ambassadors:cockpit_people"), reverse("cockpit")):
        selma.open(path)
        assert (selma.path, selma.headline) == (
            reverse("ambassadors:second_factor"),
            selma.words("First, a second factor"),
        )
    selma.open(reverse("ambassadors:profile"))
    assert selma.path == reverse("ambassadors:profile")
    selma.open(reverse("ambassadors:second_factor"))
    selma.follow("Set up the app")
    set_up_app(selma)
    selma.follow("On to coordination")
    assert selma.path == reverse("cockpit")
