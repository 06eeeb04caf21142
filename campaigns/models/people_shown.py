"""Who is in the picture of a kit."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from ambassadors.models import User
from campaigns.models.kits import Asset


class PersonShownQuerySet(models.QuerySet["PersonShown"]):
    def of_leavers(self) -> Self:
        """Somebody who has left the company, and nobody has said that the picture may stay."""
        gone = Q(person__isnull=True) | Q(person__leaving__left_at__isnull=False)
        return self.filter(gone, asset__removed_at__isnull=True, kept_because="")

    def for_person(self, person: User) -> Self:
        return self.filter(person=person, asset__removed_at__isnull=True)

    def by_place(self) -> Self:
        """As the pictures stand in their kits."""
        rows = self.select_related("asset__campaign", "person__leaving")
        return rows.order_by("asset__campaign__title", "asset__position", "id")

    def by_name(self) -> Self:
        return self.select_related("person__leaving").order_by("person__sort_key", "id")


class PersonShown(models.Model):
    """A person in a picture. Once they have left, the picture goes or stays with a reason.

    `person` is empty when the account has been erased since; the picture still shows somebody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="people_shown", db_index=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="pictures"
    )
    named_at = models.DateTimeField()
    kept_because = models.CharField(
        max_length=200, blank=True, default="", help_text="Where the consent is kept."
    )
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    kept_at = models.DateTimeField(null=True, blank=True)

    objects = PersonShownQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people shown"
        constraints = [
            models.UniqueConstraint(fields=["asset", "person"], name="a_person_stands_once_beside_a_picture")
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.asset}"

    @property
    def has_left(self) -> bool:
        return self.person is None or self.person.has_left

    @property
    def needs_a_word(self) -> bool:
        return self.has_left and not self.kept_because
