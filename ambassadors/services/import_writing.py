"""Write a confirmed import to people: everything in one transaction, or nothing."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, connection, transaction
from django.db.models.fields.json import KT

from ambassadors.models import Import, ImportRow, User
from ambassadors.services import import_matching
from ambassadors.services.departing import is_here_again
from ambassadors.services.import_matching import FIELDS
from ambassadors.services.import_staging import forget_staged
from ambassadors.services.invitations import end_mailed
from outbox.services import record

BATCH = 1_000
# Any constant: one import is written at a time, or two could wait for each other.
ONE_AT_A_TIME = 7_316_002
State = ImportRow.State
KNOWN = (State.CHANGED, State.RETURNING)


def write(claimed: Import, *, now: datetime) -> None:
    """Does nothing when the import is not confirmed (any more), or another is being written."""
    try:
        with transaction.atomic():
            confirmed = _lock(claimed)
            if confirmed is not None:
                _write(confirmed, now)
    except IntegrityError:
        # Somebody wrote one of these people in the same second.
        with transaction.atomic():
            if confirmed := _lock(claimed):
                _look_again(confirmed)
                _give_back(confirmed)


def _lock(claimed: Import) -> Import | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        is_alone = cursor.fetchone()[0]
    if not is_alone:
        Import.objects.filter(pk=claimed.pk).update(lease_until=None, attempts=0)
        return None
    locked = Import.objects.select_for_update().get(pk=claimed.pk)
    return locked if locked.state == Import.State.CONFIRMED else None


def _write(confirmed: Import, now: datetime) -> None:
    _hold_people(confirmed)
    if _look_again(confirmed):
        return _give_back(confirmed)
    _free_addresses(confirmed)
    _free_numbers(confirmed)
    _write_new(confirmed, now)
    _write_changed(confirmed)
    counts = {state: confirmed.counts[state] for state in State.values}
    record(actor=confirmed.confirmed_by, deed="people imported", subject=confirmed, now=now, **counts)
    forget_staged(confirmed)
    confirmed.state, confirmed.done_at, confirmed.lease_until = Import.State.DONE, now, None
    confirmed.save()
    return None


def _hold_people(confirmed: Import) -> None:
    """Whole rows are written: what somebody changes meanwhile, or their leaving, comes after it and stays."""
    changing = confirmed.rows.filter(state__in=KNOWN).values("person")
    list(User.objects.select_for_update(no_key=True).filter(pk__in=changing).order_by("pk").values_list("pk"))


def _give_back(confirmed: Import) -> None:
    """The coordinator looks at the rows again; nothing was written."""
    confirmed.state, confirmed.problem = Import.State.CHECKED, ["people_changed", {}]
    confirmed.lease_until, confirmed.attempts = None, 0
    confirmed.save()


def _look_again(confirmed: Import) -> bool:
    """Compare with the people of this moment. Returns whether a row that was good no longer is."""
    was_good = set(confirmed.rows.good().values_list("pk", flat=True))
    for rows in _batches(confirmed, *State.values):
        as_before = {row.pk: _found(row) for row in rows}
        import_matching.compare(rows, of_import=confirmed)
        import_matching.save(row for row in rows if as_before[row.pk] != _found(row))
    import_matching.settle(confirmed)
    return bool(was_good - set(confirmed.rows.good().values_list("pk", flat=True)))


def _found(row: ImportRow) -> tuple[object, ...]:
    return row.state, row.person_id, row.before, row.conflicts, row.address_from


def _batches(of_import: Import, *states: str) -> Iterator[list[ImportRow]]:
    """As they are now: one cursor, whatever the caller writes in between."""
    found = of_import.rows.filter(state__in=states).select_related("person", "person__ambassador")
    rows = found.order_by("line").iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _free_addresses(of_import: Import) -> None:
    """Old addresses go first, so that people may swap theirs and somebody new may have one."""
    moving = of_import.rows.filter(state__in=KNOWN, before__has_key="email")
    people = list(moving.values_list("person", flat=True))
    EmailAddress.objects.filter(user__in=people).delete()
    end_mailed(people=people)
    User.objects.filter(pk__in=people).update(email=None)


def _free_numbers(of_import: Import) -> None:
    """A number that was given to somebody new is no longer that of whoever had it and left."""
    new = of_import.rows.filter(state=State.NEW).annotate(number=KT("values__personnel_number"))
    gone = User.objects.filter(leaving__left_at__isnull=False, personnel_number__in=new.values("number"))
    gone.update(personnel_number=None)


def _write_new(of_import: Import, now: datetime) -> None:
    """Accounts without a password; nobody is written to."""
    for rows in _batches(of_import, State.NEW):
        people = [User(password=make_password(None), created_at=now) for _row in rows]
        for person, row in zip(people, rows, strict=True):
            _fill(person, row)
        User.objects.bulk_create(people)


def _write_changed(of_import: Import) -> None:
    """Who comes back has an account again, and nothing else of what was."""
    for rows in _batches(of_import, *KNOWN):
        people = [_fill(row.person, row) for row in rows if row.person]
        User.objects.bulk_create(
            people, update_conflicts=True, unique_fields=["id"], update_fields=list(FIELDS)
        )
        back = [row.person_id for row in rows if row.state == State.RETURNING and row.person_id]
        User.objects.filter(pk__in=back).update(is_active=True)
        is_here_again(people=back)


def _fill(person: User, row: ImportRow) -> User:
    for field in FIELDS:
        if (value := row.values.get(field)) and (row.state == State.NEW or field in row.before):
            setattr(person, field, date.fromisoformat(value) if field == "entered_on" else value)
    return person
