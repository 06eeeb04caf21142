"""A staged row as a page shows it, in the reader's language."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ambassadors.imports.exports import csv_lines
from ambassadors.imports.sentences import FIELD_LABELS, sentence

SHORT_LABELS = {"personnel_number": gettext_lazy("Number")}
SHOWN = ["personnel_number", "email", "location", "entered_on", "language"]


class StagedRow(Protocol):
    """What the page needs of a row; `models.ImportRow` is one."""

    line: int
    cells: Any
    values: Any
    faults: Any
    conflicts: Any
    notes: Any
    before: Any
    person: Any


@dataclass(frozen=True)
class Cell:
    field: str
    label: str
    text: str
    is_wrong: bool


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


class ShownRow:
    def __init__(self, row: StagedRow) -> None:
        self.row = row
        remarks = [*row.faults, *row.conflicts]
        self._wrong = {field for field, _code, _facts in remarks}
        self.reasons = [sentence(remark) for remark in remarks]
        self.notes = [sentence(note) for note in row.notes]

    @property
    def name(self) -> Cell:
        values = self.row.values
        text = f"{values.get('first_name', '')} {values.get('last_name', '')}".strip()
        wrong = bool({"first_name", "last_name"} & self._wrong)
        return Cell("name", _("Name"), text or _("missing"), wrong)

    @property
    def cells(self) -> list[Cell]:
        return [
            Cell(
                field,
                str(SHORT_LABELS.get(field, FIELD_LABELS[field])),
                self._text(field),
                field in self._wrong,
            )
            for field in SHOWN
        ]

    @property
    def changes(self) -> list[Change]:
        """Old → new, field by field."""
        return [
            Change(str(FIELD_LABELS[field]), shown(field, old) or "–", shown(field, self.row.values[field]))
            for field, old in self.row.before.items()
        ]

    @property
    def has_their_address(self) -> bool:
        """Whether the row is open because of its address, not of its name."""
        person = self.row.person
        return bool(person and person.email and person.email.lower() == self.row.values.get("email"))

    def _text(self, field: str) -> str:
        text = self.row.values.get(field, "")
        if field in self._wrong:
            return text or _("missing")
        return shown(field, text) or "–"


def shown(field: str, value: str) -> str:
    """Dates as 31.12.2026 in both languages, as in most files; everything else as it is."""
    if field != "entered_on" or not value:
        return value
    try:
        return f"{date.fromisoformat(value):%d.%m.%Y}"
    except ValueError:
        return value


def faults_as_csv(rows: Iterable[StagedRow], headings: Sequence[str]) -> Iterator[str]:
    """The rows that stay out as they came, with their number and the reason."""

    def lines() -> Iterator[list[str]]:
        yield [*headings, _("Row"), _("Reason")]
        for row in rows:
            cells = [*row.cells, *[""] * len(headings)][: max(len(headings), len(row.cells))]
            reasons = [sentence(remark) for remark in (*row.faults, *row.conflicts)]
            undecided = (
                [] if reasons else [_("Not decided: somebody with this name or address is here already.")]
            )
            yield [*cells, str(row.line), " ".join(reasons + undecided)]

    return csv_lines(lines())
