"""May this person be asked this now? Every ask comes by here: when people are selected, and again when it is sent.

What is left out here is counted, listed and explained nowhere: a boundary holds, and nobody finds out.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce

from ambassadors.models import Ambassador, AskCount, Boundary, Topic, User

# Rows come in one order, so that two askings do not wait for each other in a circle. Whoever was counted by another
# asking in the meantime is looked at again here, with their row held: the limit is never overrun.
COUNT = """
INSERT INTO ambassadors_askcount AS known (ambassador_id, month, count)
SELECT person, month, 1 FROM ({people}) AS selected (person, month) ORDER BY person
ON CONFLICT (ambassador_id, month) DO UPDATE SET count = known.count + 1
WHERE {within_limit}
RETURNING ambassador_id
"""
WITHIN_LIMIT = """NOT EXISTS (
    SELECT FROM ambassadors_boundary own
    WHERE own.ambassador_id = known.ambassador_id AND own.asks_per_month <= known.count
)"""


@dataclass(frozen=True)
class About:
    """What an ask is about. Who limits topics or networks is asked if one of theirs is among these.

    An ask that names none is held against no limit. `photographs`: those who take part are in pictures.
    """

    topics: frozenset[UUID] = frozenset()
    networks: frozenset[str] = frozenset()
    photographs: bool = False


def may_be_asked(people: QuerySet[Ambassador], about: About, *, now: datetime) -> QuerySet[Ambassador]:
    """Those of `people` who may be asked one thing more now. `this_month` is the month of their own calendar."""
    zones = people.order_by().values_list("person__timezone", flat=True).distinct()
    used_up = Q(boundary__asks_per_month=0) | Exists(_counts(count__gte=OuterRef("boundary__asks_per_month")))
    return _open(people, about, zones=zones, now=now).filter(~used_up)


def ask(people: QuerySet[Ambassador], about: About, *, now: datetime) -> list[UUID]:
    """Select those of `people` who may be asked now, and count it for each, in the caller's transaction.

    Returns whom: the caller asks them and nobody else.
    """
    selected = may_be_asked(people, about, now=now).order_by().values_list("pk", F("this_month"))
    try:
        statement, values = selected.query.sql_with_params()
    except EmptyResultSet:  # It is plain before asking the database that nobody is meant.
        return []
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(people=statement, within_limit=WITHIN_LIMIT), values)
        return [person for (person,) in cursor.fetchall()]


def may_be_reached(people: QuerySet[Ambassador], about: About, *, now: datetime) -> QuerySet[Ambassador]:
    """Those whom an ask that was counted, or its reminder, may still reach."""
    zones = people.order_by().values_list("person__timezone", flat=True).distinct()
    return _reached(people, about, zones=zones, now=now)


def may_reach(person: User, about: About, *, now: datetime) -> bool:
    """The same for one, at send time. Who is not in the programme has set no boundary."""
    mine = Ambassador.objects.filter(pk=person.pk)
    reached = _reached(mine, about, zones=[person.timezone], now=now)
    return not mine.exclude(pk__in=reached.values("pk")).exists()


def _reached(
    people: QuerySet[Ambassador], about: About, *, zones: Iterable[str], now: datetime
) -> QuerySet[Ambassador]:
    """The ask itself is among those counted, so a used-up number lets it pass; one that was lowered does not."""
    beyond = Q(boundary__asks_per_month=0) | Exists(_counts(count__gt=OuterRef("boundary__asks_per_month")))
    return _open(people, about, zones=zones, now=now).filter(~beyond)


def _open(
    people: QuerySet[Ambassador], about: About, *, zones: Iterable[str], now: datetime
) -> QuerySet[Ambassador]:
    """Active, not paused, and among the topics and networks they allow."""
    days = _days(zones, now)
    people = people.filter(person__is_active=True).alias(today=_per_zone(days))
    people = people.annotate(this_month=_per_zone(_months(days)))
    awake = (
        Q(boundary__isnull=True) | Q(boundary__is_paused=False) | Q(boundary__paused_until__lte=F("today"))
    )
    people = people.filter(awake)
    if about.topics:
        people = people.filter(
            ~Exists(_limits()) | Exists(_limits().filter(allowed__in=_present(about.topics)))
        )
    if about.networks:
        unlimited = Q(boundary__isnull=True) | Q(boundary__networks=[])
        people = people.filter(unlimited | Q(boundary__networks__overlap=sorted(about.networks)))
    if about.photographs:
        people = people.filter(Q(boundary__isnull=True) | Q(boundary__no_photo=False))
    return people


def _counts(**how_many: object) -> QuerySet[AskCount]:
    return AskCount.objects.filter(ambassador=OuterRef("pk"), month=OuterRef("this_month"), **how_many)


def _limits() -> QuerySet:
    """The topics that somebody limits asks to; one that was merged stands for the one it was merged into."""
    rows = Boundary.topics.through.objects.filter(boundary=OuterRef("pk"))
    return rows.annotate(allowed=Coalesce("topic__merged_into", "topic"))


def _present(topics: frozenset[UUID]) -> QuerySet:
    return Topic.objects.filter(pk__in=topics).values_list(Coalesce("merged_into", "pk"))


def _days(zones: Iterable[str], now: datetime) -> dict[date, list[str]]:
    """Around the world it is one of three days at most."""
    days: dict[date, list[str]] = defaultdict(list)
    for zone in zones:
        days[now.astimezone(ZoneInfo(zone)).date()].append(zone)
    return days


def _months(days: dict[date, list[str]]) -> dict[date, list[str]]:
    months: dict[date, list[str]] = defaultdict(list)
    for day, zones in days.items():
        months[day.replace(day=1)] += zones
    return months


def _per_zone(days: dict[date, list[str]]) -> Cast:
    """Without anybody there are no zones and so no cases: the column is one of dates all the same."""
    cases = [When(person__timezone__in=zones, then=Value(day)) for day, zones in days.items()]
    return Cast(Case(*cases, output_field=DateField()), DateField())
