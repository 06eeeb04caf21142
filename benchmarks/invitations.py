"""Asking 100,000 ambassadors, beside one INSERT … SELECT of as many messages."""

import time
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from ambassadors.models import User
from benchmarks.house import Base
from benchmarks.results import Row
from benchmarks.sizes import Sizes
from campaigns.models import Campaign, Invitation
from campaigns.services.invitations import INVITATION, invite_ambassadors
from outbox.models import Message

SECONDS = 5
PEOPLE = """
    INSERT INTO ambassadors_user
    SELECT (jsonb_populate_record(pattern, jsonb_build_object(
        'id', gen_random_uuid(), 'personnel_number', 'b' || turn, 'email', 'b' || turn || '@nordwerk.example',
        'is_coordinator', false, 'is_staff', false, 'is_superuser', false, 'photo', '',
        'timezone', (ARRAY['Europe/Berlin', 'Europe/Warsaw', 'Europe/Istanbul'])[1 + turn %% 3]
    ))).*
    FROM generate_series(1, %s) AS turn, ambassadors_user AS pattern
    WHERE pattern.id = (SELECT id FROM ambassadors_user WHERE is_coordinator LIMIT 1)
"""
PLACES = """
    INSERT INTO ambassadors_ambassador
    SELECT (jsonb_populate_record(pattern, jsonb_build_object('person_id', person.id))).*
    FROM ambassadors_user AS person, ambassadors_ambassador AS pattern
    WHERE pattern.person_id = (SELECT person_id FROM ambassadors_ambassador LIMIT 1)
    AND person.personnel_number LIKE 'b%%'
"""
YARDSTICK = """
    INSERT INTO outbox_message ({columns})
    SELECT {values}
    FROM ambassadors_user AS person, (SELECT * FROM outbox_message WHERE kind = %s LIMIT 1) AS pattern
    WHERE person.personnel_number LIKE 'b%%'
"""
VARYING = {
    "id": "gen_random_uuid()",
    "nonce": "gen_random_uuid()",
    "recipient_id": "person.id",
    "object_id": "'yardstick'",
}


def measure(base: Base, sizes: Sizes) -> Iterator[Row]:
    _fill(sizes.invited)
    campaign, coordinator = _campaign(), User.objects.coordinators().first()
    now = timezone.now()
    began = time.perf_counter()
    asked = invite_ambassadors(campaign=campaign, remind_at=now + timedelta(days=9), by=coordinator, now=now)
    seconds = time.perf_counter() - began
    messages = Message.objects.filter(kind=INVITATION, object_id=str(campaign.pk)).count()
    invitations = Invitation.objects.filter(campaign=campaign).count()
    assert 0 < messages == invitations <= asked, (asked, invitations, messages)
    yardstick = _one_statement()
    yield Row(
        f"inviting {asked:,} people",
        f"{seconds:.2f} s",
        f"one INSERT … SELECT of {sizes.invited:,} messages: {yardstick:.2f} s",
        seconds / yardstick,
        "invitations and their messages, each due after the person's own quiet hours, in one transaction",
        f"{SECONDS} s (1 s)",
        seconds <= SECONDS * max(1, asked / 100_000),
        asked=SECONDS,
        is_time=True,
    )


def _fill(count: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [count])
        cursor.execute(PLACES)
        cursor.execute("ANALYZE")


def _one_statement() -> float:
    """Seconds; nothing of it stays."""
    columns = [field.column for field in Message._meta.concrete_fields]
    values = [VARYING.get(column, f"pattern.{column}") for column in columns]
    statement = YARDSTICK.format(columns=", ".join(columns), values=", ".join(values))
    with transaction.atomic(), connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute(statement, [INVITATION])
        seconds = time.perf_counter() - began
        transaction.set_rollback(True)
    return seconds


def _campaign() -> Campaign:
    now = timezone.now()
    return Campaign.objects.create(
        slug="bench",
        title="Zeig, was deine Hände können",
        summary="Ein Handgriff, auf den du stolz bist.",
        story="Es gibt keine Vorgabe.",
        starts_on=now.date(),
        ends_at=now + timedelta(days=30),
        contact=User.objects.coordinators().first(),
        published_at=now,
        changed_at=now,
    )
