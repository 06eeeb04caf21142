"""The dates of a community call as entries of people's calendars (RFC 5545): a copy, since nobody is invited by name."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from trainings import zones
from trainings.calendar import PRODUCT
from trainings.models import Call, CallDate


def address_of(call: Call) -> str:
    return settings.BASE_URL + reverse("trainings:call", args=[call.pk])


def copy(*, call: Call, dates: Iterable[CallDate]) -> bytes:
    """All these dates in one file; one that was moved or cancelled says so, and a second copy changes what the first put
    in. Without a METHOD, as nobody organizes (docs/decisions/022)."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    dates = list(dates)
    for name in sorted({date.timezone for date in dates}):
        there = [date for date in dates if date.timezone == name]
        years = {at.astimezone(date.zone).year for date in there for at in (date.starts_at, date.ends_at)}
        calendar.add_component(zones.component(ZoneInfo(name), min(years), max(years)))
    for date in dates:
        calendar.add_component(_event(call, date))
    return calendar.to_ical()


def _event(call: Call, date: CallDate) -> Event:
    event, address = Event(), address_of(call)
    changed_at = date.changed_at or call.published_at or call.created_at
    title = call.shown_title
    if date.is_cancelled:
        # Not every calendar shows the STATUS.
        title = _("Cancelled: %(title)s") % {"title": title}
    event.add("uid", str(date.uid))
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", date.sequence)
    event.add("dtstart", date.starts_at.astimezone(date.zone))
    event.add("dtend", date.ends_at.astimezone(date.zone))
    event.add("summary", title)
    event.add("description", "\n\n".join([call.shown_summary, call.link, address]))
    event.add("location", call.link)
    event.add("url", address)
    event.add("status", "CANCELLED" if date.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if date.is_cancelled else "OPAQUE")
    return event
