"""The occasion: its story in one language or two, its time, and who answers questions about it."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ambassadors.asking import About
from ambassadors.models import Topic, User
from ambassadors.models.names import words_of
from ambassadors.networks import LABELS
from ambassadors.searching import word_query

HASHTAG = RegexValidator(r"^\w{2,60}$", _("A hashtag is one word of letters, digits and underscores."))
# Addresses below /campaigns/ that no campaign may take.
RESERVED_SLUGS = {"sessions", "calendar"}


def day_of(now: datetime) -> date:
    """The company's day: campaigns start and end by its clock."""
    return timezone.localdate(now, timezone.get_default_timezone())


@dataclass(frozen=True)
class Words:
    """A campaign's short texts in one language."""

    language: str
    title: str
    summary: str


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: User) -> Self:
        """Coordinators see drafts too; everybody with an account sees what is published."""
        return self if user.is_coordinator else self.published()

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def open(self, now: datetime) -> Self:
        """Can be answered: published, not closed, not over. It may still be about to start."""
        return self.published().filter(closed_at__isnull=True, ends_at__gt=now)

    def running(self, now: datetime) -> Self:
        return self.open(now).filter(starts_on__lte=day_of(now))

    def with_stage(self, now: datetime) -> Self:
        """`stage` as `Campaign.stage(now)` says, for one list of many."""
        return self.annotate(
            stage_order=models.Case(
                models.When(published_at__isnull=True, then=0),
                models.When(models.Q(closed_at__isnull=False) | models.Q(ends_at__lte=now), then=3),
                models.When(starts_on__gt=day_of(now), then=2),
                default=1,
                output_field=models.PositiveSmallIntegerField(),
            )
        )

    def in_order_of_use(self, now: datetime) -> Self:
        """Running first (the next to end at the top), then coming, then past (the latest at the top)."""
        return self.with_stage(now).order_by(
            "stage_order",
            models.Case(models.When(stage_order=1, then="ends_at")),
            models.Case(models.When(stage_order=2, then="starts_on")),
            models.F("ends_at").desc(),
            "id",
        )

    def for_a_list(self, now: datetime) -> Self:
        """Without the long texts, which no list shows."""
        return self.with_stage(now).defer("story", "second_story", "search")

    def with_answer_of(self, person: User) -> Self:
        """What only that person may read: `is_asked`, and `own_choice`, `own_show_name` where they answered."""
        return self.annotate(
            own_ask=models.FilteredRelation(
                "invitations", condition=models.Q(invitations__ambassador=person.pk)
            ),
            own=models.FilteredRelation("answers", condition=models.Q(answers__ambassador=person.pk)),
            is_asked=models.Q(own_ask__isnull=False),
            own_choice=models.F("own__choice"),
            own_show_name=models.F("own__show_name"),
        )

    def with_kit_size(self) -> Self:
        """`pictures`: how many the kit holds."""
        return self.annotate(
            pictures=models.Count("assets", filter=models.Q(assets__removed_at__isnull=True))
        )

    def matching(self, text: str) -> Self:
        """Each word in the texts (German, English or as a beginning) or as a part of a hashtag."""
        words = words_of(text)
        if not words:
            return self.none() if text.strip() else self
        tags = models.Func(
            "hashtags", models.Value(" "), function="array_to_string", output_field=models.TextField()
        )
        found = self.annotate(tags=tags)
        for word in words:
            # Looked up by the index; beside the hashtags, which no index knows, every text would be gone through.
            in_texts = self.model.objects.filter(search=word_query(word)).values("pk")
            found = found.filter(models.Q(pk__in=in_texts) | models.Q(tags__icontains=word))
        return found


class Campaign(models.Model):
    """An occasion that people may take part in.

    `starts_on` is a day of the company's calendar; `ends_at` is the moment after which answers are closed.
    The second language is the other one of the hub; its three texts are given together or not at all.
    """

    class AnswersWithin(models.TextChoices):
        FEW_HOURS = "few_hours", _("a few hours")
        ONE_DAY = "one_day", _("one working day")
        TWO_DAYS = "two_days", _("two working days")
        WEEK = "week", _("a week")

    class Stage(models.TextChoices):
        DRAFT = "draft"
        RUNNING = "running"
        COMING = "coming"
        OVER = "over"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    language = models.CharField(max_length=2, choices=User.LANGUAGES, default="de")
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    story = models.TextField(max_length=20_000, help_text="Markdown.")
    second_title = models.CharField(max_length=120, blank=True, default="")
    second_summary = models.CharField(max_length=300, blank=True, default="")
    second_story = models.TextField(max_length=20_000, blank=True, default="", help_text="Markdown.")
    hashtags = ArrayField(
        models.CharField(max_length=60, validators=[HASHTAG]),
        size=5,
        default=list,
        blank=True,
        help_text="Without #.",
    )
    header = models.CharField(
        max_length=80, blank=True, default="", help_text="Name of our re-encoded file; without one, a sky."
    )
    starts_on = models.DateField()
    ends_at = models.DateTimeField()
    # What the ask is about; none means anything. Held against what people allow when they are asked.
    topics = models.ManyToManyField(Topic, related_name="campaigns", blank=True)
    networks = ArrayField(
        models.CharField(max_length=12, choices=list(LABELS.items())), default=list, blank=True
    )
    photographs = models.BooleanField(default=False, help_text="Those who take part are photographed.")
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answers_within = models.CharField(
        max_length=10,
        choices=AnswersWithin,
        default=AnswersWithin.ONE_DAY,
        help_text="How soon the contact answers.",
    )
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True, editable=False)
    remind_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminders_queued_at = models.DateTimeField(null=True, blank=True, editable=False)
    changed_at = models.DateTimeField()
    search = models.GeneratedField(
        expression=SearchVector("title", "summary", "story", config="german")
        + SearchVector("title", "summary", "story", config="english")
        + SearchVector("second_title", "second_summary", "second_story", config="german")
        + SearchVector("second_title", "second_summary", "second_story", config="english")
        + SearchVector("title", "second_title", "summary", "second_summary", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    # What queries add: `with_stage`, `with_answer_of`.
    stage_order: int
    is_asked: bool
    own_choice: str | None
    own_show_name: bool | None

    objects = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(second_title="", second_summary="", second_story="")
                | (~models.Q(second_title="") & ~models.Q(second_summary="") & ~models.Q(second_story="")),
                name="second_language_is_whole_or_absent",
            ),
            models.CheckConstraint(
                condition=~models.Q(slug__in=sorted(RESERVED_SLUGS)), name="campaign_slug_is_not_reserved"
            ),
        ]
        indexes = [
            models.Index(fields=["-ends_at", "id"], name="campaigns_by_end"),
            # All that the order of a list asks for: the rows themselves, with their stories, stay unread.
            models.Index(
                fields=["published_at", "closed_at", "ends_at", "starts_on", "id"], name="campaigns_in_order"
            ),
            GinIndex(fields=["search"], name="campaigns_search"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> About:
        return About(
            frozenset(self.topics.values_list("pk", flat=True)), frozenset(self.networks), self.photographs
        )

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def second_language(self) -> str:
        """The code of the second language, or an empty string."""
        return {"de": "en", "en": "de"}[self.language] if self.second_title else ""

    @property
    def words(self) -> Words:
        """The texts for whoever reads the page or mail that is being made."""
        return self.in_language(get_language() or self.language)

    def in_language(self, code: str) -> Words:
        """The texts in the reader's language where there are any, else in the campaign's own."""
        if self.second_language == code[:2]:
            return Words(code[:2], self.second_title, self.second_summary)
        return Words(self.language, self.title, self.summary)

    def story_in(self, code: str) -> str:
        """The story, Markdown; apart from the short texts, since lists do without."""
        return self.second_story if self.second_language == code else self.story

    def is_over(self, now: datetime) -> bool:
        return self.closed_at is not None or self.ends_at <= now

    def is_open(self, now: datetime) -> bool:
        """Whether an invitation to it can be answered."""
        return self.is_published and not self.is_over(now)

    @property
    def stage_in_list(self) -> "Campaign.Stage":
        """Of a campaign read `with_stage`."""
        return list(self.Stage)[self.stage_order]

    def stage(self, now: datetime) -> "Campaign.Stage":
        if not self.is_published:
            return self.Stage.DRAFT
        if self.is_over(now):
            return self.Stage.OVER
        return self.Stage.COMING if self.starts_on > day_of(now) else self.Stage.RUNNING
