"""The limits that an ambassador sets for the programme, and how often they were asked."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ambassadors import networks
from ambassadors.models.people import Ambassador
from ambassadors.models.profiles import Topic

MOST_ASKS = 31
# The bits of `User.ask_days`.
WEEKDAYS = [
    (1, _("Monday")),
    (2, _("Tuesday")),
    (4, _("Wednesday")),
    (8, _("Thursday")),
    (16, _("Friday")),
    (32, _("Saturday")),
    (64, _("Sunday")),
]


class Boundary(models.Model):
    """Absent, it stands for no limit. Empty lists limit nothing: all topics, all networks.

    `paused_until` is the first day on which the person may be asked again; `is_paused` without a day lasts until they
    come back by themselves. Weekdays and quiet hours are on the person, since every message asks for them.
    """

    ambassador = models.OneToOneField(
        Ambassador, on_delete=models.CASCADE, related_name="boundary", primary_key=True
    )
    asks_per_month = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(MOST_ASKS)]
    )
    topics = models.ManyToManyField(Topic, related_name="+", blank=True)
    networks = ArrayField(
        models.CharField(max_length=12, choices=list(networks.LABELS.items())), default=list, blank=True
    )
    no_photo = models.BooleanField(default=False)
    is_paused = models.BooleanField(default=False)
    paused_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Boundaries of {self.ambassador}"

    def pauses_on(self, day: date) -> bool:
        """On a day of the person's own calendar."""
        return self.is_paused and (self.paused_until is None or self.paused_until > day)


class AskCount(models.Model):
    """How many asks a person got in a month of their own calendar. Of which campaigns is kept nowhere here."""

    ambassador = models.ForeignKey(
        Ambassador, on_delete=models.CASCADE, related_name="ask_counts", db_index=False
    )
    month = models.DateField(help_text="Its first day.")
    count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ambassador", "month"], name="one_count_per_month")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.count}"
