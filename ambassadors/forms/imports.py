"""The two forms of an import: the file, and what its columns mean."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ambassadors.imports import headings
from ambassadors.imports.sentences import FIELD_LABELS
from ambassadors.models import Import

EXAMPLES = 3


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File from the HR system"),
        help_text=gettext_lazy("CSV or XLSX, up to 20 MB."),
        allow_empty_file=True,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={"required": gettext_lazy("Choose a file first.")},
    )


@dataclass(frozen=True)
class Column:
    heading: str
    examples: list[str]
    field: BoundField


class ColumnsForm(forms.Form):
    """One choice for each column of the file."""

    def __init__(self, *args: Any, of_import: Import, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of_import = of_import
        choices = [("", _("Not used")), *((field, FIELD_LABELS[field]) for field in headings.FIELDS)]
        for at, (heading, field) in enumerate(zip(of_import.headings, of_import.columns, strict=True)):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=heading or self._number(at), choices=choices, required=False, initial=field
            )

    @staticmethod
    def _number(at: int) -> str:
        return _("Column %(number)s") % {"number": at + 1}

    def columns(self) -> Iterator[Column]:
        for at, examples in enumerate(self.of_import.file.samples):
            field = self[f"column_{at}"]
            yield Column(str(field.label), examples[:EXAMPLES], field)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self._refuse_incomplete(headings.incomplete(self.chosen))
        return cleaned

    @property
    def chosen(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.fields]

    def _refuse_incomplete(self, lacks: list[str]) -> None:
        sentences = {
            "name": _("Say which columns hold the name: first and last name, or the full name."),
            "identifier": _("Say which column holds the personnel number or the work e-mail."),
            "twice": _("Two columns say the same; choose one of them."),
        }
        if "twice" in lacks:
            seen: set[str] = set()
            for name, field in zip(self.fields, self.chosen, strict=True):
                if field in seen:
                    self.add_error(name, sentences["twice"])
                seen.add(field or "")
                seen.discard("")
        missing = [sentences[lack] for lack in lacks if lack != "twice" or not self.errors]
        if missing:
            raise ValidationError(missing)
