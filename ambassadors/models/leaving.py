"""People who leave the company: their last day, and the link to their data afterwards."""

import uuid
from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from ambassadors.models.people import User
from outbox.tokens import hash_of, token_for

VALID_FOR = timedelta(days=30)


def company_day(now: datetime) -> date:
    """Last days are days of the company's calendar."""
    return now.astimezone(timezone.get_default_timezone()).date()


class LeavingQuerySet(models.QuerySet["Leaving"]):
    def visible_to(self, user: User) -> Self:
        return self if user.is_active and user.is_coordinator else self.none()

    def to_come(self) -> Self:
        return self.filter(left_at__isnull=True)

    def over(self, now: datetime) -> Self:
        """The last day has passed, and nothing has come of it yet."""
        return self.to_come().filter(last_day__lt=company_day(now))

    def in_order(self) -> Self:
        """Who is still here first, the nearest day on top; then who left last."""
        still_here = models.Q(left_at__isnull=True)
        return self.order_by(
            models.Case(models.When(still_here, then=0), default=1),
            models.Case(models.When(still_here, then=models.F("last_day"))),
            "-last_day",
            "person__sort_key",
            "person_id",
        )


class Leaving(models.Model):
    """A last day in the company, entered by a coordinator. Taken back, the row goes; kept, it is acted on once."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="leaving")
    last_day = models.DateField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    objects = LeavingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["last_day"], condition=models.Q(left_at__isnull=True), name="leavings_to_come"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.last_day}"


class ExportLink(models.Model):
    """The data of somebody who has left, for the private address they gave. Gone once they are fetched, or expire.

    The token is derived from `nonce` when the mail is written; its hash alone is stored.
    """

    person = models.OneToOneField(
        User, on_delete=models.CASCADE, primary_key=True, related_name="export_link"
    )
    address = models.EmailField()
    content = models.BinaryField()
    expires_at = models.DateTimeField()
    nonce = models.UUIDField(default=uuid.uuid4)
    token_hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"Data of {self.person_id}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.token_hash = hash_of(self.token)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def token(self) -> str:
        return token_for("export", self.person_id, self.nonce)

    @property
    def link(self) -> str:
        return settings.BASE_URL + reverse("ambassadors:export_link", args=[self.token])
