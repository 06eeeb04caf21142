"""Messages and how they stand."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class MessageClass(models.IntegerChoices):
    """PRODUCT.md rule 9. The number is the lane: lower goes first."""

    NOW = 0, "asked for now"
    SIGNED_UP = 1, "signed up for"
    ASK = 2, "asks and digests"


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, now: datetime) -> Self:
        """What may be claimed: due, not leased to a sender that may still be alive."""
        return self.filter(
            Q(lease_until__isnull=True) | Q(lease_until__lt=now), state=Message.State.DUE, due_at__lte=now
        )

    def for_person(self, person: object) -> Self:
        return self.filter(recipient=person)

    def in_lane_order(self) -> Self:
        return self.order_by("lane", "due_at", "id")


class Message(models.Model):
    """Something that is due to one person at a time.

    Unique on (kind, recipient, object, occurrence): writing the same message twice changes nothing.
    `due_at` lives here; Celery only wakes the sender. `lease_*` mark a claim by one sender.
    """

    class State(models.TextChoices):
        DUE = "due"
        SENT = "sent"
        IN_HUB = "in_hub", "in the hub only"
        FAILED = "failed"
        DROPPED = "dropped"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages")
    object_id = models.CharField(max_length=60, blank=True, default="")
    occurrence = models.CharField(max_length=80, blank=True, default="")
    context = models.JSONField(default=dict)
    # A nonce for tokens derived at send time; wiped context and nonce leave nothing to derive from.
    nonce = models.UUIDField(default=uuid.uuid4, editable=False)

    lane = models.PositiveSmallIntegerField(choices=MessageClass.choices)
    due_at = models.DateTimeField()
    useful_until = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.DUE)
    reason = models.CharField(max_length=200, blank=True, default="", help_text="Why it failed or was dropped.")

    attempts = models.PositiveIntegerField(default=0)
    template_faults = models.PositiveSmallIntegerField(default=0)
    lease_token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "recipient", "object_id", "occurrence"], name="one_message_per_occasion"
            ),
        ]
        indexes = [
            models.Index(fields=["lane", "due_at", "id"], condition=Q(state="due"), name="messages_due"),
            models.Index(fields=["recipient", "-created_at"], name="messages_of_a_person"),
            models.Index(fields=["object_id", "kind"], name="messages_about_an_object"),
            models.Index(F("kind"), F("state"), F("done_at"), name="messages_delivery"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"


class Mute(models.Model):
    """A person wants no more of one kind (one-click unsubscribe, RFC 8058)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mutes")
    kind = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_mute_per_kind")]

    def __str__(self) -> str:
        return self.kind


class Tick(models.Model):
    """When a planner or sender last finished; health is the age of these, not whether a process is up."""

    name = models.CharField(max_length=60, primary_key=True)
    finished_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
