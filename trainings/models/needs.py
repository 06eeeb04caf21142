"""What somebody needs to take part: for the trainers of that date alone, and not for long."""

import uuid
from datetime import UTC, datetime, time
from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Exists, OuterRef, Q

from ambassadors.models import User
from trainings.models.enrolments import LIVE, Enrolment
from trainings.models.sessions import Session

LONGEST = 500


class AccessNeedQuerySet(models.QuerySet["AccessNeed"]):
    def readable_by(self, person: User) -> Self:
        """Those who lead the session read it. Coordinators do not, unless they lead it."""
        leads = Session.trainers.through.objects.filter(session=OuterRef("enrolment__session"), user=person)
        return self.filter(Exists(leads), enrolment__state__in=LIVE)

    def of(self, person: User) -> Self:
        return self.filter(enrolment__person=person)

    def with_session(self) -> Self:
        return self.select_related("enrolment__session__training").defer(
            "enrolment__session__training__search"
        )

    def had_their_day(self, now: datetime) -> Self:
        """On the day after the session, by the clock of its place; and what belongs to no seat or place in line."""
        zones = self.order_by().values_list("enrolment__session__timezone", flat=True).distinct()
        over = ~Q(enrolment__state__in=LIVE)
        for zone in zones:
            over |= Q(
                enrolment__session__timezone=zone,
                enrolment__session__ends_at__lte=_midnight(now, ZoneInfo(zone)),
            )
        return self.filter(over)


def _midnight(now: datetime, zone: ZoneInfo) -> datetime:
    return datetime.combine(now.astimezone(zone).date(), time(), tzinfo=zone).astimezone(UTC)


class AccessNeed(models.Model):
    """Goes with its enrolment, and the day after the session in any case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="access_need")
    text = models.TextField(max_length=LONGEST)

    objects = AccessNeedQuerySet.as_manager()

    def __str__(self) -> str:
        return "access need"
