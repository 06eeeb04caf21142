"""What the catalogue's filters count: one look at all coming dates, by training and place."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from trainings.models import Topic
from trainings.models.sessions import JOINED_ONLINE, ONLINE, SessionQuerySet


@dataclass(frozen=True)
class Choice:
    """A value of a filter with the number of dates it would show."""

    value: str
    label: str
    count: int
    is_on: bool


@dataclass(frozen=True)
class Group:
    """The coming dates of one training at one place; `found` are those that the search leaves."""

    topics: frozenset[str]
    places: frozenset[str]
    found: int

    def is_about(self, topics: Collection[str]) -> bool:
        return not topics or not self.topics.isdisjoint(topics)

    def is_at(self, places: Collection[str]) -> bool:
        return not places or not self.places.isdisjoint(places)


@dataclass(frozen=True)
class Facets:
    """`topics` are the slugs of all topics with coming dates and their names."""

    groups: list[Group]
    topics: dict[str, str]

    @property
    def places(self) -> set[str]:
        return {place for group in self.groups for place in group.places}

    def count(self, topics: Collection[str], places: Collection[str]) -> int:
        return sum(group.found for group in self.groups if group.is_about(topics) and group.is_at(places))

    def topic_choices(self, topics: Collection[str], places: Collection[str]) -> list[Choice]:
        """By name; counted as if no topic were chosen."""
        found = _sums((group.topics, group.found) for group in self.groups if group.is_at(places))
        choices = (Choice(slug, name, found[slug], slug in topics) for slug, name in self.topics.items())
        return sorted(choices, key=lambda choice: choice.label.casefold())

    def place_choices(self, topics: Collection[str], places: Collection[str]) -> list[Choice]:
        """Online first, then the towns; counted as if no place were chosen."""
        found = _sums((group.places, group.found) for group in self.groups if group.is_about(topics))
        names = sorted(self.places, key=lambda name: (name != ONLINE, name.casefold()))
        labels = {ONLINE: _("Online")}
        return [Choice(name, labels.get(name, name), found[name], name in places) for name in names]


def _sums(groups: Iterable[tuple[Collection[str], int]]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for values, found in groups:
        for value in values:
            sums[value] += found
    return sums


def facets(coming: SessionQuerySet, left: SessionQuerySet | None) -> Facets:
    """Of the `coming` dates, counting those that search and free seats have `left` (None: all), in two queries."""
    found = Count("pk") if left is None else Count("pk", filter=Q(pk__in=left.order_by().values("pk")))
    columns = coming.order_by().values_list("training", "location", "training__format")
    rows = list(columns.annotate(found=found))
    about: dict[UUID, set[str]] = {training: set() for training, *_rest in rows}
    names = {}
    told = Topic.objects.filter(trainings__in=list(about))
    for training, slug, name_de, name_en in told.values_list("trainings", "slug", "name_de", "name_en"):
        about[training].add(slug)
        names[slug] = Topic(name_de=name_de, name_en=name_en).name
    return Facets(
        [
            Group(frozenset(about[training]), frozenset(_places(location, way)), count)
            for training, location, way, count in rows
        ],
        names,
    )


def _places(location: str, way: str) -> Iterator[str]:
    if location:
        yield location
    if way in JOINED_ONLINE:
        yield ONLINE
