"""The directory: what a reader looks for, what the filters offer, and the order of the day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.core.cache import cache
from django.db import transaction
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    Exists,
    F,
    Func,
    OuterRef,
    QuerySet,
    Value,
    When,
)
from django.http import QueryDict
from django.utils.translation import gettext as _

from ambassadors import networks, tongues
from ambassadors.audiences import listed
from ambassadors.lists import Chip
from ambassadors.models import Ambassador, Audience, Channel, Topic, User
from ambassadors.models.names import folded
from ambassadors.searching import tidy

CHIPS = 6
# What the filters offer may lag behind an import by so much; what they find never does.
CACHE_SECONDS = 60
NAMES = ("topic", "language", "network", "place")
TOLD_TO_COORDINATORS = "told-to-coordinators"


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int = 0


@dataclass(frozen=True)
class Offered:
    """What readers of one level can look for: each value is shown to them by somebody who is listed for them."""

    total: int
    topic: list[Choice]
    language: list[Choice]
    network: list[Choice]
    place: list[Choice]

    def choices(self, name: str) -> list[Choice]:
        found: list[Choice] = getattr(self, name)
        return found

    @property
    def most_told(self) -> list[Choice]:
        """The topics that most people speak about, by name."""
        most = sorted(self.topic, key=lambda choice: -choice.count)[:CHIPS]
        return sorted(most, key=self.topic.index)


@dataclass(frozen=True)
class Filters:
    """What stands in the address. `ignored`: a value that nobody can be found by was left out."""

    text: str = ""
    topic: str = ""
    language: str = ""
    network: str = ""
    place: str = ""
    ignored: bool = False

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        values: dict[str, Any] = {name: tidy(query.get(name, "")) for name in NAMES}
        return cls(text=tidy(query.get("q", "")), **values)

    def known(self, offered: Offered) -> Self:
        """Without what is not offered to the reader; a topic that was merged becomes the one it led to."""
        kept = self._merged(offered)
        unknown = [
            name
            for name in NAMES
            if getattr(kept, name) not in ("", *(choice.value for choice in offered.choices(name)))
        ]
        without: dict[str, Any] = dict.fromkeys(unknown, "")
        return replace(kept, **without, ignored=bool(unknown))

    def _merged(self, offered: Offered) -> Self:
        if not self.topic or any(choice.value == self.topic for choice in offered.topic):
            return self
        merged = Topic.objects.filter(key=self.topic, merged_into__isnull=False)
        return replace(self, topic=merged.values_list("merged_into__key", flat=True).first() or self.topic)

    def apply(self, people: QuerySet[Ambassador], level: int) -> QuerySet[Ambassador]:
        """Each filter finds only those who show that field to readers of this level."""
        if self.text:
            people = people.filter(person__in=User.objects.called(self.text).values("pk"))
        if self.topic:
            people = people.filter(topics_to__gte=level, topics__key=self.topic)
        if self.language:
            people = people.filter(languages_to__gte=level, languages__contains=[self.language])
        if self.network:
            there = Channel.objects.filter(ambassador=OuterRef("pk"), network=self.network)
            people = people.filter(Exists(there), channels_to__gte=level)
        if self.place:
            people = people.filter(location_to__gte=level, person__location=self.place)
        return people

    @property
    def is_on(self) -> bool:
        return bool(self.text or any(getattr(self, name) for name in NAMES))

    @property
    def address(self) -> str:
        """The query string, starting with "?"."""
        query = QueryDict(mutable=True)
        for name, value in (("q", self.text), *((name, getattr(self, name)) for name in NAMES)):
            if value:
                query[name] = value
        return f"?{query.urlencode()}"

    def about(self, topic: str) -> str:
        """The address with this topic instead."""
        return replace(self, topic=topic).address

    def without(self, name: str) -> Self:
        change: dict[str, Any] = {name: ""}
        return replace(self, **change)

    def chips(self, offered: Offered) -> Iterator[Chip]:
        if self.text:
            yield Chip(_("“%s”") % self.text, self.without("text").address)
        for name in NAMES:
            for choice in offered.choices(name):
                if choice.value == getattr(self, name):
                    yield Chip(choice.label, self.without(name).address)


def found(filters: Filters, level: int, today: date) -> QuerySet[Ambassador]:
    """In the order of the day: shuffled anew every midnight, so that nobody is always last."""
    day = Value(today.toordinal(), output_field=BigIntegerField())
    place = Func(F("pk"), day, function="uuid_hash_extended", output_field=BigIntegerField())
    return filters.apply(listed(level), level).order_by(place, "pk")


@dataclass(frozen=True)
class _Told:
    """What people of the directory tell to readers of one level, before it has labels in the reader's language."""

    total: int
    topics: list[tuple[str, str, int]]
    languages: set[str]
    networks: set[str]
    places: set[str]


def offered(level: int) -> Offered:
    told = cache.get(_cache_key(level))
    if not isinstance(told, _Told):
        told = _told(level)
        cache.set(_cache_key(level), told, CACHE_SECONDS)
    languages = (Choice(code, tongues.name_of(code)) for code in told.languages)
    return Offered(
        told.total,
        [Choice(*topic) for topic in told.topics],
        sorted(languages, key=lambda choice: folded(choice.label)),
        [Choice(name, str(label)) for name, label in networks.LABELS.items() if name in told.networks],
        [Choice(place, place) for place in sorted(told.places, key=folded)],
    )


def forget_offers() -> None:
    """Whoever just hid something is no longer hinted at: called by the deeds once they are written."""
    keys = [TOLD_TO_COORDINATORS, *(_cache_key(level) for level in Audience.values)]
    transaction.on_commit(lambda: cache.delete_many(keys))


def _cache_key(level: int) -> str:
    return f"directory-{level}"


def _told(level: int) -> _Told:
    """In three queries."""
    groups = list(_groups(level))
    topics = [(topic.key, topic.name, topic.count) for topic in topics_told(level)]
    return _Told(
        total=sum(count for _place, _spoken, count in groups),
        topics=topics,
        languages={code for _place, spoken, _count in groups for code in spoken},
        networks=_networks(level),
        places={place for place, _spoken, _count in groups if place},
    )


def _groups(level: int) -> QuerySet[Ambassador, Any]:
    """How many people at which place speak which languages, as far as they say it."""
    nothing = Value([], output_field=ArrayField(CharField(max_length=3)))
    return (
        listed(level)
        .order_by()
        .annotate(
            at=Case(When(location_to__gte=level, then=F("person__location")), default=Value("")),
            spoken=Case(When(languages_to__gte=level, then=F("languages")), default=nothing),
        )
        .values_list("at", "spoken")
        .annotate(count=Count("pk"))
    )


def topics_told(level: int) -> QuerySet[Any]:
    """Topics that somebody shows to readers of this level, with the `count` of those who do."""
    told = Topic.objects.current().filter(
        ambassadors__listed_to__gte=level,
        ambassadors__topics_to__gte=level,
        ambassadors__person__is_active=True,
    )
    return told.annotate(count=Count("ambassadors")).order_by("key")


def _networks(level: int) -> set[str]:
    told = Channel.objects.filter(
        ambassador__listed_to__gte=level,
        ambassador__channels_to__gte=level,
        ambassador__person__is_active=True,
    )
    return set(told.order_by().values_list("network", flat=True).distinct())
