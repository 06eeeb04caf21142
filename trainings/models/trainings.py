"""The course: its texts in one language or two, and what is good to know about it."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from ambassadors.models import User
from ambassadors.searching import text_query

# Addresses below /trainings/ that no training may take.
RESERVED_SLUGS = {"sessions", "calendar"}
# Seven days, one day and one hour before the start.
REMINDER_MINUTES = [10_080, 1_440, 60]
TEXTS = ("title", "summary", "takeaways", "spoken", "access", "bring", "attendance_note")


def reminder_minutes() -> list[int]:
    return list(REMINDER_MINUTES)


class TopicQuerySet(models.QuerySet["Topic"]):
    def counted(self) -> Self:
        """`count`: how many trainings are about it."""
        return self.annotate(count=models.Count("trainings"))


class Topic(models.Model):
    """What trainings are about, in the coordinators' words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name_de = models.CharField("name in German", max_length=60)
    name_en = models.CharField("name in English", max_length=60)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language."""
        return self.name_de if (get_language() or "de").startswith("de") else self.name_en


@dataclass(frozen=True)
class Words:
    """A training's texts in one language."""

    language: str
    title: str
    summary: str
    takeaways: str
    spoken: str
    access: str
    bring: str
    attendance_note: str


class TrainingQuerySet(models.QuerySet["Training"]):
    def visible_to(self, user: User) -> Self:
        """Coordinators see drafts too; everybody with an account sees trainings with a published date."""
        return self if user.is_coordinator else self.filter(sessions__published_at__isnull=False).distinct()

    def matching(self, text: str) -> Self:
        """Full text in both languages, every word also as a beginning, umlauts however they are written."""
        query = text_query(text)
        if query is None:
            return self.none() if text.strip() else self
        return self.filter(search=query)

    def by_next_date(self) -> Self:
        """After `with_outlook`."""
        return self.order_by(models.F("next_at").asc(nulls_last=True), "title", "id")

    def with_outlook(self, now: datetime) -> Self:
        """`next_at` and `coming`: the next date that is not cancelled, and how many there are."""
        sessions: Any = self.model._meta.get_field("sessions").related_model
        dates = sessions.objects.coming(now).filter(training=models.OuterRef("pk"), cancelled_at__isnull=True)
        # Beside the trainings, not joined to them: a join drags all their texts through all their dates.
        counted = dates.order_by().values("training").annotate(n=models.Count("pk")).values("n")
        return self.annotate(
            next_at=models.Subquery(dates.by_date().values("starts_at")[:1]),
            coming=Coalesce(models.Subquery(counted), 0),
        )


class Training(models.Model):
    """A course that has dates.

    The second language is the other one of the hub; a text that is missing there is shown in the first.
    `reminder_minutes`: how long before the start a reminder comes.
    `is_working_time` is null until somebody has chosen.
    """

    class Format(models.TextChoices):
        ON_SITE = "on_site", "on site"
        ONLINE = "online", "online"
        HYBRID = "hybrid", "on site and online"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    topics = models.ManyToManyField(Topic, related_name="trainings", blank=True)
    format = models.CharField(max_length=8, choices=Format, default=Format.ON_SITE)
    is_working_time = models.BooleanField("counts as working time", null=True, blank=True)
    account = models.CharField(max_length=120, blank=True, default="", help_text="Where the time is booked.")
    reminder_minutes = ArrayField(
        models.PositiveIntegerField(validators=[MinValueValidator(5), MaxValueValidator(60 * 24 * 60)]),
        size=5,
        default=reminder_minutes,
        blank=True,
    )

    language = models.CharField(max_length=2, choices=User.LANGUAGES, default="de")
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    takeaways = models.TextField(max_length=10_000, blank=True, default="", help_text="Markdown.")
    spoken = models.CharField("language spoken", max_length=120, blank=True, default="")
    access = models.CharField(max_length=200, blank=True, default="")
    bring = models.CharField("clothing and what to bring", max_length=200, blank=True, default="")
    attendance_note = models.CharField("who sees who takes part", max_length=200, blank=True, default="")
    second_title = models.CharField(max_length=120, blank=True, default="")
    second_summary = models.CharField(max_length=300, blank=True, default="")
    second_takeaways = models.TextField(max_length=10_000, blank=True, default="", help_text="Markdown.")
    second_spoken = models.CharField(max_length=120, blank=True, default="")
    second_access = models.CharField(max_length=200, blank=True, default="")
    second_bring = models.CharField(max_length=200, blank=True, default="")
    second_attendance_note = models.CharField(max_length=200, blank=True, default="")

    created_at = models.DateTimeField(editable=False)
    search = models.GeneratedField(
        expression=SearchVector("title", "summary", "takeaways", config="german")
        + SearchVector("title", "summary", "takeaways", config="english")
        + SearchVector("second_title", "second_summary", "second_takeaways", config="german")
        + SearchVector("second_title", "second_summary", "second_takeaways", config="english")
        + SearchVector("title", "summary", "second_title", "second_summary", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = TrainingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(slug__in=sorted(RESERVED_SLUGS)), name="training_slug_is_not_reserved"
            ),
        ]
        indexes = [GinIndex(fields=["search"], name="trainings_search")]

    def __str__(self) -> str:
        return self.title

    @property
    def says_working_time(self) -> bool:
        """Whether people know before they plan: without it no date is published."""
        return self.is_working_time is False or bool(self.is_working_time and self.account)

    @property
    def second_language(self) -> str:
        """The code of the second language, or an empty string."""
        return {"de": "en", "en": "de"}[self.language] if self.second_title else ""

    def in_language(self, code: str) -> Words:
        """The texts in the reader's language where there are any, else in the training's own."""
        if self.second_language != code[:2]:
            return Words(self.language, **{name: getattr(self, name) for name in TEXTS})
        return Words(
            code[:2], **{name: getattr(self, f"second_{name}") or getattr(self, name) for name in TEXTS}
        )

    @property
    def words(self) -> Words:
        """The texts for whoever reads the page or mail that is being made."""
        return self.in_language(get_language() or self.language)
