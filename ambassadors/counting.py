"""When figures about groups are counted: once a day, at one time for the whole company (docs/decisions/005)."""

from datetime import datetime, time, timedelta

from django.utils import timezone

COUNTING_TIME = time(4)


def last_counting_time(now: datetime) -> datetime:
    """The last 4:00 of the company's clock."""
    zone = timezone.get_default_timezone()
    moment = datetime.combine(now.astimezone(zone).date(), COUNTING_TIME, tzinfo=zone)
    if moment <= now:
        return moment
    return datetime.combine(moment.date() - timedelta(days=1), COUNTING_TIME, tzinfo=zone)
