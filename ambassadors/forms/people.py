"""Inviting somebody who is not in the list."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ambassadors.models import User
from ambassadors.models.names import sort_key


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
