"""Days that a person excluded: asks wait for the next other day; nothing else does."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outbox import quiet
from outbox.models import MessageClass
from outbox.quiet import QuietHours
from tests.conftest import BERLIN

MON_TO_FRI = 0b0011111
THURSDAYS = 0b0001000
NIGHTS = (time(20), time(7))


def at(day, hour, minute=0):
    """A moment of November 2026; the 27th is a Friday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


def due(wanted, *, ask_days, quiet_hours=NIGHTS, lane=MessageClass.ASK):
    recipient = QuietHours(*quiet_hours, "Europe/Berlin", ask_days)
    return quiet.moment(lane, wanted, recipient=recipient, now=wanted).astimezone(BERLIN)


@pytest.mark.parametrize(
    ("wanted", "ask_days", "expected"),
    [
        (at(27, 12), MON_TO_FRI, at(27, 12)),
        (at(27, 21), MON_TO_FRI, at(30, 7)),
        (at(28, 12), MON_TO_FRI, at(30, 7)),
        (at(29, 23), MON_TO_FRI, at(30, 7)),
        (at(19, 21), THURSDAYS, at(26, 7)),
        (at(26, 6), THURSDAYS, at(26, 7)),
        (at(28, 12), 127, at(28, 12)),
        (at(28, 12), 0, at(28, 12)),
    ],
)
def test_an_ask_waits_for_the_end_of_quiet_hours_of_a_day_that_is_not_excluded(wanted, ask_days, expected):
    assert due(wanted, ask_days=ask_days) == expected


def test_without_quiet_hours_the_day_begins_at_midnight():
    assert due(at(28, 12), ask_days=MON_TO_FRI, quiet_hours=(time(0), time(0))) == at(30, 0)


@pytest.mark.parametrize("lane", [MessageClass.NOW, MessageClass.SIGNED_UP])
def test_what_was_asked_for_or_signed_up_for_comes_on_every_day(lane):
    assert due(at(28, 12), ask_days=MON_TO_FRI, lane=lane) == at(28, 12)


clocks = st.times().map(lambda one: one.replace(second=0, microsecond=0))


@given(
    hours=st.integers(0, 365 * 24 * 4).map(lambda quarters: timedelta(minutes=15 * quarters)),
    ask_days=st.integers(1, 127),
    quiet_hours=st.tuples(clocks, clocks),
    zone=st.sampled_from(["Europe/Berlin", "America/Santiago", "Australia/Lord_Howe", "Asia/Beirut"]),
)
def test_an_ask_is_never_early_nor_quiet_nor_on_an_excluded_day_and_never_waits_a_week_longer(
    hours, ask_days, quiet_hours, zone
):
    recipient = QuietHours(*quiet_hours, zone, ask_days)
    wanted = datetime(2026, 1, 1, tzinfo=BERLIN) + hours
    moment = quiet.moment(MessageClass.ASK, wanted, recipient=recipient, now=wanted)
    waits = moment.timestamp() - wanted.timestamp()
    assert 0 <= waits <= timedelta(days=8).total_seconds()
    assert quiet.quiet_span(moment, recipient) is None
    assert ask_days >> moment.astimezone(recipient.zone).weekday() & 1
