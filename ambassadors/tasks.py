"""Work that a worker does for this app. A task fetches, calls a deed, returns."""

from celery import shared_task
from django.utils import timezone

from ambassadors import reminders
from ambassadors.services import forgetting, import_checking, imports


@shared_task
def forget_expired() -> None:
    forgetting.forget_expired(now=timezone.now())


@shared_task
def check_imports() -> None:
    """One round of one import; the next round waits behind other work."""
    if import_checking.go_on(now=timezone.now()):
        imports.wake_worker()


@shared_task
def plan_reminders() -> None:
    reminders.queue_due(now=timezone.now())
