"""A coordinator writes the draft of a guideline."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ambassadors.models import Guideline, GuidelineVersion


class GuidelineForm(forms.ModelForm):
    class Meta:
        model = Guideline
        fields = ["title", "language"]
        labels = {"title": _("Title"), "language": _("Language")}
        help_texts = {"language": _("A second language can be added to every version.")}
        widgets = {"language": forms.RadioSelect}


class DraftForm(forms.ModelForm):
    """The draft, with the guideline's titles beside it."""

    title = forms.CharField(label=_("Title"), max_length=120)
    second_title = forms.CharField(label=_("Title in the second language"), max_length=120, required=False)

    class Meta:
        model = GuidelineVersion
        fields = ["text", "binding", "second_text", "second_binding"]
        labels = {
            "text": _("What people may opt in to"),
            "binding": _("What binds anyway"),
            "second_text": _("What people may opt in to, second language"),
            "second_binding": _("What binds anyway, second language"),
        }
        help_texts = {
            "text": _("Markdown. A line that begins with # is a heading and gets a number."),
            "binding": _("Law and confidentiality. Stands apart and has no button."),
            "second_text": _("May stay empty: then everybody reads the first language."),
            "second_binding": "",
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 18}),
            "binding": forms.Textarea(attrs={"rows": 8}),
            "second_text": forms.Textarea(attrs={"rows": 18}),
            "second_binding": forms.Textarea(attrs={"rows": 8}),
        }

    field_order = ["title", "text", "binding", "second_title", "second_text", "second_binding"]

    def __init__(self, data: Any, *, instance: GuidelineVersion, guideline: Guideline) -> None:
        titles = {"title": guideline.title, "second_title": guideline.second_title}
        super().__init__(data, instance=instance, initial=titles)
        for name, field in self.fields.items():
            second = name.startswith("second_")
            field.widget.attrs["lang"] = guideline.second_language if second else guideline.language

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("second_title") and not found.get("second_text"):
            self.add_error("second_text", _("The second language has a title but no text."))
        return found
