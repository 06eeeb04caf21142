"""What people say about a training afterwards. Whose it is stands nowhere; see `trainings.feedback`."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ambassadors.models import User
from trainings.models.sessions import Session
from trainings.models.trainings import Training

LONGEST = 1000


class Useful(models.IntegerChoices):
    NOT_AT_ALL = 1, _("Not at all")
    A_LITTLE = 2, _("A little")
    PARTLY = 3, _("Partly")
    QUITE = 4, _("Quite")
    VERY = 5, _("Very")


class Recommends(models.TextChoices):
    YES = "yes", _("Yes")
    PERHAPS = "perhaps", _("Perhaps")
    NO = "no", _("No")


class Feedback(models.Model):
    """What one person said, until it is counted. No person, no number, no day: only the month, for the retention.

    `session` is null for a training at one's own pace, and once the time to answer is over: then it waits together with
    that of other dates.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, null=True, related_name="+")
    month = models.DateField()
    useful = models.PositiveSmallIntegerField(choices=Useful)
    recommends = models.CharField(max_length=7, choices=Recommends)
    helped = models.TextField(max_length=LONGEST, blank=True, default="")
    change = models.TextField(max_length=LONGEST, blank=True, default="")

    class Meta:
        verbose_name_plural = "feedback"

    def __str__(self) -> str:
        return "feedback"


class FeedbackGivenQuerySet(models.QuerySet["FeedbackGiven"]):
    def of(self, person: User) -> Self:
        return self.filter(person=person)


class FeedbackGiven(models.Model):
    """That somebody has answered, so that nobody answers twice: without a time, and without what they said.

    That of a date goes when nobody can answer any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feedback_given"
    )

    objects = FeedbackGivenQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "feedback given"
        constraints = [
            models.UniqueConstraint(fields=["person", "session"], name="one_feedback_per_session"),
            models.UniqueConstraint(
                fields=["person", "training"], condition=Q(session=None), name="one_feedback_at_ones_own_pace"
            ),
        ]

    def __str__(self) -> str:
        return "feedback given"


class FeedbackTotal(models.Model):
    """What k people or more said together, about one date, or about a training where `session` is null.

    Every answer is in one total and stays there; a total grows by whole batches of k people or more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="feedback_totals")
    session = models.OneToOneField(
        Session, on_delete=models.CASCADE, null=True, related_name="feedback_total"
    )
    people = models.PositiveIntegerField(default=0)
    not_at_all = models.PositiveIntegerField(default=0)
    a_little = models.PositiveIntegerField(default=0)
    partly = models.PositiveIntegerField(default=0)
    quite = models.PositiveIntegerField(default=0)
    very = models.PositiveIntegerField(default=0)
    would = models.PositiveIntegerField(default=0)
    perhaps = models.PositiveIntegerField(default=0)
    would_not = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["training"], condition=Q(session=None), name="one_feedback_total_per_training"
            ),
        ]

    def __str__(self) -> str:
        return f"feedback on {self.training}"

    @property
    def found_useful(self) -> int:
        return self.quite + self.very


class FeedbackText(models.Model):
    """One text, apart from everything else that its writer said. In the order of its random id."""

    class Question(models.TextChoices):
        HELPED = "helped", _("What helped")
        CHANGE = "change", _("What people would change")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    total = models.ForeignKey(FeedbackTotal, on_delete=models.CASCADE, related_name="texts")
    question = models.CharField(max_length=6, choices=Question)
    text = models.TextField(max_length=LONGEST)
    counted_on = models.DateField()

    def __str__(self) -> str:
        return "text of feedback"
