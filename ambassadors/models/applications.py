"""Applications to the programme: gone when they are taken back or approved, and 90 days after they were declined."""

import uuid
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from ambassadors.models.cohorts import ANSWER_WITHIN, Cohort, CohortQuestion
from ambassadors.models.people import User

# A decision takes effect and is told after this time; until then whoever made it can take it back.
UNDO_FOR = timedelta(minutes=10)
DECLINED_KEPT = timedelta(days=90)
WORDS_LENGTH = 1000
REPLY_LENGTH = 2000


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user: User) -> Self:
        found = self.filter(person__is_active=True)
        return found if user.is_coordinator else found.filter(person=user)

    def waiting(self) -> Self:
        """They need a coordinator; those that were asked something need the person."""
        return self.filter(state=Application.State.WAITING, person__is_active=True)

    def asked(self) -> Self:
        return self.filter(state=Application.State.ASKED)

    def undecided(self) -> Self:
        return self.filter(decided_at__isnull=True)

    def decided(self) -> Self:
        return self.filter(decided_at__isnull=False)

    def not_told(self) -> Self:
        """Decided, and the person does not know it yet."""
        return self.decided().filter(told_at__isnull=True)

    def settling(self, now: datetime) -> Self:
        """The time in which the decision could be taken back is over."""
        return self.not_told().filter(decided_at__lte=now - UNDO_FOR, person__is_active=True)

    def to_forget(self, now: datetime) -> Self:
        """Declined so long ago."""
        return self.filter(state=Application.State.DECLINED, decided_at__lte=now - DECLINED_KEPT)

    def found_by(self, text: str) -> Self:
        return self.filter(person__in=User.objects.found_by(text))

    def for_a_page(self) -> Self:
        return self.select_related("person", "person__ambassador", "cohort", "decided_by")

    def longest_first(self) -> Self:
        return self.order_by("applied_at", "id")


class Application(models.Model):
    """One per person. While a decision is not told, the person sees an application that is being read.

    `decision` is what the pressed button names, so that pressing it twice decides once, and undoing finds them all.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        ASKED = "asked", "asked something"
        APPROVED = "approved"
        DECLINED = "declined"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="application"
    )
    cohort = models.ForeignKey(
        Cohort, null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    words = models.TextField(max_length=WORDS_LENGTH)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    applied_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    decision = models.UUIDField(null=True, db_index=True)
    reply = models.TextField(max_length=REPLY_LENGTH, blank=True, default="")
    told_at = models.DateTimeField(null=True)

    objects = ApplicationQuerySet.as_manager()

    if TYPE_CHECKING:
        cohort_id: uuid.UUID | None
        person_id: uuid.UUID

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, state__in=["waiting", "asked"])
                | Q(decided_at__isnull=False, state__in=["approved", "declined"]),
                name="decided_means_approved_or_declined",
            ),
        ]
        indexes = [models.Index(fields=["state", "applied_at", "id"], name="applications_in_order")]

    def __str__(self) -> str:
        return f"Application of {self.person_id}"

    @property
    def is_decided(self) -> bool:
        return self.decided_at is not None

    @property
    def is_declined(self) -> bool:
        return self.state == self.State.DECLINED

    @property
    def told_state(self) -> str:
        """What the person may know: a decision that can still be undone looks like none."""
        return self.State.WAITING if self.is_decided and self.told_at is None else self.state

    @property
    def answered_by(self) -> date:
        """The day by which an answer is promised, by the applicant's calendar."""
        if self.cohort is not None:
            return self.cohort.answered_by
        return (self.applied_at + ANSWER_WITHIN).astimezone(self.person.zone).date()

    @property
    def forgotten_on(self) -> date | None:
        """The day on which a declined application is deleted."""
        return self.decided_at and (self.decided_at + DECLINED_KEPT).astimezone(self.person.zone).date()

    def can_be_undone(self, now: datetime) -> bool:
        return self.decided_at is not None and self.told_at is None and now < self.decided_at + UNDO_FOR


class ApplicationAnswer(models.Model):
    """What somebody wrote to a question of their cohort."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="answers", db_index=False
    )
    question = models.ForeignKey(CohortQuestion, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(max_length=WORDS_LENGTH)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "question"], name="one_answer_per_question")
        ]

    def __str__(self) -> str:
        return self.text


class AskBack(models.Model):
    """A coordinator's question about an application, and the answer to it; one at a time is open."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="asks_back")
    question = models.TextField(max_length=WORDS_LENGTH)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    asked_at = models.DateTimeField()
    answer = models.TextField(max_length=WORDS_LENGTH, blank=True, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(answered_at__isnull=True), name="one_open_question"
            )
        ]

    def __str__(self) -> str:
        return self.question
