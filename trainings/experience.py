"""What somebody has been to, for their own eyes: learning paths and advice about what helps before a training."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from ambassadors.models import User
from trainings.models import Enrolment, LearningPath, PathStep, Progress, Training
from trainings.models.enrolments import ATTENDED, BOOKED


class Been(StrEnum):
    NOT_YET = "not_yet"
    STARTED = "started"  # a self-paced one
    BOOKED = "booked"
    DONE = "done"


@dataclass(frozen=True)
class Station:
    """A training and how far the reader is with it. A training with dates has the next one as `next_at`."""

    training: Training
    been: Been

    @property
    def is_done(self) -> bool:
        return self.been == Been.DONE


@dataclass(frozen=True)
class Way:
    """A learning path as one reader goes it."""

    path: LearningPath
    stations: list[Station]

    @property
    def done(self) -> int:
        return sum(station.is_done for station in self.stations)

    @property
    def now(self) -> Station | None:
        """The first that is not done."""
        return next((station for station in self.stations if not station.is_done), None)


def experience(*, person: User, trainings: Iterable[UUID], now: datetime) -> dict[UUID, Been]:
    """In two queries. Who had a seat was there, unless the trainer says otherwise."""
    wanted = list(trainings)
    if not wanted:
        return {}
    found = dict.fromkeys(wanted, Been.NOT_YET)
    had = Enrolment.objects.of(person).filter(session__training__in=wanted, state__in=[ATTENDED, BOOKED])
    for training, state, ends_at in had.values_list("session__training", "state", "session__ends_at"):
        been = Been.DONE if state == ATTENDED or ends_at <= now else Been.BOOKED
        found[training] = _further(found[training], been)
    own = Progress.objects.of(person).filter(training__in=wanted)
    for training, done_at in own.values_list("training", "done_at"):
        found[training] = _further(found[training], Been.DONE if done_at else Been.STARTED)
    return found


def prerequisites(*, training: Training, person: User, now: datetime) -> list[Station]:
    """What helps before it, among what the reader may see; by title."""
    advised: Any = training.prerequisites.visible_to(person)
    return stations(
        trainings=advised.defer("search", "lesson", "second_lesson").order_by("title", "id"),
        person=person,
        now=now,
    )


def stations(*, trainings: Iterable[Training], person: User, now: datetime) -> list[Station]:
    trainings = list(trainings)
    been = experience(person=person, trainings=[each.pk for each in trainings], now=now)
    return [Station(each, been[each.pk]) for each in trainings]


def ways(*, paths: Iterable[LearningPath], person: User, now: datetime) -> list[Way]:
    """Each path with its stations in order, in four queries however many there are."""
    paths = list(paths)
    steps = list(PathStep.objects.filter(path__in=paths).order_by("place").values_list("path", "training"))
    visible = (
        Training.objects.visible_to(person).with_next_date(now).defer("search", "lesson", "second_lesson")
    )
    there = visible.in_bulk({training for _path, training in steps})
    been = experience(person=person, trainings=there, now=now)
    along: dict[UUID, list[Station]] = {path.pk: [] for path in paths}
    for path, training in steps:
        if training in there:
            along[path].append(Station(there[training], been[training]))
    return [Way(path, along[path.pk]) for path in paths]


FURTHER = list(Been)


def _further(one: Been, other: Been) -> Been:
    return max(one, other, key=FURTHER.index)
