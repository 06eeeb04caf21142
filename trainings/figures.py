"""How many seats there are, how many wait, and how many are there. Operations, not figures about people (docs/rules.md, 5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from trainings.models import Enrolment, Session
from trainings.models.enrolments import ATTENDED, BOOKED, NO_SHOW
from trainings.models.sessions import SessionQuerySet


def waiting_by_session(sessions: Iterable[Session]) -> dict[UUID, int]:
    """Sessions for which nobody waits are left out."""
    in_line = Enrolment.objects.filter(session__in=sessions).in_line().order_by()
    return dict(in_line.values_list("session").annotate(n=Count("pk")))


def with_waiting(sessions: SessionQuerySet) -> SessionQuerySet:
    """Each session with `waiting`."""
    in_line = Enrolment.objects.in_line().filter(session=OuterRef("pk")).order_by()
    counted = in_line.values("session").annotate(n=Count("pk")).values("n")
    return sessions.annotate(waiting=Coalesce(Subquery(counted), 0))


@dataclass(frozen=True)
class Attendance:
    """How many of a list are here, have missed it, and of how many nobody has said yet."""

    here: int
    missed: int
    open: int

    @property
    def listed(self) -> int:
        return self.here + self.missed + self.open


def attendance_of(session: Session) -> Attendance:
    counted = Enrolment.objects.for_session(session).on_the_list().order_by()
    by_state = dict(counted.values_list("state").annotate(n=Count("pk")))
    return Attendance(by_state.get(ATTENDED, 0), by_state.get(NO_SHOW, 0), by_state.get(BOOKED, 0))


def waiting_by_training(now: datetime) -> QuerySet[Enrolment, Any]:
    """Rows of a training each, with `n` people in line for a coming date of it, the first `since` when."""
    dates = Session.objects.taking_place().coming(now)
    in_line = Enrolment.objects.in_line().filter(session__in=dates.values("pk")).order_by()
    return in_line.values("session__training").annotate(
        n=Count("person", distinct=True), since=Min("asked_at")
    )


def coming_seats(now: datetime) -> dict[str, int]:
    """Of all dates to come, now: `dates`, `seats`, `taken`, and how many are `waiting` in line for one."""
    dates = Session.objects.taking_place().coming(now)
    counted = dates.aggregate(
        dates=Count("pk"), seats=Sum("capacity", default=0), taken=Sum("taken", default=0)
    )
    waiting = Enrolment.objects.in_line().filter(session__in=dates.values("pk")).order_by().count()
    return counted | {"waiting": waiting}
