"""The coordinators' list of people: its columns, their order, and what each says of a person.

Pages and exports ask here. What somebody keeps to themselves is "private", whether they filled it in or not, and nothing
here knows of trainings, first steps, pauses or answers.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from django.db.models import F, Prefetch
from django.http import QueryDict
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ambassadors import audiences, tongues
from ambassadors.models import Audience, Channel, Topic, User
from ambassadors.models.people import UserQuerySet

LEVEL = Audience.COORDINATORS
PRIVATE = pgettext_lazy("kept to oneself", "private")
SIZES = (25, 50, 100)
STATES = {"account": _("Not invited"), "invited": _("Invited"), "programme": _("In the programme")}
LOOKS = {
    "account": "tag",
    "invited": "tag is-info",
    "programme": "tag is-ok",
    "email": "address",
    "number": "numbers",
}
DEPTHS = list(Channel.Depth)
BESIDE = ("ambassador", "programme_invitation", "address_fault")


class Column(NamedTuple):
    """`fields` are those of a profile that it tells of: coordinators must be allowed to see each of them."""

    label: Any
    tell: Callable[[User], str]
    fields: tuple[str, ...] = ()


class Cell(NamedTuple):
    """`look` is how a page shows it, where it is more than words."""

    label: str
    text: str
    look: str = ""


def _joined(person: User) -> str:
    return formats.date_format(timezone.localtime(person.ambassador.joined_at), "SHORT_DATE_FORMAT")


def _networks(person: User) -> str:
    labels = (channel.get_network_display() for channel in person.ambassador.channels.all())
    return ", ".join(dict.fromkeys(labels))


def _depth(person: User) -> str:
    """The farthest that somebody goes on any channel."""
    depths = [DEPTHS.index(Channel.Depth(channel.depth)) for channel in person.ambassador.channels.all()]
    return str(DEPTHS[max(depths)].label) if depths else ""


def _of_ambassadors(tell: Callable[[User], str]) -> Callable[[User], str]:
    return lambda person: tell(person) if person.is_ambassador else ""


COLUMNS = {
    "state": Column(_("State"), lambda person: str(STATES[person.programme_state])),
    "department": Column(_("Department"), lambda person: person.department, ("department",)),
    "location": Column(_("Location"), lambda person: person.location, ("location",)),
    "topics": Column(
        _("Topics"),
        _of_ambassadors(lambda person: ", ".join(topic.name for topic in person.ambassador.topics.all())),
        ("topics",),
    ),
    "languages": Column(
        _("Languages"),
        _of_ambassadors(lambda person: tongues.named(person.ambassador.languages)),
        ("languages",),
    ),
    "networks": Column(_("Channels"), _of_ambassadors(_networks), ("channels",)),
    "depth": Column(_("Goes as far as"), _of_ambassadors(_depth), ("channels", "depths")),
    "joined": Column(_("In the programme since"), _of_ambassadors(_joined)),
    "number": Column(_("Personnel number"), lambda person: person.personnel_number or ""),
    "email": Column(_("E-mail"), lambda person: person.email or ""),
}
USUAL = ("state", "department", "networks", "email")
ORDER_LABELS = [
    ("name", _("Name, from A")),
    ("-name", _("Name, from Z")),
    ("-joined", _("In the programme, latest first")),
    ("joined", _("In the programme, longest first")),
    ("number", _("Personnel number, rising")),
    ("-number", _("Personnel number, falling")),
]
ORDERS: dict[str, tuple[Any, ...]] = {
    "name": ("sort_key", "id"),
    "-name": ("-sort_key", "-id"),
    "joined": (F("ambassador__joined_at").asc(nulls_last=True), "sort_key", "id"),
    "-joined": (F("ambassador__joined_at").desc(nulls_last=True), "sort_key", "id"),
    "number": (F("personnel_number").asc(nulls_last=True), "id"),
    "-number": (F("personnel_number").desc(nulls_last=True), "id"),
}


@dataclass(frozen=True)
class Arrangement:
    """How the list is shown; stands in the address beside the filters. `ignored`: a value that nobody knows."""

    order: str = "name"
    names: tuple[str, ...] = USUAL
    size: int = SIZES[0]
    ignored: bool = False

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        order, size, asked = query.get("sort", "name"), query.get("size", ""), query.getlist("column")
        known = tuple(name for name in COLUMNS if name in asked)
        sizes = {str(number): number for number in SIZES}
        ignored = order not in ORDERS or size not in ("", *sizes) or set(asked) != set(known)
        return cls(order if order in ORDERS else "name", known or USUAL, sizes.get(size, SIZES[0]), ignored)

    @property
    def is_usual(self) -> bool:
        return (self.order, self.names, self.size) == ("name", USUAL, SIZES[0])

    def in_order(self, people: UserQuerySet) -> UserQuerySet:
        return people.order_by(*ORDERS[self.order])

    @property
    def choices(self) -> list[tuple[str, Any, bool]]:
        return [(name, column.label, name in self.names) for name, column in COLUMNS.items()]


def with_all_for(people: UserQuerySet, names: Iterable[str]) -> UserQuerySet:
    """With what the columns read, in a number of queries that depends on the columns alone."""
    people, names = people.select_related(*BESIDE), set(names)
    if "topics" in names:
        people = people.prefetch_related(Prefetch("ambassador__topics", Topic.objects.order_by("key")))
    if names & {"networks", "depth"}:
        people = people.prefetch_related(Prefetch("ambassador__channels", Channel.objects.in_order()))
    return people


def is_private(person: User, column: Column) -> bool:
    """Only ambassadors have audiences."""
    return person.is_ambassador and not all(
        audiences.shows(person.ambassador, field, LEVEL) for field in column.fields
    )


def cells(person: User, names: Sequence[str]) -> list[Cell]:
    """In the reader's language."""
    return [_cell(person, name, COLUMNS[name]) for name in names]


def _cell(person: User, name: str, column: Column) -> Cell:
    label = str(column.label)
    if is_private(person, column):
        return Cell(label, str(PRIVATE), "quiet")
    look = LOOKS[person.programme_state] if name == "state" else LOOKS.get(name, "")
    return Cell(label, column.tell(person), look)
