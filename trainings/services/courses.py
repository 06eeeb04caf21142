"""Making and changing a training and the topics it can be about."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors.models import User
from outbox.services import record
from trainings import policies
from trainings.models import Topic, Training
from trainings.models.trainings import TEXTS
from trainings.services.results import WorkingTimeMissing


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
    """Other reminder times count for people who enrol from now on. `prerequisites` None: as they are.

    Raises WorkingTimeMissing where it or a date of it is published and `facts` take away what it says about working time.
    """
    return _write(training, "change training", facts, topics, by, now, prerequisites)


def publish_training(*, training: Training, by: User, now: datetime) -> None:
    """It stands in the catalogue from now on, also while it has no date.

    Raises WorkingTimeMissing where it does not say whether it is working time, and on which account.
    """
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
            if since is not None and not held.says_working_time:
                raise WorkingTimeMissing
            held.published_at = since
            held.save(update_fields=["published_at"])
            record(actor=by, deed=deed, subject=held, now=now)


def copy_training(
    *, training: Training, key: UUID, slug: str, title: str, second_title: str = "", by: User, now: datetime
) -> Training:
    """All its texts, facts and materials under other titles and another address; without its dates, and so seen by nobody yet.

    The copy is known by `key`: where it is there already, it is that one.
    """
    texts: tuple[str, ...] = ("language", "format", "is_working_time", "account", "reminder_minutes", *TEXTS)
    texts += tuple(f"second_{name}" for name in TEXTS)
    texts += ("level", "languages", "lesson", "second_lesson", "lesson_link", "minutes")
    facts = {name: getattr(training, name) for name in texts} | {"slug": slug}
    facts |= {"title": title, "second_title": second_title}
    with transaction.atomic():
        _lock(training)
        if (known := Training.objects.filter(pk=key).first()) is not None:
            return known
        made = _write(
            Training(pk=key, created_at=now),
            "copy training",
            facts,
            training.topics.all(),
            by,
            now,
            training.prerequisites.all(),
        )
        for material in training.materials.for_training(training).kept():
            # Both rows name the same file, which stays until neither does.
            material.pk, material.training = uuid4(), made
            material.save(force_insert=True)
        return made


def say_working_time(
    *, training: Training, is_working_time: bool, account: str, by: User, now: datetime
) -> Training:
    """Asked for before the first date is published."""
    facts = {"is_working_time": is_working_time, "account": account}
    return _write(training, "change training", facts, None, by, now)


def save_topic(*, topic: Topic, by: User, now: datetime) -> Topic:
    if not policies.may_run_trainings(by):
        raise PermissionDenied
    with transaction.atomic():
        topic.save()
        record(actor=by, deed="save topic", subject=topic, now=now)
        return topic


def _lock(training: Training) -> None:
    """A date that is being published meanwhile waits for what the training says now. Where the training itself was
    published or hidden since it was read, that stays."""
    held = Training.objects.select_for_update().filter(pk=training.pk)
    training.published_at = held.values_list("published_at", flat=True).first()


def _write(
    training: Training,
    deed: str,
    facts: dict[str, Any],
    topics: Iterable[Topic] | None,
    by: User,
    now: datetime,
    prerequisites: Iterable[Training] | None = None,
) -> Training:
    if not policies.may_run_trainings(by):
        raise PermissionDenied
    with transaction.atomic():
        _lock(training)
        for name, value in facts.items():
            setattr(training, name, value)
        is_published = training.is_published or training.sessions.published().exists()
        if is_published and not training.says_working_time:
            raise WorkingTimeMissing
        training.save()
        if topics is not None:
            training.topics.set(topics)
        if prerequisites is not None:
            training.prerequisites.set(each for each in prerequisites if each != training)
        record(actor=by, deed=deed, subject=training, now=now, fields=sorted(facts))
        return training
