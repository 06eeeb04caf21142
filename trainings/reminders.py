"""Which training reminders are missing. The deeds plan them; this only repairs.

Whoever shares a session and quiet hours is reminded at the same moments. So moments are found for groups, and the rows
of a group are written by the database: a hundred thousand people never come here one by one.
"""

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Q

from outbox import quiet
from outbox.models import MessageClass
from outbox.quiet import QuietHours
from outbox.services import Draft, queue_many, queue_selected
from trainings import policies
from trainings.models import Enrolment
from trainings.services.notices import REMINDER, reminders

PIECE = 1_000
EVER = datetime(2000, 1, 1, tzinfo=UTC)

# Reminders that come within two days (quiet hours move them by less than one), of people who signed up before.
# The hour covers nights in which the clocks change; `policies.comes_at` decides exactly.
MISSING = """
SELECT session.id, session.starts_at, session.timezone, enrolment.reminder_minutes, planned.minutes,
    person.quiet_from, person.quiet_until, person.timezone, person.ask_days, max(signed_up.at)
FROM trainings_session AS session
JOIN trainings_enrolment AS enrolment ON enrolment.session_id = session.id AND enrolment.state = 'booked'
JOIN ambassadors_user AS person ON person.id = enrolment.person_id
CROSS JOIN LATERAL unnest(enrolment.reminder_minutes) AS planned (minutes)
CROSS JOIN LATERAL (SELECT session.starts_at - planned.minutes * interval '1 minute') AS wanted (at)
CROSS JOIN LATERAL (SELECT greatest(enrolment.booked_at, session.moved_at)) AS signed_up (at)
WHERE session.published_at IS NOT NULL AND session.cancelled_at IS NULL AND session.starts_at > %(now)s
  AND wanted.at < %(now)s + interval '2 days' AND wanted.at + interval '1 hour' > signed_up.at
  AND NOT EXISTS (
    SELECT FROM outbox_message AS message
    WHERE message.kind = %(kind)s AND message.recipient_id = enrolment.person_id
      AND message.object_id = session.id::text
      AND message.occurrence =
        to_char(session.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z:"') || planned.minutes
  )
GROUP BY session.id, enrolment.reminder_minutes, planned.minutes,
    person.quiet_from, person.quiet_until, person.timezone, person.ask_days
"""
# Everybody of these groups who signed up in time and still lacks the reminder, as things stand by now.
OF_GROUPS = """
SELECT %s, person.id, session.id::text, timed.occurrence, '{}', %s, timed.useful_until, timed.due_at
FROM unnest(%s::uuid[], %s::timestamptz[], %s::text[], %s::time[], %s::time[], %s::text[], %s::int[], %s::text[],
    %s::timestamptz[], %s::timestamptz[], %s::timestamptz[])
  AS timed (session, starts_at, planned, quiet_from, quiet_until, timezone, ask_days, occurrence, in_time, useful_until,
    due_at)
JOIN trainings_session AS session ON session.id = timed.session AND session.starts_at = timed.starts_at
  AND session.cancelled_at IS NULL
JOIN trainings_enrolment AS enrolment ON enrolment.session_id = session.id AND enrolment.state = 'booked'
  AND enrolment.reminder_minutes = timed.planned::int[]
  AND greatest(enrolment.booked_at, session.moved_at) < timed.in_time
JOIN ambassadors_user AS person ON person.id = enrolment.person_id AND person.quiet_from = timed.quiet_from
  AND person.quiet_until = timed.quiet_until AND person.timezone = timed.timezone AND person.ask_days = timed.ask_days
WHERE NOT EXISTS (
  SELECT FROM outbox_message AS message
  WHERE message.kind = %s AND message.recipient_id = person.id AND message.object_id = session.id::text
    AND message.occurrence = timed.occurrence
)
"""


class Group(NamedTuple):
    """People of one session with the same times and quiet hours who lack the same reminder.

    `last`: when the last of them signed up, or the session was moved.
    """

    session: uuid.UUID
    starts_at: datetime
    zone: str
    planned: list[int]
    minutes: int
    quiet_from: time
    quiet_until: time
    timezone: str
    ask_days: int
    last: datetime

    @property
    def hours(self) -> QuietHours:
        return QuietHours(self.quiet_from, self.quiet_until, self.timezone, self.ask_days)

    def reminder(self) -> policies.Reminder:
        planned = policies.reminders_before(self.starts_at, ZoneInfo(self.zone), self.planned)
        return next(each for each in planned if each.minutes == self.minutes)


class Timed(NamedTuple):
    """A group's reminder with its moment, as OF_GROUPS is given it. `in_time`: for who signed up before."""

    session: uuid.UUID
    starts_at: datetime
    planned: str
    quiet_from: time
    quiet_until: time
    timezone: str
    ask_days: int
    occurrence: str
    in_time: datetime
    useful_until: datetime
    due_at: datetime


def queue_due(*, now: datetime) -> int:
    """Write the reminders that booked people should have and have not. Returns how many were written.

    Each piece for itself: what was written stays, whatever happens to the next.
    """
    written = 0
    for piece in _pieces(now):
        found = [(group, timed) for group in piece if (timed := _timed(group, now))]
        written += _write([timed for _group, timed in found], now)
        late = [timed for group, timed in found if group.last >= timed.in_time]
        written += queue_many(drafts=_of_late_ones(late), now=now)
    return written


def _pieces(now: datetime) -> Iterator[list[Group]]:
    """One pass; the rows wait on the server, not here."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(MISSING, {"now": now, "kind": REMINDER})
        while rows := cursor.fetchmany(PIECE):
            yield [Group(*row) for row in rows]


def _timed(group: Group, now: datetime) -> Timed | None:
    """None where the reminder would be of no use to anybody."""
    reminder, hours = group.reminder(), group.hours
    in_time = policies.comes_at(reminder, hours, since=EVER)
    until = reminder.useful_until
    due_at = quiet.moment(
        MessageClass.SIGNED_UP, reminder.wanted, recipient=hours, now=now, useful_until=until
    )
    if in_time is None or due_at >= until:
        return None
    planned = "{" + ",".join(map(str, group.planned)) + "}"
    occurrence = policies.occurrence(group.starts_at, group.minutes)
    return Timed(group.session, group.starts_at, planned, *group[5:9], occurrence, in_time, until, due_at)


def _write(timed: list[Timed], now: datetime) -> int:
    if not timed:
        return 0
    lane, columns = MessageClass.SIGNED_UP, [list(column) for column in zip(*timed, strict=True)]
    return queue_selected(
        drafts=OF_GROUPS, parameters=[REMINDER, lane, *columns, REMINDER], lane=lane, now=now
    )


def _of_late_ones(groups: Iterable[Timed]) -> Iterator[Draft]:
    """What still comes for each of those who signed up when it was nearly, or already, too late."""
    since: dict[uuid.UUID, datetime] = {}
    for timed in groups:
        since[timed.session] = min(timed.in_time, since.get(timed.session, timed.in_time))
    for session, moment in since.items():
        late = Q(booked_at__gte=moment) | Q(session__moved_at__gte=moment)
        booked = Enrolment.objects.booked().filter(late, session=session).with_session()
        for enrolment in booked.select_related("person").iterator():
            yield from reminders(enrolment.session, enrolment, since=_signed_up(enrolment))


def _signed_up(enrolment: Enrolment) -> datetime:
    """When the times were last shown or told."""
    moments = [enrolment.booked_at, enrolment.session.moved_at]
    return max(moment for moment in moments if moment is not None)
