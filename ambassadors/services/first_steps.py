"""Who gets the one friendly reminder of the first steps, and when: the only one, ever."""

from datetime import datetime, timedelta

from django.db import transaction

from ambassadors import asking
from ambassadors.models import Ambassador, Onboarding, User
from ambassadors.onboarding import START_REMINDER, unfinished
from outbox.services import queue_for_all

USEFUL = timedelta(days=14)
# Whoever is longer past the day than this is let be: their list was made, or the reminder switched on, later.
LATE = timedelta(days=7)
PIECE = 1_000


def remind(*, now: datetime) -> int:
    """Plan it for whoever joined that many days ago; returns how many people were looked at.

    Whom a boundary leaves out is let be for good: a pause ends without a backlog.
    """
    days = Onboarding.current().remind_after_days
    if days is None:
        return 0
    joined_until = now - timedelta(days=days)
    looked_at = 0
    while count := _plan(joined_until, now):
        looked_at += count
    return looked_at


@transaction.atomic
def _plan(joined_until: datetime, now: datetime) -> int:
    due = Ambassador.objects.filter(onboarding_reminded=False, joined_at__lte=joined_until)
    locked = due.select_for_update(skip_locked=True, of=("self",)).order_by("pk")
    people = list(locked.values_list("pk", flat=True)[:PIECE])
    if people:
        in_time = unfinished().filter(pk__in=people, joined_at__gt=joined_until - LATE)
        asked = asking.ask(in_time, asking.About(), now=now)
        queue_for_all(
            kind=START_REMINDER,
            recipients=User.objects.filter(pk__in=asked),
            now=now,
            useful_until=now + USEFUL,
        )
        Ambassador.objects.filter(pk__in=people).update(onboarding_reminded=True)
    return len(people)
