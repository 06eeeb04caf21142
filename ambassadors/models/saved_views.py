"""Views of the coordinators' list of people that somebody keeps under a name."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from ambassadors.models.people import User


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(owner=user)

    def by_name(self) -> Self:
        return self.order_by(Lower("name"), "id")


class SavedView(models.Model):
    """A name for an address of the list: filters, order and columns. Whoever is given the address sees the same.

    `query` never holds what was searched for, which could be somebody's name.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views", db_index=False
    )
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000, blank=True, help_text="Without the question mark.")

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="one_saved_view_per_name")]

    def __str__(self) -> str:
        return self.name
