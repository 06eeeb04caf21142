"""Lists of people as files: what coordinators may see of each, in their language, and what was left out.

Rows are read piece by piece, so that a hundred thousand take no more memory than a thousand.
"""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import IO, TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from ambassadors.columns import COLUMNS, PRIVATE, cells, with_all_for
from ambassadors.imports.exports import csv_lines, plain
from ambassadors.models.people import UserQuerySet

if TYPE_CHECKING:
    from openpyxl import Workbook

PIECE = 1_000


class LeftOut(NamedTuple):
    """What a file does not say, and why."""

    what: str
    why: str


def heading(names: Sequence[str]) -> list[str]:
    return [_("First name"), _("Last name"), *(str(COLUMNS[name].label) for name in names)]


def rows(people: UserQuerySet, names: Sequence[str]) -> Iterator[list[str]]:
    for person in with_all_for(people, names).iterator(chunk_size=PIECE):
        yield [person.first_name, person.last_name, *(cell.text for cell in cells(person, names))]


def left_out(names: Sequence[str]) -> list[LeftOut]:
    """The same whoever is in the file: it would else tell who hides something."""
    parts = [
        LeftOut(
            _("Trainings, first steps, pauses and answers"),
            _("They are nobody's business but the person's, so no file has them."),
        ),
        LeftOut(_("People who left, and deleted accounts"), _("They are not in the list.")),
    ]
    if any(COLUMNS[name].fields for name in names):
        why = _("The person does not let coordinators see it, or has not decided to yet.")
        parts.insert(0, LeftOut(_("Where it says “%(private)s”") % {"private": PRIVATE}, why))
    return parts


def csv_file(people: UserQuerySet, names: Sequence[str]) -> Iterator[str]:
    """Piece by piece. What was left out stands at the end, after an empty line."""
    return csv_lines(chain([heading(names)], rows(people, names), [[]], _remarks(names)))


def workbook(people: UserQuerySet, names: Sequence[str]) -> IO[bytes]:
    """An open file that is gone when it is closed. What was left out stands on a sheet of its own."""
    from openpyxl import Workbook  # noqa: PLC0415 (slow, and rarely asked for)

    book = Workbook(write_only=True)
    _fill(book, _("People"), chain([heading(names)], rows(people, names)))
    _fill(book, _("Not in this file"), _remarks(names))
    file = tempfile.TemporaryFile()  # noqa: SIM115 (whoever sends it closes it)
    book.save(file)
    file.seek(0)
    return file


def _remarks(names: Sequence[str]) -> Iterator[Sequence[str]]:
    yield [_("Not in this file"), _("Reason")]
    yield from left_out(names)


def _fill(book: "Workbook", title: str, lines: Iterable[Sequence[str]]) -> None:
    sheet = book.create_sheet(title)
    for line in lines:
        sheet.append([plain(cell) for cell in line])
