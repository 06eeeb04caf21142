"""People with all sorts of limits and histories, and in plain words who may be asked."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from ambassadors.asking import About
from ambassadors.models import Ambassador, AskCount, Boundary, Topic, User

# Around the turn of a month in Berlin; further west it is still November, further east December for long.
START = datetime(2026, 11, 30, 22, 30, tzinfo=UTC)
ZONES = ["Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"]
TOPICS = [UUID(int=number) for number in range(1, 5)]
# The last was merged into the first.
MERGED = {TOPICS[3]: TOPICS[0]}
NETWORKS = ["linkedin", "mastodon", "blog"]


@dataclass
class Somebody:
    """What the rule is worked out from, in plain words beside the queries."""

    zone: str
    is_active: bool
    limit: int | None
    topics: frozenset[UUID]
    networks: frozenset[str]
    no_photo: bool
    is_paused: bool
    until: date | None
    has_boundary: bool
    asked_before: dict[date, int]
    id: UUID = field(default_factory=uuid4)

    def today(self, now: datetime) -> date:
        return now.astimezone(ZoneInfo(self.zone)).date()

    def counted(self, now: datetime) -> int:
        return self.asked_before.get(self.today(now).replace(day=1), 0)

    def count(self, now: datetime) -> None:
        month = self.today(now).replace(day=1)
        self.asked_before[month] = self.asked_before.get(month, 0) + 1

    def is_open(self, about: About, now: datetime) -> bool:
        if not self.is_active or not self.has_boundary:
            return self.is_active
        pauses = self.is_paused and (self.until is None or self.today(now) < self.until)
        own = {MERGED.get(topic, topic) for topic in self.topics}
        named = {MERGED.get(topic, topic) for topic in about.topics}
        return not (
            pauses
            or (own and named and not own & named)
            or (self.networks and about.networks and not self.networks & about.networks)
            or (self.no_photo and about.photographs)
        )

    def may_be_asked(self, about: About, now: datetime) -> bool:
        limited = self.has_boundary and self.limit is not None
        return self.is_open(about, now) and not (limited and self.counted(now) >= self.limit)

    def may_be_reached(self, about: About, now: datetime) -> bool:
        limited = self.has_boundary and self.limit is not None
        return self.is_open(about, now) and not (
            limited and (self.limit == 0 or self.counted(now) > self.limit)
        )


days = st.dates(date(2026, 11, 28), date(2026, 12, 4))
months = st.sampled_from([date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)])
somebody = st.builds(
    Somebody,
    zone=st.sampled_from(ZONES),
    is_active=st.integers(0, 9).map(bool),
    limit=st.none() | st.integers(0, 3),
    topics=st.frozensets(st.sampled_from(TOPICS), max_size=2),
    networks=st.frozensets(st.sampled_from(NETWORKS), max_size=2),
    no_photo=st.booleans(),
    is_paused=st.booleans(),
    until=st.none() | days,
    has_boundary=st.integers(0, 4).map(bool),
    asked_before=st.dictionaries(months, st.integers(1, 3), max_size=2),
    id=st.builds(uuid4),
)
abouts = st.builds(
    About,
    topics=st.frozensets(st.sampled_from(TOPICS), max_size=2),
    networks=st.frozensets(st.sampled_from(NETWORKS), max_size=2),
    photographs=st.booleans(),
)
asks = st.lists(st.tuples(abouts, st.integers(0, 72)), min_size=1, max_size=5)


def written(people: list[Somebody]) -> None:
    """Few statements, however many people."""
    Topic.objects.bulk_create(Topic(id=topic, name=str(topic), key=str(topic)) for topic in TOPICS)
    for double, kept in MERGED.items():
        Topic.objects.filter(pk=double).update(merged_into=kept)
    User.objects.bulk_create(
        User(
            id=one.id,
            first_name="A",
            last_name="B",
            timezone=one.zone,
            is_active=one.is_active,
            quiet_from=time(0),
            quiet_until=time(0),
        )
        for one in people
    )
    Ambassador.objects.bulk_create(Ambassador(person_id=one.id, joined_at=START) for one in people)
    write_boundaries(people)
    AskCount.objects.bulk_create(
        AskCount(ambassador_id=one.id, month=month, count=count)
        for one in people
        for month, count in one.asked_before.items()
    )


def write_boundaries(people: list[Somebody]) -> None:
    """In place of those that there were."""
    Boundary.objects.all().delete()
    limited = [one for one in people if one.has_boundary]
    Boundary.objects.bulk_create(
        Boundary(
            ambassador_id=one.id,
            asks_per_month=one.limit,
            networks=sorted(one.networks),
            no_photo=one.no_photo,
            is_paused=one.is_paused,
            paused_until=one.until,
        )
        for one in limited
    )
    through = Boundary.topics.through
    through.objects.bulk_create(
        through(boundary_id=one.id, topic_id=topic) for one in limited for topic in one.topics
    )
