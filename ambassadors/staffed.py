"""Staffed hours: the weekly times when somebody answers, in the company's time zone.

They are kept as seven lists, Monday first, of [from, until] in minutes after midnight.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.utils import timezone

Span = tuple[int, int]
Week = list[list[list[int]]]

DAY_MINUTES = 24 * 60
MOST_SPANS = 3
SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:–|-|bis|to)\s*(\d{1,2})(?:[:.](\d{2}))?", re.ASCII)


class NotHours(ValueError):
    """Words that are no times of a day."""


@dataclass(frozen=True)
class Standing:
    """Whether somebody answers now, until when; else when next. Both None: no hours are told."""

    until: datetime | None = None
    next: datetime | None = None


def read(text: str) -> list[list[int]]:
    """ "9-12, 13:00–17:00" as spans of a day; an empty text is a day off. Raises NotHours."""
    spans = [_span(part.strip()) for part in re.split("[,;]", text) if part.strip()]
    overlap = any(first[1] > second[0] for first, second in pairwise(spans))
    if overlap or len(spans) > MOST_SPANS:
        raise NotHours
    return [list(span) for span in spans]


def _span(text: str) -> Span:
    found = SPAN.fullmatch(text)
    if found is None:
        raise NotHours
    start, end = _minutes(found[1], found[2]), _minutes(found[3], found[4])
    if not start < end <= DAY_MINUTES:
        raise NotHours
    return start, end


def _minutes(hour: str, minute: str | None) -> int:
    if int(minute or 0) >= 60:
        raise NotHours
    return 60 * int(hour) + int(minute or 0)


def written(spans: list[list[int]]) -> str:
    """[[540, 720]] as "9:00 – 12:00"."""
    return ", ".join(f"{_clock(start)} – {_clock(end)}" for start, end in spans)


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def standing(week: Week, now: datetime) -> Standing:
    """Looks a week ahead. Spans that touch count as one."""
    until = None
    for start, end in _spans(week, now):
        if until is not None:
            if start > until:
                break
            until = end
        elif start <= now < end:
            until = end
        elif start > now:
            return Standing(next=start)
    return Standing(until=until)


def _spans(week: Week, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    today = now.astimezone(timezone.get_default_timezone()).date()
    for days in range(9):
        day = today + timedelta(days=days)
        for start, end in week[day.weekday()] if week else []:
            yield _moment(day, start), _moment(day, end)


def _moment(day: date, minutes: int) -> datetime:
    """By the clock on the wall, also in the nights when it is changed."""
    day, minutes = (day + timedelta(days=1), 0) if minutes == DAY_MINUTES else (day, minutes)
    return datetime.combine(day, time(*divmod(minutes, 60)), tzinfo=timezone.get_default_timezone())
