"""Time zones that travel in calendar files: read without our zone database, they mean the same moments."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr

from trainings.zones import component

BERLIN, MOROCCO, CHILE = (
    ZoneInfo("Europe/Berlin"),
    ZoneInfo("Africa/Casablanca"),
    ZoneInfo("America/Santiago"),
)
NAMES = [
    "Europe/Berlin",
    "Europe/Lisbon",
    "Europe/Dublin",  # whose law calls winter the exception
    "Europe/Istanbul",  # gave up summer time
    "America/New_York",
    "America/Santiago",  # the first Sunday from the second of a month on: no rule by weekday
    "Africa/Casablanca",  # follows the moon
    "Australia/Lord_Howe",  # half an hour
    "Asia/Kolkata",
]
YEAR = 2026


def lines(zone: ZoneInfo, first: int = YEAR, last: int = YEAR) -> list[str]:
    return component(zone, first, last).to_ical().decode().splitlines()


def onsets(made, until: datetime):
    """(moment, offset from it on) of every observance, by the lines of the file alone."""
    for observance in made.subcomponents:
        start = observance.decoded("dtstart")
        rule = observance.get("rrule")
        days = (
            rrulestr(rule.to_ical().decode(), dtstart=start).between(start, until, inc=True)
            if rule
            else [start]
        )
        for day in days:
            yield (
                (day - observance.decoded("tzoffsetfrom")).replace(tzinfo=UTC),
                observance.decoded("tzoffsetto"),
            )


def hours_of(year: int):
    moment = datetime(year, 1, 1, tzinfo=UTC)
    while moment.year == year:
        yield moment
        moment += timedelta(minutes=30)


@pytest.mark.parametrize("name", NAMES)
def test_every_half_hour_of_three_years_has_the_right_offset(name):
    zone = ZoneInfo(name)
    known = sorted(onsets(component(zone, YEAR, YEAR + 2), datetime.combine(date(YEAR + 4, 1, 1), time())))
    wrong = []
    for year in range(YEAR, YEAR + 3):
        for moment in hours_of(year):
            offset = [after for at, after in known if at <= moment][-1]
            if offset != moment.astimezone(zone).utcoffset():
                wrong.append(moment)
    assert wrong == []


def test_berlin_is_told_by_two_yearly_rules_as_outlook_reads_them():
    assert lines(BERLIN) == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Berlin",
        "BEGIN:DAYLIGHT",
        "DTSTART:20250330T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20251026T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


@pytest.mark.parametrize("zone", [MOROCCO, CHILE], ids=str)
def test_where_no_rule_holds_each_night_is_listed(zone):
    found = lines(zone)
    assert (any(line.startswith("RRULE") for line in found), found[2:4]) == (
        False,
        ["BEGIN:STANDARD", "DTSTART:20250101T000000"],
    )


def test_a_zone_whose_clocks_never_change_has_one_time():
    found = lines(ZoneInfo("Asia/Kolkata"))
    assert [line for line in found if line.startswith("TZOFFSET")] == [
        "TZOFFSETFROM:+0530",
        "TZOFFSETTO:+0530",
    ]
