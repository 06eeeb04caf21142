"""How the post goes: ticks, a hold after a long gap, addresses that fail, mails that stay on this machine."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F

from outbox.models.messages import Message, MessageClass


class Tick(models.Model):
    """When a planner or sender last finished; health is the age of these, not whether a process is up."""

    name = models.CharField(max_length=60, primary_key=True)
    finished_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Hold(models.Model):
    """One row while messages wait for a coordinator's word: those of `from_lane` and above, written before `since`.

    After a restore from a backup the database believes that what went out since is still due. The sender notices a
    long gap by itself and holds the asks; whoever restores can hold everything (`manage.py hold_messages`).
    """

    since = models.DateTimeField()
    from_lane = models.PositiveSmallIntegerField(choices=MessageClass.choices, default=MessageClass.ASK)
    gap_from = models.DateTimeField(null=True, help_text="The last tick before the gap.")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_hold")]

    def __str__(self) -> str:
        return f"since {self.since}"


class AddressFaultQuerySet(models.QuerySet["AddressFault"]):
    def current(self) -> Self:
        """Those of addresses that people still have."""
        return self.filter(address=F("person__email"), person__is_active=True)


class AddressFault(models.Model):
    """A mail server refused a person's address for good. Nothing says which message was refused.

    Goes when a mail to the address is accepted.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="address_fault"
    )
    address = models.EmailField()
    since = models.DateField()
    reason = models.CharField(max_length=200)

    objects = AddressFaultQuerySet.as_manager()

    def __str__(self) -> str:
        return self.address


class KeptMail(models.Model):
    """A mail that stays on this machine because there is no EMAIL_URL: RFC 5322 bytes, as they would have left."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="kept_mail")
    kept_at = models.DateTimeField(db_index=True)
    raw = models.BinaryField()

    class Meta:
        ordering = ["-kept_at", "id"]

    def __str__(self) -> str:
        return str(self.id)
