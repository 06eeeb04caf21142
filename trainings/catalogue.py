"""The catalogue: what somebody looks for, what the filters count, and how the list is grouped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Self
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ambassadors.lists import Chip
from ambassadors.searching import tidy
from ambassadors.templatetags.hub import plain_day
from trainings.facets import DIMENSIONS, FORMAT, LANGUAGE, LEVEL, PLACE, TOPIC, Choice, Facets, facets
from trainings.models import Session, Training
from trainings.models.sessions import SessionQuerySet
from trainings.standing import Standing

NO_DATE = "none"
WHEN: dict[str, str | Promise] = {
    "": gettext_lazy("Any time"),
    "this-week": gettext_lazy("This week"),
    "next-week": gettext_lazy("Next week"),
    "this-month": gettext_lazy("This month"),
    "next-month": gettext_lazy("Next month"),
    NO_DATE: gettext_lazy("No date yet"),
}
# Known even where nothing of the kind is planned.
ALWAYS_KNOWN = {FORMAT: set(Training.Format.values), LEVEL: set(Training.Level.values)}


@dataclass(frozen=True)
class Filters:
    """What stands in the address. `chosen`: values by dimension. `since` and `until` are days, both included.

    `ignored`: a value that no filter knows was left out.
    """

    text: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=lambda: dict.fromkeys(DIMENSIONS, ()))
    when: str = ""
    since: date | None = None
    until: date | None = None
    free: bool = False
    ignored: bool = False

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        when, free = query.get("when", ""), query.get("free", "")
        days = [_day(query.get(name, "")) for name in ("from", "until")]
        return cls(
            text=tidy(query.get("q", "")),
            chosen={name: tuple(dict.fromkeys(query.getlist(name))) for name in DIMENSIONS},
            when=when if when in WHEN else "",
            since=days[0],
            until=days[1],
            free=free == "1",
            ignored=when not in WHEN
            or free not in ("", "1")
            or any(
                query.get(name) and day is None for name, day in zip(("from", "until"), days, strict=True)
            ),
        )

    def known(self, there: Facets) -> Self:
        """Without values that do not exist."""
        kept = {}
        for name, wanted in self.chosen.items():
            values = there.values(name) | ALWAYS_KNOWN.get(name, set())
            kept[name] = tuple(value for value in wanted if value in values)
        return replace(self, chosen=kept, ignored=self.ignored or kept != self.chosen)

    @property
    def asks_for_days(self) -> bool:
        return bool(self.when or self.since or self.until)

    def search(self, sessions: SessionQuerySet, now: datetime) -> SessionQuerySet:
        """Those that the text, the days and the free seats leave."""
        if self.text:
            sessions = sessions.matching(self.text)
        for first, last in self._days(now):
            sessions = sessions.within(first, last)
        if self.when == NO_DATE:
            sessions = sessions.none()
        return sessions.with_free_seats(now) if self.free else sessions

    def search_undated(self) -> Q | None:
        """Of trainings without a date. Who asks for days means dates, who asks for a seat means one that is there."""
        if self.since or self.until or self.when not in ("", NO_DATE):
            return None
        fits = Q(pk__in=Training.objects.about(self.text).values("pk")) if self.text else ~Q(pk=None)
        if self.free:
            fits &= Q(format=Training.Format.SELF_PACED)
        return fits & ~Q(format=Training.Format.SELF_PACED) if self.when == NO_DATE else fits

    def apply(self, sessions: SessionQuerySet, now: datetime) -> SessionQuerySet:
        sessions = self.search(sessions, now)
        about = Training.objects.all()
        if self.chosen[TOPIC]:
            about = about.filter(topics__slug__in=self.chosen[TOPIC])
        if self.chosen[FORMAT]:
            about = about.filter(format__in=self.chosen[FORMAT])
        if self.chosen[LEVEL]:
            about = about.filter(level__in=self.chosen[LEVEL])
        if self.chosen[LANGUAGE]:
            about = about.held_in_one_of(self.chosen[LANGUAGE])
        if any(self.chosen[name] for name in DIMENSIONS if name != PLACE):
            sessions = sessions.filter(training__in=about.values("pk"))
        return sessions.at_places(list(self.chosen[PLACE])) if self.chosen[PLACE] else sessions

    def _days(self, now: datetime) -> Iterator[tuple[date | None, date | None]]:
        if self.since or self.until:
            yield self.since, self.until
        if self.when and self.when != NO_DATE:
            yield days_of(self.when, timezone.localdate(now))

    @property
    def address(self) -> str:
        """The query string, starting with "?"."""
        query = QueryDict(mutable=True)
        for name, values in self.chosen.items():
            query.setlist(name, list(values))
        days = {"from": self.since, "until": self.until}
        plain = {"q": self.text, "when": self.when, "free": "1" if self.free else ""}
        for name, value in (
            plain | {name: day.isoformat() if day else "" for name, day in days.items()}
        ).items():
            if value:
                query[name] = value
        return f"?{query.urlencode()}"

    @property
    def count(self) -> int:
        days = bool(self.when) + bool(self.since) + bool(self.until)
        return sum(len(values) for values in self.chosen.values()) + days + self.free + bool(self.text)

    def chips(self, choices: dict[str, list[Choice]]) -> Iterator[Chip]:
        if self.text:
            yield Chip(_("“%s”") % self.text, replace(self, text="").address)
        for name, offered in choices.items():
            for choice in offered:
                if choice.is_on:
                    rest = tuple(value for value in self.chosen[name] if value != choice.value)
                    yield Chip(choice.label, replace(self, chosen=self.chosen | {name: rest}).address)
        if self.when:
            yield Chip(str(WHEN[self.when]), replace(self, when="").address)
        if self.since:
            yield Chip(_("from %(day)s") % {"day": plain_day(self.since)}, replace(self, since=None).address)
        if self.until:
            yield Chip(_("until %(day)s") % {"day": plain_day(self.until)}, replace(self, until=None).address)
        if self.free:
            yield Chip(_("Free seats only"), replace(self, free=False).address)


class Listed:
    """Every entry that is found: first the dates, then the trainings without one, which are known already."""

    def __init__(self, dates: SessionQuerySet, many_dates: int, undated: list[UUID]) -> None:
        self.dates, self.many_dates, self.undated = dates, many_dates, undated

    def __len__(self) -> int:
        return self.many_dates + len(self.undated)

    def __getitem__(self, part: slice) -> list[Session | UUID]:
        start, stop = part.start, part.stop
        dates = list(self.dates[start : min(stop, self.many_dates)]) if start < self.many_dates else []
        rest = slice(max(0, start - self.many_dates), max(0, stop - self.many_dates))
        return [*dates, *self.undated[rest]]


def coming(now: datetime) -> SessionQuerySet:
    return Session.objects.taking_place().coming(now)


def facets_of(filters: Filters, now: datetime) -> Facets:
    searches = filters.text or filters.free or filters.asks_for_days
    left = filters.search(coming(now), now) if searches else None
    return facets(coming(now), left, filters.search_undated())


def days_of(when: str, today: date) -> tuple[date, date]:
    """First and last day of a week, which begins on Monday, or of a month."""
    if when in ("this-week", "next-week"):
        monday = today - timedelta(days=today.weekday(), weeks=-1 if when == "next-week" else 0)
        return monday, monday + timedelta(days=6)
    first = today.replace(day=1)
    if when == "next-month":
        first = (first + timedelta(days=32)).replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year < 3000 else None


def grouped(rows: Iterable[Standing], now: datetime) -> list[tuple[str, list[Standing]]]:
    """This week, next week, then months, in the reader's time zone."""
    today = timezone.localdate(now)
    groups: dict[str, list[Standing]] = {}
    for row in rows:
        groups.setdefault(_group(timezone.localdate(row.session.starts_at), today), []).append(row)
    return list(groups.items())


def _group(day: date, today: date) -> str:
    monday = today - timedelta(days=today.weekday())
    weeks = (day - monday).days // 7
    if weeks == 0:
        return _("This week")
    if weeks == 1:
        return _("Next week")
    return date_format(day, "F" if day.year == today.year else "F Y")
