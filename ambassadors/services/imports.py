"""What a coordinator does with a file of people: upload, match columns, decide, confirm, stop.

Reading the rows and writing people is a worker's work (`import_checking`, `import_writing`).
"""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors import policies
from ambassadors.imports import headings, reading
from ambassadors.imports.problems import ImportProblem
from ambassadors.models import Import, ImportFile, ImportRow, User
from ambassadors.services import import_matching
from ambassadors.services.import_staging import forget_staged
from outbox import wake

TASK = "ambassadors.tasks.check_imports"
MAX_MEGABYTES = 20
State, Decision = Import.State, ImportRow.Decision


class ImportMoved(Exception):
    """The import is at another step by now: somebody else, or another window, was faster."""


class ColumnsIncomplete(Exception):
    """`lacks` says what is missing, as `imports.headings.incomplete` does."""

    def __init__(self, lacks: list[str]) -> None:
        super().__init__(lacks)
        self.lacks = lacks


def upload(*, content: bytes, file_name: str, by: User, now: datetime) -> Import:
    """Keep the file for the next steps. Raises ImportProblem, and then keeps nothing."""
    _check(by)
    if len(content) > MAX_MEGABYTES * 1_000_000:
        raise ImportProblem("too_large", limit=MAX_MEGABYTES)
    look = reading.look(content)
    with transaction.atomic():
        uploaded = Import.objects.create(
            file_name=_name(file_name),
            uploaded_by=by,
            uploaded_at=now,
            headings=look.names,
            columns=look.columns,
            layout=look.layout.kept(),
        )
        ImportFile.objects.create(of_import=uploaded, content=content, samples=look.kept_samples())
    return uploaded


@transaction.atomic
def match_columns(*, of_import: Import, columns: Sequence[str], by: User) -> Import:
    """Say what the columns mean and have the rows checked, again if they were before.

    Raises ColumnsIncomplete, ImportMoved.
    """
    locked = locked_at(of_import, by, State.UPLOADED, State.CHECKED)
    if lacks := headings.incomplete(columns):
        raise ColumnsIncomplete(lacks)
    locked.columns = list(columns)
    locked.layout["month_first"] = reading.month_first(columns, locked.file.samples)
    locked.domain = reading.usual_domain(columns, locked.file.samples)
    locked.rows.all().delete()
    locked.state, locked.rows_read, locked.rows_expected, locked.problem = State.WAITING, 0, 0, []
    locked.attempts, locked.lease_until = 0, None
    locked.save()
    wake_worker()
    return locked


@transaction.atomic
def decide(*, of_import: Import, line: int, decision: str, by: User) -> ImportRow:
    """Say whether the row means the person who is here ("same", "two"), or take it back ("open").

    Raises ImportRow.DoesNotExist, ImportMoved.
    """
    locked = locked_at(of_import, by, State.CHECKED)
    row = locked.rows.get(line=line)
    if row.state != ImportRow.State.UNDECIDED and row.decision == Decision.OPEN:
        raise ImportMoved
    # Undecided until it is settled, also where a decision is taken back.
    row.decision, row.state = Decision(decision), ImportRow.State.UNDECIDED
    row.save(update_fields=["decision", "state"])
    import_matching.settle(locked)
    locked.save()
    row.refresh_from_db()
    return row


@transaction.atomic
def decide_rest(*, of_import: Import, by: User) -> int:
    """Everybody who is not decided yet is somebody new. Returns how many. Raises ImportMoved."""
    locked = locked_at(of_import, by, State.CHECKED)
    open_rows = locked.rows.filter(state=ImportRow.State.UNDECIDED)
    number = open_rows.update(decision=Decision.TWO)
    import_matching.settle(locked)
    locked.save()
    return number


@transaction.atomic
def confirm(*, of_import: Import, by: User) -> Import:
    """Have all good rows written to people. Confirming again changes nothing. Raises ImportMoved."""
    locked = locked_at(of_import, by, State.CHECKED, State.CONFIRMED, State.DONE)
    if locked.state == State.CHECKED:
        locked.state, locked.confirmed_by, locked.problem = State.CONFIRMED, by, []
        locked.attempts, locked.lease_until = 0, None
        locked.save()
        wake_worker()
    return locked


@transaction.atomic
def stop(*, of_import: Import, by: User, now: datetime) -> Import:
    """Delete the file and its rows; nothing was written to people. Raises ImportMoved once it is confirmed."""
    locked = locked_at(of_import, by, State.UPLOADED, State.WAITING, State.CHECKED)
    forget_staged(locked)
    locked.state, locked.done_at, locked.lease_until = State.STOPPED, now, None
    locked.save()
    return locked


def wake_worker() -> None:
    """Only shortens the wait: a tick finds the row anyway."""
    transaction.on_commit(lambda: wake.send(TASK), robust=True)


def _check(by: User) -> None:
    if not policies.may_import.test(by):
        raise PermissionDenied


def locked_at(of_import: Import, by: User, *states: str) -> Import:
    """The import, held to the end of the transaction. Raises ImportMoved where it is at another step."""
    _check(by)
    locked = Import.objects.select_for_update().get(pk=of_import.pk)
    if locked.state not in states:
        raise ImportMoved
    return locked


def _name(file_name: str) -> str:
    """What the page shows: no path, nothing invisible."""
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in name if c.isprintable())[:120] or "import"
