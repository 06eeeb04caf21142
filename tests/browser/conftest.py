"""A real Chromium at a live server, and a shortcut past the sign-in page for journeys that are about something else."""

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.staticfiles import handlers
from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client
from django.utils.http import http_date
from playwright.sync_api import BrowserContext, Page

from ambassadors.models import Programme, User
from tests.browser.visitor import Look, Visitor, violations
from tests.factories.trainings import NOW

# Playwright keeps an event loop in this thread; the tests' own queries are synchronous all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A journey that is told for several looks is walked in one of them; with ALL_LOOKS=1, as in `make proof`, in all.

    Which one depends on its name, so that each look is somebody's. The pages by themselves are seen in every look.
    """
    if os.environ.get("ALL_LOOKS"):
        return
    kept, walked = [], set[str]()
    for item in sorted(items, key=_look_first):
        journey = _journey(item)
        if journey is None or journey not in walked:
            walked.add(journey or "")
            kept.append(item)
    wanted = set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item not in wanted])
    items[:] = [item for item in items if item in wanted]


def _journey(item: pytest.Item) -> str | None:
    """The test and everything that it is told for but the look; None where no look is among it."""
    about = getattr(item, "callspec", None)
    if about is None or not isinstance(about.params.get("look"), Look):
        return None
    others = {name: str(value) for name, value in about.params.items() if name != "look"}
    return f"{item.path}::{item.originalname}{others}"  # type: ignore[attr-defined]


def _look_first(item: pytest.Item) -> str:
    look = item.callspec.params["look"] if _journey(item) else ""  # type: ignore[attr-defined]
    return hashlib.sha256(f"{item.path.name}{item.name}{look}".encode()).hexdigest()


class KeptFiles(handlers.StaticFilesHandler):
    """Style sheets and scripts stay in the browser, as those with hashed names do in production.

    They are dated by the real clock: a browser takes what comes out of a travelled past for stale.
    """

    def serve(self, request: HttpRequest) -> HttpResponseBase:
        response = super().serve(request)
        response["Cache-Control"] = "max-age=3600"
        travelled = time_machine.escape_hatch.is_travelling()
        response["Date"] = http_date(time_machine.escape_hatch.time.time() if travelled else time.time())
        return response


@pytest.fixture(scope="session", autouse=True)
def _browsers_keep_files() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handlers, "StaticFilesHandler", KeptFiles)
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Chromium of this machine, never a downloaded one; a machine without it skips, but for CI.

    Its headless shell where there is one: the same browser without the window that nobody sees, a quarter faster.
    """
    names = (
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    )
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        reason = "there is no Chromium on this machine: install one, or name it in CHROMIUM"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    # One process for all pages, and the drawing within the browser's own: a tenth of the time went into handing over.
    args = ["--disable-gpu", "--in-process-gpu", "--renderer-process-limit=1"]
    args += ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "args": args, "executable_path": found}


@pytest.fixture
def enter(page: Page, live_server: Any) -> Callable[[User], Page]:
    """Gives the browser the session of a person."""

    def with_session_of(person: User) -> Page:
        sign_in(page.context, person, live_server.url)
        return page

    return with_session_of


@pytest.fixture
def faults() -> Callable[[Page], list[str]]:
    """What axe finds on a page: rule and place, one line each."""
    return violations


def sign_in(context: BrowserContext, person: User, home: str) -> None:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": home}])


# Journeys -------------------------------------------------------------------------------------------


@pytest.fixture
def world(transactional_db: None, live_server: Any, settings: Any, tmp_path: Path, time_machine: Any) -> str:
    """Tuesday, nine o'clock, at Nordwerk: nobody is there yet, and links in mails lead to the running server."""
    time_machine.move_to(NOW, tick=True)
    cache.clear()
    settings.BASE_URL = live_server.url
    settings.MEDIA_ROOT = tmp_path
    Programme(name="Nordwerk Werkstimmen", company="Nordwerk AG", contact_name="Selma Öztürk").save()
    return live_server.url


@pytest.fixture
def visit(world: str, new_context: Callable[..., BrowserContext]) -> Iterator[Callable[..., Visitor]]:
    """Opens a browser for somebody, signed in where it is a person. In the end no page may have had a fault.

    The colours of every page and every component are measured by themselves; on journeys only in `make proof`.
    """
    visitors = []

    def with_browser(
        person: User | None = None,
        *,
        look: Look,
        runs_scripts: bool = True,
        minds_colours: bool = bool(os.environ.get("ALL_LOOKS")),
    ) -> Visitor:
        context = new_context(
            viewport={"width": look.width, "height": 844 if look.is_phone else 900},
            is_mobile=look.is_phone,
            has_touch=look.is_phone,
            color_scheme=look.theme,
            locale="de-DE" if look.language == "de" else "en-GB",
            java_script_enabled=runs_scripts,
        )
        # Every page brings axe along: handing it over page by page costs more than a look.
        context.add_init_script(AXE_SCRIPT)
        if person is not None:
            person.language, person.theme = look.language, look.theme
            person.save()
            sign_in(context, person, world)
        visitors.append(Visitor(context.new_page(), world, look, runs_scripts, minds_colours))
        return visitors[-1]

    yield with_browser
    assert [fault for visitor in visitors for fault in visitor.wrong] == []
