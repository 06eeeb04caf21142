"""Making and changing a training and the topics it can be about."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors.models import User
from outbox.services import record
from trainings import policies
from trainings.models import Topic, Training


def create_training(
    *,
    facts: dict[str, Any],
    topics: Iterable[Topic],
    by: User,
    now: datetime,
    prerequisites: Iterable[Training] = (),
) -> Training:
    made = Training(created_at=now)
    return _write(made, "create training", facts, topics, by, now, prerequisites)


def change_training(
    *,
    training: Training,
    facts: dict[str, Any],
    topics: Iterable[Topic],
    by: User,
    now: datetime,
    prerequisites: Iterable[Training] | None = None,
) -> Training:
    """Other reminder times count for people who enrol from now on. `prerequisites` None: as they are."""
    return _write(training, "change training", facts, topics, by, now, prerequisites)


def publish_training(*, training: Training, by: User, now: datetime) -> None:
    """It stands in the catalogue from now on, also while it has no date."""
    _show(training, now, "publish training", by, now)


def hide_training(*, training: Training, by: User, now: datetime) -> None:
    """It stands in the catalogue only by its dates. Nobody loses a seat, and what people ticked off stays theirs."""
    _show(training, None, "hide training", by, now)


def _show(training: Training, since: datetime | None, deed: str, by: User, now: datetime) -> None:
    if not policies.may_run_trainings(by):
        raise PermissionDenied
    with transaction.atomic():
        held = Training.objects.select_for_update().defer("search").get(pk=training.pk)
        if held.is_published != (since is not None):
            held.published_at = since
            held.save(update_fields=["published_at"])
            record(actor=by, deed=deed, subject=held, now=now)


def save_topic(*, topic: Topic, by: User, now: datetime) -> Topic:
    if not policies.may_run_trainings(by):
        raise PermissionDenied
    with transaction.atomic():
        topic.save()
        record(actor=by, deed="save topic", subject=topic, now=now)
        return topic


def _write(
    training: Training,
    deed: str,
    facts: dict[str, Any],
    topics: Iterable[Topic],
    by: User,
    now: datetime,
    prerequisites: Iterable[Training] | None,
) -> Training:
    if not policies.may_run_trainings(by):
        raise PermissionDenied
    with transaction.atomic():
        for name, value in facts.items():
            setattr(training, name, value)
        training.save()
        training.topics.set(topics)
        if prerequisites is not None:
            training.prerequisites.set(each for each in prerequisites if each != training)
        record(actor=by, deed=deed, subject=training, now=now, fields=sorted(facts))
        return training
