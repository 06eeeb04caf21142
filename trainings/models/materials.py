"""Slides, sheets and recordings of a training or of one of its dates."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from ambassadors.models import User
from trainings.models.enrolments import Enrolment
from trainings.models.sessions import Session
from trainings.models.trainings import Training

State = Enrolment.State


class MaterialQuerySet(models.QuerySet["Material"]):
    def kept(self) -> Self:
        return self.filter(removed_at__isnull=True)

    def for_session(self, session: Session) -> Self:
        """Those of the date, and those of its training."""
        return self.filter(Q(session=session) | Q(session=None, training=session.training_id))

    def visible_to(self, user: User) -> Self:
        """What a person may take along: by its audience, and whatever belongs to what they run or lead."""
        if user.is_coordinator:
            return self.kept()
        seen = Session.objects.visible_to(user)
        exists = Q(session__in=seen) | Q(session=None, training__in=Training.objects.visible_to(user))
        audiences = Material.Audience
        meant = (
            Q(audience=audiences.EVERYBODY)
            | _had(user, [State.BOOKED, State.ATTENDED, State.NO_SHOW]) & Q(audience=audiences.BOOKED)
            | _had(user, [State.ATTENDED]) & Q(audience=audiences.ATTENDED)
        )
        return self.kept().filter(_led_by(user) | exists & meant)

    def for_training(self, training: Training) -> Self:
        """Those of all its dates."""
        return self.filter(session=None, training=training)

    def in_order(self) -> Self:
        return self.order_by("added_at", "id")


def _had(user: User, states: list[str]) -> Q:
    """A seat on the date that a material belongs to, or on any date where it belongs to all of them."""
    mine = Enrolment.objects.of(user).filter(state__in=states)
    this_date = Exists(mine.filter(session=OuterRef("session")))
    any_date = Exists(mine.filter(session__training=OuterRef("training")))
    return Q(this_date) | Q(any_date, session=None)


def _led_by(user: User) -> Q:
    led = Session.trainers.through.objects.filter(user=user)
    this_date = Exists(led.filter(session=OuterRef("session")))
    any_date = Exists(led.filter(session__training=OuterRef("training")))
    return Q(this_date) | Q(any_date, session=None)


class Material(models.Model):
    """A file under a random name, or a link. `session` is null for what belongs to every date of the training.

    `removed_at` keeps it for a day, so that removing can be undone.
    """

    class Audience(models.TextChoices):
        EVERYBODY = "everybody", "everybody who may see the training"
        BOOKED = "booked", "people who have a seat"
        ATTENDED = "attended", "people who were there"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="materials")
    session = models.ForeignKey(Session, models.CASCADE, null=True, blank=True, related_name="materials")
    audience = models.CharField(max_length=9, choices=Audience)
    title = models.CharField(max_length=120)
    link = models.URLField(max_length=500, blank=True, default="")
    file = models.CharField(max_length=80, blank=True, default="", editable=False)
    content_type = models.CharField(max_length=40, blank=True, default="", editable=False)
    size = models.PositiveBigIntegerField(default=0, editable=False, help_text="Bytes.")
    added_at = models.DateTimeField(editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(file="") & ~Q(link="") | ~Q(file="") & Q(link=""), name="material_is_file_or_link"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind(self) -> str:
        """PDF, MP4; empty for a link."""
        return self.extension.upper()

    @property
    def extension(self) -> str:
        return self.file.rpartition(".")[2]
