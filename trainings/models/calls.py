"""Community calls: they recur, whoever likes comes by the link, and nobody is listed."""

import uuid
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from ambassadors.models import User


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, user: User) -> Self:
        """Coordinators see drafts too."""
        return self if user.is_coordinator else self.filter(published_at__isnull=False)

    def with_next_date(self, now: datetime) -> Self:
        """`next_at`: when it takes place next, if at all."""
        dates = CallDate.objects.not_cancelled().coming(now).filter(call=models.OuterRef("pk")).by_date()
        return self.annotate(next_at=models.Subquery(dates.values("starts_at")[:1]))

    def that_go_on(self, now: datetime) -> Self:
        """Published and with a date to come, the next one first."""
        published = self.with_next_date(now).filter(published_at__isnull=False)
        return published.exclude(next_at=None).order_by("next_at", "id")


class Call(models.Model):
    """What recurs. It has no seats and knows nobody who comes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    language = models.CharField(max_length=2, choices=User.LANGUAGES, default="de")
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    second_title = models.CharField(max_length=120, blank=True, default="")
    second_summary = models.CharField(max_length=300, blank=True, default="")
    link = models.URLField(max_length=500, help_text="Whoever may see the call may see it.")
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(editable=False)

    objects = CallQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def shown_in(self) -> str:
        """The language in which whoever reads the page gets its texts."""
        asked = (get_language() or self.language)[:2]
        return asked if self.second_title else self.language

    @property
    def shown_title(self) -> str:
        return self.title if self.shown_in == self.language else self.second_title

    @property
    def shown_summary(self) -> str:
        return self.summary if self.shown_in == self.language else self.second_summary or self.summary


class CallDateQuerySet(models.QuerySet["CallDate"]):
    def not_cancelled(self) -> Self:
        return self.filter(cancelled_at__isnull=True)

    def coming(self, now: datetime) -> Self:
        """Not over yet: whoever is late still finds the link."""
        return self.filter(ends_at__gt=now)

    def past(self, now: datetime) -> Self:
        return self.filter(ends_at__lte=now)

    def by_date(self) -> Self:
        return self.order_by("starts_at", "id")


class CallDate(models.Model):
    """One evening of a call, and the notes of it afterwards.

    `moved_from`: the first start it had, as long as it has another. `changed_at`: when calendars were last wrong about it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="dates", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    timezone = models.CharField("time zone", max_length=50, default="Europe/Berlin")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    moved_from = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    notes = models.TextField(max_length=20_000, blank=True, default="", help_text="Markdown.")
    sequence = models.PositiveIntegerField(default=0)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = CallDateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="call_ends_after_start"),
        ]
        indexes = [models.Index(fields=["call", "starts_at"], name="dates_of_call")]

    def __str__(self) -> str:
        return f"{self.call} ({self.starts_at:%Y-%m-%d})"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    def can_be_moved(self, now: datetime) -> bool:
        return not self.is_cancelled and now < self.starts_at
