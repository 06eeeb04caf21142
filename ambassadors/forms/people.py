"""Finding people in the coordinators' list, and inviting somebody who is not in it."""

import uuid
from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ambassadors.models import Import, User
from ambassadors.models.names import sort_key
from ambassadors.models.people import UserQuerySet

STATES = [
    ("account", _("Not invited")),
    ("invited", _("Invited")),
    ("programme", _("In the programme")),
]
MAILBOXES = [("yes", _("With e-mail")), ("no", _("Without e-mail")), ("fault", _("Address fails"))]


class PeopleFilter(django_filters.FilterSet):
    """Unknown values are ignored; the page says so."""

    q = django_filters.CharFilter(
        method="find",
        label=_("Name, personnel number or e-mail"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, number or e-mail")}),
    )
    state = django_filters.ChoiceFilter(
        choices=STATES, method="stand", label=_("State"), empty_label=_("State: any")
    )
    location = django_filters.ChoiceFilter(label=_("Location"), empty_label=_("Location: any"))
    department = django_filters.ChoiceFilter(label=_("Department"), empty_label=_("Department: any"))
    mailbox = django_filters.ChoiceFilter(
        choices=MAILBOXES, method="reach", label=_("E-mail"), empty_label=_("E-mail: any")
    )

    imported = django_filters.UUIDFilter(method="come_by_import", widget=forms.HiddenInput)

    class Meta:
        model = User
        fields: Iterable[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("location", "department"):
            self.filters[name].extra["choices"] = [(value, value) for value in User.objects.values_of(name)]

    def find(self, people: UserQuerySet, name: str, text: str) -> UserQuerySet:
        return people.found_by(text)

    def stand(self, people: UserQuerySet, name: str, state: str) -> UserQuerySet:
        return people.in_state(state)

    def reach(self, people: UserQuerySet, name: str, mailbox: str) -> UserQuerySet:
        if mailbox == "fault":
            return people.with_address_fault()
        return people.with_mailbox() if mailbox == "yes" else people.without_mailbox()

    def come_by_import(self, people: UserQuerySet, name: str, import_id: uuid.UUID) -> UserQuerySet:
        return people.filter(created_at__in=Import.objects.filter(pk=import_id).values("done_at"))

    @property
    def is_on(self) -> bool:
        return any(self.form.cleaned_data.values()) if self.form.is_valid() else True


class SomebodyForm(forms.ModelForm):
    """One person, new or known. `person` is the one to invite after `is_valid`."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "personnel_number", "language"]
        labels = {
            "first_name": _("First name"),
            "last_name": _("Last name"),
            "email": _("Work e-mail"),
            "personnel_number": _("Personnel number"),
            "language": _("Language of the invitation"),
        }
        help_texts = {"email": _("Without one you print a letter."), "personnel_number": ""}
        widgets = {"language": forms.RadioSelect}

    known: User | None = None

    def clean_email(self) -> str | None:
        return self.cleaned_data["email"] or None

    def clean_personnel_number(self) -> str | None:
        return self.cleaned_data["personnel_number"] or None

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        email, number = found.get("email"), found.get("personnel_number")
        if not self.errors and not email and not number:
            raise ValidationError(
                _("Give a work e-mail or a personnel number, so that the person can be known.")
            )
        if not self.errors:
            self.known = self._known(email, number)
        return found

    def _known(self, email: str | None, number: str | None) -> User | None:
        by_email = User.objects.filter(email__iexact=email).first() if email else None
        by_number = User.objects.filter(personnel_number=number).first() if number else None
        for field, person in (("email", by_email), ("personnel_number", by_number)):
            if person and not self._is_named(person):
                self.add_error(field, _("This belongs to %(name)s.") % {"name": person.name})
            elif person and person.is_ambassador:
                self.add_error(field, _("%(name)s is in the programme already.") % {"name": person.name})
        if by_email and by_number and by_email != by_number:
            raise ValidationError(_("Address and number belong to two different people."))
        return by_number or by_email

    def _is_named(self, person: User) -> bool:
        given = sort_key(self.cleaned_data.get("last_name", ""), self.cleaned_data.get("first_name", ""))
        return given == person.sort_key

    def _get_validation_exclusions(self) -> set[str]:
        """Somebody who is known is invited, not doubled: whether address and number are free is not asked."""
        return super()._get_validation_exclusions() | {"email", "personnel_number"}  # type: ignore[misc]
