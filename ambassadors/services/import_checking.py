"""What a worker does with an uploaded file: read it row by row, and note what each row means.

The work is claimed with a lease and goes on where a worker that died has left it.
"""

import time
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Count, F, Max
from django.db.models.functions import Now

from ambassadors.imports import checking, proposals, reading
from ambassadors.imports.problems import ImportProblem
from ambassadors.imports.tables import MAX_ROWS, Layout, Row
from ambassadors.models import Import, ImportFile, ImportRow
from ambassadors.services import import_matching, import_writing
from ambassadors.services.import_doubles import refuse_doubles
from ambassadors.services.import_staging import forget_staged, stage

LEASE = timedelta(seconds=60)
# Then the worker does other work in between; the rest goes on at once. Long enough for 50,000 rows on a slow machine: a
# workbook that is gone on with is read from its beginning.
ROUND_SECONDS = 45.0
ATTEMPTS = 3
BATCH = 1_000


class Superseded(Exception):
    """Stopped, or another worker has it now: end quietly."""


def go_on(*, now: datetime) -> bool:
    """Go on with the next import that waits. Returns whether there was one."""
    claimed = _claim(now)
    if claimed is None:
        return False
    try:
        if claimed.state == Import.State.CONFIRMED:
            import_writing.write(claimed, now=now)
        else:
            _check(claimed, now)
    except Superseded:
        pass
    except Exception:
        _release(claimed)
        raise
    return True


@transaction.atomic
def _claim(now: datetime) -> Import | None:
    """The one that waits longest; others can take it over when the lease has ended."""
    waiting = Import.objects.waiting().order_by("uploaded_at")
    claimed = waiting.select_for_update(skip_locked=True).first()
    if claimed is None:
        return None
    if claimed.attempts >= ATTEMPTS:
        _give_up(claimed, now)
        return _claim(now)
    claimed.lease_token = uuid.uuid4()
    Import.objects.filter(pk=claimed.pk).update(
        lease_token=claimed.lease_token, lease_until=Now() + LEASE, attempts=F("attempts") + 1
    )
    return claimed


def _give_up(claimed: Import, now: datetime) -> None:
    """Three workers did not get through it. A confirmed import can be confirmed again."""
    if claimed.state == Import.State.CONFIRMED:
        claimed.state, claimed.problem = Import.State.CHECKED, ["cannot_be_written", {}]
    else:
        claimed.state, claimed.problem = Import.State.FAILED, ["cannot_be_checked", {}]
        claimed.done_at = now
        forget_staged(claimed)
    claimed.attempts, claimed.lease_until = 0, None
    claimed.save()


def _release(claimed: Import) -> None:
    Import.objects.filter(pk=claimed.pk, lease_token=claimed.lease_token).update(lease_until=None)


def _renew(claimed: Import, *, read: int = 0) -> None:
    """Keep the lease, and hold the import to the end of the transaction. Raises Superseded."""
    held = Import.objects.filter(
        pk=claimed.pk, lease_token=claimed.lease_token, state=Import.State.WAITING
    ).update(lease_until=Now() + LEASE, attempts=0, rows_read=F("rows_read") + read)
    if not held:
        raise Superseded


def _check(claimed: Import, now: datetime) -> None:
    layout = Layout.of(claimed.layout)
    file = ImportFile.objects.filter(pk=claimed.pk).first()
    if file is None:
        raise Superseded
    table = reading.reopen(bytes(file.content), layout)
    try:
        Import.objects.filter(pk=claimed.pk).update(rows_expected=table.count())
        staged = claimed.rows.aggregate(number=Count("pk"), last=Max("line"))
        number, last = staged["number"], staged["last"] or layout.heading_line
        rows = (row for row in table.rows() if row.line > last)
        until = time.monotonic() + ROUND_SECONDS
        while batch := list(islice(rows, BATCH)):
            number += len(batch)
            if number > MAX_ROWS:
                raise ImportProblem("too_many_rows", limit=MAX_ROWS)
            _stage(claimed, batch, layout)
            if time.monotonic() > until:
                return _release(claimed)
        _finish(claimed)
    except ImportProblem as problem:
        _refuse(claimed, problem, now)


def _stage(claimed: Import, batch: list[Row], layout: Layout) -> None:
    rows = list(_checked(claimed, batch, layout))
    import_matching.compare(rows, of_import=claimed)
    with transaction.atomic():
        _renew(claimed, read=len(rows))
        stage(rows)


def _checked(claimed: Import, batch: list[Row], layout: Layout) -> Iterator[ImportRow]:
    for row in batch:
        checked_row = ImportRow(of_import=claimed, line=row.line, cells=checking.kept_cells(row))
        read(checked_row, row, of_import=claimed, layout=layout)
        yield checked_row


def read(staged: ImportRow, row: Row, *, of_import: Import, layout: Layout) -> None:
    """What the cells say, what is wrong with them and what could stand there instead; saves nothing."""
    checked = checking.check(row, columns=of_import.columns, layout=layout)
    staged.values = checked.values
    staged.faults = [fault.kept() for fault in checked.faults]
    staged.notes = [note.kept() for note in checked.notes]
    staged.worth_a_look = checked.is_worth_a_look
    staged.proposals = proposals.by_code(
        checked.faults, row, columns=of_import.columns, layout=layout, domain=of_import.domain
    )


@transaction.atomic
def _finish(claimed: Import) -> None:
    _renew(claimed)
    finished = Import.objects.select_for_update().get(pk=claimed.pk)
    refuse_doubles(finished)
    import_matching.settle(finished)
    finished.state, finished.lease_until, finished.problem = Import.State.CHECKED, None, []
    finished.rows_expected = finished.rows_read
    finished.save()


@transaction.atomic
def _refuse(claimed: Import, problem: ImportProblem, now: datetime) -> None:
    _renew(claimed)
    refused = Import.objects.select_for_update().get(pk=claimed.pk)
    refused.state, refused.done_at, refused.lease_until = Import.State.FAILED, now, None
    refused.problem = [problem.code, problem.facts]
    forget_staged(refused)
    refused.save()
