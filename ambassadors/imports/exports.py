"""Rows that stay out, as a CSV file that Excel opens and that can be corrected and uploaded again."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

# A cell that begins so is calculated by spreadsheets; tabs and line ends hide such a beginning.
CALCULATED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def plain(cell: str) -> str:
    """The cell as text: never the start of a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(CALCULATED) else cell


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of a CSV file as Excel in Germany and elsewhere reads them: UTF-8 with its mark, semicolons."""
    yield "\ufeff"
    for row in rows:
        line = io.StringIO(newline="")
        csv.writer(line, delimiter=";", lineterminator="\r\n").writerow([plain(cell) for cell in row])
        yield line.getvalue()
