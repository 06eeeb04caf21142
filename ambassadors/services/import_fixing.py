"""Wrong cells are corrected where they stand: in the staged row, beside the cell as it came.

After each press the same checker reads the row again, and with it the rows that share its number or address.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping

from django.db import transaction
from django.db.models import Count, F, Func, Q, QuerySet

from ambassadors.imports.cells import CONTROL
from ambassadors.imports.checking import KEPT_CHARACTERS
from ambassadors.imports.tables import Layout, Row
from ambassadors.models import Import, ImportRow, User
from ambassadors.services import import_checking, import_matching
from ambassadors.services.import_doubles import DOUBLES, refuse_doubles
from ambassadors.services.imports import ImportMoved, locked_at

State = ImportRow.State
CHECKED = [*import_matching.FOUND, "values", "faults", "notes", "worth_a_look", "proposals", "fixes"]
BATCH = 500


@transaction.atomic
def fix(*, of_import: Import, line: int, cells: Mapping[int, str], by: User) -> tuple[ImportRow, str]:
    """Put other texts into cells of one row, and check it. Returns the row and what takes the press back.

    Raises ImportRow.DoesNotExist, ImportMoved (also where there is no such column).
    """
    locked = locked_at(of_import, by, Import.State.CHECKED)
    row = locked.rows.get(line=line)
    if not cells or any(at not in range(len(locked.columns)) for at in cells):
        raise ImportMoved
    press = uuid.uuid4().hex
    _write(row, cells, press)
    _check_again(locked, [row])
    row.refresh_from_db()
    return row, press


@transaction.atomic
def fix_kind(*, of_import: Import, code: str, by: User) -> tuple[int, str]:
    """Take the proposal in every row that has exactly one for this kind of fault. Returns how many, and the press."""
    locked = locked_at(of_import, by, Import.State.CHECKED)
    press = uuid.uuid4().hex
    rows = list(with_proposal(locked).filter(proposals__has_key=code).order_by("line"))
    for row in rows:
        _write(row, {int(at): text for at, text in row.proposals[code].items()}, press)
    _check_again(locked, rows)
    return len(rows), press


@transaction.atomic
def take_back(*, of_import: Import, press: str, by: User) -> int:
    """The cells of one press as they came. Returns how many rows that were. Raises ImportMoved."""
    locked = locked_at(of_import, by, Import.State.CHECKED)
    return _as_they_came(locked, locked.rows.filter(fixes__has_key=press), lambda row: row.fixes.pop(press))


@transaction.atomic
def take_back_row(*, of_import: Import, line: int, by: User) -> int:
    """Every cell of one row as it came. Raises ImportMoved."""
    locked = locked_at(of_import, by, Import.State.CHECKED)
    return _as_they_came(locked, locked.rows.fixed().filter(line=line), lambda row: row.fixes.clear())


def with_proposal(of_import: Import) -> QuerySet[ImportRow]:
    return of_import.rows.filter(state=State.FAULTY).exclude(proposals={})


def kinds_with_proposals(of_import: Import) -> list[tuple[str, int]]:
    """Codes of faults with the number of rows that have one proposal for them; the commonest first."""
    code = Func(F("proposals"), function="jsonb_object_keys")
    counted = (
        with_proposal(of_import).annotate(code=code).values("code").annotate(rows=Count("pk")).order_by()
    )
    return sorted(((one["code"], one["rows"]) for one in counted), key=lambda one: (-one[1], one[0]))


def _write(row: ImportRow, cells: Mapping[int, str], press: str) -> None:
    """A cell stands in one press alone: the last."""
    for fixed in row.fixes.values():
        for at in cells:
            fixed.pop(str(at), None)
    texts = {str(at): CONTROL.sub("\ufffd", text)[:KEPT_CHARACTERS] for at, text in cells.items()}
    row.fixes = {name: fixed for name, fixed in row.fixes.items() if fixed} | {press: texts}


def _as_they_came(of_import: Import, found: QuerySet[ImportRow], undo: Callable[[ImportRow], object]) -> int:
    rows = list(found.order_by("line"))
    for row in rows:
        undo(row)
    _check_again(of_import, rows)
    return len(rows)


def _check_again(of_import: Import, rows: list[ImportRow]) -> None:
    """The rows, and those that collide with them, before or after."""
    layout = Layout.of(of_import.layout)
    keys = {key for row in rows for key in _keys(row)}
    for row in rows:
        ran_together = any(code == "ran_together" for _field, code, _facts in row.faults)
        now = Row(row.line, row.cells_now, ran_together=ran_together)
        import_checking.read(row, now, of_import=of_import, layout=layout)
        keys |= set(_keys(row))
    ImportRow.objects.bulk_update(rows, CHECKED, batch_size=BATCH)
    concerned = {row.line: row for row in rows} | {row.line: row for row in _colliding(of_import, keys)}
    _compare(of_import, [concerned[line] for line in sorted(concerned)])
    import_matching.settle(of_import)
    of_import.save()


def _compare(of_import: Import, rows: list[ImportRow]) -> None:
    for row in rows:
        row.faults = [fault for fault in row.faults if fault[1] not in DOUBLES]
    import_matching.compare(rows, of_import=of_import)
    ImportRow.objects.bulk_update(rows, [*import_matching.FOUND, "faults"], batch_size=BATCH)
    refuse_doubles(of_import, lines=[row.line for row in rows])


def _keys(row: ImportRow) -> Iterable[tuple[str, str]]:
    return [(field, row.values[field]) for field in ("personnel_number", "email") if row.values.get(field)]


def _colliding(of_import: Import, keys: set[tuple[str, str]]) -> list[ImportRow]:
    """Every row that shares a number or an address with these, or with one that does."""
    found: dict[int, ImportRow] = {}
    asked: set[tuple[str, str]] = set()
    while new := keys - asked:
        asked |= new
        numbers = [value for field, value in new if field == "personnel_number"]
        addresses = [value for field, value in new if field == "email"]
        sharing = Q(values__personnel_number__in=numbers) | Q(values__email__in=addresses)
        rows = of_import.rows.filter(sharing).exclude(line__in=found).select_related("person")
        for row in rows:
            found[row.line] = row
            keys |= set(_keys(row))
    return sorted(found.values(), key=lambda row: row.line)
