"""A coordinator edits the list of first steps."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from ambassadors.models import OnboardingStep
from ambassadors.models.onboarding import LONGEST_DAYS

is_secure_address = URLValidator(schemes=["https"])


def validate_link(link: str) -> None:
    """https, or the path of a page of the hub. No request is made. Raises ValidationError."""
    if link.startswith("/"):
        _check_own_page(link)
        return
    try:
        is_secure_address(link)
    except ValidationError:
        raise ValidationError(
            _(
                "Please give a whole address that begins with https://, or a page of the hub such as /trainings/."
            )
        ) from None


def _check_own_page(link: str) -> None:
    """Browsers take two slashes, and a backslash for a slash, as the beginning of another host."""
    path = link.partition("#")[0].partition("?")[0]
    try:
        if link.startswith("//") or "\\" in link:
            raise Resolver404
        resolve(path)
    except Resolver404:
        raise ValidationError(_("The hub has no such page.")) from None


class StepForm(forms.ModelForm):
    """Of a step that ticks itself the words may stay empty: then the hub's own stand there."""

    link = forms.CharField(
        label=_("Link"),
        max_length=500,
        required=False,
        validators=[validate_link],
        help_text=_("Begins with https://, or is a page of the hub such as /trainings/."),
    )

    class Meta:
        model = OnboardingStep
        fields = ["title_de", "text_de", "title_en", "text_en", "link"]
        labels = {
            "title_de": _("Title in German"),
            "text_de": _("A short explanation in German"),
            "title_en": _("Title in English"),
            "text_en": _("A short explanation in English"),
        }

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_own = is_own
        if not is_own:
            del self.fields["link"]
        for name, field in self.fields.items():
            if name != "link":
                field.required = False
                field.widget.attrs["lang"] = name[-2:]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        titles = [found.get("title_de"), found.get("title_en")]
        if self.is_own and not any(titles) and not {"title_de", "title_en"} & set(self.errors):
            self.add_error("title_de", _("Please give a title in at least one language."))
        for language in ("de", "en"):
            if found.get(f"text_{language}") and not found.get(f"title_{language}") and self.is_own:
                self.add_error(f"title_{language}", _("The explanation needs a title in the same language."))
        return found


class ReminderForm(forms.Form):
    after_days = forms.IntegerField(
        label=_("Days after joining"),
        min_value=1,
        max_value=LONGEST_DAYS,
        required=False,
        help_text=_("Empty: no reminder."),
    )
