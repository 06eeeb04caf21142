"""What beat wakes: reminders, the daily count, and files that nobody needs any more."""

from celery import shared_task
from django.utils import timezone

from campaigns import figures, images, reminders
from campaigns.messages import PLANNED
from outbox.services import ticked


@shared_task
def plan_reminders() -> None:
    now = timezone.now()
    reminders.queue_due(now=now)
    ticked(name=PLANNED, now=now)


@shared_task
def count_answers() -> None:
    figures.recount(timezone.now())


@shared_task
def forget_removed_pictures() -> None:
    images.forget_removed(timezone.now())
