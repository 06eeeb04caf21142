"""The company's programme: one per installation."""

from typing import Any

from django.core.cache import cache
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models

CACHE_KEY = "programme"
CACHE_SECONDS = 30


class Programme(models.Model):
    """One row, id 1. `k` is the smallest group a figure may be about (docs/rules.md, 5)."""

    name = models.CharField(max_length=80, default="Influencer Hub")
    company = models.CharField(max_length=120, default="")
    accent = models.CharField(
        max_length=7, default="#0B5C57", validators=[RegexValidator(r"^#[0-9A-Fa-f]{6}$")]
    )
    postal_address = models.CharField(max_length=200, blank=True, default="")
    contact_name = models.CharField(max_length=120, blank=True, default="")
    contact_email = models.EmailField(blank=True, default="")
    hashtag = models.CharField(
        max_length=60, blank=True, default="", help_text="Without #; shown at sign-in."
    )
    k = models.PositiveSmallIntegerField(default=10, validators=[MinValueValidator(5)])

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_programme"),
            models.CheckConstraint(condition=models.Q(k__gte=5), name="k_is_never_below_five"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)
        cache.delete(CACHE_KEY)

    @classmethod
    def current(cls) -> "Programme":
        """The programme, at most 30 seconds old: every page needs it and it hardly ever changes."""
        known = cache.get(CACHE_KEY)
        if not isinstance(known, cls):
            known = cls.objects.first() or cls(pk=1)
            cache.set(CACHE_KEY, known, CACHE_SECONDS)
        return known
