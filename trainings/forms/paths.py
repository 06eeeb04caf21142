"""A learning path's texts, and the trainings that can be added to it."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from trainings.forms.courses import slug_among
from trainings.models import LearningPath, PathStep, Training


class PathForm(forms.ModelForm):
    class Meta:
        model = LearningPath
        fields = ["language", "title", "summary", "second_title", "second_summary"]
        labels = {
            "language": _("Language of the texts"),
            "title": _("Title"),
            "summary": _("In one or two sentences"),
            "second_title": _("Title"),
            "second_summary": _("In one or two sentences"),
        }
        widgets = {
            "language": forms.RadioSelect,
            "summary": forms.Textarea(attrs={"rows": 3}),
            "second_summary": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("second_summary") and not cleaned.get("second_title"):
            self.add_error("second_title", _("Texts in a second language need a title there."))
        if cleaned.get("second_title") and not cleaned.get("second_summary"):
            self.add_error("second_summary", _("Please say it in the second language as well."))
        return cleaned

    def save_slug(self) -> LearningPath:
        """The path, with an address of its own if it is new; not saved yet."""
        path: LearningPath = self.instance
        path.slug = path.slug or slug_among(path.title, LearningPath.objects.all(), otherwise="path")
        return path


class StationForm(forms.Form):
    """A training that is not on the path yet."""

    training = forms.ModelChoiceField(
        queryset=Training.objects.none(),
        label=_("Training"),
        empty_label=_("Please choose"),
        error_messages={"required": _("Please choose a training.")},
    )

    def __init__(self, *args: Any, path: LearningPath, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on_it = Exists(PathStep.objects.filter(path=path, training=OuterRef("pk")))
        others = Training.objects.filter(~on_it).only("title").order_by("title", "id")
        self.fields["training"].queryset = others  # type: ignore[attr-defined]
