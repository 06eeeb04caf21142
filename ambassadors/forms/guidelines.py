"""A coordinator writes the draft of a guideline, and publishes it."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from ambassadors.models import Guideline, GuidelineVersion

# About half an hour of reading. Comparing two versions takes longer than their length.
LONGEST_TEXT = 30_000


class GuidelineForm(forms.ModelForm):
    is_binding = forms.TypedChoiceField(
        label=_("What it is"),
        choices=[
            ("no", _("Voluntary: people may opt in")),
            ("yes", _("Binds anyway: law and confidentiality, without a button")),
        ],
        coerce=lambda value: value == "yes",
        initial="no",
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the two.")},
    )

    class Meta:
        model = Guideline
        fields = ["title", "is_binding", "language"]
        labels = {"title": _("Title"), "language": _("Language")}
        help_texts = {"language": _("A second language can be added to every version.")}
        widgets = {"language": forms.RadioSelect}


class DraftForm(forms.ModelForm):
    """The words of the next version, in one language and a second. `seen`: the draft that the form was opened with."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    class Meta:
        model = GuidelineVersion
        fields = GuidelineVersion.TEXTS
        labels = {
            "title": _("Title"),
            "text": _("What people may opt in to"),
            "binding": _("What binds anyway"),
            "simple_text": _("In easy language"),
            "second_title": _("Title in the second language"),
            "second_text": _("What people may opt in to, second language"),
            "second_binding": _("What binds anyway, second language"),
            "second_simple_text": _("In easy language, second language"),
        }
        help_texts = {
            "text": _("Markdown. A line that begins with # is a heading and gets a number."),
            "binding": _("Law and confidentiality. Stands apart and has no button."),
            "simple_text": _(
                "Short sentences, everyday words. Helps with reading; people decide about the full text."
            ),
            "second_text": _("May stay empty: then everybody reads the first language."),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 18}),
            "binding": forms.Textarea(attrs={"rows": 8}),
            "simple_text": forms.Textarea(attrs={"rows": 8}),
            "second_text": forms.Textarea(attrs={"rows": 18}),
            "second_binding": forms.Textarea(attrs={"rows": 8}),
            "second_simple_text": forms.Textarea(attrs={"rows": 8}),
        }

    def __init__(self, data: Any, *, start: GuidelineVersion, draft: GuidelineVersion | None) -> None:
        super().__init__(data, instance=start, initial={"seen": draft.fingerprint if draft else ""})
        self.fields["title"].required = True
        guideline = start.guideline
        if guideline.is_binding:
            del self.fields["binding"], self.fields["second_binding"]
            self.fields["text"].label = _("What binds anyway")
            self.fields["second_text"].label = _("What binds anyway, second language")
        for name, field in self.fields.items():
            second = name.startswith("second_")
            field.widget.attrs["lang"] = guideline.second_language if second else guideline.language
            if isinstance(field.widget, forms.Textarea):
                field.validators.append(MaxLengthValidator(LONGEST_TEXT))

    def clean(self) -> dict[str, Any]:
        """Browsers send lines that end in two letters; a hash is about what was written."""
        found = super().clean() or self.cleaned_data
        found |= {name: words.replace("\r\n", "\n") for name, words in found.items()}
        second = [found.get(name) for name in ("second_title", "second_binding", "second_simple_text")]
        if any(second) and not found.get("second_text") and "second_text" not in self.errors:
            self.add_error("second_text", _("There is something in the second language, but not this text."))
        return found


class PublishForm(forms.Form):
    """`seen`: the draft that was looked at. A first version, or one that binds anyway, needs no choice."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    change = forms.ChoiceField(
        label=_("What has changed"),
        choices=[
            ("decision", _("The meaning: whoever opted in before is asked once")),
            ("correction", _("Only the wording: consent carries on, and that stands in everybody's history")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please say whether people need to decide anew.")},
    )

    def __init__(self, data: Any, *, must_choose: bool) -> None:
        super().__init__(data)
        if not must_choose:
            del self.fields["change"]

    @property
    def is_correction(self) -> bool:
        return self.cleaned_data.get("change") == "correction"
