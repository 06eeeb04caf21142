"""Makes the company: its programme, its people, their portraits and their places in the programme."""

import random
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from ambassadors import photos
from ambassadors.models import Ambassador, Programme, User
from ambassadors.models.programme import Contact
from influencer_hub.sample import people, sign_ins
from influencer_hub.sample.looks import Look

BATCH = 2_000
AMBASSADORS = 0.45
# So many days ago the people were imported.
FOUNDED = 480
# Drawing takes time: past these, people show their initials.
PORTRAITS = 200
QUIET = ((time(20), time(7)), (time(22), time(6)), (time(18), time(8)), (time(14), time(5)))
CONTACTS = [
    Contact(
        people.COORDINATOR.name,
        f"werkstimmen@{people.DOMAIN}",
        "Alles rund um die Werkstimmen: Einladungen, Schulungen, Materialpakete.",
        "Anything about the programme: invitations, trainings, kits.",
        "day",
    ),
    Contact(
        people.HELPER.name,
        people.HELPER.email,
        "Fragen zu Fotos auf Baustellen und zu Bildrechten.",
        "Questions about photos on building sites and about rights in pictures.",
        "days",
    ),
]
# Minutes after midnight; see ambassadors.staffed.
OFFICE, FRIDAY = [[540, 720], [780, 1020]], [[540, 720]]
NOT_IN_THE_PROGRAMME = {people.EMPLOYEE.name, people.ADMINISTRATOR.name}


def days_ago(now: datetime, days: int, at: time) -> datetime:
    """A time of the company's clock, so many days before today; below zero, after it."""
    zone = timezone.get_default_timezone()
    return datetime.combine(timezone.localdate(now, zone) - timedelta(days=days), at, tzinfo=zone)


@dataclass
class Cast:
    """Who there is. `joined` says since when somebody is an ambassador."""

    now: datetime
    dice: random.Random
    everybody: list[User] = field(default_factory=list)
    joined: dict[uuid.UUID, datetime] = field(default_factory=dict)

    def named(self, name: str) -> User:
        """One of those whom everybody knows."""
        return next(person for person in self.everybody if person.name == name)

    @property
    def coordinator(self) -> User:
        return self.everybody[0]

    @property
    def ambassadors(self) -> list[User]:
        return [person for person in self.everybody if person.pk in self.joined]

    @property
    def others(self) -> list[User]:
        """Neither in the programme nor with an office."""
        return [p for p in self.everybody if p.pk not in self.joined and not p.holds_office]


class TooFewPeople(Exception):
    """Those whom everybody knows would not all be there."""


def invent(count: int) -> list[people.Sketch]:
    """`count` people more, first those whom everybody knows. Raises TooFewPeople."""
    there = dict(User.objects.values_list("personnel_number", "email"))
    known = [sketch for sketch in people.KNOWN if sketch.number not in there]
    if count < len(known):
        raise TooFewPeople
    addresses = {email for email in there.values() if email}
    others = people.others(count - len(known), more_than=len(there), taken=addresses)
    return [*known, *(sketch for sketch in others if sketch.number not in there)]


def looks_of(sketches: Sequence[people.Sketch]) -> list[Look]:
    """Of those who get a portrait: the first in the list who have a look."""
    return [sketch.look for sketch in sketches if sketch.look][:PORTRAITS]


def gather(sketches: Sequence[people.Sketch], drawn: Sequence[dict[int, bytes]], now: datetime) -> Cast:
    """Writes the people; `drawn` are the portraits of `looks_of`, in their order."""
    _programme()
    there = list(User.objects.all())
    dice = random.Random(f"programme {len(there)}")
    portraits = iter(drawn)
    new = [_person(sketch, next(portraits, None) if sketch.look else None, now, dice) for sketch in sketches]
    User.objects.bulk_create(new, batch_size=BATCH)
    cast = Cast(now, dice, everybody=_known_first([*there, *new]))
    cast.joined = _places(cast, new)
    return cast


def _programme() -> None:
    Programme(
        name="Nordwerk Werkstimmen",
        company="Nordwerk AG",
        accent="#0B5C57",
        postal_address="Nordwerk AG, Überseedamm 12, 28217 Bremen",
        contact_name=people.COORDINATOR.name,
        contact_email=f"werkstimmen@{people.DOMAIN}",
        contacts=[contact.stored() for contact in CONTACTS],
        hours=[OFFICE] * 4 + [FRIDAY, [], []],
        hashtag="Werkstolz",
    ).save()


def _person(
    sketch: people.Sketch, portrait: dict[int, bytes] | None, now: datetime, dice: random.Random
) -> User:
    quiet_from, quiet_until = dice.choices(QUIET, (80, 8, 8, 4))[0]
    known = sketch in people.KNOWN
    return User(
        personnel_number=sketch.number,
        email=sketch.email,
        first_name=sketch.first_name,
        last_name=sketch.last_name,
        department=sketch.department,
        location=sketch.location,
        entered_on=sketch.entered_on(now.date()),
        language=sketch.language,
        timezone=sketch.timezone,
        quiet_from=QUIET[0][0] if known else quiet_from,
        quiet_until=QUIET[0][1] if known else quiet_until,
        headline=sketch.headline if known or dice.random() < 0.7 else "",
        photo=photos.keep(portrait) if portrait else "",
        is_coordinator=sketch is people.COORDINATOR,
        is_helper=sketch is people.HELPER,
        shows_as_helper=sketch is people.HELPER,
        is_council=sketch is people.COUNCIL,
        is_staff=sketch is people.ADMINISTRATOR,
        is_superuser=sketch is people.ADMINISTRATOR,
        password=sign_ins.stored_password() if known else make_password(None),
        created_at=days_ago(now, FOUNDED, time(10, 12)),
    )


def _known_first(everybody: Iterable[User]) -> list[User]:
    order = {sketch.number: place for place, sketch in enumerate(people.KNOWN)}
    return sorted(everybody, key=lambda person: order.get(person.personnel_number or "", len(order)))


def _places(cast: Cast, new: Sequence[User]) -> dict[uuid.UUID, datetime]:
    """Some months ago a few began; every week some more came."""
    joined = dict(Ambassador.objects.values_list("person_id", "joined_at"))
    known = {sketch.number for sketch in people.KNOWN}
    for person in new:
        if person.name in NOT_IN_THE_PROGRAMME:
            continue
        if person.personnel_number in known:
            joined[person.pk] = cast.now - timedelta(days=cast.dice.randrange(440, 470))
        elif cast.dice.random() < AMBASSADORS:
            joined[person.pk] = cast.now - timedelta(
                days=cast.dice.randrange(2, 400), minutes=cast.dice.randrange(600)
            )
    Ambassador.objects.bulk_create(
        (Ambassador(person=person, joined_at=joined[person.pk]) for person in new if person.pk in joined),
        batch_size=BATCH,
    )
    return joined
