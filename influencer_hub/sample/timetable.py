"""When the trainings take place: a few dates as everybody knows them, then as many as wanted on working days."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from influencer_hub.sample import people
from influencer_hub.sample.texts_trainings import TRAININGS
from influencer_hub.sample.training_texts import TrainingText

ZONES = {"Wrocław": "Europe/Warsaw", "Lyon": "Europe/Paris", "İzmir": "Europe/Istanbul"}
HOURS = (time(9), time(10), time(13), time(14), time(15, 30))
# With up to this many dates there is about one on every working day; more lie closer together.
CLOSE = 100
SPREAD = 260
# A date that is going on.
BEGAN = timedelta(minutes=20)
BY_SLUG = {training.slug: training for training in TRAININGS}


@dataclass(frozen=True)
class Planned:
    """A date before the database knows it. `day`: working days from today, below zero for the past.

    `share`: of the seats that are taken, above 1 for people who wait; `offers`: seats held for the next in line.
    `is_on`: it began a while ago, whatever time it is, and its trainer marks who has come.
    `named` are among those who have a seat; `waits` in the line, in this order.
    """

    training: TrainingText
    day: int
    at: time
    place: tuple[str, str] = ("", "")
    seated: int | None = None
    waiting: int = 0
    named: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()
    cancelled: str = ""
    is_draft: bool = False
    is_on: bool = False

    @property
    def timezone(self) -> str:
        return ZONES.get(self.place[0], "Europe/Berlin")

    def starts_at(self, now: datetime) -> datetime:
        if self.is_on:
            return now.replace(second=0, microsecond=0) - BEGAN
        today = now.date()
        return datetime.combine(workday(today, self.day), self.at, tzinfo=ZoneInfo(self.timezone))


def workday(today: date, away: int) -> date:
    """The working day so many working days from the last one up to today; nothing between Christmas and New Year."""
    monday = today - timedelta(days=today.weekday())
    weeks, day = divmod(min(today.weekday(), 4) + away, 5)
    found = monday + timedelta(weeks=weeks, days=day)
    quiet = (found.month, found.day) >= (12, 24) or (found.month, found.day) == (1, 1)
    return found + timedelta(weeks=2 if away > 0 else -2) if quiet else found


ME, TRAINER, EMPLOYEE = people.AMBASSADOR.name, people.TRAINER.name, people.EMPLOYEE.name
KNOWN = (
    Planned(BY_SLUG["wenns-stuermt"], 2, time(14), seated=13, named=(ME, "Lena Weiß")),
    Planned(BY_SLUG["handyfotos"], 3, time(9), ("Bremen", "Halle 3, Treffpunkt Pforte Süd"), seated=9),
    Planned(
        BY_SLUG["vor-der-kamera"],
        7,
        time(15),
        ("Bremen", "Studio 1"),
        seated=7,
        offered=(EMPLOYEE,),
        waits=("Thorben Kühl", ME, "Björn Müller-Wüstenhagen"),
    ),
    Planned(BY_SLUG["beruf-und-privat"], -1, time(16), ("Lüneburg", "Alte Schmiede"), seated=9, named=(ME,)),
    Planned(BY_SLUG["sicher-schreiben"], 5, time(10), seated=20, waiting=4, named=("Thorben Kühl",)),
    Planned(BY_SLUG["barrierefrei-posten"], 6, time(13), seated=6, named=(EMPLOYEE,)),
    Planned(BY_SLUG["urheberrecht"], 8, time(11), seated=11),
    Planned(BY_SLUG["profil-und-grenzen"], -9, time(10), seated=15, named=(ME, "Lena Weiß", "Thorben Kühl")),
    Planned(
        BY_SLUG["thirty-seconds"],
        10,
        time(9, 30),
        ("Lyon", "Atelier 2"),
        seated=6,
        cancelled="Das Atelier wird umgebaut. Bremen und Saarbrücken finden statt.",
    ),
    Planned(BY_SLUG["ausbildungskanal"], 14, time(13), ("Görlitz", "Lehrwerkstatt"), seated=0, is_draft=True),
    Planned(BY_SLUG["beruf-und-privat"], 0, time(), ("Lüneburg", "Alte Schmiede"), seated=9, is_on=True),
    # Enrolment opens later, see `gathering`.
    Planned(BY_SLUG["profil-und-grenzen"], 20, time(10), seated=0),
)


def dates(count: int) -> Iterator[Planned]:
    """`count` dates, those everybody knows first; a third of the others has been."""
    yield from KNOWN[:count]
    more = count - len(KNOWN)
    for index, training in zip(range(more), itertools.cycle(TRAININGS), strict=False):
        step = index * 3 // 2 if more <= CLOSE else index * SPREAD // more
        day = -(2 + step) if index % 3 == 2 else 4 + step
        yield Planned(training, day, HOURS[index % len(HOURS)], _place(training, index))


def _place(training: TrainingText, index: int) -> tuple[str, str]:
    return training.places[index // len(TRAININGS) % len(training.places)] if training.places else ("", "")


def filled(planned: Planned, *, index: int, usual: float, share: float) -> Planned:
    """With numbers where none are written down: every ninth is full with people waiting, others more or less full.

    `usual`: how many seats each may have taken on average, so that few people do not fill thousands of dates.
    """
    if planned.seated is not None:
        return planned
    seats = planned.training.seats
    if index % 9 == 4 and usual >= seats / 2 and planned.day > 0:
        return replace(planned, seated=seats, waiting=2 + index % 4)
    return replace(planned, seated=min(seats - 1, round(min(seats * 0.6, usual) * 2 * share)))
