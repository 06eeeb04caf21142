"""What could stand in a wrong cell: only where the row itself, or the domain of the others, says so.

A proposal is a change of cells, {column: text}, after which the cell at fault is right; whatever would leave it wrong is
none. Where a value is lost ("1,2E+05", "#REF!") nothing is guessed.
"""

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ambassadors.imports import checking, entry_dates, names
from ambassadors.imports.cells import CONTROL, SPELLED_AT, CellFault, Remark
from ambassadors.imports.headings import EMAIL, FIRST, LAST, NAME, NAME_REVERSED, NUMBER
from ambassadors.imports.tables import Layout, Row
from ambassadors.models.names import WRITTEN_OUT_LETTERS, folded

Change = dict[int, str]
ADDRESS = re.compile(r"[^\s;,<>/]+@[^\s;,<>/]+")
MOST = 3


@dataclass(frozen=True)
class Wrong:
    """A fault, and what may help to mend it. `domain`: what most addresses of the file end with."""

    fault: Remark
    row: Row
    columns: Sequence[str]
    layout: Layout
    domain: str = ""

    @property
    def column(self) -> int | None:
        return column_of(self.fault.field, self.columns)

    @property
    def text(self) -> str:
        return self.at(self.column)

    def at(self, column: int | None) -> str:
        if column is None or column >= len(self.row.cells):
            return ""
        return " ".join(self.row.cells[column].split())


def column_of(field: str, columns: Sequence[str]) -> int | None:
    """Where the cell of a field is. A full name counts as the last name, an address stands in for a missing number."""
    candidates = {LAST: [LAST, NAME, NAME_REVERSED], FIRST: [FIRST], EMAIL: [EMAIL, NUMBER]}.get(
        field, [field]
    )
    return next((columns.index(name) for name in candidates if name and name in columns), None)


def changed(row: Row, change: Change) -> Row:
    """The row with other cells."""
    width = max([*change, len(row.cells) - 1]) + 1
    cells = [change.get(at, row.cells[at] if at < len(row.cells) else "") for at in range(width)]
    return replace(row, cells=cells)


def proposals(wrong: Wrong) -> list[Change]:
    """Likely first; empty where nobody can know."""
    suggest = SUGGESTIONS.get(wrong.fault.code)
    if suggest is None or (wrong.column is None and wrong.fault.code != "no_name"):
        return []
    found: list[Change] = []
    for change in suggest(wrong):
        if change not in found and _differs(wrong, change) and _mends(wrong, change):
            found.append(change)
    return found[:MOST]


def _differs(wrong: Wrong, change: Change) -> bool:
    return any(wrong.at(at) != text for at, text in change.items())


def _mends(wrong: Wrong, change: Change) -> bool:
    """The same checker says so."""
    after = checking.check(changed(wrong.row, change), columns=wrong.columns, layout=wrong.layout)
    touched = {wrong.fault.field, *(wrong.columns[at] for at in change)}
    return not any(fault.field in touched for fault in after.faults)


def _set(wrong: Wrong, text: str) -> Change:
    return {} if wrong.column is None else {wrong.column: text}


def _column(wrong: Wrong, *fields: str) -> int | None:
    return next((at for at, name in enumerate(wrong.columns) if name in fields), None)


# Addresses


def _address(wrong: Wrong) -> Iterator[Change]:
    """As it was meant, step by step until it is one."""
    steps: list[Callable[[str], str]] = [
        lambda text: SPELLED_AT.sub("@", text),
        lambda text: text.strip(" .,;:<>()'\""),
        lambda text: re.sub(r"@+", "@", text.replace(",", ".")),
        lambda text: _joined(text, wrong),
        lambda text: re.sub(r"\.+", ".", text).replace(".@", "@").replace("@.", "@"),
        _written_out,
    ]
    text = wrong.text
    for step in steps:
        text = step(text)
        yield _set(wrong, text)
    yield from _with_domain(text, wrong)


def _joined(text: str, wrong: Wrong) -> str:
    """A blank between the names of the person was a full stop; any other one slipped in."""
    local, at, domain = text.partition("@")
    names = {folded(name) for name in _names(wrong)}
    words = local.split()
    between = "." if len(words) > 1 and {folded(word) for word in words} <= names else ""
    return between.join(words) + at + "".join(domain.split())


def _names(wrong: Wrong) -> list[str]:
    values = checking.check(wrong.row, columns=wrong.columns, layout=wrong.layout).values
    return f"{values.get(FIRST, '')} {values.get(LAST, '')}".split()


def _written_out(text: str) -> str:
    """Before the @: ü → ue, é → e."""
    local, at, domain = text.partition("@")
    letters = (WRITTEN_OUT_LETTERS.get(letter, folded(letter)) for letter in local.lower())
    return "".join(letters) + at + domain.lower()


def _with_domain(text: str, wrong: Wrong) -> Iterator[Change]:
    """The domain of the others, where the address has none or its beginning."""
    local, _at, domain = text.partition("@")
    if wrong.domain and local and " " not in local and wrong.domain.startswith(domain.lower()):
        yield _set(wrong, f"{local}@{wrong.domain}")


def _several(wrong: Wrong) -> Iterator[Change]:
    for address in ADDRESS.findall(wrong.text):
        yield _set(wrong, address)


def _no_at(wrong: Wrong) -> Iterator[Change]:
    """A name in the column of addresses; else an address without its end."""
    yield from _name_among_addresses(wrong)
    if " " not in wrong.text:
        yield from _address(wrong)


def _name_among_addresses(wrong: Wrong) -> Iterator[Change]:
    """Where the row has the name already, the cell is emptied; where it has none, the name goes where it belongs."""
    text, known = wrong.text, {folded(name) for name in _names(wrong)}
    if known and set(folded(text).replace(",", " ").split()) == known:
        yield _set(wrong, "")
    address_at = _column(wrong, EMAIL)
    name_at = _column(wrong, NAME, NAME_REVERSED)
    if address_at is None:
        return
    if name_at is not None:
        if "@" in wrong.at(name_at) or not wrong.at(name_at):
            yield {address_at: wrong.at(name_at), name_at: text}
        return
    yield from _name_in_two(wrong, address_at, text)


def _name_in_two(wrong: Wrong, address_at: int, text: str) -> Iterator[Change]:
    """An address may stand in one of the two columns of the name: then they were swapped."""
    first_at, last_at = _column(wrong, FIRST), _column(wrong, LAST)
    if first_at is None or last_at is None:
        return
    there = [cell for cell in (wrong.at(first_at), wrong.at(last_at)) if cell]
    if [cell for cell in there if "@" not in cell]:
        return
    try:
        first, last = names.split(text, last_first=False)
    except CellFault:
        return
    yield {address_at: "".join(there[:1]), first_at: first, last_at: last}


def _no_name(wrong: Wrong) -> Iterator[Change]:
    address_at = _column(wrong, EMAIL)
    if address_at is not None and "@" not in wrong.at(address_at):
        yield from _name_among_addresses(replace(wrong, fault=replace(wrong.fault, field=EMAIL)))


# Dates


def _last_of_month(wrong: Wrong) -> Iterator[Change]:
    """31.09. is 30.09."""
    facts = wrong.fault.facts
    last = calendar.monthrange(facts["year"], facts["month"])[1]
    yield _set(wrong, f"{last:02}.{facts['month']:02}.{facts['year']}")


def _swapped(wrong: Wrong) -> Iterator[Change]:
    """Day and month the other way round."""
    text = entry_dates.TIME_OF_DAY.sub("", wrong.text).strip()
    if found := entry_dates.YEAR_LAST.fullmatch(text):
        yield _set(wrong, f"{int(found[3]):02}.{int(found[1]):02}.{found[4]}")
    if found := entry_dates.YEAR_FIRST.fullmatch(text) or entry_dates.JOINED.fullmatch(text):
        yield _set(wrong, f"{int(found[2]):02}.{int(found[3]):02}.{found[1]}")


# Letters


def _letters_as_meant(wrong: Wrong) -> Iterator[Change]:
    """Undo a wrong encoding: "MÃ¼ller", "Wroc³aw"."""
    for read, written in (("cp1252", "utf-8"), ("latin-1", "utf-8"), ("cp1252", "cp1250")):
        try:
            text = wrong.text.encode(read).decode(written)
        except UnicodeError:
            continue
        yield _set(wrong, text)
        return


def _without_signs(wrong: Wrong) -> Iterator[Change]:
    yield _set(wrong, CONTROL.sub("", wrong.text.replace("\ufffd", "")))


def _empty(wrong: Wrong) -> Iterator[Change]:
    yield _set(wrong, "")


SUGGESTIONS: dict[str, Callable[[Wrong], Iterator[Change]]] = {
    "at_spelled_out": _address,
    "no_at": _no_at,
    "several_at": _address,
    "several_addresses": _several,
    "comma_in_address": _address,
    "blank_in_address": _address,
    "nothing_after_at": _address,
    "no_dot_in_domain": _address,
    "umlaut_in_address": _address,
    "stray_dot_in_address": _address,
    "address_not_valid": _address,
    "no_such_day": _last_of_month,
    "not_a_date": _swapped,
    "no_name": _no_name,
    "broken_letters": _letters_as_meant,
    "control_character": _without_signs,
    "unknown_language": _empty,
}


def by_code(
    faults: Sequence[Remark], row: Row, *, columns: Sequence[str], layout: Layout, domain: str = ""
) -> dict[str, Change]:
    """For each kind of fault the one proposal, where there is exactly one; of a kind in two cells both together."""
    found: dict[str, Change] = {}
    unsure: set[str] = set()
    for fault in faults:
        one = proposals(Wrong(fault, row, columns, layout, domain))
        if len(one) == 1:
            found[fault.code] = {**found.get(fault.code, {}), **one[0]}
        else:
            unsure.add(fault.code)
    return {code: change for code, change in found.items() if code not in unsure}
