"""Cohorts: made, changed, closed early, extended, removed; and those who wait for the next round."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors import policies
from ambassadors.models import Application, Cohort, CohortQuestion, NextRound, User
from ambassadors.services.settings import locked_programme
from outbox.services import queue_for_all, record

ROUND_OPEN = "round_open"
LATER = "application_later"
NO_LONGER_NEEDED = "no longer needed"


class RoundsOverlap(Exception):
    """Another round is open at the same time. The argument is its cohort."""


class HasApplications(Exception):
    """Somebody has applied to this cohort, so its questions stay, and so does it."""


@dataclass(frozen=True)
class Plan:
    """What a coordinator enters; days are whole days by the clock of `zone`."""

    name: str
    opens_on: date
    last_day: date
    zone: ZoneInfo
    places: int
    kicks_off_on: date | None = None

    @property
    def window(self) -> tuple[datetime, datetime]:
        return Cohort.window(self.opens_on, self.last_day, self.zone)


@transaction.atomic
def make_cohort(*, plan: Plan, questions: Sequence[CohortQuestion], by: User, now: datetime) -> Cohort:
    """Raises RoundsOverlap and PermissionDenied."""
    _only_coordinators(by)
    _one_after_the_other()
    cohort = Cohort()
    _take_over(cohort, plan)
    cohort.save(force_insert=True)
    _ask(cohort, questions)
    record(actor=by, deed="cohort made", subject=cohort, now=now)
    return cohort


@transaction.atomic
def change_cohort(
    *, cohort: Cohort, plan: Plan, questions: Sequence[CohortQuestion] | None, by: User, now: datetime
) -> Cohort:
    """`questions` None leaves them as they are. Nobody is told; a moved end is what `extend` is for.

    Raises RoundsOverlap, HasApplications where questions change after somebody has answered, and PermissionDenied.
    """
    _only_coordinators(by)
    _one_after_the_other()
    held = Cohort.objects.select_for_update().get(pk=cohort.pk)
    _take_over(held, plan)
    held.save()
    if questions is not None:
        if held.applications.exists():
            raise HasApplications
        held.questions.all().delete()
        _ask(held, questions)
    record(actor=by, deed="cohort changed", subject=held, now=now)
    return held


@transaction.atomic
def close(*, cohort: Cohort, by: User, now: datetime) -> None:
    """No new applications from now on. Whoever has applied gets their answer as was said; nobody is told anything."""
    _only_coordinators(by)
    held = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if held.is_open(now) and held.opens_at < now:
        held.closes_at = now
        held.save(update_fields=["closes_at"])
        record(actor=by, deed="round closed early", subject=held, now=now)


@transaction.atomic
def extend(*, cohort: Cohort, last_day: date, by: User, now: datetime) -> None:
    """Whoever waits for an answer that comes later by this is told, and nobody else.

    A round that was over opens again, and those who have asked for the next one since are told.
    Raises RoundsOverlap and PermissionDenied.
    """
    _only_coordinators(by)
    _one_after_the_other()
    held = Cohort.objects.select_for_update().get(pk=cohort.pk)
    was_over, before = held.is_over(now), held.answered_by
    _opens, closes_at = Cohort.window(held.opens_on, last_day, held.zone)
    _mind_the_others(held, held.opens_at, closes_at)
    held.closes_at = closes_at
    held.told_at = None if was_over else held.told_at
    held.save(update_fields=["closes_at", "told_at"])
    record(actor=by, deed="round extended", subject=held, now=now)
    if held.answered_by > before:
        _tell_those_who_wait(held, now)


@transaction.atomic
def remove(*, cohort: Cohort, by: User, now: datetime) -> None:
    """Raises HasApplications and PermissionDenied."""
    _only_coordinators(by)
    held = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if held.applications.exists():
        raise HasApplications
    record(actor=by, deed="cohort removed", subject=held, now=now)
    held.delete()


def wait_for_next(*, person: User, now: datetime) -> None:
    """Told once, when the next round opens. Raises PermissionDenied for whoever is in the programme."""
    if not policies.may_apply(person):
        raise PermissionDenied
    NextRound.objects.update_or_create(person=person, defaults={"asked_at": now, "told_at": None})


def wait_no_more(*, person: User) -> None:
    NextRound.objects.filter(person=person).delete()


def tell_next_round(*, now: datetime) -> int:
    """A round has opened: tell those who asked for it. Returns how many rounds that were."""
    return sum(_tell_round(cohort.pk, now) for cohort in Cohort.objects.open(now).not_told().only("pk"))


@transaction.atomic
def _tell_round(key: Any, now: datetime) -> bool:
    rows = Cohort.objects.open(now).not_told().select_for_update(skip_locked=True)
    cohort = rows.filter(pk=key).first()
    if cohort is None:
        return False
    waiting = NextRound.objects.filter(told_at__isnull=True, person__ambassador__isnull=True)
    queue_for_all(
        kind=ROUND_OPEN,
        recipients=User.objects.active().filter(pk__in=waiting.values("pk")),
        object_id=cohort.pk,
        occurrence=now.isoformat(),
        now=now,
        useful_until=cohort.closes_at,
    )
    waiting.update(told_at=now)
    cohort.told_at = now
    cohort.save(update_fields=["told_at"])
    return True


def _tell_those_who_wait(cohort: Cohort, now: datetime) -> None:
    """A decision that is not told yet counts as none: it would show in who is told."""
    waiting = Application.objects.filter(cohort=cohort, told_at__isnull=True)
    queue_for_all(
        kind=LATER,
        recipients=User.objects.active().filter(application__in=waiting),
        object_id=cohort.pk,
        occurrence=cohort.closes_at.isoformat(),
        now=now,
        useful_until=cohort.closes_at + timedelta(days=1),
        context={"last_day": cohort.last_day.isoformat(), "answered_by": cohort.answered_by.isoformat()},
    )


def _take_over(cohort: Cohort, plan: Plan) -> None:
    opens_at, closes_at = plan.window
    _mind_the_others(cohort, opens_at, closes_at)
    cohort.name, cohort.places, cohort.kicks_off_on = plan.name, plan.places, plan.kicks_off_on
    cohort.opens_at, cohort.closes_at, cohort.timezone = opens_at, closes_at, plan.zone.key


def _one_after_the_other() -> None:
    """Windows are compared with each other: two presses at once would not see the other's."""
    locked_programme()


def _mind_the_others(cohort: Cohort, opens_at: datetime, closes_at: datetime) -> None:
    other = Cohort.objects.overlapping(opens_at, closes_at).exclude(pk=cohort.pk).first()
    if other is not None:
        raise RoundsOverlap(other)


def _ask(cohort: Cohort, questions: Sequence[CohortQuestion]) -> None:
    for place, question in enumerate(questions, start=1):
        question.pk = None
        question._state.adding = True
        question.cohort, question.place = cohort, place
    CohortQuestion.objects.bulk_create(questions)


def _only_coordinators(by: User) -> None:
    if not policies.may_run_cohorts.test(by):
        raise PermissionDenied
