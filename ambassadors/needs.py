"""What needs a human: every app says what waits in its own rooms, the coordinators' first page gathers it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache

# How old the numbers beside the navigation may be; the coordinators' first page counts anew.
CACHE_SECONDS = 30
_CACHED = "needs-by-room"


@dataclass(frozen=True)
class Need:
    """One thing that waits for a person: what, a sentence about it, and the deed that leads on.

    `room` is the entry of the navigation that counts it, `count` how many things wait behind the one row, `since` how
    long the oldest of them waits, where that is known.
    """

    room: str
    icon: str
    title: str
    text: Any
    deed: Any
    to: str
    since: datetime | None = None
    count: int = 1


Source = Callable[[datetime], Iterable[Need]]
_SOURCES: list[Source] = []


def register(source: Source) -> Source:
    """Called at start-up. A source takes the same few queries however much waits, and shows the oldest few."""
    _SOURCES.append(source)
    return source


def gather(now: datetime) -> list[Need]:
    """What has waited longest comes first, and what nobody knows the age of at the end."""
    needs = [need for source in _SOURCES for need in source(now)]
    needs.sort(key=lambda need: (need.since is None, need.since or now))
    cache.set(_CACHED, _by_room(needs), CACHE_SECONDS)
    return needs


def by_room(now: datetime) -> dict[str, int]:
    """How many things wait in which room; as old as `CACHE_SECONDS` at most."""
    kept = cache.get(_CACHED)
    return kept if isinstance(kept, dict) else _by_room(gather(now))


def _by_room(needs: Iterable[Need]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for need in needs:
        counts[need.room] += need.count
    return dict(counts)
