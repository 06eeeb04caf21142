"""The checklist of first steps: what coordinators put on it, and what an ambassador ticked by hand."""

import uuid
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from ambassadors.models.people import Ambassador

# A message is kept for 180 days and never written twice, so that a longer interval brings no second reminder.
LONGEST_DAYS = 120


def random_key() -> str:
    return uuid.uuid4().hex


class OnboardingStepQuerySet(models.QuerySet["OnboardingStep"]):
    def in_order(self) -> Self:
        return self.order_by("position", "key")


class OnboardingStep(models.Model):
    """One step. The key of those that tick themselves says what the hub looks at; that of an own one is random.

    Empty words of a step that ticks itself are the hub's own (`ambassadors.onboarding`).
    """

    key = models.SlugField(primary_key=True, max_length=32, default=random_key)
    title_de = models.CharField(max_length=80, blank=True, default="")
    title_en = models.CharField(max_length=80, blank=True, default="")
    text_de = models.CharField(max_length=200, blank=True, default="")
    text_en = models.CharField(max_length=200, blank=True, default="")
    link = models.CharField(max_length=500, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)
    is_on = models.BooleanField(default=True)

    objects = OnboardingStepQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title_de or self.title_en or self.key


class OnboardingTick(models.Model):
    """A step that the person ticked themselves. When is not kept."""

    ambassador = models.ForeignKey(Ambassador, on_delete=models.CASCADE, related_name="ticks")
    step = models.ForeignKey(OnboardingStep, on_delete=models.CASCADE, related_name="ticks")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ambassador", "step"], name="ticked_once")]

    def __str__(self) -> str:
        return str(self.step_id)


class Onboarding(models.Model):
    """One row, id 1: how many days after joining the one reminder comes; None for never."""

    remind_after_days = models.PositiveSmallIntegerField(
        null=True, default=14, validators=[MinValueValidator(1), MaxValueValidator(LONGEST_DAYS)]
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_onboarding")]

    def __str__(self) -> str:
        return f"reminder after {self.remind_after_days} days"

    @classmethod
    def current(cls) -> "Onboarding":
        return cls.objects.first() or cls(pk=1)
