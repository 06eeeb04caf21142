"""What the hub knows about a person: every app says it for its own facts, the privacy page and the export show it."""

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


def together(parts: list[str], between: str = ", ") -> str:
    """Those that say something, in one line."""
    return between.join(part for part in parts if part)


Source = Callable[[User, datetime], Iterable[Fact]]
Record = dict[str, Any]
Records = Callable[[User], Iterable[Record]]
_SOURCES: list[tuple[int, Source]] = []
_RECORDS: dict[str, Records] = {}


def register(place: int) -> Callable[[Source], Source]:
    """Called at start-up; `place` orders the page."""

    def add(source: Source) -> Source:
        _SOURCES.append((place, source))
        return source

    return add


def facts_about(person: User, now: datetime) -> list[Fact]:
    in_order = sorted(_SOURCES, key=lambda each: each[0])
    return [fact for _place, source in in_order for fact in source(person, now)]


def recorded(name: str) -> Callable[[Records], Records]:
    """Called at start-up: the rows behind the facts, value by value, for the file that a person takes along."""

    def add(records: Records) -> Records:
        _RECORDS[name] = records
        return records

    return add


def records_of(person: User) -> dict[str, list[Record]]:
    return {name: list(_RECORDS[name](person)) for name in sorted(_RECORDS)}
