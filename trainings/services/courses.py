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


def create_training(*, facts: dict[str, Any], topics: Iterable[Topic], by: User, now: datetime) -> Training:
    return _write(Training(created_at=now), "create training", facts, topics, by, now)


def change_training(
    *, training: Training, facts: dict[str, Any], topics: Iterable[Topic], by: User, now: datetime
) -> Training:
    """Other reminder times count for people who enrol from now on."""
    return _write(training, "change training", facts, topics, by, now)


def save_topic(*, topic: Topic, by: User, now: datetime) -> Topic:
    if not policies.may_run_trainings(by):
        raise PermissionDenied
    with transaction.atomic():
        topic.save()
        record(actor=by, deed="save topic", subject=topic, now=now)
        return topic


def _write(
    training: Training, deed: str, facts: dict[str, Any], topics: Iterable[Topic], by: User, now: datetime
) -> Training:
    if not policies.may_run_trainings(by):
        raise PermissionDenied
    with transaction.atomic():
        for name, value in facts.items():
            setattr(training, name, value)
        training.save()
        training.topics.set(topics)
        record(actor=by, deed=deed, subject=training, now=now, fields=sorted(facts))
        return training
