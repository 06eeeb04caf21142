"""A person's account, and their place in the programme."""

import unicodedata
import uuid
import zoneinfo
from datetime import time
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.timezone import now as current_time


def sort_key(*parts: str) -> str:
    """A folded key for alphabetical lists: ä → a, ß → ss, Ł → l, lower case.

    The embedded PostgreSQL has no ICU, so names are ordered by this key.
    """
    text = " ".join(part for part in parts if part).casefold()
    text = text.translate(str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"}))
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))[:200]


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def coordinators(self) -> Self:
        return self.active().filter(is_coordinator=True)

    def ambassadors(self) -> Self:
        return self.active().filter(ambassador__isnull=False)

    def by_name(self) -> Self:
        return self.order_by("sort_key", "id")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, *, password: str | None = None, **fields: Any) -> "User":
        user = self.model(**fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Anybody with an account. Known by personnel number or e-mail; either may be missing.

    An e-mail address may change, or belong to somebody else later, so it never identifies a person for good.
    """

    THEMES = [("system", "System"), ("light", "Light"), ("dark", "Dark")]
    LANGUAGES = [("de", "Deutsch"), ("en", "English")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    personnel_number = models.CharField(max_length=40, null=True, blank=True, unique=True)
    email = models.EmailField(null=True, blank=True)
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)
    department = models.CharField(max_length=150, blank=True, default="")
    location = models.CharField(max_length=100, blank=True, default="")
    entered_on = models.DateField(null=True, blank=True)

    language = models.CharField(max_length=2, choices=LANGUAGES, default="de")
    timezone = models.CharField(max_length=50, default="Europe/Berlin")
    theme = models.CharField(max_length=6, choices=THEMES, default="system")
    quiet_from = models.TimeField(default=time(20, 0))
    quiet_until = models.TimeField(default=time(7, 0))

    headline = models.CharField(max_length=160, blank=True, default="")
    photo = models.CharField(max_length=80, blank=True, default="", help_text="Name of our re-encoded file.")

    is_active = models.BooleanField(default=True)
    is_coordinator = models.BooleanField(default=False)
    is_staff = models.BooleanField("administrator", default=False)
    created_at = models.DateTimeField(default=current_time, editable=False)

    # A "last seen" is not kept.
    last_login = None

    objects = UserManager()

    USERNAME_FIELD = "personnel_number"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="email_is_used_once"),
            models.CheckConstraint(
                condition=models.Q(personnel_number__isnull=True) | ~models.Q(personnel_number=""),
                name="personnel_number_is_null_or_given",
            ),
            models.CheckConstraint(
                condition=models.Q(email__isnull=True) | ~models.Q(email=""), name="email_is_null_or_given"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.last_name, self.first_name)
        self.email = self.email or None
        self.personnel_number = self.personnel_number or None
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def initials(self) -> str:
        return f"{self.first_name[:1]}{self.last_name[:1]}".upper()

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.timezone)

    @property
    def is_ambassador(self) -> bool:
        return hasattr(self, "ambassador")

    @property
    def is_administrator(self) -> bool:
        return self.is_active and self.is_staff


class Ambassador(models.Model):
    """A person's place in the programme."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="ambassador", primary_key=True)
    joined_at = models.DateTimeField()
    onboarding_hidden = models.BooleanField(default=False, help_text="The person has put the first steps away.")

    def __str__(self) -> str:
        return self.person.name
