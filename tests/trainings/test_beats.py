"""Three beats at once against one PostgreSQL, minute by minute of a night: each reminder is written once, and comes once."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from outbox.models import Message
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import SessionFactory
from trainings import reminders, services
from trainings.models import Session
from trainings.services.notices import REMINDER

pytestmark = pytest.mark.django_db(transaction=True)
BERLIN = ZoneInfo("Europe/Berlin")
BEATS, TICK = 3, timedelta(minutes=30)
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata"]
NEVER_QUIET = {"quiet_from": time(0), "quiet_until": time(0)}


def berlin(*parts, fold=0):
    return datetime(*parts, tzinfo=BERLIN, fold=fold).astimezone(UTC)


NIGHTS = {
    "the first 02:30 of 25 October 2026": (
        berlin(2026, 10, 25, 2, 30),
        {1440: "Sat 24 Oct 02:30 +0200", 60: "Sun 25 Oct 01:30 +0200"},
    ),
    "the second 02:30 of 25 October 2026": (
        berlin(2026, 10, 25, 2, 30, fold=1),
        {1440: "Sat 24 Oct 02:30 +0200", 60: "Sun 25 Oct 02:30 +0200"},
    ),
    "02:30 on 28 March 2027, which is 03:30": (
        berlin(2027, 3, 28, 2, 30),
        {1440: "Sat 27 Mar 03:30 +0100", 60: "Sun 28 Mar 01:30 +0100"},
    ),
    "02:30 on 29 March 2027": (
        berlin(2027, 3, 29, 2, 30),
        {1440: "Sun 28 Mar 03:30 +0200", 60: "Mon 29 Mar 01:30 +0200"},
    ),
}


@pytest.fixture
def at_once():
    """The same deed in three threads, over three connections, begun together. Gives what each of them returned."""
    with ThreadPoolExecutor(BEATS) as pool:

        def run(deed: Callable[[], int]) -> list[int]:
            together = Barrier(BEATS)

            def begin() -> int:
                connection.ensure_connection()
                together.wait(timeout=30)
                try:
                    return deed()
                finally:
                    connection.close()

            return [done.result() for done in [pool.submit(begin) for _beat in range(BEATS)]]

        yield run


def seated(starts_at: datetime) -> list:
    """Two people in each of three zones have a seat, and nobody has planned their reminders."""
    long_ago = starts_at - timedelta(days=8)
    session = SessionFactory(
        starts_at=starts_at,
        enrolment_closes_at=starts_at,
        published_at=long_ago,
        training__reminder_minutes=[1_440, 60],
    )
    people = [UserFactory(timezone=zone, **NEVER_QUIET) for zone in ZONES * 2]
    for person in people:
        services.enrol(session=session, person=person, now=long_ago)
    Message.objects.all().delete()
    return people


def local(moment: datetime) -> str:
    return f"{moment.astimezone(BERLIN):%a %d %b %H:%M %z}"


@pytest.mark.parametrize("name", NIGHTS)
def test_each_reminder_is_written_once_for_the_right_minute_of_a_night_in_which_clocks_change(name, at_once):
    starts_at, expected = NIGHTS[name]
    people = seated(starts_at)
    now, written = starts_at - timedelta(hours=27), 0
    while now < starts_at:
        written += sum(at_once(lambda at=now: reminders.queue_due(now=at)))
        now += TICK
    rows = Message.objects.filter(kind=REMINDER)
    found = Counter((row.recipient_id, row.occurrence.rpartition(":")[2], local(row.due_at)) for row in rows)
    assert found == {
        (person.pk, str(minutes), when): 1 for person in people for minutes, when in expected.items()
    }
    assert written == len(found)


def test_three_beats_find_the_same_people_and_write_to_each_once(at_once, now):
    """More than one piece for each of them, so that they meet in the middle."""
    session = SessionFactory(capacity=400, training__reminder_minutes=[1_440, 60])
    for turn in range(300):
        person = UserFactory(quiet_from=time(0, turn % 20), quiet_until=time(6))
        services.enrol(session=session, person=person, now=now)
    Message.objects.all().delete()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reminders, "PIECE", 7)
        written = at_once(lambda: reminders.queue_due(now=session.starts_at - timedelta(hours=30)))
    assert sum(written) == Message.objects.filter(kind=REMINDER).count() == 600


def test_a_session_that_is_moved_while_three_beats_tick_reminds_of_the_new_time_alone(at_once, now):
    people = seated(now + timedelta(hours=26))
    session = Session.objects.get()
    at_once(lambda: reminders.queue_due(now=now))
    meeting = services.Meeting(
        starts_at=session.starts_at + timedelta(days=1),
        ends_at=session.ends_at + timedelta(days=1),
        timezone=session.timezone,
    )
    deadlines = services.Deadlines(enrolment_closes_at=meeting.starts_at, cancel_by=meeting.starts_at)
    services.move_session(
        session=session, meeting=meeting, deadlines=deadlines, by=CoordinatorFactory(), now=now
    )
    at_once(lambda: reminders.queue_due(now=now))
    rows = Message.objects.filter(kind=REMINDER, state=Message.State.DUE)
    starts = Counter(row.occurrence.partition("Z:")[0] for row in rows)
    assert starts == {f"{meeting.starts_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}": 2 * len(people)}
