"""An offer lasts 24 hours of days that the person has not excluded."""

from datetime import datetime, time

import pytest

from outbox.quiet import QuietHours
from tests.conftest import BERLIN
from trainings import policies

MON_TO_FRI, TUESDAYS = 0b0011111, 0b0000010


def at(month, day, hour):
    return datetime(2026, month, day, hour, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("offered", "ask_days", "expected"),
    [
        (at(11, 24, 9), 127, at(11, 25, 9)),
        (at(11, 24, 21), 127, at(11, 26, 7)),
        (at(11, 27, 9), MON_TO_FRI, at(11, 30, 9)),
        (at(11, 27, 21), MON_TO_FRI, at(12, 1, 7)),
        (at(11, 28, 12), MON_TO_FRI, at(12, 1, 7)),
        (at(11, 24, 9), TUESDAYS, at(12, 1, 9)),
        # The night in which clocks go back has an hour more.
        (at(10, 24, 9), 127, at(10, 25, 8)),
    ],
)
def test_days_that_a_person_excluded_do_not_count(offered, ask_days, expected):
    person = QuietHours(time(20), time(7), "Europe/Berlin", ask_days)
    assert policies.offer_end(offered, person) == expected
