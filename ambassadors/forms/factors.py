"""allauth's forms of second factors in our words. Whatever a browser sends instead of a passkey is a wrong one."""

from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from ambassadors.forms.signing_in import ForThisDevice

CODE_LENGTH = 40
# What parsing a made-up passkey ends in, deep in its CBOR.
NO_PASSKEY = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class NameField(forms.CharField):
    def __init__(self) -> None:
        super().__init__(
            label=_("Name of this passkey"),
            help_text=_("So that you know later which device it is."),
            max_length=80,
        )


class Made(forms.JSONField):
    """What a device has made, as JSON. Parsing what is nested too deep ends in more than a ValueError."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except RecursionError:
            raise get_adapter().validation_error("incorrect_code") from None


class AnyInput(forms.Form):
    credential = Made()

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except NO_PASSKEY:
            raise get_adapter().validation_error("incorrect_code") from None


class PasskeyForm(AnyInput, AuthenticateWebAuthnForm):
    """Beside a password."""


class PasskeyAgainForm(AnyInput, ReauthenticateWebAuthnForm):
    """Before something important changes."""


class PasskeySignInForm(ForThisDevice, AnyInput, LoginWebAuthnForm):
    """Instead of everything else."""


class AddPasskeyForm(AddWebAuthnForm):
    """Always one that signs in by itself and asks its device who is there."""

    name = NameField()
    credential = Made()
    passwordless = None

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except NO_PASSKEY:
            raise get_adapter().validation_error("incorrect_code") from None


class RenamePasskeyForm(EditWebAuthnForm):
    name = NameField()


class CodeOnce(BaseAuthenticateForm):
    """A code of the app fits for three of its periods, and is remembered as used for as long."""

    code = forms.CharField(
        label=_("Code from your app, or a recovery code"),
        max_length=CODE_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            key = self.authenticator.wrap()._get_used_cache_key(code)
            cache.set(key, "y", app_settings.TOTP_PERIOD * (1 + 2 * app_settings.TOTP_TOLERANCE))
        return code


class CodeOfAppForm(CodeOnce, AuthenticateForm):
    """Beside a password."""


class CodeOfAppAgainForm(CodeOnce, ReauthenticateForm):
    """Before something important changes."""
