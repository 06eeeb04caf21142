"""A time zone as calendars understand it: a VTIMEZONE whose rules say when the clocks change (RFC 5545, 3.6.5).

Outlook reads a yearly rule by weekday and nothing else; so rules are what we write wherever the zone has one
([MS-OXCICAL] 2.1.3.1.1.19). `icalendar` lists days instead, and puts the start of summer time an hour too late.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

# A rule is one when it held for that many years; it is looked for from the year before the first session.
YEARS_OF_A_RULE = 5
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Where clocks never change, any day will do.
LONG_AGO = datetime.combine(date(1970, 1, 1), time())
# Shorter than any time between two changes.
STEP = timedelta(days=1)


class Change(NamedTuple):
    """One night in which the clocks change. `at` is what they show just before."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def rules(self) -> set[tuple[int, str]]:
        """The ways to say this day as one of every year: month, and the second or the last Sunday of it."""
        number, day = (self.at.day - 1) // 7 + 1, WEEKDAYS[self.at.weekday()]
        is_last = (self.at + timedelta(days=7)).month != self.at.month
        return {(self.at.month, f"{n}{day}") for n in ((number, -1) if is_last else (number,))}

    @property
    def kind(self) -> tuple[object, ...]:
        """What the changes of one rule have in common."""
        return self.before, self.after, self.name, self.at.month, self.at.time()


@lru_cache(maxsize=64)
def component(zone: ZoneInfo, first_year: int, last_year: int) -> Timezone:
    """Right for every moment of these years."""
    found = list(_changes(zone, first_year - 1, max(last_year, first_year + YEARS_OF_A_RULE - 2)))
    made = Timezone()
    made.add("tzid", zone.key)
    if not found:
        made.add_component(_observance(_standing(zone, first_year, LONG_AGO)))
        return made
    ruled = list(_by_rule(found))
    for change, (month, day) in ruled:
        observance = _observance(change)
        observance.add("rrule", {"freq": "yearly", "bymonth": month, "byday": day})
        made.add_component(observance)
    if not ruled:
        start = datetime.combine(date(first_year - 1, 1, 1), time())
        for change in (_standing(zone, first_year - 1, start), *found):
            made.add_component(_observance(change))
    return made


def _changes(zone: ZoneInfo, first_year: int, last_year: int) -> Iterator[Change]:
    start, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    days = [start + STEP * n for n in range((end - start) // STEP + 1)]
    for day, next_day in pairwise(days):
        before, after = _offset(zone, day), _offset(zone, next_day)
        if before != after:
            moment = _first_after(zone, day, next_day)
            name = moment.astimezone(zone).tzname() or zone.key
            yield Change((moment + before).replace(tzinfo=None), before, after, name)


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta(0)


def _first_after(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """The minute from which the clocks differ from those at `early`."""
    before = _offset(zone, early)
    while late - early > timedelta(minutes=1):
        middle = early + timedelta(minutes=(late - early) // timedelta(minutes=2))
        early, late = (middle, late) if _offset(zone, middle) == before else (early, middle)
    return late


def _by_rule(changes: Iterable[Change]) -> Iterator[tuple[Change, tuple[int, str]]]:
    """The first change of each rule with that rule; nothing where the days follow none."""
    groups: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        groups.setdefault(change.kind, []).append(change)
    ruled = []
    for group in groups.values():
        common = set.intersection(*(change.rules for change in group))
        years = [change.at.year for change in group]
        if not common or len(group) < YEARS_OF_A_RULE or len(set(years)) != max(years) - min(years) + 1:
            return
        # "The last" before "the fourth": where both are right, the law says "the last".
        ruled.append((group[0], min(common, key=lambda rule: rule[1])))
    yield from ruled


def _standing(zone: ZoneInfo, year: int, at: datetime) -> Change:
    """What holds at the beginning of a year."""
    new_year = datetime(year, 1, 1, tzinfo=UTC)
    offset = _offset(zone, new_year)
    return Change(at, offset, offset, new_year.astimezone(zone).tzname() or zone.key)


def _observance(change: Change) -> TimezoneStandard | TimezoneDaylight:
    """Summer time is what puts the clocks forward, whatever the law of a country calls it."""
    observance = TimezoneDaylight() if change.after > change.before else TimezoneStandard()
    observance.add("dtstart", change.at)
    observance.add("tzoffsetfrom", change.before)
    observance.add("tzoffsetto", change.after)
    observance.add("tzname", change.name)
    return observance
