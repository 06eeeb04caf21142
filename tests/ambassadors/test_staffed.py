"""Staffed hours: whether somebody is there now, else when next."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ambassadors import staffed
from ambassadors.staffed import Standing

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = [[540, 720], [780, 1020]]
WEEK = [OFFICE, OFFICE, OFFICE, OFFICE, [[540, 720]], [], []]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "standing"),
    [
        (at(24, 8, 59), Standing(next=at(24, 9))),
        (at(24, 9), Standing(until=at(24, 12))),
        (at(24, 12), Standing(next=at(24, 13))),
        (at(24, 16, 59), Standing(until=at(24, 17))),
        (at(24, 17), Standing(next=at(25, 9))),
        (at(27, 12, 30), Standing(next=at(30, 9))),
        (at(29, 3), Standing(next=at(30, 9))),
    ],
)
def test_now_until_or_next(now, standing):
    assert staffed.standing(WEEK, now) == standing


def test_a_week_without_hours_tells_nothing():
    assert staffed.standing([], at(24, 9)) == Standing()


def test_one_day_a_week_comes_again():
    assert staffed.standing([[[540, 720]], [], [], [], [], [], []], at(23, 13)) == Standing(next=at(30, 9))


def test_a_span_until_midnight_goes_on_with_the_next_day():
    night = [[[1200, 1440]], [[0, 360]], [], [], [], [], []]
    assert staffed.standing(night, at(23, 21)) == Standing(until=at(24, 6))


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [(datetime(2026, 10, 24, 12, tzinfo=BERLIN), 8), (datetime(2027, 3, 27, 12, tzinfo=BERLIN), 7)],
)
def test_nine_is_nine_by_the_clock_on_the_wall_after_both_changes(day, utc_hour):
    """The Sundays on which the clock is changed."""
    sunday = staffed.standing([[], [], [], [], [], [], [[540, 720]]], day).next
    assert (sunday.hour, sunday.astimezone(ZoneInfo("UTC")).hour) == (9, utc_hour)


def test_what_is_read_is_written_again_and_read_alike():
    for text in ("", "9-12", "9:15 – 12:45, 13 bis 17; 18.30-24"):
        spans = staffed.read(text)
        assert staffed.read(staffed.written(spans)) == spans
