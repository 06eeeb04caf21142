"""Which training reminders are missing. The deeds plan them; this only repairs."""

import uuid
from collections.abc import Iterator
from datetime import datetime

from django.db import connection

from outbox.services import queue_many
from trainings.models import Enrolment
from trainings.services.notices import REMINDER, reminders

PIECE = 1_000

# Reminders that come within two days (quiet hours move them by less than one), of people who signed up before.
# The hour covers nights in which the clocks change; `policies.comes_at` decides exactly.
MISSING = """
SELECT DISTINCT enrolment.id
FROM trainings_session AS session
JOIN trainings_enrolment AS enrolment ON enrolment.session_id = session.id AND enrolment.state = 'booked'
CROSS JOIN LATERAL unnest(enrolment.reminder_minutes) AS planned (minutes)
CROSS JOIN LATERAL (SELECT session.starts_at - planned.minutes * interval '1 minute') AS wanted (at)
WHERE session.published_at IS NOT NULL AND session.cancelled_at IS NULL AND session.starts_at > %(now)s
  AND wanted.at < %(now)s + interval '2 days'
  AND wanted.at + interval '1 hour' > greatest(enrolment.booked_at, session.moved_at)
  AND enrolment.id > %(after)s
  AND NOT EXISTS (
    SELECT FROM outbox_message AS message
    WHERE message.kind = %(kind)s AND message.recipient_id = enrolment.person_id
      AND message.object_id = session.id::text
      AND message.occurrence =
        to_char(session.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z:"') || planned.minutes
  )
ORDER BY enrolment.id LIMIT %(piece)s
"""


def queue_due(*, now: datetime) -> int:
    """Write the reminders that booked people should have and have not. Returns how many were written.

    Reads a thousand enrolments at a time.
    """
    written = 0
    for piece in _pieces(now):
        booked = Enrolment.objects.filter(pk__in=piece).with_session().select_related("person")
        drafts = [
            draft
            for enrolment in booked
            for draft in reminders(enrolment.session, enrolment, since=_signed_up(enrolment))
        ]
        written += queue_many(drafts=drafts, now=now)
    return written


def _pieces(now: datetime) -> Iterator[list[uuid.UUID]]:
    after = uuid.UUID(int=0)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(MISSING, {"now": now, "after": str(after), "kind": REMINDER, "piece": PIECE})
            piece = [row[0] for row in cursor.fetchall()]
        if not piece:
            return
        yield piece
        after = piece[-1]


def _signed_up(enrolment: Enrolment) -> datetime:
    """When the times were last shown or told."""
    moments = [enrolment.booked_at, enrolment.session.moved_at]
    return max(moment for moment in moments if moment is not None)
