"""How far a person is with a self-paced training. They alone ever see it."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models

from ambassadors.models import User
from trainings.models.trainings import Training


class ProgressQuerySet(models.QuerySet["Progress"]):
    def of(self, person: User) -> Self:
        return self.filter(person=person)

    def done(self) -> Self:
        return self.filter(done_at__isnull=False)


class Progress(models.Model):
    """Started, and perhaps ticked off, by the person. `nudge_on`: the day of the one reminder they set themselves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="progress", db_index=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="training_progress"
    )
    started_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    nudge_on = models.DateField(null=True)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["training", "person"], name="one_progress_per_training"),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True) | models.Q(nudge_on__isnull=True),
                name="no_nudge_after_the_end",
            ),
        ]

    def __str__(self) -> str:
        return f"progress in {self.training}"

    @property
    def is_done(self) -> bool:
        return self.done_at is not None
