"""Self-paced trainings: a person starts, ticks off, and sets one reminder. Nobody else sees any of it."""

from datetime import date, datetime

from django.db import transaction

from ambassadors.models import User
from outbox.services import queue, withdraw
from trainings import policies
from trainings.models import Progress, Training
from trainings.services.notices import NUDGE


@transaction.atomic
def start(*, training: Training, person: User, now: datetime) -> None:
    """Once; starting again changes nothing."""
    if training.is_self_paced:
        mine = Progress(training=training, person=person, started_at=now)
        Progress.objects.bulk_create([mine], ignore_conflicts=True)


@transaction.atomic
def tick_off(*, training: Training, person: User, now: datetime) -> bool:
    """Also without having started. A reminder that is still to come goes. False where there is nothing to tick."""
    start(training=training, person=person, now=now)
    mine = _locked(training, person)
    if mine is None:
        return False
    if not mine.is_done:
        _stop_nudging(mine, now)
        mine.done_at, mine.nudge_on = now, None
        mine.save(update_fields=["done_at", "nudge_on"])
    return True


@transaction.atomic
def untick(*, training: Training, person: User, now: datetime) -> bool:
    return bool(Progress.objects.of(person).done().filter(training=training).update(done_at=None))


@transaction.atomic
def put_away(*, training: Training, person: User, now: datetime) -> bool:
    """As if it had never been started."""
    mine = _locked(training, person)
    if mine is None:
        return False
    _stop_nudging(mine, now)
    mine.delete()
    return True


@transaction.atomic
def set_nudge(*, training: Training, person: User, day: date, now: datetime) -> bool:
    """One message in the morning of that day, instead of one set before. False for a day that cannot be chosen."""
    mine = _locked(training, person)
    if mine is None or mine.is_done or not policies.may_be_nudged_on(day, person, now):
        return False
    _stop_nudging(mine, now)
    mine.nudge_on = day
    mine.save(update_fields=["nudge_on"])
    moment = policies.nudge_at(day, person)
    queue(
        kind=NUDGE,
        recipient=person,
        now=now,
        due_at=moment,
        useful_until=policies.end_of_day(day, person),
        object_id=training.pk,
        occurrence=day.isoformat(),
    )
    return True


@transaction.atomic
def stop_nudge(*, training: Training, person: User, now: datetime) -> bool:
    mine = _locked(training, person)
    if mine is None or mine.nudge_on is None:
        return False
    _stop_nudging(mine, now)
    mine.nudge_on = None
    mine.save(update_fields=["nudge_on"])
    return True


@transaction.atomic
def forget_progress(*, person: User, now: datetime) -> int:
    """Of somebody who has left the company, or is erased. Returns how many."""
    mine = list(Progress.objects.of(person).select_for_update())
    for progress in mine:
        _stop_nudging(progress, now)
        progress.delete()
    return len(mine)


def _locked(training: Training, person: User) -> Progress | None:
    return Progress.objects.of(person).filter(training=training).select_for_update().first()


def _stop_nudging(mine: Progress, now: datetime) -> None:
    if mine.nudge_on is not None:
        withdraw(
            reason="no longer needed",
            now=now,
            object_id=mine.training_id,
            kind=NUDGE,
            recipient=mine.person_id,
        )
