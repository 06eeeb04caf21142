"""One row of a file: its values as they would be kept, its faults, and what is worth a note."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from ambassadors.imports import cells, names
from ambassadors.imports.cells import CellFault, Remark, tidy
from ambassadors.imports.entry_dates import entry_date
from ambassadors.imports.headings import (
    DEPARTMENT,
    EMAIL,
    ENTERED,
    FIRST,
    LANGUAGE,
    LAST,
    LOCATION,
    NAME,
    NAME_REVERSED,
    NUMBER,
)
from ambassadors.imports.tables import Layout, Row

# The longest that a person's record holds.
LONGEST = {FIRST: 100, LAST: 100, NUMBER: 40, EMAIL: 254, DEPARTMENT: 150, LOCATION: 100}
SHOWN_CHARACTERS = 300
KEPT_CHARACTERS = 2_000
# Notes that a person should see before they import the row.
WORTH_A_LOOK = {"formula", "short_row"}


@dataclass
class CheckedRow:
    values: dict[str, str] = field(default_factory=dict)
    faults: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)

    @property
    def is_worth_a_look(self) -> bool:
        return any(note.code in WORTH_A_LOOK for note in self.notes)


def check(row: Row, *, columns: Sequence[str], layout: Layout) -> CheckedRow:
    """`columns` says for each cell the field it means, or an empty string."""
    checked = CheckedRow()
    _check_shape(row, columns, layout, checked)
    for name, cell in zip(columns, row.cells, strict=False):
        if name:
            _read(name, cell, layout, checked)
    _check_person(checked, has_names=not {NAME, NAME_REVERSED} & set(columns))
    for name, limit in LONGEST.items():
        if len(value := checked.values.get(name, "")) > limit:
            checked.faults.append(Remark(name, "too_long", {"length": len(value), "limit": limit}))
        checked.values[name] = value[:SHOWN_CHARACTERS]
    checked.values = {name: value for name, value in checked.values.items() if value}
    return checked


def kept_cells(row: Row) -> list[str]:
    """The cells as they came, without what the database cannot hold."""
    return [cells.CONTROL.sub("\ufffd", cell)[:KEPT_CHARACTERS] for cell in row.cells]


def _check_shape(row: Row, columns: Sequence[str], layout: Layout, checked: CheckedRow) -> None:
    if row.ran_together:
        checked.faults.append(Remark("", "ran_together"))
    beyond = any(cell.strip() for cell in row.cells[len(columns) :])
    if beyond and layout.kind == "csv":
        facts = {"cells": len(row.cells), "headings": len(columns)}
        checked.faults.append(Remark("", "too_many_cells", facts))
    if layout.kind == "csv" and len(row.cells) < len(columns):
        facts = {"cells": len(row.cells), "headings": len(columns)}
        checked.notes.append(Remark("", "short_row", facts))


def _read(name: str, cell: str, layout: Layout, checked: CheckedRow) -> None:
    """Read one cell into the values; a wrong one keeps its text, so that the page can show it."""
    try:
        text = tidy(cell)
        if cells.begins_like_formula(text) and name != ENTERED:
            checked.notes.append(Remark(_shown_as(name), "formula", {"value": text[:SHOWN_CHARACTERS]}))
        checked.values |= _values(name, text, layout, checked)
    except CellFault as fault:
        facts = {
            key: str(value)[:SHOWN_CHARACTERS] if key == "value" else value
            for key, value in fault.facts.items()
        }
        checked.faults.append(Remark(_shown_as(name), fault.code, facts))
        checked.values[_shown_as(name)] = " ".join(cells.CONTROL.sub("\ufffd", cell).split())[
            :SHOWN_CHARACTERS
        ]


def _shown_as(name: str) -> str:
    return LAST if name in (NAME, NAME_REVERSED) else name


def _values(name: str, text: str, layout: Layout, checked: CheckedRow) -> dict[str, str]:
    if name in (EMAIL, NUMBER):
        if cells.says_none(text):
            if text:
                checked.notes.append(Remark(name, f"no_{name}", {"value": text}))
            return {}
        return {name: cells.email(text) if name == EMAIL else cells.personnel_number(text)}
    if name in (FIRST, LAST, NAME, NAME_REVERSED):
        return {} if not text or text.casefold() in cells.SIGNS else _name_values(name, text)
    if cells.is_placeholder(text):
        return {}
    return {name: _reader(name, layout)(text)}


def _name_values(name: str, text: str) -> dict[str, str]:
    if not cells.begins_like_formula(text):
        names.refuse_garbled(text)
        names.refuse_number(text)
    if name in (FIRST, LAST):
        return {name: text}
    first, last = names.split(text, last_first=name == NAME_REVERSED)
    return {FIRST: first, LAST: last}


def _reader(name: str, layout: Layout) -> Callable[[str], str]:
    readers: dict[str, Callable[[str], str]] = {
        LANGUAGE: cells.language,
        ENTERED: partial(entry_date, month_first=layout.month_first, from_1904=layout.from_1904),
        DEPARTMENT: _words,
        LOCATION: _words,
    }
    return readers[name]


def _words(text: str) -> str:
    names.refuse_garbled(text)
    return text


def _check_person(checked: CheckedRow, *, has_names: bool) -> None:
    """A name, and something by which the person is recognised next time."""
    wrong = {fault.field for fault in checked.faults}
    missing = [name for name in (FIRST, LAST) if name not in checked.values and name not in wrong]
    if len(missing) == 2 or (missing and not has_names and LAST not in wrong):
        checked.faults.append(Remark(LAST, "no_name"))
    elif missing and has_names:
        checked.faults += [Remark(name, f"no_{name}") for name in missing]
    if not {NUMBER, EMAIL} & (checked.values.keys() | wrong):
        checked.faults.append(Remark(EMAIL, "nobody_to_recognise"))
