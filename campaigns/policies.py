"""May they, and when."""

from datetime import datetime, time, timedelta

import rules
from django.utils import timezone

from ambassadors.models import User
from campaigns.models import Campaign, Invitation

REMINDER_BEFORE_END = timedelta(days=5)
REMINDER_AFTER_ASKING = timedelta(days=3)
REMINDER_AT = time(9)


@rules.predicate
def may_run_campaigns(user: User) -> bool:
    return user.is_active and user.is_coordinator


@rules.predicate
def may_answer(user: User, campaign: Campaign) -> bool:
    """An answer belongs to an invitation; whoever has none uses the kit without answering."""
    return Invitation.objects.for_person(user).filter(campaign=campaign).exists()


def reminder_moment(*, ends_at: datetime, asked_at: datetime) -> datetime | None:
    """When the one reminder goes out: five days before the end at 9:00 of the company's clock.

    None where that would be less than three days after the asking.
    """
    zone = timezone.get_default_timezone()
    day = (ends_at - REMINDER_BEFORE_END).astimezone(zone).date()
    moment = datetime.combine(day, REMINDER_AT, tzinfo=zone)
    return moment if moment >= asked_at + REMINDER_AFTER_ASKING else None
