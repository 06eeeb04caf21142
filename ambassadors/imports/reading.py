"""A file of unknown kind: what it is, where its headings stand and what its columns mean."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ambassadors.imports import cells, headings
from ambassadors.imports.csvfiles import CsvTable
from ambassadors.imports.entry_dates import puts_month_first
from ambassadors.imports.kinds import kind_of
from ambassadors.imports.problems import ImportProblem
from ambassadors.imports.tables import MAX_COLUMNS, SAMPLE_ROWS, TITLE_ROWS, Layout, Table

if TYPE_CHECKING:
    from ambassadors.imports.workbooks import XlsxTable

EXAMPLE_CHARACTERS = 60


@dataclass(frozen=True)
class Look:
    """What a first look at a file finds."""

    layout: Layout
    names: list[str]
    # For each column the values of the first rows.
    samples: list[list[str]]
    # For each column the field it most likely means, or an empty string.
    columns: list[str]

    def kept_samples(self) -> list[list[str]]:
        """As JSON: a few dozen different values of each column."""
        return [_different(values) for values in self.samples]


def reopen(content: bytes, layout: Layout) -> Table:
    return _table(layout.kind)(content, layout)


def _table(kind: str) -> "type[CsvTable] | type[XlsxTable]":
    if kind == "csv":
        return CsvTable
    from ambassadors.imports.workbooks import XlsxTable  # noqa: PLC0415 (slow, and only for such files)

    return XlsxTable


def look(content: bytes) -> Look:
    """Raises ImportProblem for everything that is not a table with rows."""
    if not content.strip():
        raise ImportProblem("empty")
    table = _table(kind_of(content)).open(content)
    rows = [(row.line, row.cells) for row in itertools.islice(table.rows(), TITLE_ROWS + SAMPLE_ROWS)]
    if not rows:
        raise ImportProblem("no_rows")
    heading_line = headings.find_headings(rows[:TITLE_ROWS])
    body = [row for line, row in rows if line > heading_line]
    if not body:
        raise ImportProblem("no_rows")
    names = next((row for line, row in rows if line == heading_line), [])
    width = _width(names, body)
    names = [cells.CONTROL.sub("\ufffd", " ".join(name.split()))[:100] for name in _padded(names, width)]
    samples = [[_cell(row, at) for row in body[:SAMPLE_ROWS]] for at in range(width)]
    columns = headings.match(names, samples)
    layout = replace(table.layout, heading_line=heading_line, month_first=month_first(columns, samples))
    return Look(layout, names, samples, columns)


def month_first(columns: Sequence[str], samples: Sequence[Sequence[str]]) -> bool:
    """Whether the chosen column of dates writes the month first."""
    at = columns.index(headings.ENTERED) if headings.ENTERED in columns else None
    return at is not None and puts_month_first(list(samples[at]))


def usual_domain(columns: Sequence[str], samples: Sequence[Sequence[str]]) -> str:
    """What most addresses of the first rows end with; empty where there is no such domain."""
    if headings.EMAIL not in columns:
        return ""
    addresses = [address.lower() for address in samples[columns.index(headings.EMAIL)]]
    domains = Counter(address.rpartition("@")[2] for address in addresses if cells.is_address(address))
    domain, count = next(iter(domains.most_common(1)), ("", 0))
    return domain if count * 2 > domains.total() > 1 else ""


def _width(names: Sequence[str], body: Sequence[Sequence[str]]) -> int:
    """The number of columns: the headings say it, without empty ones at the end."""
    stripped = [name.strip() for name in names]
    while stripped and not stripped[-1]:
        stripped.pop()
    width = len(stripped) or max(len(row) for row in body)
    if width > MAX_COLUMNS:
        raise ImportProblem("too_many_columns", count=width, limit=MAX_COLUMNS)
    return width


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [_cell(row, at) for at in range(width)]


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if at < len(row) else ""


def _different(values: Sequence[str]) -> list[str]:
    texts = (cells.CONTROL.sub("\ufffd", " ".join(value.split()))[:EXAMPLE_CHARACTERS] for value in values)
    return list(dict.fromkeys(text for text in texts if text))
