"""A file or a link for those who take part."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trainings import files
from trainings.models import Material

AUDIENCES = [
    (Material.Audience.EVERYBODY, _("Everybody who may see the training")),
    (Material.Audience.BOOKED, _("People who have a seat")),
    (Material.Audience.ATTENDED, _("People who were there")),
]


class FileField(forms.FileField):
    """Cleaned to a `files.File`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.FileInput(attrs={"accept": files.ACCEPT}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return files.read(upload)
        except files.Refused as refused:
            raise forms.ValidationError(str(refused)) from refused


class MaterialForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120)
    audience = forms.ChoiceField(
        label=_("Who may take it along?"),
        choices=AUDIENCES,
        widget=forms.RadioSelect,
        initial=Material.Audience.BOOKED,
    )


class NewMaterialForm(MaterialForm):
    file = FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, picture, sound or film, up to 10 MB. Save slides as PDF."),
    )
    link = forms.URLField(
        label=_("Or a link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("For a long recording, for example."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if not cleaned.get("file") and not cleaned.get("link"):
            self.add_error("file", _("Please choose a file or give a link."))
        elif cleaned.get("file") and cleaned.get("link"):
            self.add_error("link", _("A file or a link, not both: add the other one on its own."))
        return cleaned
