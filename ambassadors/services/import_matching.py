"""Whom a staged row means: known by personnel number first, else by address, and what would change.

Batches are compared on their own while a file is read; `settle` then looks again at the rows that depend on others.
"""

import difflib
import uuid
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q
from django.db.models.functions import Lower

from ambassadors.models import Import, ImportRow, User
from ambassadors.models.names import sort_key

FIELDS = (
    *("personnel_number", "first_name", "last_name", "email", "department", "location"),
    *("language", "entered_on"),
)
FOUND = ["state", "person", "before", "conflicts", "address_from", "decision"]
ALIKE = 0.6
ROWS_NAMED = 5
# What is in doubt when a row shares it with somebody of quite another name.
IF_TWO = {"address_of_another": "email", "number_of_another": "personnel_number"}
State, Decision = ImportRow.State, ImportRow.Decision


class People:
    """Who is here already, as far as some rows may mean them."""

    def __init__(self, rows: Sequence[ImportRow], of_import: Import) -> None:
        self._rows = rows
        self._import = of_import
        self._keys = {row.line: _name_key(row) for row in rows}
        everybody = User.objects.select_related("ambassador", "leaving")
        numbers = {row.values.get("personnel_number") for row in rows} - {None}
        addresses = {row.values.get("email") for row in rows} - {None}
        self.by_number = {p.personnel_number: p for p in everybody.filter(personnel_number__in=numbers)}
        with_address = everybody.alias(address=Lower("email")).filter(address__in=addresses)
        self.by_email = {person.email.lower(): person for person in with_address if person.email}

    def found(self, row: ImportRow) -> tuple[User | None, User | None]:
        """By number and by address."""
        number, email = row.values.get("personnel_number", ""), row.values.get("email", "")
        return self.by_number.get(number), self.by_email.get(email)

    def namesake(self, row: ImportRow) -> User | None:
        """Somebody of the same name whom no other row means."""
        alike = self._namesakes.get(self._keys[row.line], [])
        return next((person for person in alike if not self._is_meant_elsewhere(person, row)), None)

    def gives_up(self, person: User, email: str) -> bool:
        """Whether another row gives this person a new address."""
        rows = self._rows_of_holders.get(person.personnel_number or "", [])
        return any(row.values.get("email", email) != email and not row.faults for row in rows)

    @cached_property
    def _namesakes(self) -> dict[str, list[User]]:
        rows = (row for row in self._rows if not row.faults and self.found(row) == (None, None))
        keys = {self._keys[row.line] for row in rows}
        alike: dict[str, list[User]] = {}
        for person in (
            User.objects.select_related("ambassador", "leaving").filter(sort_key__in=keys).by_name()
        ):
            alike.setdefault(person.sort_key, []).append(person)
        return alike

    @cached_property
    def _meant(self) -> dict[str, set[int]]:
        """Lines by the number or address of a namesake."""
        people = [person for alike in self._namesakes.values() for person in alike]
        numbers = [person.personnel_number for person in people if person.personnel_number]
        addresses = [person.email.lower() for person in people if person.email]
        rows = self._import.rows.filter(
            Q(values__personnel_number__in=numbers) | Q(values__email__in=addresses)
        )
        meant: dict[str, set[int]] = {}
        for row in rows if people else ():
            for key in (row.values.get("personnel_number"), row.values.get("email")):
                meant.setdefault(key or "", set()).add(row.line)
        return meant

    def _is_meant_elsewhere(self, person: User, row: ImportRow) -> bool:
        keys = [key for key in (person.personnel_number, (person.email or "").lower()) if key]
        return any(self._meant.get(key, set()) - {row.line} for key in keys)

    @cached_property
    def _rows_of_holders(self) -> dict[str, list[ImportRow]]:
        numbers = [person.personnel_number for person in self.by_email.values() if person.personnel_number]
        rows: dict[str, list[ImportRow]] = {}
        for row in self._import.rows.filter(values__personnel_number__in=numbers):
            rows.setdefault(row.values["personnel_number"], []).append(row)
        return rows


def compare(rows: Sequence[ImportRow], *, of_import: Import) -> None:
    """Say for each row whom it means and what would change; saves nothing."""
    people = People(rows, of_import)
    for row in rows:
        decided = row.person if row.decision == Decision.SAME else None
        if row.decision == Decision.SAME and decided is None:
            row.decision = Decision.OPEN
        row.person, row.before, row.conflicts, row.address_from = None, {}, [], None
        if row.faults:
            row.person, row.state = next(filter(None, people.found(row)), None), State.FAULTY
            continue
        row.state = _meet(row, people, decided)
        if row.state != State.UNDECIDED and row.person:
            row.before = _changes(row, row.person)
            row.state = State.CHANGED if row.before else State.UNCHANGED
            if row.person.has_left:
                row.state = State.RETURNING
            if "email" in row.before and row.person.holds_office:
                _conflict(row, "email", "address_of_office", name=row.person.name)
        if row.conflicts:
            row.state = State.FAULTY


def _meet(row: ImportRow, people: People, decided: User | None) -> str:
    """Find the person. Returns NEW, also where a person was found, or UNDECIDED."""
    email = row.values.get("email", "")
    owner, holder = people.found(row)
    if (
        holder
        and holder != owner
        and (owner or (holder.personnel_number and "personnel_number" in row.values))
    ):
        if people.gives_up(holder, email):
            row.address_from, holder = holder.pk, None
        elif owner:
            facts = {"owner": owner.name, "name": holder.name}
            _conflict(row, "email", "address_and_number_differ", **facts)
        else:
            _conflict(row, "email", "address_of_another_number", name=holder.name)
            return State.FAULTY
    row.person = owner or holder
    if owner is not None and holder != owner and not _names_are_alike(row, owner):
        return _ask(row, if_two="number_of_another")
    if owner is None and holder is not None and not _names_are_alike(row, holder):
        return _ask(row, if_two="address_of_another")
    if row.person is None:
        row.person = decided or people.namesake(row)
        return _ask(row, if_two="") if row.person else State.NEW
    return State.NEW


def _ask(row: ImportRow, *, if_two: str) -> str:
    """The coordinator says whether the row means `row.person`. Whoever has left gives up number and address."""
    if row.decision == Decision.OPEN:
        return State.UNDECIDED
    if row.decision == Decision.TWO:
        if if_two and row.person and not row.person.has_left:
            _conflict(row, IF_TWO[if_two], if_two, name=row.person.name)
        row.person = None
    return State.NEW


def _conflict(row: ImportRow, field: str, code: str, **facts: Any) -> None:
    row.conflicts = [*row.conflicts, [field, code, facts]]
    row.state = State.FAULTY


def _name_key(row: ImportRow) -> str:
    return sort_key(row.values.get("last_name", ""), row.values.get("first_name", ""))


def _names_are_alike(row: ImportRow, person: User) -> bool:
    """One name in common, or nearly the same spelling."""
    theirs, given = person.sort_key, _name_key(row)
    if set(theirs.split()) & set(given.split()):
        return True
    return difflib.SequenceMatcher(None, theirs, given).ratio() >= ALIKE


def _changes(row: ImportRow, person: User) -> dict[str, str]:
    """Field by field what the person has now where the row says something else. Empty cells change nothing.

    In the programme people choose their language themselves.
    """
    before = {}
    for field in FIELDS:
        given, now = row.values.get(field, ""), str(getattr(person, field) or "")
        if field == "language" and person.is_ambassador:
            continue
        if given and given != (now.lower() if field == "email" else now):
            before[field] = now
    return before


# Rows that depend on others


def settle(of_import: Import) -> None:
    """Decide the rows that depend on other rows or on a human, and count. Part of the caller's transaction."""
    unsure = ~Q(conflicts=[]) | ~Q(decision=Decision.OPEN) | Q(address_from__isnull=False)
    rows = list(
        of_import.rows.filter(unsure | Q(state=State.UNDECIDED))
        .select_related("person__leaving")
        .order_by("line")
    )
    compare(rows, of_import=of_import)
    save(rows)
    _refuse_two_for_one(of_import)
    while _refuse_without_giver(of_import):
        pass
    of_import.counts = count(of_import)


def save(rows: Iterable[ImportRow]) -> None:
    ImportRow.objects.bulk_update(rows, FOUND, batch_size=500)


def count(of_import: Import) -> dict[str, int]:
    """Rows by state, how many are worth a look besides those that stay out, and how many were corrected here."""
    counted = of_import.rows.values_list("state").annotate(rows=Count("pk"))
    look = of_import.rows.good().filter(worth_a_look=True).count()
    fixed = of_import.rows.fixed().count()
    return {**dict.fromkeys(State.values, 0), **dict(counted), "look": look, "fixed": fixed}


def _refuse_two_for_one(of_import: Import) -> None:
    """Two rows that mean one person, by number and by address: neither is sure."""
    meant = of_import.rows.good().filter(person__isnull=False).values("person").annotate(rows=Count("pk"))
    pairs = meant.filter(rows__gt=1).annotate(lines=ArrayAgg("line", order_by="line"))
    lines: dict[uuid.UUID, list[int]] = {pair["person"]: pair["lines"] for pair in pairs}
    rows = list(of_import.rows.good().filter(person__in=lines))
    for row in rows:
        _conflict(row, "", "same_person", rows=others(lines[row.person_id], row.line))  # type: ignore[index]
    save(rows)


def _refuse_without_giver(of_import: Import) -> bool:
    """A row that takes over an address stays out when the row that gives it up does; whether there was one."""
    taking = list(of_import.rows.good().filter(address_from__isnull=False))
    holders = [row.address_from for row in taking]
    givers = set(of_import.rows.good().filter(person__in=holders).values_list("person", flat=True))
    rows = [row for row in taking if row.address_from not in givers]
    for row in rows:
        _conflict(row, "email", "address_stays_taken")
    save(rows)
    return bool(rows)


def others(lines: Sequence[int], line: int) -> list[int]:
    """The first few lines besides this one."""
    return [other for other in lines if other != line][:ROWS_NAMED]
