"""The private address from which a person's calendar fetches their sessions."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from ambassadors.models import User
from outbox.tokens import hash_of, matches, token_for


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def behind(self, token: str) -> Self:
        """The feed with this token, of somebody who is here."""
        return self.filter(token_hash=hash_of(token), person__is_active=True).select_related("person")


class CalendarFeed(models.Model):
    """At most one per person. Renewed, it has another nonce, and the old token opens nothing any more.

    The token is derived from `nonce`, so that its owner can read it again; its hash alone is stored.
    """

    person = models.OneToOneField(
        User, on_delete=models.CASCADE, primary_key=True, related_name="calendar_feed"
    )
    nonce = models.UUIDField(default=uuid.uuid4)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    objects = CalendarFeedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Feed of {self.person_id}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.token_hash = hash_of(self.token)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def token(self) -> str:
        return token_for("calendar", self.person_id, self.nonce)

    @property
    def can_be_shown(self) -> bool:
        """With another SECRET_KEY than it was made with, an address goes on working, but nobody can read it here."""
        return matches(self.token, self.token_hash)

    @property
    def address(self) -> str:
        return settings.BASE_URL + reverse("trainings:feed", args=[self.token])

    @property
    def webcal(self) -> str:
        """Opens the calendar of the device."""
        return "webcal://" + self.address.partition("://")[2]
