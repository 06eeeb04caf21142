"""The catalogue: which sessions somebody looks for, what the filters count, and how the list is grouped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Self

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from ambassadors.lists import Chip
from ambassadors.searching import tidy
from trainings.facets import Choice, Facets, facets
from trainings.models import Session, Training
from trainings.models.sessions import SessionQuerySet
from trainings.standing import Standing


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
            text=tidy(query.get("q", "")),
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

    def search(self, sessions: SessionQuerySet, now: datetime) -> SessionQuerySet:
        """Those that the text and the free seats leave."""
        if self.text:
            sessions = sessions.matching(self.text)
        return sessions.with_free_seats(now) if self.free else sessions

    def apply(self, sessions: SessionQuerySet, now: datetime) -> SessionQuerySet:
        sessions = self.search(sessions, now)
        if self.topics:
            about = Training.objects.filter(topics__slug__in=self.topics)
            sessions = sessions.filter(training__in=about.values("pk"))
        return sessions.at_places(list(self.places)) if self.places else sessions

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


def facets_of(filters: Filters, now: datetime) -> Facets:
    searches = filters.text or filters.free
    return facets(coming(now), filters.search(coming(now), now) if searches else None)


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
