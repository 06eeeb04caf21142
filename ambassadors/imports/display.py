"""A staged row as a page shows it, in the reader's language."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ambassadors.imports.cells import Remark
from ambassadors.imports.exports import csv_lines
from ambassadors.imports.proposals import Wrong, column_of, proposals
from ambassadors.imports.sentences import FIELD_LABELS, UNKNOWABLE, sentence
from ambassadors.imports.tables import Layout, Row

SHORT_LABELS = {"personnel_number": gettext_lazy("Number")}
# With a number, somebody is known without an address as well.
WITHOUT_ADDRESS = {
    "same_email",
    "address_stays_taken",
    "address_of_another",
    "address_of_another_number",
    "address_and_number_differ",
    "address_of_office",
}
# No other text in a cell makes these right.
BEYOND_CELLS = {"ran_together", "too_many_cells", "same_row", "same_person"}
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
    fixes: Any
    person: Any

    @property
    def cells_now(self) -> list[str]: ...


class StagedFile(Protocol):
    """What the page needs of its import; `models.Import` is one."""

    columns: Any
    layout: Any
    domain: str


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


@dataclass(frozen=True)
class Offer:
    """A proposal as a button: the cells it sets, [(column, text)], and their texts in words."""

    cells: list[tuple[int, str]]
    words: str


@dataclass(frozen=True)
class Reason:
    """What is wrong, and what can be done about it here. `column` None: nothing can."""

    text: str
    offers: list[Offer]
    unknowable: str = ""
    column: int | None = None
    label: str = ""
    typed: str = ""


class ShownRow:
    def __init__(self, row: StagedRow, of_import: StagedFile) -> None:
        self.row = row
        self._import = of_import
        remarks = [Remark(*kept) for kept in (*row.faults, *row.conflicts)]
        self._wrong = {remark.field for remark in remarks}
        self.reasons = [self._reason(remark) for remark in remarks]
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
    def fixes(self) -> list[Change]:
        """What was corrected here: the cell as it came → as it is now."""
        fixed = sorted((int(at), text) for cells in self.row.fixes.values() for at, text in cells.items())
        return [
            Change(
                self._label(at), (self.row.cells[at] if at < len(self.row.cells) else "") or "–", text or "–"
            )
            for at, text in fixed
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

    @property
    def has_their_number(self) -> bool:
        """Whether the row is open because its number is that of somebody with quite another name."""
        person = self.row.person
        return bool(person and person.personnel_number == self.row.values.get("personnel_number", ""))

    def _reason(self, remark: Remark) -> Reason:
        text, unknowable = sentence(remark.kept()), str(UNKNOWABLE.get(remark.code, ""))
        column = column_of(remark.field, self._import.columns)
        if column is None or remark.code in BEYOND_CELLS:
            return Reason(text, [], unknowable)
        cells = self.row.cells_now
        typed = cells[column] if column < len(cells) else ""
        offers = [self._offer(change) for change in self._proposals(remark)]
        return Reason(text, offers, unknowable, column, self._label(column), typed)

    def _proposals(self, remark: Remark) -> list[dict[int, str]]:
        values, columns = self.row.values, self._import.columns
        if remark.code in WITHOUT_ADDRESS and "personnel_number" in values and "email" in columns:
            return [{columns.index("email"): ""}]
        row = Row(self.row.line, self.row.cells_now)
        layout = Layout.of(self._import.layout)
        return proposals(Wrong(remark, row, columns, layout, self._import.domain))

    def _offer(self, change: dict[int, str]) -> Offer:
        named = [f"{self._label(at)}: {text or '–'}" for at, text in change.items()]
        words = "; ".join(named) if len(change) > 1 else next(iter(change.values()))
        return Offer(list(change.items()), words)

    def _label(self, column: int) -> str:
        return str(FIELD_LABELS.get(self._import.columns[column], ""))

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
    """The rows that stay out, with what was corrected here, their number and the reason."""

    def lines() -> Iterator[list[str]]:
        yield [*headings, _("Row"), _("Reason")]
        for row in rows:
            now = row.cells_now
            cells = [*now, *[""] * len(headings)][: max(len(headings), len(now))]
            reasons = [sentence(remark) for remark in (*row.faults, *row.conflicts)]
            undecided = (
                [] if reasons else [_("Not decided: somebody with this name or address is here already.")]
            )
            yield [*cells, str(row.line), " ".join(reasons + undecided)]

    return csv_lines(lines())
