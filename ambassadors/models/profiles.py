"""What ambassadors say about themselves, and who sees it."""

import uuid
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ambassadors import networks
from ambassadors.models.names import folded
from ambassadors.models.people import Ambassador, User


class Audience(models.IntegerChoices):
    """Each sees what the wider ones see as well; a reader sees every field whose audience is their own or wider."""

    ME = 0, _("Only me")
    COORDINATORS = 1, _("Coordinators")
    AMBASSADORS = 2, pgettext_lazy("audience", "Everybody in the programme")
    EVERYBODY = 3, _("Everybody in the company")


# The fields that have an audience, in the order of the page.
FIELDS = (
    "photo",
    "pronouns",
    "stands_for",
    "topics",
    "languages",
    "location",
    "department",
    "channels",
    "depths",
)


class TopicQuerySet(models.QuerySet["Topic"]):
    def current(self) -> Self:
        """Without those that a coordinator merged into another."""
        return self.filter(merged_into__isnull=True)


class Topic(models.Model):
    """What somebody wants to speak about, in their own words. Coordinators merge doubles."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=60)
    key = models.CharField(max_length=60, unique=True, editable=False, help_text="The folded name: ä as a.")
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="doubles"
    )
    is_told_apart = models.BooleanField(default=False, help_text="Looks like another, and is not the same.")
    ambassadors = models.ManyToManyField(Ambassador, related_name="topics", blank=True)

    objects = TopicQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.key = self.key_of(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @staticmethod
    def key_of(name: str) -> str:
        """What finds a topic however it is written."""
        return folded(" ".join(name.split()))[:60]


class ChannelQuerySet(models.QuerySet["Channel"]):
    def visible_to(self, user: User) -> Self:
        """Whose pages of one's own exist: others see channels through `ambassadors.audiences`."""
        return self.filter(ambassador=user.pk)

    def in_order(self) -> Self:
        return self.order_by("position", "id")


class Channel(models.Model):
    """A public account of an ambassador on a network, and how far they go there."""

    class Depth(models.TextChoices):
        READ = "read", _("Read")
        REACT = "react", _("React")
        SHARE = "share", _("Share")
        TELL = "tell", _("Tell")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ambassador = models.ForeignKey(
        Ambassador, on_delete=models.CASCADE, related_name="channels", db_index=False
    )
    network = models.CharField(max_length=12, choices=list(networks.LABELS.items()))
    handle = models.CharField(max_length=120)
    address = models.URLField(max_length=400)
    depth = models.CharField(max_length=5, choices=Depth.choices, default=Depth.READ)
    note = models.CharField(
        max_length=160, blank=True, default="", help_text="The person's own boundary there."
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ambassador", "network", "address"], name="one_channel_per_address"
            ),
        ]
        indexes = [models.Index(fields=["network", "ambassador"], name="channels_by_network")]

    def __str__(self) -> str:
        return f"{self.get_network_display()}: {self.handle}"

    @property
    def icon(self) -> str:
        """Networks' own signs are theirs: ours say what happens there."""
        return networks.ICONS[self.network]
