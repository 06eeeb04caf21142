"""What every page's template may say: icons, dates and numbers in the reader's language, the mark and the flock."""

from datetime import date, datetime, timedelta
from functools import lru_cache

import lucide
from django import template
from django.utils import formats, timezone
from django.utils.dateformat import format as date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, size: int = 20, css: str = "") -> SafeString:
    """A Lucide icon, hidden from screen readers: a word stands beside it, or the button has a label."""
    drawn = lucide._render_icon(
        str(name),
        int(size),
        stroke_width="1.75",
        aria_hidden="true",
        focusable="false",
        **{"class": f"icon {css}".strip()},
    )
    return mark_safe(drawn)


@register.filter
def is_under(path: str, address: str) -> bool:
    """Whether the page at `path` belongs to the section at `address`."""
    return path == address or (address not in ("", "/") and path.startswith(address))


# Dates: DESIGN.md 2. Times have 24 hours in both languages and stand in the reader's time zone.


def _german() -> bool:
    return (get_language() or "de").startswith("de")


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """Do, 26. November / Thu 26 November"""
    return date_format(value, "D, j. F" if _german() else "D j F") if value else ""


@register.filter(expects_localtime=True)
def long_day(value: date | None) -> str:
    """Donnerstag, 26. November 2026 / Thursday 26 November 2026"""
    return date_format(value, "l, j. F Y" if _german() else "l j F Y") if value else ""


@register.filter(expects_localtime=True)
def plain_day(value: date | None) -> str:
    """26. November 2026 / 26 November 2026"""
    return date_format(value, "j. F Y" if _german() else "j F Y") if value else ""


@register.filter(expects_localtime=True)
def clock(value: datetime | None) -> str:
    """14:00"""
    return date_format(value, "H:i") if value else ""


@register.filter(expects_localtime=True)
def day_and_time(value: datetime | None) -> str:
    """Do, 26. November, 14:00 / Thu 26 November, 14:00"""
    return f"{day(value)}, {clock(value)}" if value else ""


@register.filter(expects_localtime=True)
def iso(value: date | None) -> str:
    """For <time datetime>."""
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat() if value else ""


@register.simple_tag
def when(start: datetime, end: datetime | None = None) -> str:
    """Do, 26. November, 14:00 – 15:30; over midnight both days are named."""
    start = timezone.localtime(start)
    if end is None:
        return day_and_time(start)
    end = timezone.localtime(end)
    until = clock(end) if start.date() == end.date() else day_and_time(end)
    return f"{day_and_time(start)} – {until}"


@register.filter(expects_localtime=True)
def ago(value: datetime | None) -> str:
    """Relative under one hour, else the day and time."""
    if value is None:
        return ""
    passed = timezone.now() - value
    if not timedelta(0) <= passed < timedelta(hours=1):
        return day_and_time(value)
    minutes = int(passed.total_seconds() // 60)
    if minutes == 0:
        return _("just now")
    return ngettext("%(count)d minute ago", "%(count)d minutes ago", minutes) % {"count": minutes}


@register.filter
def number(value: float | None) -> str:
    """6.000 / 6,000"""
    return "" if value is None else formats.number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def undo_address(message: object) -> str:
    """Where the undo of a message posts to; see `ambassadors.notes`."""
    word, _space, address = (getattr(message, "extra_tags", "") or "").partition(" ")
    return address if word == "undo" else ""
