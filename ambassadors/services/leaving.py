"""Coordinators enter last days of people who are missing from a file, and take them back while they are to come.

Nothing happens to anybody before the day has passed; `departing` then acts on it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from ambassadors import policies
from ambassadors.models import Leaving, User
from ambassadors.models.people import UserQuerySet
from ambassadors.services.settings import locked_programme
from outbox.services import record

# More of the people at a time may mean that the file is a part of the company.
SHARE_AT_A_GLANCE = 0.10
# Whoever was entered so shortly ago and has gone counts on: a day that has passed is no way around the look.
COUNTED_ON = timedelta(days=1)


class LooksWrong(Exception):
    """More than a tenth of the people would leave, and nobody has said their number."""


class NothingToTakeBack(Exception):
    """There is no last day, or it has passed."""


@dataclass(frozen=True)
class Size:
    """How many are chosen, and what share of everybody they are, with those whose last day was entered already."""

    chosen: int
    already: int
    everybody: int

    @property
    def share(self) -> float:
        return (self.chosen + self.already) / max(self.everybody, 1)

    @property
    def percent(self) -> int:
        return round(self.share * 100)

    @property
    def needs_a_second_look(self) -> bool:
        return self.share > SHARE_AT_A_GLANCE


def may_leave(people: UserQuerySet) -> UserQuerySet:
    """Those a last day can be entered for: whoever holds an office gives it back first."""
    return people.active().without_office().filter(leaving__isnull=True)


def size(people: UserQuerySet, *, now: datetime) -> Size:
    gone = Q(left_at__isnull=False, entered_at__gt=now - COUNTED_ON, person__is_active=False)
    just_gone = Leaving.objects.filter(gone).count()
    already = Leaving.objects.to_come().count() + just_gone
    return Size(may_leave(people).count(), already, User.objects.active().count() + just_gone)


@transaction.atomic
def enter_last_day(*, people: UserQuerySet, last_day: date, said: int | None, by: User, now: datetime) -> int:
    """Everybody of a queryset who may leave; returns how many.

    `said`: the number that the coordinator has confirmed. Raises LooksWrong where it is needed and another.
    """
    _check(by)
    # Two coordinators, or two presses, wait for each other: the second counts what the first has entered.
    locked_programme()
    found = size(people, now=now)
    if found.needs_a_second_look and said != found.chosen:
        raise LooksWrong
    chosen = list(may_leave(people).order_by("pk").select_for_update(of=("self",), no_key=True))
    days = [Leaving(person=one, last_day=last_day, entered_by=by, entered_at=now) for one in chosen]
    Leaving.objects.bulk_create(days)
    for one in chosen:
        record(actor=by, deed="last day entered", subject=one, now=now)
    return len(chosen)


@transaction.atomic
def take_back(*, leaving: Leaving, by: User, now: datetime) -> None:
    """As if no last day had been entered. Raises NothingToTakeBack."""
    _check(by)
    deleted, _models = Leaving.objects.to_come().filter(pk=leaving.pk).delete()
    if not deleted:
        raise NothingToTakeBack
    record(actor=by, deed="last day taken back", subject=leaving.person, now=now)


def _check(by: User) -> None:
    if not policies.may_enter_last_days.test(by):
        raise PermissionDenied
