"""What became of the programme's settings: the value before the last change, and a smaller k that waits for a word."""

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ambassadors.models.programme import SMALLEST_K


class Section(models.TextChoices):
    """What is changed together, on one page of the settings."""

    NAME = "name", _("Name and words")
    ACCENT = "accent", _("Colour")
    LOGO = "logo", _("Logo")
    CONTACTS = "contacts", _("Contacts")
    HOURS = "hours", _("Staffed hours")
    IMPRINT = "imprint", _("Imprint")
    RETENTION = "retention", _("How long data are kept")
    K = "k", _("Smallest group")


class SettingChange(models.Model):
    """The last change of one section, until the next one: `before` is what undoing brings back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    section = models.CharField(max_length=12, choices=Section.choices, unique=True)
    before = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.section}, {self.at}"


class KLoweringQuerySet(models.QuerySet["KLowering"]):
    def waiting(self) -> "KLoweringQuerySet":
        return self.filter(outcome="")


class KLowering(models.Model):
    """A coordinator wants figures about smaller groups: nothing changes before somebody of the council agrees."""

    class Outcome(models.TextChoices):
        AGREED = "agreed", _("agreed")
        REFUSED = "refused", _("not agreed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    k = models.PositiveSmallIntegerField(validators=[MinValueValidator(SMALLEST_K)])
    k_before = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = KLoweringQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["outcome"], condition=models.Q(outcome=""), name="one_lower_k_waits"
            ),
            models.CheckConstraint(
                condition=models.Q(k__gte=SMALLEST_K, k__lt=models.F("k_before")), name="a_lower_k_is_lower"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.k_before} to {self.k}"
