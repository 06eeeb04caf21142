"""The short code of a letter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ambassadors.letters import as_typed


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from your letter"),
        help_text=_("Twelve letters and digits. Dashes and capitals do not matter."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        return as_typed(self.cleaned_data["code"])
