"""The company's programme: one per installation."""

from dataclasses import asdict, dataclass
from typing import Any

from django.core.cache import cache
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

CACHE_KEY = "programme"
CACHE_SECONDS = 30
UNNAMED = "Influencer Hub"
SMALLEST_K = 5

# How soon a contact answers: what is stored, and the words.
ANSWERS_WITHIN = {
    "hours": gettext_lazy("Answers the same working day"),
    "day": gettext_lazy("Answers within one working day"),
    "days": gettext_lazy("Answers within three working days"),
    "week": gettext_lazy("Answers within a week"),
}


@dataclass(frozen=True)
class Contact:
    """A named human who answers. `within` is a key of ANSWERS_WITHIN."""

    name: str
    email: str = ""
    answers_de: str = ""
    answers_en: str = ""
    within: str = ""

    @property
    def answers(self) -> str:
        """What they answer, in the active language where it was given, else in the other one."""
        in_order = (
            (self.answers_de, self.answers_en) if _speaks_german() else (self.answers_en, self.answers_de)
        )
        return next(filter(None, in_order), "")

    @property
    def how_soon(self) -> str | Promise:
        return ANSWERS_WITHIN.get(self.within, "")

    def stored(self) -> dict[str, str]:
        return asdict(self)


def _speaks_german() -> bool:
    return (get_language() or "de").startswith("de")


class Programme(models.Model):
    """One row, id 1. `k` is the smallest group a figure may be about (docs/rules.md, 5)."""

    name = models.CharField(max_length=80, default=UNNAMED)
    company = models.CharField(max_length=120, default="")
    # The company's own word for ambassadors, empty for ours; see `ambassadors` for where it fits.
    word_de = models.CharField(max_length=60, blank=True, default="")
    words_de = models.CharField(max_length=60, blank=True, default="")
    word_en = models.CharField(max_length=60, blank=True, default="")
    words_en = models.CharField(max_length=60, blank=True, default="")
    accent = models.CharField(
        max_length=7, default="#0B5C57", validators=[RegexValidator(r"^#[0-9A-Fa-f]{6}$")]
    )
    logo_square = models.CharField(max_length=80, blank=True, default="", help_text="Name of our own file.")
    logo_wide = models.CharField(max_length=80, blank=True, default="", help_text="Name of our own file.")
    postal_address = models.CharField(max_length=200, blank=True, default="")
    imprint = models.TextField(max_length=5000, blank=True, default="", help_text="Markdown.")
    # The first of `contacts`, whom mails name and who gets their answers.
    contact_name = models.CharField(max_length=120, blank=True, default="")
    contact_email = models.EmailField(blank=True, default="")
    contacts = models.JSONField(blank=True, default=list)
    hours = models.JSONField(blank=True, default=list, help_text="See ambassadors.staffed.")
    retention = models.JSONField(blank=True, default=dict, help_text="Days; see ambassadors.retention.")
    hashtag = models.CharField(
        max_length=60, blank=True, default="", help_text="Without #; shown at sign-in."
    )
    k = models.PositiveSmallIntegerField(default=10, validators=[MinValueValidator(SMALLEST_K)])

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
        # Until the commit others read, and keep, what was there before.
        transaction.on_commit(lambda: cache.delete(CACHE_KEY))

    @classmethod
    def current(cls) -> "Programme":
        """The programme, at most 30 seconds old: every page needs it and it hardly ever changes."""
        known = cache.get(CACHE_KEY)
        if not isinstance(known, cls):
            known = cls.objects.first() or cls(pk=1)
            cache.set(CACHE_KEY, known, CACHE_SECONDS)
        return known

    @property
    def is_named(self) -> bool:
        return self.name != UNNAMED and bool(self.company)

    @property
    def ambassador(self) -> str:
        """What the company calls one of them, in the active language. It stands without an article."""
        own = self.word_de if _speaks_german() else self.word_en
        return own or _("ambassador")

    @property
    def ambassadors(self) -> str:
        """Several of them. German sentences keep to cases in which any plural looks the same: no dative.

        So "die", "der" and "für" may stand before it, "mit", "von" and "bei" may not.
        """
        own = self.words_de if _speaks_german() else self.words_en
        return own or _("ambassadors")

    @property
    def people_who_answer(self) -> list[Contact]:
        if not self.contacts and (self.contact_name or self.contact_email):
            return [Contact(self.contact_name, self.contact_email)]
        return [Contact(**contact) for contact in self.contacts]
