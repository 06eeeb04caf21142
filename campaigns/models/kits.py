"""What a campaign gives to take along."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from ambassadors.models import User
from campaigns.models.campaigns import Campaign


class AssetQuerySet(models.QuerySet["Asset"]):
    def visible_to(self, user: User, today: date) -> Self:
        """Coordinators see whatever is in the kit; others what is published and may still be used."""
        kept = self.kept()
        return (
            kept if user.is_coordinator else kept.usable(today).filter(campaign__published_at__isnull=False)
        )

    def kept(self) -> Self:
        return self.filter(removed_at__isnull=True)

    def usable(self, today: date) -> Self:
        return self.filter(Q(good_until__isnull=True) | Q(good_until__gte=today))

    def without_alt(self) -> Self:
        return self.filter(alt="")

    def in_order(self) -> Self:
        return self.order_by("position", "id")


class Asset(models.Model):
    """A picture of a kit: our own re-encoded file and its small copy for the page.

    `removed_at` keeps it for a day, so that removing can be undone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="assets", db_index=False)
    title = models.CharField(max_length=120)
    alt = models.CharField(
        "alternative text",
        max_length=500,
        blank=True,
        default="",
        help_text="Needed before the kit is published.",
    )
    credit = models.CharField(max_length=120, blank=True, default="")
    licence = models.CharField(max_length=200, blank=True, default="")
    good_until = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()
    file = models.CharField(max_length=80, editable=False)
    preview = models.CharField(max_length=80, editable=False)
    content_type = models.CharField(max_length=40, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    size = models.PositiveBigIntegerField(editable=False, help_text="Bytes.")
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AssetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(file="") & ~Q(preview=""), name="asset_has_its_files"),
        ]
        indexes = [models.Index(fields=["campaign", "position"], name="assets_of_a_campaign")]

    def __str__(self) -> str:
        return self.title

    def is_usable(self, today: date) -> bool:
        return self.good_until is None or self.good_until >= today

    @property
    def extension(self) -> str:
        return self.file.rpartition(".")[2]
