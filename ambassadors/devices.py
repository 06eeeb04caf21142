"""Where a person is signed in, in words: which browser, on which system, since when. No address, no "last seen"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY, update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db.models import F
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from ambassadors.models import User
from ambassadors.sessions import SHARED, SessionStore

# In this order: most browsers also say that they are others.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "CrOS": "ChromeOS",
    "Windows": "Windows",
    "Macintosh": "macOS",
    "Linux": "Linux",
}
# What stands where allauth notes an address in the network.
NOWHERE = "0.0.0.0"  # noqa: S104


@dataclass(frozen=True)
class Device:
    """`key` names it in a form; it opens nothing."""

    key: str
    name: str
    since: datetime
    is_current: bool


def named(agent: str) -> str:
    """What is kept of how a browser introduces itself: "Firefox/Windows"."""
    return "/".join(
        next((name for sign, name in signs.items() if sign in agent), "") for signs in (BROWSERS, SYSTEMS)
    )


def in_words(kept: str) -> str:
    browser, _slash, system = kept.partition("/")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A browser")


def keep_only_what_is_shown(sender: object, instance: UserSession, **about: object) -> None:
    """Before allauth writes a row by itself, with an address in the network and all that a browser says of itself."""
    instance.ip, instance.user_agent = NOWHERE, named(instance.user_agent)
    instance.last_seen_at = instance.created_at


def devices_of(person: User, *, current: str | None, now: datetime) -> list[Device]:
    """The newest first. `current`: the key of the session that asks."""
    noted = UserSession.objects.filter(user=person).order_by(F("created_at").desc(), "pk")
    alive = _alive(person, [each.session_key for each in noted], now)
    return [
        Device(_key(each), in_words(each.user_agent), each.created_at, each.session_key == current)
        for each in noted
        if each.session_key in alive
    ]


def _alive(person: User, keys: Iterable[str], now: datetime) -> set[str]:
    """Sessions that still open something: a changed password has ended those before it."""
    store, wanted = SessionStore(), person.get_session_auth_hash()
    rows = Session.objects.filter(session_key__in=keys, expire_date__gt=now)
    return {row.session_key for row in rows if store.decode(row.session_data).get(HASH_SESSION_KEY) == wanted}


def sign_out(person: User, *, but: str | None, key: str = "") -> int:
    """End one session of the person, or every one; never the one that asks. Returns how many."""
    noted = list(UserSession.objects.filter(user=person).exclude(session_key=but or ""))
    ended = [each.session_key for each in noted if key in ("", _key(each))]
    Session.objects.filter(session_key__in=ended).delete()
    return UserSession.objects.filter(session_key__in=ended).delete()[0]


def stay_signed_in(request: HttpRequest, person: User) -> None:
    """After what has ended the person's other sessions; this one goes on under another key."""
    before = request.session.session_key
    update_session_auth_hash(request, person)
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


def _key(noted: UserSession) -> str:
    return salted_hmac("ambassadors.devices", noted.session_key, algorithm="sha256").hexdigest()[:32]


# A device that several use. ------------------------------------------------------------------------------


def say_whether_shared(request: HttpRequest, *, shared: bool) -> None:
    """Said by whoever signs in, before they are: it holds for the session that begins."""
    if shared:
        request.session[SHARED] = True
    else:
        request.session.pop(SHARED, None)


def is_shared(request: HttpRequest) -> bool:
    return bool(request.session.get(SHARED))
