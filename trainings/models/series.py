"""Dates of a training that were planned together."""

import uuid

from django.db import models

from trainings.models.trainings import Training


class Series(models.Model):
    """The rhythm in which some dates were planned. `region`: whose public holidays it skips; empty: none.

    The last one made says what the next one starts with.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="series")
    weeks = models.PositiveSmallIntegerField("weeks between two dates", default=1)
    region = models.CharField(max_length=20, blank=True, default="")
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(weeks__gte=1), name="series_goes_on")]

    def __str__(self) -> str:
        return f"{self.training}, every {self.weeks} weeks"
