"""Somebody with a browser. On every page they come to, they look around: whatever is wrong there is noted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext, pgettext
from playwright.sync_api import ConsoleMessage, Locator, Page, Request

from ambassadors.templatetags.hub import day_and_time

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HTMX_IS_AT_WORK = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
# The results alone leave the page, not axe's account of everything that is well. Frames hold mails, whose sandbox runs
# no scripts: axe would wait for an answer from them. Whatever takes a minute is a fault, not a reason to wait on.
# One journey into the page: a locator would bring Playwright's own script along, and cost more than axe does.
VIOLATIONS = """async ({rules, spared, atWork}) => {
    const look = async () => {
        while (document.querySelector(atWork)) await new Promise((go) => setTimeout(go, 5));
        const only = rules.length ? {runOnly: rules} : {};
        const rest = Object.fromEntries(spared.map((rule) => [rule, {enabled: false}]));
        const {violations} = await axe.run({iframes: false, resultTypes: ["violations"], rules: rest, ...only});
        return violations.flatMap(({id, nodes}) =>
            nodes.map(({target, html}) => `${id}: ${target} ${html.slice(0, 160)}`));
    };
    const minute = new Promise((_, fail) =>
        setTimeout(() => fail(new Error("axe takes longer than a minute")), 60000));
    return Promise.race([look(), minute]);
}"""
SIZE_AND_LANGUAGE = f"[{TOO_WIDE}, document.documentElement.lang]"
# Colours are those that are read, not those half way to them.
CHANGE_THEME = """(theme) => {
    document.documentElement.dataset.theme = theme;
    for (const change of document.getAnimations()) if (change instanceof CSSTransition) change.finish();
}"""
RULES_OF_COLOUR = ("color-contrast", "link-in-text-block")


@dataclass(frozen=True)
class Look:
    """How somebody reads the hub. Below 640 px the browser is a phone's."""

    language: str = "en"
    theme: str = "light"
    width: int = 1440

    def __str__(self) -> str:
        return f"{self.language}-{self.theme}-{self.width}"

    @property
    def other_theme(self) -> str:
        return "dark" if self.theme == "light" else "light"

    @property
    def is_phone(self) -> bool:
        return self.width < 640


def violations(page: Page, rules: Sequence[str] = (), spared: Sequence[str] = ()) -> list[str]:
    """What axe finds on a page once htmx has done its work: rule and place, one line each.

    By these rules alone, or by all but those that are spared.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    about = {"rules": list(rules), "spared": list(spared), "atWork": HTMX_IS_AT_WORK}
    return page.evaluate(VIOLATIONS, about)


def pixels_too_wide(page: Page) -> int:
    """By how many pixels a page can be pushed sideways."""
    return page.evaluate(TOO_WIDE)


@dataclass
class Visitor:
    """`words` says an English text of the hub in the visitor's language; buttons and fields are found by it.

    Who `minds_colours` has every contrast measured, which takes longer than all of axe's other rules.
    """

    page: Page
    home: str
    look: Look
    runs_scripts: bool = True
    minds_colours: bool = True
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self._note(f"script: {error}"))
        self.page.on("request", self._watch)

    # Words ------------------------------------------------------------------------------------------

    def words(self, text: str, context: str = "", **about: object) -> str:
        with translation.override(self.look.language):
            said = pgettext(context, text) if context else gettext(text)
            if said == text:
                # Of what has a plural. Later versions of Python 3.11 find that without being asked for it.
                said = ngettext(text, text, 1)
        return said % about if about else said

    def moment(self, at: datetime) -> str:
        """As the pages say it."""
        with translation.override(self.look.language):
            return day_and_time(timezone.localtime(at))

    @property
    def headline(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def said(self) -> list[str]:
        """What the page says about what was just done; one line for each note."""
        notes = self.page.locator("#notes .note > div, #seat-note .note > div")
        return [" ".join(text.split()) for text in notes.all_inner_texts()]

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def sees(self, text: str, context: str = "", **about: object) -> bool:
        found = self.page.get_by_text(self.words(text, context, **about)).filter(visible=True)
        return found.count() > 0

    # Deeds ------------------------------------------------------------------------------------------

    def open(self, address: str) -> None:
        self.page.goto(address if "://" in address else self.home + address)
        self.look_around()

    def press(self, name: str | Locator, context: str = "", **about: object) -> None:
        """A button that leads to a page."""
        self._go(self.button(name, context, **about) if isinstance(name, str) else name)

    def follow(self, name: str | Locator, context: str = "", **about: object) -> None:
        """A link that leads to a page."""
        if isinstance(name, str):
            name = self.page.get_by_role("link", name=self.words(name, context, **about), exact=True).first
        self._go(name)

    def press_in_place(self, name: str | Locator, context: str = "", **about: object) -> None:
        """A button that changes a part of the page; without scripts it leads to the whole page."""
        button = self.button(name, context, **about) if isinstance(name, str) else name
        if not self.runs_scripts:
            return self._go(button)
        with self.page.expect_response(lambda response: "/static/" not in response.url):
            button.click()
        self.look_around()

    def choose(self, name: str | Locator, context: str = "", **about: object) -> None:
        """Tick or pick a control that the page reacts to at once."""
        if isinstance(name, str):
            name = self.page.get_by_label(self.words(name, context, **about), exact=True)
        with self.page.expect_response(lambda response: "/static/" not in response.url):
            name.check()
        self.look_around()

    def write(self, text: str, into: str, context: str = "") -> None:
        self.page.get_by_label(self.words(into, context), exact=True).fill(text)

    def hand_over(self, file: Path, into: str) -> None:
        self.page.get_by_label(self.words(into)).set_input_files(file)

    def button(self, name: str, context: str = "", **about: object) -> Locator:
        return self.page.get_by_role("button", name=self.words(name, context, **about), exact=True)

    def _go(self, there: Locator) -> None:
        with self.page.expect_navigation():
            there.click()
        self.look_around()

    def resize(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 844})
        self._mind_the_width(width, pixels_too_wide(self.page))

    # Looking ----------------------------------------------------------------------------------------

    def look_around(self) -> None:
        """The language of the page, its width, and everything that axe looks at."""
        if self.runs_scripts:
            spared = () if self.minds_colours else RULES_OF_COLOUR
            self._note(*violations(self.page, spared=spared))
        pushes, language = self.page.evaluate(SIZE_AND_LANGUAGE)
        self._mind_the_width(self.look.width, pushes)
        if language != self.look.language:
            self._note(f"is in {language}")

    def see_in(self, theme: str) -> None:
        """The same page in the other colours."""
        self.page.evaluate(CHANGE_THEME, theme)
        self._note(*(f"in {theme}: {fault}" for fault in violations(self.page, RULES_OF_COLOUR)))

    def _mind_the_width(self, width: int, pushes: int) -> None:
        if pushes:
            self._note(f"can be pushed {pushes} px sideways at {width} px")

    def _note(self, *faults: str) -> None:
        self.wrong += [f"{self.path} ({self.look}) {fault}" for fault in faults]

    def _hear(self, message: ConsoleMessage) -> None:
        """Refusals of the content policy are errors too. That the page itself is a 404 is not."""
        if message.type in ("error", "warning") and message.location["url"] != self.page.url:
            self._note(f"console: {message.text}")

    def _watch(self, request: Request) -> None:
        if request.url.startswith("http") and urlsplit(request.url).netloc != self._host:
            self._note(f"asks {request.url}")

    @cached_property
    def _host(self) -> str:
        return urlsplit(self.home).netloc
