"""One tick that plans the reminders of 100,000 enrolments, beside one INSERT … SELECT of as many messages, and its memory
beside that of a tenth of them."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from ambassadors.models import User
from benchmarks import house
from benchmarks.house import Base
from benchmarks.invitations import PEOPLE, VARYING
from benchmarks.results import Row
from benchmarks.sizes import Sizes
from outbox.models import Message
from trainings.models import Enrolment, Session
from trainings.models.sessions import SessionQuerySet
from trainings.services.notices import REMINDER

SECONDS, GROWTH = 10, 1.1
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
        reminder_minutes, muted_reminders, walked_in)
    SELECT gen_random_uuid(), session.id, person.id, 'booked', (person.turn - 1) %% 100 + 1, %s, %s,
        ARRAY[1440, 60], '{}', false
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
    _seats, few = _tick(sizes.invited // 10, now)
    seats, many = _tick(sizes.invited, now)
    seconds, growth = many["seconds"], many["megabytes"] / few["megabytes"]
    yardstick = _one_statement(now)
    yield Row(
        f"planning the reminders of {seats:,} enrolments in one tick",
        f"{seconds:.2f} s, {many['megabytes']:.0f} MB at its highest, {growth:.2f} times that of a tenth;"
        f" {many['again']:.2f} s for the tick after it",
        f"one INSERT … SELECT of the same {many['written']:,.0f} messages: {yardstick:.2f} s",
        seconds / yardstick,
        "two reminders each, at the times of each person's quiet hours; then a tick that finds nothing missing",
        f"{SECONDS} s, memory flat",
        seconds <= SECONDS * max(1, seats / 100_000) and growth <= GROWTH,
        is_time=True,
    )


def _tick(people: int, now: datetime) -> tuple[int, dict[str, float]]:
    """How many seats there were, and what a tick of its own process said about itself."""
    seats = _fill(people, now)
    command = [sys.executable, "-m", "benchmarks.tick", now.isoformat()]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=house.ROOT).stdout
    told = json.loads(said)
    assert told["written"] >= 2 * seats, (seats, told)
    return seats, told


def _fill(people: int, now: datetime) -> int:
    """A hundred people for each session; all of them start in thirty hours or a little later."""
    start, while_ago = now + timedelta(hours=30), now - timedelta(days=20)
    _clear()
    with connection.cursor() as cursor:
        if not User.objects.filter(personnel_number__startswith="b").exists():
            cursor.execute(PEOPLE, [people * 10])
        cursor.execute(SESSIONS, [start, start, while_ago, while_ago, while_ago, people // SEATS])
        cursor.execute(SEATED, [while_ago, while_ago])
        cursor.execute("ANALYZE")
    return Enrolment.objects.filter(session__in=_planned()).count()


def _planned() -> SessionQuerySet:
    return Session.objects.filter(place__startswith="planning ")


def _clear() -> None:
    keys = [str(key) for key in _planned().values_list("pk", flat=True)]
    Message.objects.filter(object_id__in=keys)._raw_delete("default")
    Enrolment.objects.filter(session__in=_planned())._raw_delete("default")
    _planned()._raw_delete("default")


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
