"""Leaving the company: the last day, and where one's own data go afterwards."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ambassadors.models import User

# A last day that lies longer ago, or further ahead, is a slip of the keys.
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100


class PrivateAddressForm(forms.Form):
    private_email = forms.EmailField(
        label=_("Private address for the time after the company"),
        help_text=_(
            "When your last day has passed, we send a link to your data there, once, and nothing else. Nobody but you sees it."
        ),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._person = person

    def clean_private_email(self) -> str:
        address: str = self.cleaned_data["private_email"]
        work = (self._person.email or "").lower().rpartition("@")[2]
        if work and address.lower().rpartition("@")[2] == work:
            raise ValidationError(_("This looks like a work address. You will not get it any more by then."))
        return address


class LastDayForm(forms.Form):
    last_day = forms.DateField(
        label=_("Last day"),
        help_text=_(
            "Nothing happens before this day has passed. If it has passed already, it happens at once."
        ),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            raise ValidationError(_("Please look at the year again."))
        return day


class SecondLookForm(forms.Form):
    """The number, typed: nobody presses their way past it."""

    number = forms.IntegerField(
        label=_("How many people are that?"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, chosen: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._chosen = chosen

    def clean_number(self) -> int:
        number: int = self.cleaned_data["number"]
        if number != self._chosen:
            raise ValidationError(_("This is not the number that stands above."))
        return number
