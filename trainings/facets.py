"""What the catalogue's filters count: one look at all coming dates by training and place, one at the trainings."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, ExpressionWrapper, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from ambassadors import tongues
from trainings.models import Topic, Training
from trainings.models.sessions import JOINED_ONLINE, ONLINE, SessionQuerySet

Format, Level = Training.Format, Training.Level
# What can be narrowed by, as it stands in the address: the places are towns and `ONLINE`.
TOPIC, PLACE, FORMAT, LEVEL, LANGUAGE = "topic", "place", "format", "level", "language"
DIMENSIONS = (TOPIC, PLACE, FORMAT, LEVEL, LANGUAGE)
Chosen = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Choice:
    """A value of a filter with the number of entries it would show."""

    value: str
    label: str
    count: int
    is_on: bool


@dataclass(frozen=True)
class Group:
    """The coming dates of one training at one place, or a training without one; `found`: those that the search leaves."""

    training: UUID
    values: Mapping[str, frozenset[str]]
    found: int
    is_dated: bool = True

    def fits(self, chosen: Chosen, *, but: str = "") -> bool:
        return all(
            name == but or not wanted or not self.values[name].isdisjoint(wanted)
            for name, wanted in chosen.items()
        )


@dataclass(frozen=True)
class Facets:
    """`topics`: slugs and names of all that the entries are about; `about`: the names, by training."""

    groups: list[Group]
    topics: dict[str, str]
    about: dict[UUID, list[str]]

    def values(self, name: str) -> set[str]:
        return {value for group in self.groups for value in group.values[name]}

    def dates(self, chosen: Chosen) -> int:
        return sum(group.found for group in self.groups if group.is_dated and group.fits(chosen))

    def undated(self, chosen: Chosen) -> list[UUID]:
        """In the order of the list."""
        return [
            group.training
            for group in self.groups
            if not group.is_dated and group.found and group.fits(chosen)
        ]

    def choices(self, name: str, chosen: Chosen) -> list[Choice]:
        """Counted as if nothing were chosen here."""
        found: Counter[str] = Counter()
        for group in self.groups:
            if group.fits(chosen, but=name):
                for value in group.values[name]:
                    found[value] += group.found
        on = chosen.get(name, ())
        choices = (
            Choice(value, self._label(name, value), found[value], value in on) for value in self.values(name)
        )
        return sorted(choices, key=_order(name))

    def _label(self, name: str, value: str) -> str:
        if name == TOPIC:
            return self.topics[value]
        if name == PLACE:
            return _("Online") if value == ONLINE else value
        if name == LANGUAGE:
            return tongues.name_of(value)
        return str({FORMAT: Format, LEVEL: Level}[name](value).label)


def _order(name: str) -> Any:
    """Formats and levels in their own order, online before the towns, everything else by name."""
    if name in (FORMAT, LEVEL):
        in_order = {FORMAT: Format, LEVEL: Level}[name].values
        return lambda choice: in_order.index(choice.value)
    return lambda choice: (choice.value != ONLINE, choice.label.casefold())


class _Facts(NamedTuple):
    """A training as the filters see it."""

    pk: UUID
    title: str
    format: str
    level: str
    languages: list[str]
    topics: list[dict[str, str]]
    found: bool

    def values(self, places: Collection[str]) -> dict[str, frozenset[str]]:
        return {
            TOPIC: frozenset(topic["slug"] for topic in self.topics),
            PLACE: frozenset(places),
            FORMAT: frozenset([self.format]),
            LEVEL: frozenset([self.level]),
            LANGUAGE: frozenset(self.languages),
        }


def facets(coming: SessionQuerySet, left: SessionQuerySet | None, undated: Q | None) -> Facets:
    """Of the `coming` dates, counting those that the search has `left` (None: all), in two queries.

    `undated`: which trainings without a date the search leaves (None: none of them).
    """
    found = Count("pk") if left is None else Count("pk", filter=Q(pk__in=left.order_by().values("pk")))
    rows = list(coming.order_by().values_list("training", "location").annotate(found=found))
    trainings = _facts({training for training, *_rest in rows}, undated)
    places: dict[UUID, list[tuple[str, int]]] = defaultdict(list)
    for training, location, count in rows:
        places[training].append((location, count))
    groups = [
        Group(one.pk, one.values([*_places(location, one.format)]), count)
        for one in trainings
        for location, count in places.get(one.pk, ())
    ]
    groups += [
        Group(one.pk, one.values([*_places("", one.format)]), int(one.found), is_dated=False)
        for one in trainings
        if one.pk not in places or one.format == Format.SELF_PACED
    ]
    names = {topic["slug"]: _name(topic) for one in trainings for topic in one.topics}
    return Facets(
        groups, names, {one.pk: [names[topic["slug"]] for topic in one.topics] for one in trainings}
    )


def _facts(dated: set[UUID], undated: Q | None) -> list[_Facts]:
    """Of trainings with dates and of those in the catalogue by themselves; self-paced ones first, then by title."""
    there = Training.objects.filter(Q(pk__in=dated) | Q(published_at__isnull=False))
    topics = Topic.objects.filter(trainings=OuterRef("pk")).order_by("slug")
    named = ArraySubquery(topics.values(named=JSONObject(slug="slug", de="name_de", en="name_en")))
    fits = ExpressionWrapper(undated if undated is not None else Q(pk__in=[]), BooleanField())
    rows = there.annotate(topics_named=named, fits=fits).values_list(
        "pk", "title", "format", "level", "languages", "language", "topics_named", "fits"
    )
    facts = [
        _Facts(pk, title, way, level, languages or [language], about, bool(found))
        for pk, title, way, level, languages, language, about, found in rows
    ]
    facts.sort(key=attrgetter("title", "pk"))
    return sorted(facts, key=lambda one: one.format != Format.SELF_PACED)


def _name(topic: dict[str, str]) -> str:
    return Topic(name_de=topic["de"], name_en=topic["en"]).name


def _places(location: str, way: str) -> Iterator[str]:
    if location:
        yield location
    if way in (*JOINED_ONLINE, Format.SELF_PACED):
        yield ONLINE
