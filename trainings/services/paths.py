"""Making, ordering, publishing and deleting learning paths."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors.models import User
from outbox.services import record
from trainings import policies
from trainings.models import LearningPath, PathStep, Training

MOST_STATIONS = 20


class PathIsEmptyError(Exception):
    """A path without trainings leads nowhere, so it is not published."""


def save_path(*, path: LearningPath, by: User, now: datetime) -> LearningPath:
    _check(by)
    with transaction.atomic():
        path.created_at = path.created_at or now
        path.save()
        record(actor=by, deed="save learning path", subject=path, now=now)
        return path


def arrange_path(*, path: LearningPath, trainings: Sequence[Training], by: User, now: datetime) -> None:
    """These trainings in this order, each once, twenty at most. A published path keeps at least one."""
    with _held(path, by) as held:
        along = list(dict.fromkeys(trainings))[:MOST_STATIONS]
        if held.is_published and not along:
            raise PathIsEmptyError
        PathStep.objects.filter(path=held).exclude(training__in=along).delete()
        PathStep.objects.bulk_create(
            [PathStep(path=held, training=each, place=place) for place, each in enumerate(along, start=1)],
            update_conflicts=True,
            unique_fields=["path", "training"],
            update_fields=["place"],
        )
        record(actor=by, deed="arrange learning path", subject=held, now=now)


def publish_path(*, path: LearningPath, by: User, now: datetime) -> None:
    """Raises PathIsEmptyError."""
    with _held(path, by) as held:
        if not held.steps.exists():
            raise PathIsEmptyError
        if not held.is_published:
            held.published_at = now
            held.save(update_fields=["published_at"])
            record(actor=by, deed="publish learning path", subject=held, now=now)


def hide_path(*, path: LearningPath, by: User, now: datetime) -> None:
    """A draft again. What people have been to stays theirs."""
    with _held(path, by) as held:
        if held.is_published:
            held.published_at = None
            held.save(update_fields=["published_at"])
            record(actor=by, deed="hide learning path", subject=held, now=now)


def delete_path(*, path: LearningPath, by: User, now: datetime) -> None:
    """Its trainings stay."""
    with _held(path, by) as held:
        record(actor=by, deed="delete learning path", subject=held, now=now, title=held.title)
        held.delete()


def _check(by: User) -> None:
    if not policies.may_run_trainings(by):
        raise PermissionDenied


@contextmanager
def _held(path: LearningPath, by: User) -> Iterator[LearningPath]:
    _check(by)
    with transaction.atomic():
        yield LearningPath.objects.select_for_update().get(pk=path.pk)
