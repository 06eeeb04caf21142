"""The steps of an import, as a coordinator and a worker take them."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import openpyxl

from ambassadors.models import Import, User
from ambassadors.services import import_checking, imports

GERMAN = "Personalnummer;Nachname;Vorname;E-Mail;Abteilung;Standort;Sprache;Eintrittsdatum"


def table(*rows: str, headings: str = GERMAN) -> bytes:
    """A CSV file as a modern system writes it."""
    return "\r\n".join([headings, *rows]).encode()


def workbook(*rows: Sequence[Any], sheets: Iterable[str] = ("Tabelle1",)) -> bytes:
    """An XLSX file with the rows on its last sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title in sheets:
        sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def check(content: bytes, *, by: User, now: datetime, columns: Sequence[str] = ()) -> Import:
    """Upload, match the columns as proposed, and have the worker check the rows."""
    uploaded = imports.upload(content=content, file_name="employees.csv", by=by, now=now)
    imports.match_columns(of_import=uploaded, columns=columns or uploaded.columns, by=by)
    while uploaded.state in (Import.State.UPLOADED, Import.State.WAITING):
        import_checking.go_on(now=now)
        uploaded.refresh_from_db()
    return uploaded


def write(of_import: Import, *, by: User, now: datetime) -> Import:
    """Confirm, and have the worker write."""
    imports.confirm(of_import=of_import, by=by)
    import_checking.go_on(now=now)
    of_import.refresh_from_db()
    return of_import


def bring_in(content: bytes, *, by: User, now: datetime) -> Import:
    return write(check(content, by=by, now=now), by=by, now=now)


def states(of_import: Import) -> dict[int, str]:
    return dict(of_import.rows.order_by("line").values_list("line", "state"))


def codes(of_import: Import) -> dict[int, list[str]]:
    """Of every row that has any: the codes of faults and conflicts."""
    rows = of_import.rows.order_by("line")
    found = {row.line: [code for _field, code, _facts in (*row.faults, *row.conflicts)] for row in rows}
    return {line: named for line, named in found.items() if named}


def lines(content: bytes) -> list[list[str]]:
    """The cells of a CSV file that we made."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
