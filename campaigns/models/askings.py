"""Whom a press of the button meant. How many of them were asked stands nowhere."""

import uuid

from django.db import models
from django.db.models import QuerySet

from ambassadors.models import Ambassador
from campaigns.models.campaigns import Campaign


def everybody() -> QuerySet[Ambassador]:
    """Whom "all ambassadors" means, before anybody's boundaries."""
    return Ambassador.objects.filter(person__is_active=True)


def newcomers(campaign: Campaign) -> QuerySet[Ambassador]:
    """Those of them whom no asking to this campaign has meant yet: whoever joined since the last one.

    Who was left out then is not asked later: coming back from a pause brings no backlog, and a second asking does not
    tell who was left out of the first.
    """
    people = everybody()
    return people.filter(joined_at__gt=campaign.invited_at) if campaign.invited_at else people


class Asking(models.Model):
    """One asking, and how many people it meant before anybody's boundaries: the only size that coordinators are shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="askings", db_index=False)
    at = models.DateTimeField()
    meant = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "at"], name="one_asking_at_a_time")]

    def __str__(self) -> str:
        return f"{self.campaign}, {self.at}"
