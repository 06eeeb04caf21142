"""Planning several dates at once, and publishing what is planned."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors.models import User
from outbox.services import record
from trainings import policies
from trainings.models import Series, Session, Training
from trainings.services.sessions import Deadlines, Meeting, publish_session


def create_series(
    *,
    training: Training,
    dates: Sequence[tuple[Meeting, Deadlines]],
    weeks: int,
    region: str,
    capacity: int,
    trainers: Iterable[User],
    by: User,
    now: datetime,
) -> list[Session]:
    """Drafts like those of `create_session`, all of them or none. The journal has one line for the whole series."""
    if not policies.may_run_trainings(by):
        raise PermissionDenied
    with transaction.atomic():
        series = Series.objects.create(training=training, weeks=weeks, region=region, made_at=now)
        made = [
            Session(
                training=training, series=series, capacity=capacity, **asdict(meeting), **asdict(deadlines)
            )
            for meeting, deadlines in dates
        ]
        Session.objects.bulk_create(made)
        trainers, through = list(trainers), Session.trainers.through
        through.objects.bulk_create(
            through(session_id=session.pk, user_id=trainer.pk) for session in made for trainer in trainers
        )
        record(actor=by, deed="create series", subject=training, now=now, dates=len(made))
        return made


def publish_drafts(*, training: Training, by: User, now: datetime) -> list[Session]:
    """Every coming draft of a training. Raises WorkingTimeMissing like `publish_session`, and then publishes none."""
    if not policies.may_run_trainings(by):
        raise PermissionDenied
    with transaction.atomic():
        drafts = Session.objects.filter(training=training).drafts(now).order_by("pk")
        return [publish_session(session=draft, by=by, now=now) for draft in drafts]
