"""Switching one reminder off and on again."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from ambassadors.models import User
from trainings.models import Enrolment, Session


def mute_reminder(*, session: Session, person: User, minutes: int, now: datetime) -> bool:
    """The reminder that many minutes before the start stays away. False where there is none to switch off."""
    return _switch(session, person, minutes, lambda muted: muted | {minutes})


def unmute_reminder(*, session: Session, person: User, minutes: int, now: datetime) -> bool:
    return _switch(session, person, minutes, lambda muted: muted - {minutes})


def _switch(session: Session, person: User, minutes: int, change: Callable[[set[int]], set[int]]) -> bool:
    with transaction.atomic():
        booked = Enrolment.objects.for_session(session).of(person).booked().select_for_update()
        mine = booked.first()
        if mine is None or minutes not in mine.reminder_minutes:
            return False
        mine.muted_reminders = sorted(change(set(mine.muted_reminders)))
        mine.save(update_fields=["muted_reminders"])
        return True
