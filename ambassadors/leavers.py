"""What each app does when somebody has left the company: registered at start-up, since the ground knows no wing.

`services.departing` calls every deed in the transaction in which the person goes: all of it happens, or nothing.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from ambassadors.models import User


class Deed(Protocol):
    def __call__(self, *, person: User, now: datetime) -> object: ...


_DEEDS: list[Deed] = []


def when_somebody_leaves(deed: Deed) -> Deed:
    _DEEDS.append(deed)
    return deed


def every_deed() -> list[Callable[..., object]]:
    return list(_DEEDS)
