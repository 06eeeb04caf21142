"""What a reader may see of an ambassador: pages, cards and searches all ask here, so that none tells more than another."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ambassadors import networks, tongues
from ambassadors.models import Ambassador, Audience, Channel, Topic, User

# Everything with an audience of its own, in the order of the page. `FIELDS` of the models, and the entry itself.
LABELS = {
    "listed": _("My name in the directory"),
    "photo": _("Picture"),
    "pronouns": _("Pronouns"),
    "stands_for": _("What I stand for"),
    "topics": _("My topics"),
    "languages": _("Languages I speak"),
    "location": _("Location"),
    "department": _("Department"),
    "channels": _("My channels"),
    "depths": _("How far I go, and my own boundaries"),
}
# How others see somebody: the words in the address of "view as".
OTHERS = {
    "colleague": Audience.EVERYBODY,
    "ambassador": Audience.AMBASSADORS,
    "coordinator": Audience.COORDINATORS,
}


@dataclass(frozen=True)
class ShownChannel:
    """`depth` and `note` are empty where the reader may not see how far somebody goes."""

    network: str
    icon: str
    handle: str
    address: str
    depth: str = ""
    note: str = ""
    takes_a_word: bool = False


@dataclass(frozen=True)
class Shown:
    """Somebody as one reader sees them. What is hidden is as empty as what was never filled in."""

    pk: UUID
    name: str
    first_name: str
    initials: str
    photo: str = ""
    pronouns: str = ""
    headline: str = ""
    stands_for: str = ""
    topics: tuple[Topic, ...] = ()
    languages: tuple[str, ...] = ()
    location: str = ""
    department: str = ""
    channels: tuple[ShownChannel, ...] = ()

    @property
    def speaks(self) -> str:
        """The names of the languages, in the reader's own."""
        return tongues.named(self.languages)

    @property
    def hello(self) -> ShownChannel | None:
        """Where to say hello: the first channel on which people write to each other. An e-mail address has no audience."""
        return next((channel for channel in self.channels if channel.takes_a_word), None)

    @property
    def workplace(self) -> str:
        return " · ".join(part for part in (self.department, self.location) if part)


def level_of(reader: User) -> Audience:
    """How narrow an audience the reader belongs to, where it is not about themselves."""
    if reader.is_coordinator:
        return Audience.COORDINATORS
    return Audience.AMBASSADORS if reader.is_ambassador else Audience.EVERYBODY


def level_towards(reader: User, ambassador: Ambassador) -> Audience:
    return Audience.ME if reader.pk == ambassador.pk else level_of(reader)


def shows(ambassador: Ambassador, field: str, level: int) -> bool:
    return bool(getattr(ambassador, f"{field}_to") >= level)


def seen_of(person: User, field: str, reader: User) -> str:
    """A field of the account as far as the reader may see it. Only ambassadors hide theirs.

    Lists bring the `ambassador` along, or this asks for each.
    """
    value: str = getattr(person, field)
    if not value or person.pk == reader.pk or not person.is_ambassador:
        return value
    audience = "stands_for" if field == "headline" else field
    return value if shows(person.ambassador, audience, level_of(reader)) else ""


def telling(field: str, level: int) -> Q:
    """People whose field of the account readers of this level may see, as `seen_of` says for one."""
    return Q(ambassador__isnull=True) | Q(**{f"ambassador__{field}_to__gte": level})


def listed(level: int) -> QuerySet[Ambassador]:
    """Those whose entry exists for readers of this level.

    Asking for the few who left, rather than for the many who are there, halves the time of the directory's order.
    """
    left = User.objects.filter(pk=OuterRef("pk"), is_active=False)
    return Ambassador.objects.filter(~Exists(left), listed_to__gte=level)


def whole(ambassadors: QuerySet[Ambassador]) -> QuerySet[Ambassador]:
    """With all that `shown` reads, in three queries however many there are."""
    return ambassadors.select_related("person").prefetch_related(
        Prefetch("topics", Topic.objects.order_by("key")), Prefetch("channels", Channel.objects.in_order())
    )


def shown(ambassador: Ambassador, level: int) -> Shown:
    """The name always; the rest as far as the person lets readers of this level see it."""
    person, seen = ambassador.person, _Seen(ambassador, level)
    return Shown(
        pk=person.pk,
        name=person.name,
        first_name=person.first_name,
        initials=person.initials,
        photo=seen("photo", person.photo, ""),
        pronouns=seen("pronouns", ambassador.pronouns, ""),
        headline=seen("stands_for", person.headline, ""),
        stands_for=seen("stands_for", ambassador.stands_for, ""),
        topics=seen("topics", tuple(ambassador.topics.all()), ()),
        languages=seen("languages", tuple(ambassador.languages), ()),
        location=seen("location", person.location, ""),
        department=seen("department", person.department, ""),
        channels=tuple(_channels(ambassador, level)),
    )


@dataclass(frozen=True)
class _Seen:
    ambassador: Ambassador
    level: int

    def __call__(self, field: str, value: Any, hidden: Any) -> Any:
        return value if shows(self.ambassador, field, self.level) else hidden


def _channels(ambassador: Ambassador, level: int) -> Iterator[ShownChannel]:
    if not shows(ambassador, "channels", level):
        return
    tells = shows(ambassador, "depths", level)
    for channel in ambassador.channels.all():
        yield ShownChannel(
            channel.get_network_display(),
            channel.icon,
            channel.handle,
            channel.address,
            channel.get_depth_display() if tells else "",
            channel.note if tells else "",
            takes_a_word=channel.network in networks.FOR_A_WORD,
        )
