"""The networks a channel can be on: recognised from what somebody pastes, checked in form. No request is ever made.

A pasted text is an address ("https://www.linkedin.com/in/joerdis/") or a handle ("@joerdis"). An address tells its
network; a handle needs one. What comes out is the network, the handle as the network writes it, and one address.
"""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit

from django.utils.translation import gettext_lazy as _

HANDLE_LENGTH = 100
ADDRESS_LENGTH = 300
HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+", re.IGNORECASE)


class NotAChannel(ValueError):
    """The text is no address or handle of this network; the message says with an example what one looks like."""


@dataclass(frozen=True)
class Found:
    """A channel as it is kept: `address` opens it, `handle` is shown."""

    network: str
    handle: str
    address: str


@dataclass(frozen=True)
class Network:
    """`hosts` without "www."; `path` finds the handle in an address, `handle` says what one may look like.

    `written` is the address of a handle, in which {} stands for it; `sign` stands before a handle where it is shown.
    """

    name: str
    label: str
    example: str
    hosts: tuple[str, ...]
    path: re.Pattern[str]
    handle: re.Pattern[str]
    written: str
    sign: str = "@"

    def at(self, handle: str) -> Found:
        """Raises NotAChannel."""
        plain = handle.strip().removeprefix("@")
        address = self.written.format(quote(plain, safe="@/.-_~"))
        # A word that the network keeps for a page of its own is nobody's handle.
        if not self.handle.fullmatch(plain) or self._match(urlsplit(address)) is None:
            raise NotAChannel(_no_channel(self.name))
        return Found(self.name, self.sign + plain, address)

    def of(self, address: SplitResult) -> Found:
        """Raises NotAChannel."""
        match = self._match(address)
        if match is None:
            raise NotAChannel(_no_channel(self.name))
        return self.at(match["handle"])

    def _match(self, address: SplitResult) -> re.Match[str] | None:
        return self.path.fullmatch(unquote(address.path).rstrip("/"))


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


LINKEDIN = Network(
    "linkedin",
    "LinkedIn",
    "linkedin.com/in/joerdis-brueggemann",
    ("linkedin.com", "de.linkedin.com"),
    _words(r"/in/(?P<handle>[^/]+)(/[a-z]{2})?"),
    _words(r"[\w-]{3,100}"),
    "https://www.linkedin.com/in/{}/",
    sign="",
)
X = Network(
    "x",
    "X",
    "@joerdis",
    ("x.com", "twitter.com", "mobile.twitter.com"),
    _words(r"/(?P<handle>(?!home$|i$|search$|hashtag$|intent$|share$)[^/]+)"),
    re.compile(r"[A-Za-z0-9_]{1,15}"),
    "https://x.com/{}",
)
BLUESKY = Network(
    "bluesky",
    "Bluesky",
    "@joerdis.bsky.social",
    ("bsky.app",),
    _words(r"/profile/(?P<handle>[^/]+)"),
    HOST,
    "https://bsky.app/profile/{}",
)
INSTAGRAM = Network(
    "instagram",
    "Instagram",
    "@joerdis",
    ("instagram.com", "m.instagram.com"),
    _words(r"/(?P<handle>(?!p$|reel$|reels$|explore$|stories$)[^/]+)"),
    re.compile(r"(?!\.)(?!.*\.\.)[A-Za-z0-9._]{1,30}(?<!\.)"),
    "https://www.instagram.com/{}/",
)
YOUTUBE = Network(
    "youtube",
    "YouTube",
    "youtube.com/@joerdis",
    ("youtube.com", "m.youtube.com"),
    _words(r"/@(?P<handle>[^/]+)(/(videos|shorts|streams|featured|about))?"),
    re.compile(r"[\w.·-]{3,30}"),
    "https://www.youtube.com/@{}",
)
TIKTOK = Network(
    "tiktok",
    "TikTok",
    "@joerdis",
    ("tiktok.com", "m.tiktok.com"),
    _words(r"/@(?P<handle>[^/]+)"),
    re.compile(r"[A-Za-z0-9._]{2,24}(?<!\.)"),
    "https://www.tiktok.com/@{}",
)
XING = Network(
    "xing",
    "XING",
    "xing.com/profile/Joerdis_Brueggemann",
    ("xing.com", "xing.to"),
    _words(r"/profile/(?P<handle>[^/]+)"),
    _words(r"[\w-]{3,100}"),
    "https://www.xing.com/profile/{}",
    sign="",
)
FACEBOOK = Network(
    "facebook",
    "Facebook",
    "facebook.com/joerdis.brueggemann",
    ("facebook.com", "m.facebook.com", "de-de.facebook.com", "fb.com"),
    _words(r"/(?P<handle>(?!profile\.php$|groups$|watch$|events$|pages$)[^/]+)"),
    re.compile(r"[A-Za-z0-9.]{5,50}"),
    "https://www.facebook.com/{}",
    sign="",
)
WITH_HOSTS = (LINKEDIN, X, BLUESKY, INSTAGRAM, YOUTUBE, TIKTOK, XING, FACEBOOK)

# Mastodon lives on many hosts: its handle names the host, and its address has the handle behind an @.
MASTODON = "mastodon"
MASTODON_EXAMPLE = "@joerdis@chaos.social"
MASTODON_HANDLE = re.compile(r"@?(?P<name>[A-Za-z0-9_]+([A-Za-z0-9_.-]*[A-Za-z0-9_])?)@(?P<host>[^@/\s]+)")
MASTODON_PATH = re.compile(r"/@(?P<name>[A-Za-z0-9_]+([A-Za-z0-9_.-]*[A-Za-z0-9_])?)(@(?P<host>[^@/\s]+))?")
# A blog or a podcast is any address; it is shown without its scheme.
BLOG, PODCAST = "blog", "podcast"

LABELS = {
    **{network.name: network.label for network in WITH_HOSTS},
    MASTODON: "Mastodon",
    BLOG: _("Blog"),
    PODCAST: _("Podcast"),
}
EXAMPLES = {
    **{network.name: network.example for network in WITH_HOSTS},
    MASTODON: MASTODON_EXAMPLE,
    BLOG: "joerdis-schreibt.de",
    PODCAST: "leitung-live.de/podcast",
}
# Where people write to each other as well as to everybody.
FOR_A_WORD = {"linkedin", "x", "bluesky", "instagram", "xing", "facebook", MASTODON}
# Lucide icons.
ICONS = {
    "linkedin": "briefcase-business",
    "x": "message-square",
    "bluesky": "cloud",
    "instagram": "camera",
    "youtube": "play",
    "tiktok": "music",
    "xing": "handshake",
    "facebook": "users",
    MASTODON: "at-sign",
    BLOG: "pen-line",
    PODCAST: "mic",
}


def recognise(text: str, network: str = "") -> Found:
    """The channel that `text` names; without a `network` the address must tell it. Raises NotAChannel."""
    text = _tidy(text)
    if network in (BLOG, PODCAST):
        return _page(text, network)
    if network == MASTODON or (not network and MASTODON_HANDLE.fullmatch(text)):
        return _mastodon(text)
    address = _address(text)
    told = next((each for each in WITH_HOSTS if address and _host(address) in each.hosts), None)
    chosen = next((each for each in WITH_HOSTS if each.name == network), told)
    if address is not None and told is not None:
        if chosen is not told:
            raise NotAChannel(_no_channel((chosen or told).name))
        return told.of(address)
    if chosen is not None:
        return chosen.at(text)
    if address is not None and MASTODON_PATH.fullmatch(address.path.rstrip("/")):
        return _mastodon(text)
    raise NotAChannel(_("Choose the network: this text does not tell it."))


def _no_channel(network: str) -> str:
    return _("This does not look like an account on %(network)s. An example: %(example)s") % {
        "network": LABELS[network],
        "example": EXAMPLES[network],
    }


def _tidy(text: str) -> str:
    """Without what comes along when something is copied: spaces, angle brackets, marks of direction."""
    kept = "".join(
        letter for letter in text if letter.isprintable() and letter not in "\u200e\u200f\u202a\u202c"
    )
    return kept.strip().strip("<>").strip()


def _address(text: str) -> SplitResult | None:
    """`text` as a web address, or None: only http and https, a host with a dot, nothing before the host."""
    if len(text) > ADDRESS_LENGTH or any(letter.isspace() for letter in text):
        return None
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        hostname, _port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or parts.username is not None or text.startswith("@"):
        return None
    return parts if HOST.fullmatch(_ascii(hostname)) else None


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode() if host else ""
    except UnicodeError:
        return ""


def _host(address: SplitResult) -> str:
    return (address.hostname or "").lower().removeprefix("www.")


def _mastodon(text: str) -> Found:
    match = MASTODON_HANDLE.fullmatch(text)
    address = None if match else _address(text)
    if address is not None:
        match = MASTODON_PATH.fullmatch(address.path.rstrip("/"))
    host = _ascii((match["host"] or (address and address.hostname) or "").lower()) if match else ""
    if match is None or not HOST.fullmatch(host) or len(match["name"]) > HANDLE_LENGTH:
        raise NotAChannel(_no_channel(MASTODON))
    return Found(MASTODON, f"@{match['name']}@{host}", f"https://{host}/@{match['name']}")


def _page(text: str, network: str) -> Found:
    address = _address(text)
    if address is None:
        raise NotAChannel(
            _("This does not look like a web address. An example: %(example)s")
            % {"example": EXAMPLES[network]}
        )
    host = _ascii(address.hostname or "")
    port = f":{address.port}" if address.port else ""
    path = quote(unquote(address.path), safe="/~@:!$&'()*+,;=-._").rstrip("/")
    query = f"?{quote(unquote(address.query), safe='=&/~@:!$()*+,;-._')}" if address.query else ""
    shown = (_host(address) + address.path.rstrip("/"))[:HANDLE_LENGTH]
    return Found(network, shown, f"https://{host}{port}{path}{query}")
