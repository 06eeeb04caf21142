"""What each app does when somebody has left the company: registered at start-up, since the ground knows no wing.

`services.departing` calls every deed in the transaction in which the person goes: all of it happens, or nothing.
"""

from datetime import datetime
from typing import Protocol

from ambassadors.models import User


class Deed(Protocol):
    def __call__(self, *, person: User, now: datetime) -> object: ...


_LEAVING: list[Deed] = []
_ERASING: list[Deed] = []


def when_somebody_leaves(deed: Deed) -> Deed:
    """On the day after their last one."""
    _LEAVING.append(deed)
    return deed


def when_somebody_is_erased(deed: Deed) -> Deed:
    """When nothing of them may stay, a year later; before the account itself is deleted."""
    _ERASING.append(deed)
    return deed


def say_goodbye(*, person: User, now: datetime) -> None:
    for deed in _LEAVING:
        deed(person=person, now=now)


def erase(*, person: User, now: datetime) -> None:
    for deed in _ERASING:
        deed(person=person, now=now)
