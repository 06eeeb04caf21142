"""Learning paths: trainings in an order that makes sense. Nobody has to follow it."""

import uuid
from typing import NamedTuple, Self

from django.db import models
from django.utils.translation import get_language

from ambassadors.models import User
from trainings.models.trainings import Training


class PathWords(NamedTuple):
    language: str
    title: str
    summary: str


class LearningPathQuerySet(models.QuerySet["LearningPath"]):
    def visible_to(self, user: User) -> Self:
        """Coordinators see drafts too."""
        return self if user.is_coordinator else self.published()

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def by_title(self) -> Self:
        return self.order_by("title", "id")


class LearningPath(models.Model):
    """How far somebody is on it is worked out for that person alone and stored nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    language = models.CharField(max_length=2, choices=User.LANGUAGES, default="de")
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    second_title = models.CharField(max_length=120, blank=True, default="")
    second_summary = models.CharField(max_length=300, blank=True, default="")
    trainings: models.ManyToManyField = models.ManyToManyField(
        Training, through="PathStep", related_name="paths"
    )
    created_at = models.DateTimeField(editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = LearningPathQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def words(self) -> PathWords:
        """In the reader's language where there are texts in it, else in the path's own."""
        code = (get_language() or self.language)[:2]
        if self.second_title and code != self.language:
            return PathWords(code, self.second_title, self.second_summary or self.summary)
        return PathWords(self.language, self.title, self.summary)


class PathStep(models.Model):
    """`place`: 1 for the first training of the path."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.ForeignKey(LearningPath, on_delete=models.CASCADE, related_name="steps", db_index=False)
    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="path_steps")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["path", "place"]
        constraints = [
            models.UniqueConstraint(fields=["path", "training"], name="once_on_a_path"),
            models.UniqueConstraint(
                fields=["path", "place"], name="one_training_per_place", deferrable=models.Deferrable.DEFERRED
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.training}"
