"""A file as a table: the same rows of text from a CSV file and from a workbook."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

MAX_COLUMNS = 60
MAX_ROWS = 100_000
# How far down headings are looked for, and how many rows show what a column holds.
TITLE_ROWS = 20
SAMPLE_ROWS = 200


@dataclass(frozen=True)
class Row:
    """One row as the person sees it in their own program. `line` counts from 1, empty rows included."""

    line: int
    cells: list[str]
    # More lines of the file ran into this row than its cells can explain.
    ran_together: bool = False

    @property
    def is_empty(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class Layout:
    """How to read the same file again; kept between upload and check as JSON."""

    kind: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    # 0: the file has no headings.
    heading_line: int = 0
    # Days are counted from 1904 in workbooks of old Macs.
    from_1904: bool = False
    # 3/4/2026 is 4 March.
    month_first: bool = False

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Layout":
        return cls(**kept)


class Table(ABC):
    """A file that was opened. Reading it may raise ImportProblem."""

    layout: Layout

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """Every row that is not empty, in order."""

    @abstractmethod
    def count(self) -> int:
        """How many rows there are, for the progress; about, where counting would mean reading."""
