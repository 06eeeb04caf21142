"""One tick that plans the reminders of 100,000 enrolments, beside one INSERT … SELECT of as many messages."""

import resource
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from ambassadors.models import User
from benchmarks.house import Base
from benchmarks.invitations import PEOPLE, VARYING
from benchmarks.results import Row
from benchmarks.sizes import Sizes
from outbox.models import Message
from trainings import reminders
from trainings.models import Enrolment, Session
from trainings.services.notices import REMINDER

SECONDS, MEGABYTES = 10, 60
SEATS = 100
SESSIONS = """
    INSERT INTO trainings_session
    SELECT (jsonb_populate_record(pattern, jsonb_build_object(
        'id', gen_random_uuid(), 'uid', gen_random_uuid(), 'place', 'planning ' || turn,
        'starts_at', %s::timestamptz + turn * interval '1 minute',
        'ends_at', %s::timestamptz + interval '3 days',
        'enrolment_closes_at', %s, 'cancel_by', %s, 'published_at', %s, 'moved_at', NULL, 'cancelled_at', NULL,
        'capacity', 100, 'taken', 100, 'over_by', 0, 'asked', 100, 'first_come_since', NULL
    ))).*
    FROM generate_series(1, %s) AS turn, trainings_session AS pattern
    WHERE pattern.id = (SELECT id FROM trainings_session LIMIT 1)
"""
SEATED = """
    INSERT INTO trainings_enrolment (id, session_id, person_id, state, number, asked_at, booked_at,
        reminder_minutes, muted_reminders)
    SELECT gen_random_uuid(), session.id, person.id, 'booked', (person.turn - 1) %% 100 + 1, %s, %s,
        ARRAY[1440, 60], '{}'
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS turn FROM ambassadors_user
          WHERE personnel_number LIKE 'b%%') AS person
    JOIN (SELECT id, row_number() OVER (ORDER BY id) AS turn FROM trainings_session
          WHERE place LIKE 'planning %%') AS session ON session.turn = (person.turn - 1) / 100 + 1
"""
YARDSTICK = """
    INSERT INTO outbox_message ({columns})
    SELECT {values} FROM outbox_message AS pattern WHERE pattern.kind = %s AND pattern.created_at = %s
"""


def measure(base: Base, sizes: Sizes) -> Iterator[Row]:
    now = timezone.now()
    seats = _fill(sizes.invited, now)
    before = _memory()
    began = time.perf_counter()
    written = reminders.queue_due(now=now)
    seconds, grown = time.perf_counter() - began, _memory() - before
    assert written >= 2 * seats, (seats, written)
    began = time.perf_counter()
    assert reminders.queue_due(now=now) == 0
    again = time.perf_counter() - began
    yardstick = _one_statement(now)
    yield Row(
        f"planning the reminders of {seats:,} enrolments in one tick",
        f"{seconds:.2f} s, {grown:.0f} MB more at its highest; {again:.2f} s for the tick after it",
        f"one INSERT … SELECT of the same {written:,} messages: {yardstick:.2f} s",
        seconds / yardstick,
        "two reminders each, at the times of each person's quiet hours; then a tick that finds nothing missing",
        f"{SECONDS} s, memory flat",
        seconds <= SECONDS * max(1, seats / 100_000) and grown <= MEGABYTES,
        is_time=True,
    )


def _fill(people: int, now: datetime) -> int:
    """A hundred people for each session; all of them start in thirty hours or a little later."""
    start, while_ago = now + timedelta(hours=30), now - timedelta(days=20)
    with connection.cursor() as cursor:
        if not User.objects.filter(personnel_number__startswith="b").exists():
            cursor.execute(PEOPLE, [people])
        cursor.execute(SESSIONS, [start, start, while_ago, while_ago, while_ago, people // SEATS])
        cursor.execute(SEATED, [while_ago, while_ago])
        cursor.execute("ANALYZE")
    return Enrolment.objects.filter(session__in=Session.objects.filter(place__startswith="planning ")).count()


def _one_statement(now: datetime) -> float:
    """Seconds; nothing of it stays."""
    columns = [field.column for field in Message._meta.concrete_fields]
    varying = {**VARYING, "recipient_id": "pattern.recipient_id"}
    values = [varying.get(column, f"pattern.{column}") for column in columns]
    statement = YARDSTICK.format(columns=", ".join(columns), values=", ".join(values))
    with transaction.atomic(), connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute(statement, [REMINDER, now])
        seconds = time.perf_counter() - began
        transaction.set_rollback(True)
    return seconds


def _memory() -> float:
    """The most that this process has ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
