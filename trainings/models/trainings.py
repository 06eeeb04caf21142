"""The course: its texts in one language or two, and what is good to know about it."""

import uuid
from collections.abc import Collection
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
from django.utils.translation import gettext_lazy as _

from ambassadors import tongues
from ambassadors.models import User
from ambassadors.searching import text_query

# Addresses below /trainings/ that no training may take.
RESERVED_SLUGS = {"sessions", "calendar", "paths"}
# Seven days, one day and one hour before the start.
REMINDER_MINUTES = [10_080, 1_440, 60]
# Of what somebody searches for.
MOST_WORDS = 8
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
        """Coordinators see drafts too; everybody else what was published, and what has a published date."""
        if user.is_coordinator:
            return self
        sessions: Any = self.model._meta.get_field("sessions").related_model
        dated = sessions.objects.published().filter(training=models.OuterRef("pk"))
        return self.filter(models.Q(published_at__isnull=False) | models.Exists(dated))

    def with_dates(self) -> Self:
        """Those that take place at a time."""
        return self.exclude(format=Training.Format.SELF_PACED)

    def self_paced(self) -> Self:
        return self.filter(format=Training.Format.SELF_PACED)

    def about(self, text: str) -> Self:
        """Each word in the texts, or in the name of a topic. A row may come more than once."""
        found = self
        for word in text.split()[:MOST_WORDS]:
            found = found.with_word(word)
        return found

    def with_word(self, word: str) -> Self:
        query = text_query(word)
        if query is None:
            return self.none()
        named = models.Q(topics__name_de__icontains=word) | models.Q(topics__name_en__icontains=word)
        return self.filter(models.Q(search=query) | named)

    def held_in_one_of(self, codes: Collection[str]) -> Self:
        """Where no language is given, the texts say which."""
        unsaid = models.Q(languages=[], language__in=codes)
        return self.filter(unsaid | models.Q(languages__overlap=list(codes)))

    def matching(self, text: str) -> Self:
        """Full text in both languages, every word also as a beginning, umlauts however they are written."""
        query = text_query(text)
        if query is None:
            return self.none() if text.strip() else self
        return self.filter(search=query)

    def by_next_date(self) -> Self:
        """After `with_outlook`."""
        return self.order_by(models.F("next_at").asc(nulls_last=True), "title", "id")

    def with_next_date(self, now: datetime) -> Self:
        """`next_at`: the next date that everybody may see."""
        sessions: Any = self.model._meta.get_field("sessions").related_model
        dates = sessions.objects.taking_place().coming(now).filter(training=models.OuterRef("pk")).by_date()
        return self.annotate(next_at=models.Subquery(dates.values("starts_at")[:1]))

    def with_outlook(self, now: datetime) -> Self:
        """Drafts included. `next_at` and `coming`: the next date that is not cancelled, and how many there are."""
        sessions: Any = self.model._meta.get_field("sessions").related_model
        dates = sessions.objects.coming(now).filter(training=models.OuterRef("pk"), cancelled_at__isnull=True)
        # Beside the trainings, not joined to them: a join drags all their texts through all their dates.
        counted = dates.order_by().values("training").annotate(n=models.Count("pk")).values("n")
        return self.annotate(
            next_at=models.Subquery(dates.by_date().values("starts_at")[:1]),
            coming=Coalesce(models.Subquery(counted), 0),
        )


class Training(models.Model):
    """A course that has dates, or that each person takes at their own pace.

    The second language is the other one of the hub; a text that is missing there is shown in the first.
    `languages` are those it is held in. `reminder_minutes`: how long before the start a reminder comes.
    `lesson` and `lesson_link` are what a self-paced one consists of, `minutes` how long it takes.
    `published_at`: it stands in the catalogue even without a date. `prerequisites` are advice, nothing more.
    `is_working_time` is null until somebody has chosen.
    """

    class Format(models.TextChoices):
        ON_SITE = "on_site", _("On site")
        ONLINE = "online", _("Online")
        HYBRID = "hybrid", _("On site and online")
        SELF_PACED = "self_paced", _("At your own pace")

    class Level(models.TextChoices):
        EVERYBODY = "everybody", _("For everybody")
        BEGINNERS = "beginners", _("To begin with")
        PRACTISED = "practised", _("With some practice")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    topics = models.ManyToManyField(Topic, related_name="trainings", blank=True)
    format = models.CharField(max_length=10, choices=Format, default=Format.ON_SITE)
    level = models.CharField(max_length=9, choices=Level, default=Level.EVERYBODY)
    languages = ArrayField(
        models.CharField(max_length=3), default=list, blank=True, help_text="ISO 639 codes."
    )
    prerequisites = models.ManyToManyField("self", symmetrical=False, related_name="leads_to", blank=True)
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

    lesson = models.TextField(max_length=20_000, blank=True, default="", help_text="Markdown.")
    second_lesson = models.TextField(max_length=20_000, blank=True, default="", help_text="Markdown.")
    lesson_link = models.URLField(max_length=500, blank=True, default="")
    minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(6000)]
    )

    created_at = models.DateTimeField(editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
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
    def is_self_paced(self) -> bool:
        return self.format == self.Format.SELF_PACED

    @property
    def is_published(self) -> bool:
        """In the catalogue by itself, with or without a date."""
        return self.published_at is not None

    @property
    def held_in(self) -> list[str]:
        """Codes of languages; where none are given, that of the texts."""
        return self.languages or [self.language]

    @property
    def held_in_words(self) -> str:
        return tongues.named(self.held_in)

    @property
    def lesson_words(self) -> tuple[str, str]:
        """The code of a language and the lesson in it: the reader's where there is one, else the training's own."""
        code = (get_language() or self.language)[:2]
        if self.second_lesson and code == self.second_language:
            return code, self.second_lesson
        return self.language, self.lesson

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
