"""Guidelines, their numbered versions, and what people decided about them."""

import hashlib
import uuid
from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from ambassadors.models.people import User

WORDS_PER_MINUTE = 180


@dataclass(frozen=True)
class Wording:
    """A version in one language. What binds anyway stands apart from what a person may opt in to.

    `simple`: the same in Leichte Sprache, or nothing. A help for reading: what is decided about is the text.
    """

    language: str
    title: str
    text: str
    binding: str
    simple: str = ""

    @property
    def minutes(self) -> int:
        return _minutes(f"{self.text} {self.binding}")

    @property
    def simple_minutes(self) -> int:
        return _minutes(self.simple)

    @property
    def hash(self) -> str:
        """SHA-256 of the text that was shown."""
        return hashlib.sha256(f"{self.text}\0{self.binding}".encode()).hexdigest()


def _minutes(text: str) -> int:
    return max(1, round(len(text.split()) / WORDS_PER_MINUTE))


class GuidelineQuerySet(models.QuerySet["Guideline"]):
    def in_order(self) -> Self:
        return self.order_by("position", "title", "slug")

    def current(self) -> Self:
        return self.filter(retired_at__isnull=True)

    def voluntary(self) -> Self:
        return self.filter(is_binding=False)

    def published(self) -> Self:
        return self.filter(Exists(GuidelineVersion.objects.published().filter(guideline=OuterRef("pk"))))

    def readable_by(self, person: User) -> Self:
        """Published, and in use; of retired ones those that the person has decided about."""
        decided = ConsentSubject.objects.filter(person=person, guideline=OuterRef("pk"))
        return self.published().filter(Q(retired_at__isnull=True) | Exists(decided))


class Guideline(models.Model):
    """One piece of posting guidance. Its texts are its versions; `title` is that of the newest published one."""

    RESERVED_SLUGS = frozenset({"new"})

    slug = models.SlugField(max_length=60, unique=True)
    language = models.CharField(max_length=2, choices=User.LANGUAGES, default="de")
    title = models.CharField(max_length=120)
    second_title = models.CharField(max_length=120, blank=True, default="")
    is_binding = models.BooleanField(
        default=False,
        help_text="Law and confidentiality: holds for everybody, so there is nothing to opt in to.",
    )
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True, help_text="No longer in use; its history stays.")

    objects = GuidelineQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title", "slug"]

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

    def with_asked(self) -> Self:
        """`asked`: the number of the newest version of the same guideline that asked for a decision."""
        asking = GuidelineVersion.objects.published().filter(
            guideline=OuterRef("guideline"), is_correction=False
        )
        return self.annotate(asked=Subquery(asking.newest_first().values("number")[:1]))


class GuidelineVersion(models.Model):
    """Markdown in one language and, optionally, a second.

    Never changed once it is published: a trigger refuses it, since consent is proved by these words.
    """

    TEXTS = (
        "title",
        "text",
        "binding",
        "simple_text",
        "second_title",
        "second_text",
        "second_binding",
        "second_simple_text",
    )

    guideline = models.ForeignKey(Guideline, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True, default="")
    text = models.TextField(
        help_text="What a person may opt in to, or all of it where the guideline binds anyway."
    )
    binding = models.TextField(
        blank=True, default="", help_text="What binds anyway: law and confidentiality."
    )
    simple_text = models.TextField(blank=True, default="", help_text="In Leichter Sprache.")
    second_title = models.CharField(max_length=120, blank=True, default="")
    second_text = models.TextField(blank=True, default="")
    second_binding = models.TextField(blank=True, default="")
    second_simple_text = models.TextField(blank=True, default="")
    is_correction = models.BooleanField(
        default=False, help_text="Changes no meaning: consent to the version before carries on."
    )
    valid_from = models.DateTimeField(null=True, help_text="Empty while it is a draft.")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    edited_at = models.DateTimeField(null=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    asked: int  # after `with_asked()`

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
        texts = "\0".join(getattr(self, name) for name in self.TEXTS)
        return hashlib.sha256(texts.encode()).hexdigest()

    def wording(self, language: str) -> Wording:
        """In `language` if there is such a text, else in the guideline's own."""
        guideline = self.guideline
        if language == guideline.second_language and self.second_text:
            title = self.second_title or self.title or guideline.title_in(language)
            return Wording(language, title, self.second_text, self.second_binding, self.second_simple_text)
        title = self.title or guideline.title
        return Wording(guideline.language, title, self.text, self.binding, self.simple_text)


class ConsentSubjectQuerySet(models.QuerySet["ConsentSubject"]):
    def consenting(self) -> Self:
        """Whose last event is an opt-in."""
        events = ConsentEvent.objects.filter(subject=OuterRef("key")).newest_first()
        last = self.alias(last=Subquery(events.values("deed")[:1]))
        return last.filter(last=ConsentEvent.Deed.OPTED_IN)


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

    objects = ConsentSubjectQuerySet.as_manager()

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
