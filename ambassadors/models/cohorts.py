"""Cohorts: a window for applications, a few questions, places, and the list of those who wait for the next round."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Func, Q

from ambassadors.models.people import validate_timezone

MOST_QUESTIONS = 5
# After the last day of a window, everybody has an answer within this time; without a cohort, after applying.
ANSWER_WITHIN = timedelta(days=14)


class CohortQuerySet(models.QuerySet["Cohort"]):
    def open(self, now: datetime) -> Self:
        return self.filter(opens_at__lte=now, closes_at__gt=now)

    def not_over(self, now: datetime) -> Self:
        """The open one, if there is one, and those to come, in their order."""
        return self.filter(closes_at__gt=now).order_by("opens_at")

    def not_told(self) -> Self:
        """Nobody on the list for the next round was told that it opened."""
        return self.filter(told_at__isnull=True)

    def overlapping(self, opens_at: datetime, closes_at: datetime) -> Self:
        return self.filter(opens_at__lt=closes_at, closes_at__gt=opens_at)

    def latest_first(self) -> Self:
        return self.order_by("-opens_at", "id")


class Cohort(models.Model):
    """People who start together. Applications are taken from `opens_at` until just before `closes_at`.

    `approved` counts the places that are given; only the deeds in `services.applications` change it. `told_at`: those on
    the list for the next round were told that this one is open.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    timezone = models.CharField(max_length=50, default="Europe/Berlin", validators=[validate_timezone])
    places = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    approved = models.PositiveIntegerField(default=0)
    kicks_off_on = models.DateField(null=True, blank=True)
    told_at = models.DateTimeField(null=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="a_window_has_a_length"),
            models.CheckConstraint(
                condition=Q(approved__lte=F("places")), name="never_more_approved_than_places"
            ),
            ExclusionConstraint(
                name="one_round_at_a_time",
                expressions=[
                    (
                        Func(
                            F("opens_at"),
                            F("closes_at"),
                            function="TSTZRANGE",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    )
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def opens_on(self) -> date:
        """By the calendar of its own time zone, as all its days."""
        return self.opens_at.astimezone(self.zone).date()

    @property
    def last_day(self) -> date:
        return (self.closes_at - timedelta(microseconds=1)).astimezone(self.zone).date()

    @property
    def answered_by(self) -> date:
        """Everybody has an answer by then, before the others start if that can be."""
        by = self.last_day + ANSWER_WITHIN
        if self.kicks_off_on and self.kicks_off_on > self.last_day:
            by = min(by, self.kicks_off_on)
        return by

    @property
    def free(self) -> int:
        return self.places - self.approved

    def is_open(self, now: datetime) -> bool:
        return self.opens_at <= now < self.closes_at

    def is_over(self, now: datetime) -> bool:
        return self.closes_at <= now

    @staticmethod
    def window(opens_on: date, last_day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From the first minute of one day to the last of the other, by the clock of the zone."""
        after = last_day + timedelta(days=1)
        return datetime.combine(opens_on, time(0), tzinfo=zone), datetime.combine(after, time(0), tzinfo=zone)


class CohortQuestion(models.Model):
    """One question of a cohort's form; in German, in English, or both."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField()
    text_de = models.CharField(max_length=200, blank=True, default="")
    text_en = models.CharField(max_length=200, blank=True, default="")
    is_long = models.BooleanField(default=False)
    is_required = models.BooleanField(default=False)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "place"], name="one_question_per_place"),
            models.CheckConstraint(condition=~Q(text_de="", text_en=""), name="a_question_says_something"),
        ]

    def __str__(self) -> str:
        return self.text_en or self.text_de

    def language_for(self, language: str) -> str:
        """The language in which a reader of `language` finds the question."""
        first, second = ("de", "en") if language.startswith("de") else ("en", "de")
        return first if getattr(self, f"text_{first}") else second

    def text_in(self, language: str) -> str:
        text: str = getattr(self, f"text_{self.language_for(language)}")
        return text


class NextRound(models.Model):
    """Somebody wants to hear, once, when the next round opens. `told_at`: this was put on its way."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="next_round", primary_key=True
    )
    asked_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Next round for {self.person_id}"
