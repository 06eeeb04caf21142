"""Invitations to the programme: one per person at a time, gone when it is accepted.

One that was declined, ignored or never opened is one and the same row: nothing here tells them apart.
"""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from ambassadors.models.people import User
from outbox.tokens import hash_of, token_for

VALID_FOR = timedelta(days=30)
REMIND_AFTER = timedelta(days=14)
# A reminder leaves a few days to decide.
REMIND_BEFORE_END = timedelta(days=5)


def keyed_hash(code: str) -> str:
    """Of the short code of a letter: keyed, so that a stolen database does not let anybody try codes."""
    return hash_of(token_for("programme code", code, ""))


class ProgrammeInvitationQuerySet(models.QuerySet["ProgrammeInvitation"]):
    def open(self, now: datetime) -> Self:
        return self.filter(expires_at__gt=now, person__is_active=True)

    def with_token(self, token: str) -> Self:
        return self.filter(token_hash=hash_of(token))

    def with_code(self, code: str) -> Self:
        return self.filter(code_hash=keyed_hash(code))

    def to_remind(self, now: datetime) -> Self:
        """Mailed two weeks ago or earlier, open for some days yet, and the one reminder was not planned."""
        return self.filter(
            way=ProgrammeInvitation.Way.MAIL,
            invited_at__lte=now - REMIND_AFTER,
            expires_at__gt=now + REMIND_BEFORE_END,
            reminder_queued_at__isnull=True,
        )

    def letters(self) -> Self:
        return self.filter(way=ProgrammeInvitation.Way.LETTER)


class ProgrammeInvitation(models.Model):
    """An open ask to join. Inviting again writes the same row anew, so the earlier link no longer opens.

    Token and code are derived from the person and `nonce` when a mail is sent or a letter is printed.
    """

    class Way(models.TextChoices):
        MAIL = "mail"
        LETTER = "letter"

    person = models.OneToOneField(
        User, on_delete=models.CASCADE, primary_key=True, related_name="programme_invitation"
    )
    way = models.CharField(max_length=6, choices=Way.choices)
    # What was invited in one go. The message of an earlier go is no longer true.
    batch = models.UUIDField(default=uuid.uuid4, db_index=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    # For everybody who was invited in one go, whoever needs it: it says nothing about anybody.
    reminder_queued_at = models.DateTimeField(null=True)
    nonce = models.UUIDField(default=uuid.uuid4)
    token_hash = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=64, null=True)

    objects = ProgrammeInvitationQuerySet.as_manager()

    class Meta:
        # Few indexes: a hundred thousand rows are written in one go.
        constraints = [
            models.UniqueConstraint(fields=["token_hash"], name="one_invitation_per_token"),
            models.UniqueConstraint(
                fields=["code_hash"], condition=Q(code_hash__isnull=False), name="one_invitation_per_code"
            ),
            models.CheckConstraint(
                condition=Q(way="letter") | Q(code_hash__isnull=True), name="only_letters_have_a_code"
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation of {self.person_id}"

    @staticmethod
    def token_for(person_id: object, nonce: object) -> str:
        return token_for("programme invitation", person_id, nonce)

    @property
    def token(self) -> str:
        return self.token_for(self.person_id, self.nonce)

    @property
    def address(self) -> str:
        """The whole address that opens the invitation."""
        return settings.BASE_URL + reverse("ambassadors:invitation", args=[self.token])

    def is_open(self, now: datetime) -> bool:
        return now < self.expires_at
