"""The ways in, and the PIN."""

from typing import Any

from allauth.account.forms import LoginForm, RequestLoginCodeForm
from allauth.core import context as current
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ambassadors import devices, pins
from ambassadors.middleware import SHARED_COOKIE
from ambassadors.models import User

DIGITS = {"inputmode": "numeric", "spellcheck": "false"}
# Longer than anybody's address or number.
LONGEST = 254


class ForThisDevice(forms.Form):
    """Whoever signs in says whether others use the device too. What was said once on a device is proposed again."""

    shared_device = forms.BooleanField(
        label=_("Others use this device too"),
        help_text=_("No drafts are kept, and after 10 minutes without a click you are signed out."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shared_device"].initial = SHARED_COOKIE in current.request.COOKIES
        self.order_fields([name for name in self.fields if name != "shared_device"])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        devices.say_whether_shared(current.request, shared=self.cleaned_data.get("shared_device", False))
        return cleaned


class PasswordForm(ForThisDevice, LoginForm):
    """Address or number, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("E-mail or personnel number"),
            max_length=LONGEST,
            widget=forms.TextInput(
                attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
            ),
        )
        self.order_fields(["login", "password", "shared_device"])

    def user_credentials(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("login", "password")}


class AskForCodeForm(ForThisDevice, RequestLoginCodeForm):
    """A code goes to the address, if it is somebody's."""


class PinSignInForm(ForThisDevice):
    """Not a word tells whether the number exists, the PIN was wrong, or the number rests."""

    number = forms.CharField(
        label=_("Personnel number"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    pin = forms.CharField(
        label=_("PIN"),
        max_length=pins.MOST,
        widget=forms.PasswordInput(attrs=DIGITS | {"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.order_fields(["number", "pin", "shared_device"])

    def does_not_fit(self) -> None:
        self.add_error(None, _("That does not fit together. Check number and PIN."))


class PinAgainForm(forms.Form):
    """Before something important changes."""

    present = forms.CharField(
        label=_("Your PIN so far"),
        max_length=pins.MOST,
        widget=forms.PasswordInput(attrs=DIGITS | {"autocomplete": "current-password"}),
    )


class ChoosePinForm(PinAgainForm):
    """Six digits or more that are hard to guess. Whoever has a PIN types it first."""

    pin = forms.CharField(
        label=_("PIN"),
        help_text=_("Six digits or more. No row like 123456, and not your personnel number."),
        min_length=pins.LEAST,
        max_length=pins.MOST,
        validators=[RegexValidator(r"\A[0-9]+\Z", _("A PIN has digits only."))],
        widget=forms.PasswordInput(attrs=DIGITS | {"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same PIN again"),
        max_length=pins.MOST,
        widget=forms.PasswordInput(attrs=DIGITS | {"autocomplete": "new-password"}),
    )

    def __init__(self, person: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if not person.pin:
            del self.fields["present"]

    def clean_pin(self) -> str:
        pin: str = self.cleaned_data["pin"]
        if pins.is_guessable(pin, self.person):
            raise ValidationError(_("This one is easy to guess. Please choose another."))
        return pin

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if "pin" in self.cleaned_data and again != self.cleaned_data["pin"]:
            raise ValidationError(_("The two are not the same."))
        return again
