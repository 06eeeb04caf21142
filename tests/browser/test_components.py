"""The components in a real browser: readable for everybody, in both themes and both languages, on every width."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from ambassadors.models import User
from tests.factories.ambassadors import AdministratorFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[User], Page]
Faults = Callable[[Page], list[str]]
OPEN_PAGES = ["help", "imprint", "accessibility", "privacy", "account_login", "account_request_login_code"]


def too_wide(page: Page) -> int:
    """By how many pixels a page can be pushed sideways."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_axe_finds_nothing_among_the_components(
    enter: Enter, faults: Faults, live_server: Any, theme: str, language: str
) -> None:
    page = enter(AdministratorFactory(theme=theme, language=language))
    page.goto(live_server.url + reverse("cockpit_components"))
    assert faults(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", OPEN_PAGES)
def test_axe_finds_nothing_on_the_open_pages(
    page: Page, faults: Faults, live_server: Any, theme: str, name: str
) -> None:
    page.context.add_cookies([{"name": "theme", "value": theme, "url": live_server.url}])
    page.goto(live_server.url + reverse(name))
    assert faults(page) == []


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
def test_no_component_pushes_the_page_sideways(enter: Enter, live_server: Any, width: int) -> None:
    page = enter(AdministratorFactory())
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url + reverse("cockpit_components"))
    assert too_wide(page) == 0


def test_the_browser_refuses_nothing_and_asks_nobody_else(enter: Enter, live_server: Any) -> None:
    """The content policy holds without a complaint, and every request goes to this host."""
    page = enter(AdministratorFactory())
    complaints, hosts = [], set()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto(live_server.url + reverse("cockpit_components"))
    page.wait_for_load_state("networkidle")
    assert (complaints, hosts) == ([], {live_server.url.split("/")[2]})


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
