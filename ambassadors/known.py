"""What the hub knows about a person: every app says it for its own facts, the privacy page shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ambassadors.models import User


@dataclass(frozen=True)
class Fact:
    """One line of the page, in the reader's words. `to` is the page where the fact is shown or changed."""

    what: Any
    content: Any
    purpose: Any
    seen_by: Any
    kept_until: Any
    to: str = ""
    to_label: Any = ""


Source = Callable[[User, datetime], Iterable[Fact]]
_SOURCES: list[tuple[int, Source]] = []


def register(place: int) -> Callable[[Source], Source]:
    """Called at start-up; `place` orders the page."""

    def add(source: Source) -> Source:
        _SOURCES.append((place, source))
        return source

    return add


def facts_about(person: User, now: datetime) -> list[Fact]:
    in_order = sorted(_SOURCES, key=lambda each: each[0])
    return [fact for _place, source in in_order for fact in source(person, now)]
