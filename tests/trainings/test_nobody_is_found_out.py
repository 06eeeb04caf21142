"""From all that the figures of trainings tell, on all days and in all files, no group below k is worked out.

Whoever attacks knows how it is counted, how many seats were taken, and what every file said on every day; pages say the
same (test_monthly). For each training they keep the numbers of those who came that fit all of it. Taken away, each protection is missed at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache as once
from itertools import product
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from ambassadors.models import Programme
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import BERLIN, NOW, SessionFactory
from tests.trainings.test_monthly import FEW, PAGE, table
from trainings import monthly
from trainings.models import CountedMonth, Enrolment, TrainingMonth
from trainings.views import insights

pytestmark = pytest.mark.django_db
K, MOST = 5, 26
MONTHS = (datetime(2026, 9, 9, 10, tzinfo=BERLIN), datetime(2026, 10, 14, 10, tzinfo=BERLIN))
TOGETHER = "Small trainings, together"


@dataclass(frozen=True)
class Held:
    """So many had a seat, so many of them came."""

    taken: int
    came: int


@st.composite
def held(draw):
    taken = draw(st.integers(0, MOST))
    return Held(taken, taken - draw(st.one_of(st.integers(0, min(taken, K)), st.integers(0, taken))))


@pytest.fixture
def desk(client_for, at_nine):
    return client_for(CoordinatorFactory())


@pytest.fixture
def crowd(db):
    return UserFactory.create_batch(3 * MOST)


@pytest.fixture(autouse=True)
def programme(db):
    yield
    cache.clear()
    told_of.cache_clear()


def hold(world: Sequence[Sequence[Held]], crowd) -> None:
    """The same trainings in both months; in one month nobody is in two of them."""
    trainings: dict[int, object] = {}
    for at, month in zip(MONTHS, world, strict=False):
        people = iter(crowd)
        for number, one in enumerate(month):
            known = (
                {"training": trainings[number]} if number in trainings else {"training__title": str(number)}
            )
            session = SessionFactory(starts_at=at, capacity=MOST, taken=one.taken, asked=one.taken, **known)
            trainings[number] = session.training
            Enrolment.objects.bulk_create(
                Enrolment(
                    session=session,
                    person=next(people),
                    state="attended" if place < one.came else "no_show",
                    number=place,
                    asked_at=at,
                    booked_at=at,
                )
                for place in range(one.taken)
            )


def watch(desk) -> list[dict[tuple[str, str], tuple[int, str, int]]]:
    """What is told of each training in each month on three days: (seats taken, words, k of the day)."""
    days = []
    for day, k in enumerate((K, K + 2, K)):
        Programme(k=k).save()
        if day:  # What forgets who missed it has been there, and somebody has corrected a list.
            Enrolment.objects.filter(state="no_show").delete()
            Enrolment.objects.filter(number=0).update(state="no_show")
        monthly.recount(NOW + timedelta(days=day))
        days.append({key: (*told, k) for key, told in seen(desk).items()})
    return days


def seen(desk) -> dict[tuple[str, str], tuple[int, str]]:
    """By month and title; every file says the same of it."""
    rows = table(desk, month="2026-09") + table(desk, month="2026-10")
    for training in TrainingMonth.objects.of_trainings().order_by("training").distinct("training"):
        rows += table(desk, f"{PAGE}{training.training_id}/figures.csv")
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for month, title, _dates, _seats, taken, came, _wait in rows:
        assert found.setdefault((month, title), (int(taken), came)) == (int(taken), came)
    return found


@once
def told_of(taken: int, came: int, k_then: int, k: int) -> str:
    """What is told where `came` of `taken` came: whoever attacks can work that out for every guess."""
    people = [monthly.Seat(UUID(int=0), UUID(int=n), timedelta(), n < came) for n in range(taken)]
    figures = vars(monthly.figures_of(people, k_then))
    row = TrainingMonth(month=CountedMonth(k=k_then), dates=1, seats=taken, taken=taken, **figures)
    return insights._share(monthly.share_told(row, k)) or FEW


def guesses(days: Iterable[dict], key: tuple[str, str]) -> list[int]:
    """How many may have come, as far as its own row tells."""
    told = [day[key] for day in days if key in day]
    taken = told[0][0]
    return [
        came for came in range(taken + 1) if all(told_of(taken, came, K, k) == said for _n, said, k in told)
    ]


def attack(days: Sequence[dict]) -> dict[tuple[str, str], tuple[int, set[int]]]:
    """Of each row: the seats taken, and how many may have come, with what the others of its month tell."""
    found = {}
    for month in {month for month, _title in days[0]}:
        own = {key: guesses(days, key) for key in days[0] if key[0] == month}
        taken = {key: days[0][key][0] for key in own}
        sum_of = (month, TOGETHER)
        alone = [key for key in own if key != sum_of]
        inside = [key for key in alone if _is_inside(key, sum_of, days, taken)]
        fitting = [
            whole
            for whole in product(*(own[key] for key in inside))
            if sum_of not in own or sum(whole) in own[sum_of]
        ]
        for place, key in enumerate(inside):
            found[key] = (taken[key], {whole[place] for whole in fitting})
        found |= {key: (taken[key], set(own[key])) for key in own if key not in inside}
    return found


def _is_inside(key, sum_of, days, taken) -> bool:
    """Whether the row of small trainings counts it; all of them where it is as large as all."""
    if sum_of not in taken:
        return False
    is_whole = taken[sum_of] == sum(n for other, n in taken.items() if other != sum_of)
    return is_whole or days[0][key][1] == FEW


def found_out(days: Sequence[dict]) -> list[tuple[str, str]]:
    """Where it is certain how many came, and they or those who did not are fewer than k; and where some numbers below k
    are ruled out by what is told."""
    out = []
    for key, (taken, fitting) in attack(days).items():
        small = {came for came in fitting if came < K or taken - came < K}
        is_certain = taken > 0 and len(fitting) == 1 and bool(small)
        sets_apart = days[0][key][1] != FEW and bool(small) and len(small) < K
        if is_certain or sets_apart:
            out.append(key)
    return out


@given(st.lists(st.lists(held(), min_size=1, max_size=3), min_size=1, max_size=2))
def test_nobody_is_found_out(desk, crowd, world):
    with transaction.atomic():
        hold(world, crowd)
        assert found_out(watch(desk)) == []
        transaction.set_rollback(True)


@pytest.mark.parametrize("one", [Held(20, 19), Held(20, 1)], ids=["one missed it", "one came"])
def test_a_share_that_is_told_as_it_is_would_find_somebody(desk, crowd, monkeypatch, one):
    """The control: seats taken, less those who came."""
    hold([[one, Held(20, 10)]], crowd)
    monkeypatch.setattr(monthly, "_kept_off", lambda came, recorded, k: came)
    monkeypatch.setattr(monthly, "share_told", lambda row, k: None if row.came is None else plain(row))
    assert found_out(watch(desk)) == [("September 2026", "0")]


def plain(row) -> monthly.Share:
    return monthly.Share(round(100 * row.came / row.recorded / 5) * 5)


def test_a_total_beside_its_parts_would_find_somebody(desk, crowd, monkeypatch):
    """The control: all trainings together, less those that are told alone."""
    hold([[Held(20, 10), Held(6, 4)]], crowd)
    parts = monthly.groups

    def with_total(seats, k):
        seats = list(seats)
        return {**parts(seats, k), None: seats}

    monkeypatch.setattr(monthly, "groups", with_total)
    monkeypatch.setattr(monthly, "_rows", rows_with_total)
    assert found_out(watch(desk)) == [("September 2026", "1")]


rows_as_they_are = monthly._rows


def rows_with_total(month, k):
    """The row of small trainings counts all of them."""
    rows = list(rows_as_they_are(month, k))
    alone = [row for row in rows if row.training_id]
    sums = {name: sum(getattr(row, name) for row in alone) for name in ("dates", "seats", "taken")}
    for row in rows:
        if row.training_id is None:
            vars(row).update(sums)
    return rows
