"""What beat wakes. A missed tick loses nothing: the next one finds the same rows."""

from celery import shared_task
from django.utils import timezone

from outbox.services import everything_is_held, ticked
from trainings import feedback, files, monthly, reminders, services, wishes
from trainings.messages import MOVED_ON, PLANNED


@shared_task
def plan_reminders() -> None:
    now = timezone.now()
    reminders.queue_due(now=now)
    ticked(name=PLANNED, now=now)


@shared_task
def forget_access_needs() -> None:
    services.forget_needs(now=timezone.now())


@shared_task
def forget_attendance() -> None:
    services.forget_attendance(now=timezone.now())


@shared_task
def forget_removed_materials() -> None:
    files.forget_removed(timezone.now())


@shared_task
def move_waiting_lists_on() -> None:
    now = timezone.now()
    if not everything_is_held():
        services.expire_offers(now=now)
        services.offer_free_seats(now=now)
    ticked(name=MOVED_ON, now=now)


@shared_task
def look_after_interests() -> None:
    """Forgets old ones, then counts where a day has passed."""
    now = timezone.now()
    services.forget_old_interests(now=now)
    wishes.recount(now)


@shared_task
def look_after_feedback() -> None:
    """Forgets old texts, then counts where a day has passed."""
    now = timezone.now()
    feedback.forget_old(now)
    feedback.recount(now)


@shared_task
def count_months() -> None:
    """Forgets old months, then counts those that have finished."""
    now = timezone.now()
    monthly.forget_old(now)
    monthly.recount(now)
