"""The same number or address in several rows of a file."""

from collections.abc import Sequence

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count
from django.db.models.fields.json import KT

from ambassadors.models import Import, ImportRow
from ambassadors.services import import_matching

DOUBLES = {"same_row", "same_email", "same_personnel_number"}


def refuse_doubles(of_import: Import, *, lines: Sequence[int] | None = None) -> None:
    """Of rows that say exactly the same the first stays in; of others none. `lines`: among these alone."""
    _refuse_double(of_import, "personnel_number", lines)
    _refuse_double(of_import, "email", lines)


def _refuse_double(of_import: Import, field: str, among: Sequence[int] | None) -> None:
    keys = of_import.rows.annotate(key=KT(f"values__{field}")).filter(key__isnull=False)
    if among is not None:
        keys = keys.filter(line__in=among)
    doubles = keys.values("key").annotate(rows=Count("pk"), lines=ArrayAgg("line")).filter(rows__gt=1)
    lines = [line for double in doubles for line in double["lines"]]
    groups: dict[str, list[ImportRow]] = {}
    for row in of_import.rows.filter(line__in=lines).order_by("line"):
        groups.setdefault(row.values[field], []).append(row)
    for group in groups.values():
        _refuse_group(group, field)
    ImportRow.objects.bulk_update(
        [row for group in groups.values() for row in group], ["faults", "state"], batch_size=500
    )


def _refuse_group(group: list[ImportRow], field: str) -> None:
    known = {code for row in group for _field, code, _facts in row.faults}
    first = group[0]
    equal = [row for row in group[1:] if row.values == first.values]
    different = [row for row in group if row not in equal]
    if "same_row" not in known:
        for row in equal:
            _fault(row, field, "same_row", [first.line])
    numbers = {row.values.get("personnel_number") for row in different}
    share_a_number = len(numbers) == 1 and None not in numbers
    if len(different) > 1 and (field == "personnel_number" or not share_a_number):
        lines = [row.line for row in different]
        for row in different:
            _fault(row, field, f"same_{field}", import_matching.others(lines, row.line))


def _fault(row: ImportRow, field: str, code: str, lines: list[int]) -> None:
    row.faults = [*row.faults, [field, code, {"rows": lines}]]
    row.state = ImportRow.State.FAULTY
