"""Work that a worker does for this app. A task fetches, calls a deed, returns."""

from celery import shared_task
from django.utils import timezone

from ambassadors import reminders
from ambassadors.application_messages import PLANNED
from ambassadors.services import departing, forgetting, import_checking, imports
from outbox.services import everything_is_held, ticked


@shared_task
def forget_expired() -> None:
    forgetting.forget_expired(now=timezone.now())


@shared_task
def check_imports() -> None:
    """One round of one import; the next round waits behind other work."""
    if import_checking.go_on(now=timezone.now()):
        imports.wake_worker()


@shared_task
def part_with_leavers() -> None:
    now = timezone.now()
    if not everything_is_held():
        departing.part_with_leavers(now=now)
    ticked(name=departing.PARTED, now=now)


@shared_task
def plan_joining() -> None:
    """Decisions that settle, and what is due to people who join, begin or have been here for a year."""
    now = timezone.now()
    if not everything_is_held():
        reminders.queue_due(now=now)
    ticked(name=PLANNED, now=now)
