"""Messages and how they stand."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.functional import cached_property

if TYPE_CHECKING:
    from outbox.models.delivery import Hold


class MessageClass(models.IntegerChoices):
    """The three classes of docs/rules.md, 9. The number is the lane: lower goes first."""

    NOW = 0, "asked for now"
    SIGNED_UP = 1, "signed up for"
    ASK = 2, "asks and digests"


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, now: datetime) -> Self:
        """What may be claimed: due, not backing off, not leased to a sender that may still be alive.

        Leases are judged by the database's clock, whatever `now` is: it is the one that all senders share.
        """
        return self.filter(
            Q(lease_until__isnull=True) | Q(lease_until__lt=Now()),
            Q(retry_at__isnull=True) | Q(retry_at__lte=now),
            state=Message.State.DUE,
            due_at__lte=now,
        )

    def held_by(self, hold: "Hold") -> Self:
        """What was there before a long gap and waits for a coordinator's word."""
        return self.filter(state=Message.State.DUE, lane__gte=hold.from_lane, created_at__lte=hold.since)

    def not_held_by(self, hold: "Hold | None") -> Self:
        return self if hold is None else self.exclude(lane__gte=hold.from_lane, created_at__lte=hold.since)

    def readable(self) -> Self:
        """What a person may read again in the hub: sent, only in the hub, or undeliverable by mail."""
        return self.filter(state__in=[Message.State.SENT, Message.State.IN_HUB, Message.State.FAILED])

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
    # Found by the index of a person's messages below; one of its own would cost every invitation.
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages", db_index=False
    )
    object_id = models.CharField(max_length=60, blank=True, default="")
    occurrence = models.CharField(max_length=80, blank=True, default="")
    context = models.JSONField(default=dict)
    # A nonce for tokens derived at send time; wiped context and nonce leave nothing to derive from.
    nonce = models.UUIDField(default=uuid.uuid4, editable=False)

    lane = models.PositiveSmallIntegerField(choices=MessageClass.choices)
    due_at = models.DateTimeField()
    useful_until = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.DUE)
    reason = models.CharField(
        max_length=200, blank=True, default="", help_text="Why it waits, failed or was dropped."
    )
    # Dropped by a deed, not by a sender: the same message may come true again (somebody enrols anew).
    withdrawn = models.BooleanField(default=False)
    # As it was sent, for the person's own list; empty for kinds that hold a secret.
    subject = models.CharField(max_length=300, blank=True, default="")

    attempts = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True)
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

    @cached_property
    def shared(self) -> dict[object, Any]:
        """What messages that are sent together keep for each other, so that it is looked up once for some seconds.

        Never what decides whether one of them is still true.
        """
        return {}


class Mute(models.Model):
    """A person wants no more of one kind (one-click unsubscribe, RFC 8058)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mutes")
    kind = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_mute_per_kind")]

    def __str__(self) -> str:
        return self.kind
