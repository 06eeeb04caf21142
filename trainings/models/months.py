"""What a finished month is known for, counted once and never again (docs/decisions/026)."""

from typing import Self

from django.db import models
from django.db.models import Q, Sum

from trainings.models.trainings import Training


class CountedMonthQuerySet(models.QuerySet["CountedMonth"]):
    def with_seats(self) -> Self:
        """Those that had a date, each with the `seats` and `taken` of all its trainings, the latest first."""
        with_a_date = self.filter(rows__training__isnull=False)
        return with_a_date.annotate(seats=Sum("rows__seats"), taken=Sum("rows__taken")).order_by("-month")


class CountedMonth(models.Model):
    """A month of the company's calendar that has been counted, by its first day. `k` is the smallest group of that day."""

    month = models.DateField(primary_key=True)
    k = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    seats: int  # after `with_seats()`
    taken: int

    objects = CountedMonthQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(month__day=1), name="month_by_its_first_day")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class TrainingMonthQuerySet(models.QuerySet["TrainingMonth"]):
    def of_trainings(self) -> Self:
        """With their month and training."""
        found = self.filter(training__isnull=False).select_related("month", "training")
        return found.defer("training__search", "training__lesson", "training__second_lesson")

    def together(self) -> Self:
        return self.filter(training__isnull=True).select_related("month")


class TrainingMonth(models.Model):
    """One training in one month; without a `training`: those that were too small to be told alone, together.

    `people` had a seat, half of them within `waited_days`. Of `recorded` people it is known whether they have come;
    `came` is never nearer to nobody or to everybody than k people. What may not be told is not stored: None.
    """

    month = models.ForeignKey(CountedMonth, models.CASCADE, related_name="rows", db_index=False)
    training = models.ForeignKey(Training, models.CASCADE, null=True, related_name="months")
    dates = models.PositiveIntegerField()
    seats = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()
    people = models.PositiveIntegerField(null=True)
    waited_days = models.PositiveSmallIntegerField(null=True)
    recorded = models.PositiveIntegerField(null=True)
    came = models.PositiveIntegerField(null=True)

    objects = TrainingMonthQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "training"], nulls_distinct=False, name="one_row_per_training_and_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training or 'together'}, {self.month}"
