"""How the messages about one session stand: numbers for those who lead it, never whom one went to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from ambassadors.templatetags.hub import day_and_time
from outbox.models import Message
from trainings import policies
from trainings.models import Session
from trainings.services import notices

State = Message.State
# In the order in which they come in the life of a seat.
KINDS = (
    notices.CONFIRMATION,
    notices.REMINDER,
    notices.MOVED,
    notices.ANNOUNCEMENT,
    notices.SESSION_CANCELLED,
)


@dataclass(frozen=True)
class Round:
    """One sort of message: how many went out, by mail or into the hub, are planned, and could not be delivered."""

    label: str
    sent: int
    planned: int
    failed: int


def rounds(session: Session) -> list[Round]:
    """Those of which there are any, in one query; reminders of times that are no longer true are left out."""
    found = list(_counted(session))
    return [Round(label, **numbers) for _order, label, numbers in sorted(found, key=lambda one: one[0])]


def _counted(session: Session) -> Iterator[tuple[tuple[int, datetime], str, dict[str, int]]]:
    for kind, occurrence, sent, planned, failed in _grouped(session):
        at = _reminds_at(session, occurrence) if occurrence else session.starts_at
        if at is not None and sent + planned + failed:
            numbers = {"sent": sent, "planned": planned, "failed": failed}
            yield (KINDS.index(kind), at), _label(kind, at), numbers


def _grouped(session: Session) -> QuerySet[Message, tuple[str, str, int, int, int]]:
    about = Message.objects.filter(object_id=str(session.pk), kind__in=KINDS)
    which = Case(When(kind=notices.REMINDER, then=F("occurrence")), default=Value(""))
    return about.values_list("kind", which).annotate(
        sent=Count("pk", filter=Q(state__in=[State.SENT, State.IN_HUB])),
        planned=Count("pk", filter=Q(state=State.DUE)),
        failed=Count("pk", filter=Q(state=State.FAILED)),
    )


def _reminds_at(session: Session, occurrence: str) -> datetime | None:
    """None for a reminder of another start."""
    minutes = int(occurrence.rpartition(":")[2])
    if occurrence != policies.occurrence(session.starts_at, minutes):
        return None
    return policies.reminders_before(session.starts_at, session.zone, [minutes])[0].wanted


def _label(kind: str, at: datetime) -> str:
    labels = {
        notices.CONFIRMATION: _("Confirmation"),
        notices.REMINDER: _("Reminder, %(at)s") % {"at": day_and_time(timezone.localtime(at))},
        notices.MOVED: _("Moved"),
        notices.ANNOUNCEMENT: _("Written to all"),
        notices.SESSION_CANCELLED: _("Cancelled"),
    }
    return labels[kind]
