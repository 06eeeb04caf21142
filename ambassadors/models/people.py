"""A person's account, and their place in the programme."""

import uuid
import zoneinfo
from collections.abc import Iterable
from datetime import time
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Upper
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _

from ambassadors.models.names import (
    NAME_AS_TYPED,
    name_patterns,
    prefix_query,
    search_words,
    sort_key,
)
from ambassadors.models.roles import Role

KEYS = ("sort_key", "search_words")


def validate_timezone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("This time zone is not known."))


class Words(models.Func):
    """A column of words with spaces between, as a text search vector."""

    template = "array_to_tsvector(string_to_array(%(expressions)s, ' '))"
    output_field = SearchVectorField()


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def coordinators(self) -> Self:
        return self.active().filter(is_coordinator=True)

    def holding(self, role: Role) -> Self:
        return self.active().filter(**{role.field: True})

    def with_a_role(self) -> Self:
        without = {role.field: False for role in Role}
        return self.active().exclude(**without)

    def helpers_who_agreed(self) -> Self:
        """Who may stand on the help page by name."""
        return self.holding(Role.HELPER).filter(shows_as_helper=True)

    def ambassadors(self) -> Self:
        return self.active().filter(ambassador__isnull=False)

    def outside_the_programme(self) -> Self:
        return self.active().filter(ambassador__isnull=True)

    def with_mailbox(self) -> Self:
        return self.filter(email__isnull=False)

    def without_mailbox(self) -> Self:
        return self.filter(email__isnull=True)

    def with_address_fault(self) -> Self:
        return self.filter(address_fault__address=F("email"))

    def in_state(self, state: str) -> Self:
        """ "account", "invited" or "programme"; see `User.programme_state`."""
        if state == "programme":
            return self.filter(ambassador__isnull=False)
        return self.filter(ambassador__isnull=True, programme_invitation__isnull=state == "account")

    def without_office(self) -> Self:
        return self.filter(is_coordinator=False, is_council=False, is_staff=False, is_superuser=False)

    def visible_to(self, user: "User") -> Self:
        """Whose pages of the coordinators' area exist for `user`."""
        return self if user.is_coordinator else self.filter(pk=user.pk)

    def by_name(self) -> Self:
        return self.order_by("sort_key", "id")

    def found_by(self, text: str) -> Self:
        """Name, personnel number or address begins with every word of `text`; ä may be written ae or a."""
        query = prefix_query(text)
        if not query:
            return self
        search = SearchQuery(query, search_type="raw", config="simple")
        return self.alias(words=Words("search_words")).filter(words=search)

    def called(self, text: str) -> Self:
        """The name alone begins with every word of `text`: `found_by` would tell numbers and addresses to everybody."""
        found = self.found_by(text)
        for pattern in name_patterns(text):
            found = found.alias(called=NAME_AS_TYPED).filter(called__regex=pattern)
        return found

    def bulk_create(self, objs: Iterable["User"], *args: Any, **kwargs: Any) -> list["User"]:
        people = [person.with_keys() for person in objs]
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = [*{*kwargs["update_fields"], *KEYS}]
        return super().bulk_create(people, *args, **kwargs)

    def bulk_update(self, objs: Iterable["User"], fields: Iterable[str], **kwargs: Any) -> int:  # type: ignore[override]
        return super().bulk_update([person.with_keys() for person in objs], [*{*fields, *KEYS}], **kwargs)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """The words of the queryset beside Django's own for accounts."""


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
    sort_key = models.CharField(max_length=200, editable=False)
    search_words = models.TextField(editable=False, default="")
    department = models.CharField(max_length=150, blank=True, default="")
    location = models.CharField(max_length=100, blank=True, default="")
    entered_on = models.DateField(null=True, blank=True)

    language = models.CharField(max_length=2, choices=LANGUAGES, default="de")
    timezone = models.CharField(max_length=50, default="Europe/Berlin", validators=[validate_timezone])
    theme = models.CharField(max_length=6, choices=THEMES, default="system")
    quiet_from = models.TimeField(default=time(20, 0))
    quiet_until = models.TimeField(default=time(7, 0))
    # Monday is 1, Tuesday 2, Wednesday 4, … Sunday 64: on the other days asks and digests wait.
    ask_days = models.PositiveSmallIntegerField(
        default=127, validators=[MinValueValidator(1), MaxValueValidator(127)]
    )

    pin = models.CharField(max_length=128, blank=True, default="", editable=False, help_text="As a hash.")

    headline = models.CharField(max_length=160, blank=True, default="")
    photo = models.CharField(max_length=80, blank=True, default="", help_text="Name of our re-encoded files.")

    private_email = models.EmailField(
        blank=True,
        default="",
        help_text="For the time after the company: their data go there once they have left.",
    )
    # The page about joining was shown by itself, as it is once.
    was_welcomed = models.BooleanField(default=False)

    is_active = models.BooleanField(default=True)
    is_coordinator = models.BooleanField(default=False)
    is_helper = models.BooleanField("helper", default=False)
    shows_as_helper = models.BooleanField(default=False, help_text="The person's own tick.")
    is_council = models.BooleanField("council member", default=False)
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
                condition=Q(personnel_number__isnull=True) | ~Q(personnel_number=""),
                name="personnel_number_is_null_or_given",
            ),
            models.CheckConstraint(
                condition=Q(email__isnull=True) | ~Q(email=""), name="email_is_null_or_given"
            ),
            models.UniqueConstraint(
                fields=["photo"], condition=~Q(photo=""), name="a_photo_shows_one_person"
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="people_by_name"),
            models.Index(fields=["location"], name="people_by_location"),
            models.Index(fields=["department"], name="people_by_department"),
            # Signing in compares addresses with UPPER().
            models.Index(Upper("email"), name="people_by_address"),
            GinIndex(Words("search_words"), name="people_found_by_words"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.with_keys()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *KEYS}
        super().save(*args, **kwargs)

    def with_keys(self) -> Self:
        """Derive what lists sort and search by. Saving and bulk writing do it; nobody else need."""
        self.email = self.email or None
        self.personnel_number = self.personnel_number or None
        self.sort_key = sort_key(self.last_name, self.first_name)
        self.search_words = search_words(self.first_name, self.last_name, self.personnel_number, self.email)
        return self

    def has_usable_password(self) -> bool:
        """Accounts that were written in bulk have none at all."""
        return bool(self.password) and super().has_usable_password()

    @property
    def can_come_back(self) -> bool:
        """With something they know, and without a mailed code or another letter."""
        return bool(self.pin) or self.has_usable_password()

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
    def programme_state(self) -> str:
        """Whoever was invited and has not joined is "invited", whether they declined, ignored or never saw it."""
        if self.is_ambassador:
            return "programme"
        return "invited" if hasattr(self, "programme_invitation") else "account"

    @property
    def address_fault_reason(self) -> str:
        """Why mails to the present address fail, without the occasion; empty while they arrive."""
        fault = getattr(self, "address_fault", None)
        return fault.reason if fault and fault.address == self.email else ""

    @property
    def has_left(self) -> bool:
        """Whether their last day in the company is over. Whoever comes back in a later import has not."""
        leaving = getattr(self, "leaving", None)
        return leaving is not None and leaving.left_at is not None

    @property
    def holds_office(self) -> bool:
        """May do things to others, or decide for them."""
        return self.is_coordinator or self.is_council or self.is_staff or self.is_superuser

    @property
    def roles(self) -> list[Role]:
        return [role for role in Role if getattr(self, role.field)]

    @property
    def is_administrator(self) -> bool:
        return self.is_active and self.is_staff


class Ambassador(models.Model):
    """A person's place in the programme."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="ambassador", primary_key=True)
    joined_at = models.DateTimeField()
    onboarding_hidden = models.BooleanField(
        default=False, help_text="The person has put the first steps away."
    )
    onboarding_reminded = models.BooleanField(
        default=False,
        help_text="The one reminder of the first steps was sent or let be: it never comes again.",
    )

    pronouns = models.CharField(max_length=40, blank=True, default="")
    stands_for = models.TextField(max_length=1000, blank=True, default="")
    languages = ArrayField(
        models.CharField(max_length=3), default=list, blank=True, help_text="ISO 639 codes."
    )
    # Who sees which field: values of `Audience`. The narrowest is the default; `listed` is the entry in the directory.
    listed_to = models.PositiveSmallIntegerField(default=0)
    photo_to = models.PositiveSmallIntegerField(default=0)
    pronouns_to = models.PositiveSmallIntegerField(default=0)
    stands_for_to = models.PositiveSmallIntegerField(default=0)
    topics_to = models.PositiveSmallIntegerField(default=0)
    languages_to = models.PositiveSmallIntegerField(default=0)
    location_to = models.PositiveSmallIntegerField(default=0)
    department_to = models.PositiveSmallIntegerField(default=0)
    channels_to = models.PositiveSmallIntegerField(default=0)
    depths_to = models.PositiveSmallIntegerField(default=0)

    ticked: list[str]  # where `ambassadors.onboarding` looks at it

    def __str__(self) -> str:
        return self.person.name
