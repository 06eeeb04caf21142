"""Who would come to a training if there were a date. Nobody but the person sees that they would; see `trainings.wishes`."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from ambassadors.models import User
from trainings.models.sessions import Session
from trainings.models.trainings import Training


class InterestQuerySet(models.QuerySet["Interest"]):
    def of(self, person: User) -> Self:
        return self.filter(person=person)

    def for_training(self, training: Training) -> Self:
        return self.filter(training=training)

    def to_tell(self) -> Self:
        """Those who were told of no date yet, or of one that was cancelled since."""
        untold = Q(told_of__isnull=True) | Q(told_of__cancelled_at__isnull=False)
        return self.filter(untold, person__is_active=True)

    def to_forget(self, since_before: datetime) -> Self:
        return self.filter(since__lt=since_before)


class Interest(models.Model):
    """One person would come. The row goes when they take a seat, take it back, or after a while.

    `told_of`: the date they were written about; each is told once. `is_counted`: the last count has it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="interests", db_index=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="training_interests"
    )
    since = models.DateTimeField()
    told_of = models.ForeignKey(Session, on_delete=models.SET_NULL, null=True, related_name="+")
    is_counted = models.BooleanField(default=False)

    objects = InterestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["training", "person"], name="one_interest_per_training"),
        ]

    def __str__(self) -> str:
        return f"interest in {self.training}"


class InterestFigures(models.Model):
    """How many would come, as counted once a day; a number that may not be shown is not stored.

    `gone`: of people who were counted and have taken a seat or left the company since. Others can see both, so the
    count does not fall by one to tell who it was; they are taken off together, once they are k people.
    """

    training = models.OneToOneField(
        Training, primary_key=True, on_delete=models.CASCADE, related_name="interest_figures"
    )
    counted_at = models.DateTimeField()
    people = models.PositiveIntegerField(null=True)
    gone = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "interest figures"

    def __str__(self) -> str:
        return f"interest in {self.training}"
