"""The components and the shell around each page in a real browser: every width, the theme, the drawer, the keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from ambassadors.models import User
from tests.browser.visitor import pixels_too_wide
from tests.factories.ambassadors import AdministratorFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[User], Page]


def test_no_component_pushes_the_page_sideways(enter: Enter, live_server: Any) -> None:
    page = enter(AdministratorFactory())
    page.goto(live_server.url + reverse("cockpit_components"))
    pushed = {}
    for width in (320, 390, 768, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        pushed[width] = pixels_too_wide(page)
    assert pushed == {320: 0, 390: 0, 768: 0, 1024: 0, 1440: 0}


def test_the_theme_changes_without_loading_the_page_anew(enter: Enter, live_server: Any) -> None:
    person = AdministratorFactory(theme="light", language="en")
    page = enter(person)
    page.goto(live_server.url + reverse("help"))
    page.evaluate("window.stays = true")
    page.get_by_label("Light or dark").click()
    with page.expect_response("**/theme/"):
        page.get_by_role("button", name="Dark").click()
    person.refresh_from_db()
    state = page.evaluate("[document.documentElement.dataset.theme, window.stays === true]")
    assert (state, person.theme) == (["dark", True], "dark")


@pytest.mark.parametrize("browser_context_args", [{"java_script_enabled": False}], indirect=True)
def test_the_theme_changes_without_scripts(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + reverse("help"))
    page.locator("details.menu summary").first.click()
    page.locator("button[value=dark]").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_the_drawer_of_the_cockpit_opens_on_a_phone(enter: Enter, live_server: Any) -> None:
    page = enter(AdministratorFactory(language="en"))
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(live_server.url + reverse("cockpit_components"))
    before = page.locator("#sidebar").is_visible()
    page.get_by_role("button", name="Menu").click()
    after = page.locator("#sidebar").is_visible()
    page.keyboard.press("Escape")
    assert (before, after, page.locator("#sidebar").is_visible()) == (False, True, False)


def test_the_first_tab_stop_leads_to_the_content(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + reverse("help"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
