"""Whose post this is: name, address and colour of the programme, told to the outbox by the app that knows them."""

from collections.abc import Callable
from dataclasses import dataclass

# The design's own teal, white on it, and its softer sisters for mail programmes that show a dark page.
TEAL = "#0b5c57"


def _no_picture(words: str) -> bytes:
    return b""


def _no_word() -> str:
    return ""


def _no_logo() -> bytes:
    return b""


@dataclass(frozen=True)
class Letterhead:
    """`privacy` is the address of the page where a person sees what is stored about them. `accent` is for the button and
    the logo tile, `on_accent` for words on it, `link` for links on white; the `dark_…` are the same for a dark page.
    `sky(words)` draws the picture of an invitation's header as PNG, words included. `ambassadors` says what the company
    calls them, in the language of the mail. `logo` is a square PNG, or nothing: then the initial stands in.
    """

    programme: str = "Influencer Hub"
    company: str = ""
    postal_address: str = ""
    contact_name: str = ""
    contact_email: str = ""
    privacy: str = ""
    accent: str = TEAL
    on_accent: str = "#ffffff"
    link: str = TEAL
    dark_accent: str = "#6fd0c2"
    dark_on_accent: str = "#06211e"
    dark_link: str = "#7fd8cb"
    sky: Callable[[str], bytes] = _no_picture
    ambassadors: Callable[[], str] = _no_word
    logo: Callable[[], bytes] = _no_logo

    @property
    def initial(self) -> str:
        return (self.company or self.programme)[:1].upper()


_providers: list[Callable[[], Letterhead]] = [Letterhead]


def provide(provider: Callable[[], Letterhead]) -> None:
    """Called once at start-up by the app that keeps the programme."""
    _providers[:] = [provider]


def current() -> Letterhead:
    return _providers[0]()
