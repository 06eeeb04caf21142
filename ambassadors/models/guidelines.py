"""Guidelines, their numbered versions, and what people decided about them."""

import hashlib
import uuid
from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from ambassadors.models.people import User

WORDS_PER_MINUTE = 180


@dataclass(frozen=True)
class Wording:
    """A version in one language. What binds anyway stands apart from what a person may opt in to."""

    language: str
    title: str
    text: str
    binding: str

    @property
    def minutes(self) -> int:
        words = len(self.text.split()) + len(self.binding.split())
        return max(1, round(words / WORDS_PER_MINUTE))

    @property
    def hash(self) -> str:
        """SHA-256 of the text that was shown."""
        return hashlib.sha256(f"{self.text}\0{self.binding}".encode()).hexdigest()


class Guideline(models.Model):
    """One piece of posting guidance. Its texts are its versions."""

    RESERVED_SLUGS = frozenset({"new"})

    slug = models.SlugField(max_length=60, unique=True)
    language = models.CharField(max_length=2, choices=User.LANGUAGES, default="de")
    title = models.CharField(max_length=120)
    second_title = models.CharField(max_length=120, blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["title", "slug"]

    def __str__(self) -> str:
        return self.title

    @property
    def second_language(self) -> str:
        return next(code for code, _name in User.LANGUAGES if code != self.language)

    def title_in(self, language: str) -> str:
        return self.second_title if language == self.second_language and self.second_title else self.title


class GuidelineVersionQuerySet(models.QuerySet["GuidelineVersion"]):
    def published(self) -> Self:
        return self.filter(valid_from__isnull=False)

    def drafts(self) -> Self:
        return self.filter(valid_from__isnull=True)

    def newest_first(self) -> Self:
        return self.order_by("-number")

    def latest_of_each(self) -> Self:
        """The published version of every guideline that is valid now."""
        published = self.published().select_related("guideline")
        return published.order_by("guideline_id", "-number").distinct("guideline_id")


class GuidelineVersion(models.Model):
    """Markdown in one language and, optionally, a second. Never changed once it is published."""

    guideline = models.ForeignKey(Guideline, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(help_text="Voluntary: what a person may opt in to.")
    binding = models.TextField(
        blank=True, default="", help_text="What binds anyway: law and confidentiality."
    )
    second_text = models.TextField(blank=True, default="")
    second_binding = models.TextField(blank=True, default="")
    valid_from = models.DateTimeField(null=True, help_text="Empty while it is a draft.")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = GuidelineVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guideline", "number"], name="version_numbers_are_unique"),
            models.UniqueConstraint(
                fields=["guideline"], condition=Q(valid_from__isnull=True), name="one_draft_per_guideline"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guideline} {self.number}"

    @property
    def fingerprint(self) -> str:
        """Changes with every word of either language."""
        texts = (self.text, self.binding, self.second_text, self.second_binding)
        return hashlib.sha256("\0".join(texts).encode()).hexdigest()

    def wording(self, language: str) -> Wording:
        """In `language` if there is such a text, else in the guideline's own."""
        guideline = self.guideline
        if language == guideline.second_language and self.second_text:
            title = guideline.title_in(language)
            return Wording(language, title, self.second_text, self.second_binding)
        return Wording(guideline.language, guideline.title, self.text, self.binding)


class ConsentSubject(models.Model):
    """The link between a person and the random key of their consent events; erasure deletes this row alone.

    `answered` is the number of the newest version that the person has decided about, in whatever way: the
    hub does not ask about it again.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consent_subjects"
    )
    guideline = models.ForeignKey(Guideline, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    answered = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "guideline"], name="one_key_per_guideline")]

    def __str__(self) -> str:
        return str(self.key)


class ConsentEventQuerySet(models.QuerySet["ConsentEvent"]):
    def of(self, subject: ConsentSubject | None) -> Self:
        return self.filter(subject=subject.key) if subject else self.none()

    def newest_first(self) -> Self:
        return self.order_by("-at", "-version__number", "-id")


class ConsentEvent(models.Model):
    """Append-only: a trigger refuses UPDATE, DELETE and TRUNCATE. Holds no personal data."""

    class Deed(models.TextChoices):
        OPTED_IN = "opted_in"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.UUIDField(editable=False)
    version = models.ForeignKey(GuidelineVersion, on_delete=models.PROTECT, related_name="+", editable=False)
    text_hash = models.CharField(max_length=64, editable=False)
    language = models.CharField(max_length=2, editable=False)
    deed = models.CharField(max_length=9, choices=Deed.choices, editable=False)
    at = models.DateTimeField(editable=False)

    objects = ConsentEventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject", "at"], name="consent_of_a_subject")]

    def __str__(self) -> str:
        return f"{self.deed} {self.at:%Y-%m-%d}"
