"""The dates of a community call as entries of people's calendars (RFC 5545): a copy, since nobody is invited by name."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from trainings.calendar import PRODUCT
from trainings.models import Call, CallDate


def address_of(call: Call) -> str:
    return settings.BASE_URL + reverse("trainings:call", args=[call.pk])


def copy(*, call: Call, dates: Iterable[CallDate], now: datetime) -> bytes:
    """All these dates in one file; one that was cancelled says so, and a second copy changes what the first put in."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    dates = list(dates)
    for date in dates:
        calendar.add_component(_event(call, date, now))
    moments = [date.starts_at for date in dates] or [now]
    year = timedelta(days=366)
    calendar.add_missing_timezones((min(moments) - year).date(), (max(moments) + year).date())
    return calendar.to_ical()


def _event(call: Call, date: CallDate, now: datetime) -> Event:
    event, address = Event(), address_of(call)
    event.add("uid", str(date.uid))
    event.add("dtstamp", now)
    event.add("sequence", date.sequence)
    event.add("dtstart", date.starts_at.astimezone(date.zone))
    event.add("dtend", date.ends_at.astimezone(date.zone))
    event.add("summary", call.shown_title)
    event.add("description", "\n\n".join([call.shown_summary, call.link, address]))
    event.add("location", call.link)
    event.add("url", address)
    event.add("status", "CANCELLED" if date.is_cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE")
    return event
