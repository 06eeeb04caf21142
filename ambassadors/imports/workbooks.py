"""XLSX workbooks, read row by row and never unpacked beyond a limit."""

import contextlib
import io
import itertools
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from xml.parsers import expat

import openpyxl
from openpyxl.reader import excel
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from ambassadors.imports import headings
from ambassadors.imports.problems import ImportProblem
from ambassadors.imports.tables import MAX_COLUMNS, TITLE_ROWS, Layout, Row, Table

MAX_UNPACKED_MB = 150
MAX_MEMBERS = 2_000
MAX_SHEETS = 20
# At first some more cells to the right are looked at, to say how many columns there are.
COLUMNS_LOOKED_AT = 1_000
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
FORMULA = re.compile(rb"<(\w+:)?f[ />]")
ROW = re.compile(rb"<(\w+:)?row[ />]")
CHUNK = 262_144
# Of the chunk before: the beginning of a tag may stand there.
SEAM = 32


class Unmeasured(ReadOnlyWorksheet):
    """openpyxl reads a sheet that does not say its size from end to end before it opens it. We read until the rows end."""

    def _get_size(self) -> None:
        return


excel.ReadOnlyWorksheet = Unmeasured  # type: ignore[attr-defined]


class XlsxTable(Table):
    def __init__(self, content: bytes, layout: Layout) -> None:
        self._content = content
        self.layout = layout

    @classmethod
    def open(cls, content: bytes) -> "XlsxTable":
        _look_into(content)
        with _opened(content) as book:
            from_1904 = book.epoch == CALENDAR_MAC_1904
            sheets = [s for s in book.worksheets if s.sheet_state == "visible" and hasattr(s, "iter_rows")]
            if not sheets:
                raise ImportProblem("no_rows")
            best = max(sheets[:MAX_SHEETS], key=_fitness)
            _refuse_width(best)
            return cls(content, Layout(kind="xlsx", sheet=best.title, from_1904=from_1904))

    def rows(self) -> Iterator[Row]:
        with _opened(self._content) as book, contextlib.ExitStack() as stack:
            values = _cells(book[self.layout.sheet])
            formulas: Iterator[tuple] = itertools.repeat(())
            if _has_formulas(book[self.layout.sheet]):
                as_written = stack.enter_context(_opened(self._content, data_only=False))
                formulas = _cells(as_written[self.layout.sheet])
            for line, (cells, written) in enumerate(zip(values, formulas, strict=False), 1):
                row = Row(line, [_text(cell) for cell in _calculated(cells, written)])
                if not row.is_empty:
                    yield row

    def count(self) -> int:
        with _opened(self._content) as book:
            return sum(len(ROW.findall(chunk)) for chunk in _chunks(book[self.layout.sheet]))


@contextlib.contextmanager
def _opened(content: bytes, *, data_only: bool = True) -> Iterator[Any]:
    """Whatever openpyxl stumbles over is a damaged workbook."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False
            )
            try:
                yield book
            finally:
                book.close()
    except (ImportProblem, GeneratorExit):
        raise
    except Exception as error:
        raise ImportProblem("damaged") from error


def _look_into(content: bytes) -> None:
    """Refuse what would unpack to too much, and document types, whose entities can grow without end.

    A member never yields more than its entry in the directory says, so the entries can be added up.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            size = sum(member.file_size for member in members)
            if size > MAX_UNPACKED_MB * 1_000_000 or len(members) > MAX_MEMBERS:
                raise ImportProblem("unpacks_too_large", limit=MAX_UNPACKED_MB)
            if any(member.flag_bits & 1 for member in members):
                raise ImportProblem("password")
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    with archive.open(member) as stream:
                        _refuse_document_type(stream)
    except ImportProblem:
        raise
    except Exception as error:
        raise ImportProblem("damaged") from error


def _refuse_document_type(stream: Any) -> None:
    """Read up to the first element: a document type can stand before it alone."""
    begun: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda *_element: begun.append(True)
    parser.StartDoctypeDeclHandler = lambda *_type: _refuse()
    while not begun and (chunk := stream.read(4096)):
        parser.Parse(chunk, False)


def _refuse() -> None:
    raise ImportProblem("damaged")


def _fitness(sheet: Any) -> tuple[int, bool]:
    """The sheet whose headings are recognised best; among equals the first with rows."""
    rows = list(itertools.islice(_cells(sheet, COLUMNS_LOOKED_AT), TITLE_ROWS))
    known = max((headings.known_headings([_text(cell) for cell in row]) for row in rows), default=0)
    return known, any(cell is not None for row in rows for cell in row)


def _refuse_width(sheet: Any) -> None:
    width = max(
        (len(row) for row in itertools.islice(_cells(sheet, COLUMNS_LOOKED_AT), TITLE_ROWS)), default=0
    )
    if width > MAX_COLUMNS:
        raise ImportProblem("too_many_columns", count=width, limit=MAX_COLUMNS)


def _cells(sheet: Any, columns: int = MAX_COLUMNS) -> Iterator[tuple]:
    """Rows without the empty cells at their ends."""
    for row in sheet.iter_rows(min_row=1, max_col=columns):
        width = len(row)
        while width and row[width - 1].value in (None, ""):
            width -= 1
        yield row[:width]


def _has_formulas(sheet: Any) -> bool:
    kept = b""
    for chunk in _chunks(sheet):
        if FORMULA.search(kept + chunk):
            return True
        kept = chunk[-SEAM:]
    return False


def _chunks(sheet: Any) -> Iterator[bytes]:
    """The sheet as it is written."""
    with sheet._get_source() as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _calculated(cells: tuple, written: tuple) -> list[Any]:
    """Each cell's value; the text of a formula whose result the workbook does not hold."""
    if not written:
        return list(cells)
    pairs = itertools.zip_longest(cells, written)
    return [cell if cell is not None and cell.value is not None else formula for cell, formula in pairs]


def _text(cell: Any) -> str:
    """What the person sees in the cell, dates as 2026-12-31."""
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, getattr(cell, "number_format", ""))
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value)) if "_x" in str(value) else str(value)


def _number(value: float, look: str) -> str:
    """100002.0 is 100002; a format of zeros alone pads: 42 as 000042."""
    whole = int(value) if float(value).is_integer() and abs(value) < 1e15 else None
    if whole is None:
        return repr(value)
    return str(whole).zfill(len(look)) if look and set(look) == {"0"} else str(whole)
