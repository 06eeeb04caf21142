"""The catalogue: which sessions somebody looks for, what the filters count, and how the list is grouped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trainings.models import Session, Training
from trainings.models.sessions import SessionQuerySet
from trainings.standing import Standing

ONLINE = "online"
TOPIC_NAMES = ("training__topics__name_de", "training__topics__name_en")
JOINED_ONLINE = (Training.Format.ONLINE, Training.Format.HYBRID)


@dataclass(frozen=True)
class Choice:
    """A value of a filter with the number of sessions it would show."""

    value: str
    label: str
    count: int
    is_on: bool


@dataclass(frozen=True)
class Chip:
    """A filter that is set, and the address without it."""

    label: str
    without: str


@dataclass(frozen=True)
class Filters:
    """What stands in the address. `ignored`: a value that no filter knows was left out."""

    text: str = ""
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    free: bool = False
    ignored: bool = False

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        return cls(
            text=query.get("q", "").replace("\x00", "").strip()[:100],
            topics=tuple(dict.fromkeys(query.getlist("topic"))),
            places=tuple(dict.fromkeys(query.getlist("place"))),
            free=query.get("free") == "1",
            ignored=query.get("free", "1") not in ("", "1"),
        )

    def known(self, topics: Iterable[str], places: Iterable[str]) -> Self:
        """Without values that do not exist."""
        known_topics, known_places = set(topics), set(places)
        kept = replace(
            self,
            topics=tuple(value for value in self.topics if value in known_topics),
            places=tuple(value for value in self.places if value in known_places),
        )
        return replace(kept, ignored=self.ignored or (kept.topics, kept.places) != (self.topics, self.places))

    def apply(self, sessions: SessionQuerySet, now: datetime) -> SessionQuerySet:
        if self.text:
            sessions = sessions.matching(self.text)
        if self.topics:
            about = Training.objects.filter(topics__slug__in=self.topics)
            sessions = sessions.filter(training__in=about.values("pk"))
        if self.places:
            sessions = sessions.at_places(list(self.places))
        return sessions.with_free_seats(now) if self.free else sessions

    @property
    def address(self) -> str:
        """The query string, starting with "?"."""
        query = QueryDict(mutable=True)
        query.setlist("topic", list(self.topics))
        query.setlist("place", list(self.places))
        if self.text:
            query["q"] = self.text
        if self.free:
            query["free"] = "1"
        return f"?{query.urlencode()}"

    @property
    def count(self) -> int:
        return len(self.topics) + len(self.places) + self.free + bool(self.text)

    def chips(self, topics: list[Choice], places: list[Choice]) -> Iterator[Chip]:
        if self.text:
            yield Chip(_("“%s”") % self.text, replace(self, text="").address)
        for choice in topics:
            if choice.is_on:
                rest = tuple(value for value in self.topics if value != choice.value)
                yield Chip(choice.label, replace(self, topics=rest).address)
        for choice in places:
            if choice.is_on:
                rest = tuple(value for value in self.places if value != choice.value)
                yield Chip(choice.label, replace(self, places=rest).address)
        if self.free:
            yield Chip(_("Free seats only"), replace(self, free=False).address)


def coming(now: datetime) -> SessionQuerySet:
    return Session.objects.taking_place().coming(now)


def topic_choices(filters: Filters, now: datetime) -> list[Choice]:
    """Every topic with coming sessions; counted as if no topic were chosen."""
    rows = _counted(replace(filters, topics=()), now, "training__topics__slug", *TOPIC_NAMES)
    german = (get_language() or "de").startswith("de")
    choices = [
        Choice(slug, name_de if german else name_en, found, slug in filters.topics)
        for slug, name_de, name_en, found in rows
        if slug
    ]
    return sorted(choices, key=lambda choice: choice.label.casefold())


def place_choices(filters: Filters, now: datetime) -> list[Choice]:
    """Online first, then the towns; counted as if no place were chosen."""
    found: dict[str, int] = {}
    for location, way, count in _counted(replace(filters, places=()), now, "location", "training__format"):
        for name in ([location] if location else []) + ([ONLINE] if way in JOINED_ONLINE else []):
            found[name] = found.get(name, 0) + count
    names = sorted(found, key=lambda name: (name != ONLINE, name.casefold()))
    labels = {ONLINE: _("Online")}
    return [Choice(name, labels.get(name, name), found[name], name in filters.places) for name in names]


def _counted(filters: Filters, now: datetime, *columns: str) -> Iterable[tuple[Any, ...]]:
    """The coming sessions grouped by `columns`, with how many of each group the filters leave."""
    left = Q(pk__in=filters.apply(coming(now), now).order_by().values("pk")) if filters.count else None
    return coming(now).order_by().values_list(*columns).annotate(found=Count("pk", filter=left))


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
