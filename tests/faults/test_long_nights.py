"""The long table of faults: nights in which the clocks change, and clocks that are wrong.

Planners and senders are given the time, minute by minute of a night; the mails go to the real mail server.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from outbox import mime
from outbox.models import Message, MessageClass
from outbox.sender import Sender
from outbox.smtp import Smtp
from tests.factories.ambassadors import UserFactory
from tests.factories.trainings import SessionFactory
from trainings import reminders, services

pytestmark = pytest.mark.proof

BERLIN = ZoneInfo("Europe/Berlin")
TICK, HOUR = timedelta(minutes=5), timedelta(hours=1)
PEOPLE, PLANNERS, SENDERS = 5, 3, 2


def berlin(*parts, fold=0):
    return datetime(*parts, tzinfo=BERLIN, fold=fold).astimezone(UTC)


def booked(starts_at):
    """Some people with a seat, whose reminders nobody has planned."""
    week_before = starts_at - timedelta(days=8)
    session = SessionFactory(
        starts_at=starts_at,
        enrolment_closes_at=starts_at,
        published_at=week_before,
        training__reminder_minutes=[1_440, 60],
    )
    for person in UserFactory.create_batch(PEOPLE, quiet_from=time(0), quiet_until=time(0)):
        services.enrol(session=session, person=person, now=week_before)
    Message.objects.all().delete()
    return session


def send(port: int, now: datetime) -> None:
    carrier = Smtp("127.0.0.1", port, timeout=30)
    sender = Sender(clock=lambda: now, carrier=carrier, sender=mime.sender("Hub <hub@nordwerk.example>"))
    try:
        sender.run(lanes=list(MessageClass), batch=20, seconds=30)
    finally:
        sender.close()


def at_once(pool: ThreadPoolExecutor, *deeds: Callable[[], object]) -> None:
    def do(deed: Callable[[], object]) -> None:
        try:
            deed()
        finally:
            connection.close()

    for done in [pool.submit(do, deed) for deed in deeds]:
        done.result()


def tick(pool, port, now, skew=timedelta(0)):
    """Three planners, whose clocks may differ, and then two senders, all at once."""
    clocks = [now - skew, now, now + skew][:PLANNERS]
    at_once(pool, *[lambda at=at: reminders.queue_due(now=at) for at in clocks])
    at_once(pool, *[lambda: send(port, now)] * SENDERS)


def told(sink):
    """When each reminder was sent, by minutes before: local time and offset; each to everybody, once."""
    accepted, found = sink.accepted(), {}
    for message in Message.objects.filter(state=Message.State.SENT):
        assert accepted.pop(str(message.pk)) == 1
        local = f"{message.done_at.astimezone(BERLIN):%a %H:%M %z}"
        found.setdefault(int(message.occurrence.rpartition(":")[2]), []).append(local)
    assert accepted == {}
    assert {len(times) for times in found.values()} == {PEOPLE}
    return {minutes: sorted(set(times)) for minutes, times in found.items()}


NIGHTS = {
    "the first 02:30 of 25 October 2026": (
        berlin(2026, 10, 25, 2, 30),
        {1440: ["Sat 02:30 +0200"], 60: ["Sun 01:30 +0200"]},
    ),
    "the second 02:30 of 25 October 2026": (
        berlin(2026, 10, 25, 2, 30, fold=1),
        {1440: ["Sat 02:30 +0200"], 60: ["Sun 02:30 +0200"]},
    ),
    "02:30 on 26 October 2026, a day after the second 02:30": (
        berlin(2026, 10, 26, 2, 30),
        {1440: ["Sun 02:30 +0200"], 60: ["Mon 01:30 +0100"]},
    ),
    "02:30 on 28 March 2027, which is 03:30": (
        berlin(2027, 3, 28, 2, 30),
        {1440: ["Sat 03:30 +0100"], 60: ["Sun 01:30 +0100"]},
    ),
    "02:30 on 29 March 2027": (
        berlin(2027, 3, 29, 2, 30),
        {1440: ["Sun 03:30 +0200"], 60: ["Mon 01:30 +0200"]},
    ),
}


@pytest.mark.parametrize("name", NIGHTS)
def test_a_night_in_which_the_clock_changes(transactional_db, sink, proof, name):
    starts_at, expected = NIGHTS[name]
    booked(starts_at)
    now = starts_at - timedelta(hours=27)
    with ThreadPoolExecutor(PLANNERS) as pool:
        while now < starts_at + HOUR:
            tick(pool, sink.port, now)
            now += TICK
    assert told(sink) == expected
    proof(
        f"a session at {name}: three planners, two senders, every five minutes of 28 hours",
        passes_when="each reminder once, at the right local time",
        measured=f"{PEOPLE} people, each once: a day before {expected[1440][0]}, an hour before {expected[60][0]}",
    )


def minutes_of(start, *stretches):
    """A clock that is set: each stretch begins at hours after the start and runs for hours, in ticks."""
    for begins, hours in stretches:
        for step in range(int(hours * HOUR / TICK)):
            yield start + begins * HOUR + step * TICK


def test_a_clock_that_is_wrong_by_an_hour(transactional_db, sink, proof):
    """Set forward over the day-before reminder and back again, so that its hour comes twice; planners differ all the time."""
    starts_at = berlin(2026, 11, 26, 14)
    booked(starts_at)
    clock = minutes_of(starts_at - timedelta(hours=27), (0, 2.5), (3.5, 1), (3.5, 1), (3, 25))
    with ThreadPoolExecutor(PLANNERS) as pool:
        for now in clock:
            tick(pool, sink.port, now, skew=HOUR)
    assert told(sink) == {1440: ["Wed 14:30 +0100"], 60: ["Thu 13:00 +0100"]}
    proof(
        "the clock set forward an hour and back, three planners whose clocks differ by an hour each way",
        passes_when="each reminder once, at the right local time",
        measured=f"{PEOPLE} people, each once: on the minute, and where the clock jumped over it, at once",
    )
