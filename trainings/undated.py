"""Trainings that are found without a date: those at one's own pace, and those that wait for a date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from ambassadors.models import User
from trainings.models import Interest, Progress, Training


@dataclass(frozen=True)
class Undated:
    """As one reader sees it: whether they started it, ticked it off, or would come."""

    training: Training
    topics: list[str]
    is_started: bool
    is_done: bool
    is_wished: bool


def undated(*, trainings: Iterable[UUID], topics: Mapping[UUID, list[str]], person: User) -> list[Undated]:
    """In this order, in one query."""
    keys = list(trainings)
    if not keys:
        return []
    own = Progress.objects.of(person).filter(training=OuterRef("pk"))
    wished = Interest.objects.of(person).filter(training=OuterRef("pk"))
    rows = Training.objects.defer("search", "lesson", "second_lesson").annotate(
        is_started=Exists(own), is_done=Exists(own.done()), is_wished=Exists(wished)
    )
    found = rows.in_bulk(keys)
    return [
        Undated(one, topics.get(key, []), one.is_started, one.is_done, one.is_wished)  # type: ignore[attr-defined]
        for key in keys
        if (one := found.get(key))
    ]
