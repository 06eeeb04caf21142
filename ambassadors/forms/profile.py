"""What a person says about themselves."""

import zoneinfo
from functools import lru_cache

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from ambassadors import photos
from ambassadors.models import User

THEMES = [("system", _("As my device")), ("light", _("Light")), ("dark", _("Dark"))]
REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@lru_cache(maxsize=1)
def timezones() -> list[tuple[str, list[tuple[str, str]]]]:
    """By region, as a select shows them."""
    names = sorted(zoneinfo.available_timezones())
    return [
        (
            region,
            [
                (name, name.partition("/")[2].replace("_", " "))
                for name in names
                if name.startswith(f"{region}/")
            ],
        )
        for region in REGIONS
    ]


def timezones_with(current: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The zones to choose from, and the one that somebody has even where it is not listed."""
    listed = timezones()
    if current in {name for _region, zones in listed for name, _label in zones}:
        return listed
    return [("", [(current, current)]), *listed]


class ProfileForm(forms.ModelForm):
    timezone = forms.ChoiceField(label=_("Time zone"), help_text=_("Dates and quiet hours follow it."))

    class Meta:
        model = User
        fields = ["headline", "language", "timezone", "theme"]
        labels = {"headline": _("What I stand for"), "language": _("Language"), "theme": _("Light or dark")}
        help_texts = {"headline": _("One or two sentences in your own voice. Colleagues read this first.")}
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 3, "maxlength": 160}),
            "language": forms.RadioSelect,
            "theme": forms.RadioSelect,
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["theme"].choices = THEMES  # type: ignore[attr-defined]
        self.fields["timezone"].choices = timezones_with(self.instance.timezone)  # type: ignore[attr-defined]

    @property
    def account_fields(self) -> list[str]:
        return list(self._meta.fields or ())

    def clean_headline(self) -> str:
        return " ".join(self.cleaned_data["headline"].split())


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("New picture"),
        help_text=_(
            "JPEG, PNG, WebP or HEIC, up to 10 MB. We keep the middle square and nothing else of the file."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/heic,image/heif"}),
        error_messages={"required": _("Please choose a picture first."), "empty": photos.KINDS},
        allow_empty_file=True,
        max_length=None,
    )

    def clean_photo(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["photo"]
        if (upload.size or 0) > photos.LARGEST_FILE:
            raise ValidationError(photos.TOO_LARGE)
        return upload
