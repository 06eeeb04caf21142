"""What a file of people shall hold."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ambassadors.columns import COLUMNS, USUAL

FORMS = [
    ("xlsx", _("Excel (XLSX)")),
    ("csv", _("CSV, which every spreadsheet opens")),
]


class ExportForm(forms.Form):
    form = forms.ChoiceField(label=_("File"), choices=FORMS, initial="xlsx", widget=forms.RadioSelect)
    columns = forms.MultipleChoiceField(
        label=_("Columns beside the name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(name, column.label) for name, column in COLUMNS.items()],
    )

    def __init__(self, *args: Any, names: Sequence[str] = USUAL, **kwargs: Any) -> None:
        """`names`: the columns that the list shows."""
        super().__init__(*args, **kwargs)
        self.fields["columns"].initial = list(names)

    def clean_columns(self) -> list[str]:
        """In the order of the list."""
        return [name for name in COLUMNS if name in self.cleaned_data["columns"]]
