"""The private calendar address: making it, renewing it, switching it off. Each person does it for themselves."""

import uuid
from datetime import datetime

from django.db import transaction

from ambassadors.models import User
from trainings.models import CalendarFeed


def open_feed(*, person: User, now: datetime) -> CalendarFeed:
    """The address that the person has, or a new one."""
    return CalendarFeed.objects.get_or_create(person=person, defaults={"made_at": now})[0]


def renew_feed(*, person: User, now: datetime) -> CalendarFeed:
    """Another address; the old one stops at once."""
    with transaction.atomic():
        feed, made = CalendarFeed.objects.select_for_update().get_or_create(
            person=person, defaults={"made_at": now}
        )
        if not made:
            feed.nonce, feed.made_at = uuid.uuid4(), now
            feed.save()
        return feed


def close_feed(*, person: User, now: datetime) -> bool:
    """The address stops at once, and nothing is kept of it. False where there was none."""
    deleted, _per_model = CalendarFeed.objects.filter(person=person).delete()
    return bool(deleted)
