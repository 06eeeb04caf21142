"""The code on the screen in the room: whoever scans it is there. It is worked out from session and time, and kept nowhere.

A new one every `STEP`; one is good during its own step and the next, so that a picture of it that is sent on is too old
within a minute. What was scanned in time is remembered in the session of that browser (never in an address), so that
signing in between loses nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.safestring import SafeString

from ambassadors.letters import as_typed, grouped, qr_code, signs_of
from outbox.tokens import token_for
from trainings.models import Session

PURPOSE = "trainings.here"
STEP = timedelta(seconds=20)
# 40 bits, which somebody can type before they are too old.
SIGNS = 8
BEFORE = timedelta(minutes=15)
# As long as the way from the door, before the start, through a forgotten password.
REMEMBERED = timedelta(minutes=30)
KEY = "trainings.here"


@dataclass(frozen=True)
class Sign:
    """What the screen shows at one moment."""

    code: str

    @property
    def shown(self) -> str:
        """ABCD-EFGH"""
        return grouped(self.code)

    @property
    def address(self) -> str:
        return settings.BASE_URL + reverse("trainings:here_scanned", args=[self.code])

    @property
    def place(self) -> str:
        """Where the code is typed, as somebody reads it."""
        return (settings.BASE_URL + reverse("trainings:here")).partition("://")[2]

    @property
    def qr_code(self) -> SafeString:
        return qr_code(self.address)


def opens_at(session: Session) -> datetime:
    return session.starts_at - BEFORE


def sign(session: Session, now: datetime) -> Sign:
    return Sign(_code(session, _step(now)))


def session_behind(code: str, now: datetime) -> Session | None:
    """Of which session, going on or about to begin, this is the code now or was a step ago."""
    typed, step = as_typed(code), _step(now)
    for session in Session.objects.going_on(now, BEFORE).only("pk", "starts_at"):
        if any(constant_time_compare(typed, _code(session, each)) for each in (step, step - 1)):
            return session
    return None


def remember(memory: SessionBase, session: Session, now: datetime) -> None:
    """The latest alone."""
    memory[KEY] = [str(session.pk), (now + REMEMBERED).timestamp()]


def remembered(memory: SessionBase, now: datetime) -> UUID | None:
    """The session whose code was scanned in time, not long ago."""
    session_id, until = memory.get(KEY, ("", 0))
    return UUID(session_id) if session_id and now.timestamp() < until else None


def _step(now: datetime) -> int:
    return int(now.timestamp() // STEP.total_seconds())


def _code(session: Session, step: int) -> str:
    return signs_of(token_for(PURPOSE, session.pk, step), SIGNS)
