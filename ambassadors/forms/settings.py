"""The settings of the programme, section by section. `values` are the programme's fields as the deed wants them."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ambassadors import logos, photos, staffed
from ambassadors.forms.profile import PhotoForm
from ambassadors.models import Programme
from ambassadors.models.programme import ANSWERS_WITHIN, Contact

HEX = re.compile(r"#?([0-9a-fA-F]{6})")
MOST_CONTACTS = 6


class LineField(forms.CharField):
    """One line without marks that nobody sees: they would turn the words around it."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


class SectionForm(forms.Form):
    """`programme` gives the present values."""

    def __init__(self, data: Any = None, *, programme: Programme, **kwargs: Any) -> None:
        self.programme = programme
        super().__init__(data, initial=self.present(), **kwargs)

    def present(self) -> dict[str, Any]:
        return {name: getattr(self.programme, name) for name in self.base_fields}

    @property
    def values(self) -> dict[str, Any]:
        return self.cleaned_data

    def clean(self) -> dict[str, Any]:
        return super().clean() or self.cleaned_data


class NameForm(SectionForm):
    name = LineField(label=gettext_lazy("Name of the programme"), max_length=80)
    company = LineField(label=gettext_lazy("Name of the company"), max_length=120)
    hashtag = LineField(
        label=gettext_lazy("Hashtag of the programme"),
        help_text=gettext_lazy("Without #. It stands beside the sign-in."),
        max_length=60,
        required=False,
    )
    word_de = LineField(label=gettext_lazy("One, in German"), max_length=60, required=False)
    words_de = LineField(label=gettext_lazy("Several, in German"), max_length=60, required=False)
    word_en = LineField(label=gettext_lazy("One, in English"), max_length=60, required=False)
    words_en = LineField(label=gettext_lazy("Several, in English"), max_length=60, required=False)

    def clean_hashtag(self) -> str:
        word = self.cleaned_data["hashtag"].lstrip("#")
        if word and not re.fullmatch(r"\w+", word):
            raise ValidationError(_("A hashtag is one word of letters and digits, without spaces or signs."))
        return word

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        for one, several in (("word_de", "words_de"), ("word_en", "words_en")):
            if bool(found.get(one)) != bool(found.get(several)):
                missing = several if found.get(one) else one
                self.add_error(missing, _("Please give both forms of the word, or neither."))
        return found


class AccentForm(SectionForm):
    accent = LineField(
        label=gettext_lazy("Colour of the company"),
        help_text=gettext_lazy("Six hexadecimal digits, such as #A03A12. All shades are derived from it."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_accent(self) -> str:
        found = HEX.fullmatch(self.cleaned_data["accent"])
        if found is None:
            raise ValidationError(_("Please write the colour as six hexadecimal digits, such as #A03A12."))
        return f"#{found[1].upper()}"


class LogoForm(forms.Form):
    """Two pictures; what is not sent stays as it is."""

    square = forms.FileField(label=gettext_lazy("Square logo"), required=False)
    wide = forms.FileField(label=gettext_lazy("Wide logo"), required=False)
    HINTS = {
        "square": gettext_lazy(
            "Beside the name of the programme. JPEG, PNG, WebP or HEIC, up to 10 MB; no SVG."
        ),
        "wide": gettext_lazy("At the sign-in. Best with a ground that can be seen through."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pictures: dict[str, list[bytes]] = {}
        for name, field in self.fields.items():
            field.help_text = self.HINTS[name]
            field.widget = forms.FileInput(attrs=PhotoForm.base_fields["photo"].widget.attrs)
            field.allow_empty_file = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for name in ("square", "wide"):
            if upload := found.get(name):
                self._read(name, upload)
        if not self.errors and not self.pictures:
            raise ValidationError(_("Please choose a picture first."))
        return found

    def _read(self, name: str, upload: UploadedFile) -> None:
        if (upload.size or 0) > photos.LARGEST_FILE:
            self.add_error(name, str(photos.TOO_LARGE))
            return
        try:
            self.pictures[name] = logos.read(upload.read())
        except photos.PhotoRefused as refused:
            self.add_error(name, str(refused.reason))


class ContactsForm(SectionForm):
    """Rows of fields: those that are there, and an empty one while there is room. A row without a name is left out."""

    PARTS = ("name", "email", "answers_de", "answers_en", "within")

    def __init__(self, data: Any = None, *, programme: Programme, **kwargs: Any) -> None:
        super().__init__(data, programme=programme, **kwargs)
        self.count = min(len(programme.people_who_answer) + 1, MOST_CONTACTS)
        within = [("", _("Not said")), *ANSWERS_WITHIN.items()]
        for n in range(self.count):
            made = {
                "name": LineField(label=_("Name"), max_length=120, required=False),
                "email": forms.EmailField(label=_("E-mail"), max_length=254, required=False),
                "answers_de": LineField(label=_("Answers what, in German"), max_length=160, required=False),
                "answers_en": LineField(label=_("Answers what, in English"), max_length=160, required=False),
                "within": forms.ChoiceField(label=_("How soon"), choices=within, required=False),
            }
            self.fields |= {f"{part}_{n}": field for part, field in made.items()}

    def present(self) -> dict[str, Any]:
        rows = enumerate(self.programme.people_who_answer)
        return {f"{part}_{n}": getattr(contact, part) for n, contact in rows for part in self.PARTS}

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"{part}_{n}"] for part in self.PARTS] for n in range(self.count)]

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        for n in range(self.count):
            given = [part for part in self.PARTS[1:4] if found.get(f"{part}_{n}")]
            if given and f"name_{n}" in found and not found[f"name_{n}"]:
                self.add_error(f"name_{n}", _("Please give a name: people like to know who answers."))
        return found

    @property
    def values(self) -> dict[str, Any]:
        found = self.cleaned_data
        rows = [{part: found[f"{part}_{n}"] for part in self.PARTS} for n in range(self.count)]
        named = [Contact(**row) for row in rows if row["name"]]
        first = named[0] if named else Contact("")
        return {
            "contacts": [contact.stored() for contact in named],
            "contact_name": first.name,
            "contact_email": first.email,
        }


class HoursForm(SectionForm):
    """A line for each day of the week."""

    def __init__(self, data: Any = None, *, programme: Programme, **kwargs: Any) -> None:
        super().__init__(data, programme=programme, **kwargs)
        for day, name in WEEKDAYS.items():
            self.fields[f"day_{day}"] = LineField(label=name, max_length=60, required=False)

    def present(self) -> dict[str, Any]:
        return {f"day_{day}": staffed.written(spans) for day, spans in enumerate(self.programme.hours)}

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        for day in range(7):
            try:
                found[f"day_{day}"] = staffed.read(found.get(f"day_{day}", ""))
            except staffed.NotHours:
                said = _("Please write times of one day in their order, such as 9:00 – 12:00, 13:00 – 17:00.")
                self.add_error(f"day_{day}", said)
        return found

    @property
    def values(self) -> dict[str, Any]:
        week = [self.cleaned_data[f"day_{day}"] for day in range(7)]
        return {"hours": week if any(week) else []}


class ImprintForm(SectionForm):
    postal_address = LineField(
        label=gettext_lazy("Address of the company"),
        help_text=gettext_lazy("In one line. It stands at the foot of every mail, too."),
        max_length=200,
        required=False,
    )
    imprint = forms.CharField(
        label=gettext_lazy("Imprint"),
        help_text=gettext_lazy(
            "Who represents the company, register, tax number, supervisory authority. Markdown may be used."
        ),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
