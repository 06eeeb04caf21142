"""CSV files: Excel on a German Windows, HR systems, and what people make of them."""

import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterator

from ambassadors.imports import headings
from ambassadors.imports.decoding import encoding_of
from ambassadors.imports.problems import ImportProblem
from ambassadors.imports.tables import TITLE_ROWS, Layout, Row, Table

DELIMITERS = ";,\t|"
SAMPLE_CHARACTERS = 65_536
# A row that says "sep=;" is meant for Excel.
SEPARATOR_LINE = "sep="
CONSISTENT_ROWS = 0.75


class CsvTable(Table):
    def __init__(self, content: bytes, layout: Layout) -> None:
        self._content = content
        self.layout = layout

    @classmethod
    def open(cls, content: bytes) -> "CsvTable":
        encoding = encoding_of(content)
        start = _text(content, encoding).read(SAMPLE_CHARACTERS)
        return cls(content, Layout(kind="csv", encoding=encoding, delimiter=_delimiter(start)))

    def rows(self) -> Iterator[Row]:
        reader = csv.reader(_text(self._content, self.layout.encoding), delimiter=self.layout.delimiter)
        line = 0
        try:
            for line, cells in enumerate(reader, 1):
                row = Row(line, cells, ran_together=self._ran_together(cells))
                if not (row.is_empty or (line == 1 and _separator(cells))):
                    yield row
        except csv.Error as error:
            raise ImportProblem("open_quote", row=line + 1) from error

    def count(self) -> int:
        return self._content.count(b"\n") + 1

    def _ran_together(self, cells: list[str]) -> bool:
        """A quotation mark without partner swallows rows: one cell then holds line ends and delimiters."""
        delimiters = max(len(cells) - 1, 2)
        return any("\n" in cell and cell.count(self.layout.delimiter) >= delimiters for cell in cells)


def _text(content: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")


def _separator(cells: list[str]) -> bool:
    return bool(cells) and cells[0].strip().lower().startswith(SEPARATOR_LINE)


def _delimiter(start: str) -> str:
    if not start.strip():
        raise ImportProblem("empty")
    first = start.lstrip("\ufeff").splitlines()[0].strip(" \"'\r")
    if first.lower().startswith(SEPARATOR_LINE) and first[len(SEPARATOR_LINE) :] in list(DELIMITERS):
        return first[len(SEPARATOR_LINE) :]
    best = max(DELIMITERS, key=lambda delimiter: _fitness(start, delimiter))
    known, consistent, _width = _fitness(start, best)
    if not known and consistent < CONSISTENT_ROWS:
        raise ImportProblem("not_a_table")
    return best


def _fitness(start: str, delimiter: str) -> tuple[int, float, int]:
    """How well a delimiter explains the file: headings that are recognised, then rows of one width, then width."""
    reader = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
    try:
        rows = [row for row in itertools.islice(reader, TITLE_ROWS * 3) if any(row)]
    except csv.Error:
        return 0, 0.0, 0
    known = max((headings.known_headings(row) for row in rows[:TITLE_ROWS]), default=0)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return known, 0.0, 1
    width, often = widths.most_common(1)[0]
    return known, round(often / len(rows), 1), width
