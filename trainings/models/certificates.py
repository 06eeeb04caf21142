"""Certificates: made by the person for what they attended or finished, and checked by anybody who has the number."""

import secrets
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import get_language

from ambassadors.models import User
from trainings.models.enrolments import ATTENDED, Enrolment
from trainings.models.progress import Progress
from trainings.models.sessions import Session
from trainings.models.trainings import Training

# Nothing that looks like something else when it is read from paper.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GROUPS, GROUP = 3, 4


def new_code() -> str:
    """7K3M-Q2XF-9TBD: 59 bits, in no order."""
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(GROUP)) for _group in range(GROUPS))


def tidy_code(typed: str) -> str:
    """As it was typed from paper: with or without hyphens, in small letters. Empty for what is no number."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    if len(letters) != GROUPS * GROUP or not set(letters) <= set(LETTERS):
        return ""
    return "-".join(letters[place : place + GROUP] for place in range(0, len(letters), GROUP))


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def of(self, person: User) -> Self:
        return self.filter(person=person)

    def valid(self) -> Self:
        """While its person is marked as there, or has it ticked off: a correction takes it back, and another one
        brings it back."""
        there = Enrolment.objects.filter(
            person=OuterRef("person"), session=OuterRef("session"), state=ATTENDED
        )
        done = Progress.objects.done().filter(person=OuterRef("person"), training=OuterRef("training"))
        return self.filter(Exists(there) | Q(Exists(done), session=None))

    def with_what_it_says(self) -> Self:
        unread = ("training__search", "training__lesson", "training__second_lesson")
        return self.select_related("person", "session", "training").defer(*unread)


class Certificate(models.Model):
    """`titles`: those that the training had then, by language. `names_person`: the public page says whose it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="certificates"
    )
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=GROUPS * (GROUP + 1) - 1, unique=True, default=new_code)
    titles = models.JSONField()
    names_person = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "session"], name="one_certificate_per_session"),
            models.UniqueConstraint(
                fields=["person", "training"],
                condition=Q(session=None),
                name="one_certificate_at_ones_own_pace",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def language(self) -> str:
        """In which the reader sees its title."""
        code = (get_language() or "")[:2]
        return code if code in self.titles else next(iter(self.titles))

    @property
    def title(self) -> str:
        return str(self.titles[self.language])

    @property
    def address(self) -> str:
        """Where anybody can check it."""
        return settings.BASE_URL + reverse("trainings:certificate", args=[self.code])

    @property
    def name(self) -> str:
        """For the public page; empty unless its owner lets it say so."""
        return self.person.name if self.names_person and self.person.is_active else ""
