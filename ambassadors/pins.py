"""Which PINs are too easy to guess."""

from ambassadors.models import User

LEAST, MOST = 6, 12
# What people choose most, besides repetitions and rows.
COMMON = {
    "112233",
    "121314",
    "123321",
    "123654",
    "131211",
    "147258",
    "159753",
    "159357",
    "246810",
    "456123",
    "789456",
}
ROWS = "01234567890123456789"


def is_guessable(pin: str, person: User) -> bool:
    """A row, a repetition, a favourite, or something that colleagues know of the person."""
    is_row = pin in ROWS or pin[::-1] in ROWS
    repeats = any(pin == (pin[:length] * len(pin))[: len(pin)] for length in (1, 2, 3))
    return is_row or repeats or pin in COMMON or any(known in pin or pin in known for known in _known(person))


def _known(person: User) -> list[str]:
    """The digits of the personnel number, and the day of entering the company as it is often written."""
    number = "".join(sign for sign in person.personnel_number or "" if sign in ROWS)
    entered = person.entered_on
    days = [f"{entered:{pattern}}" for pattern in ("%d%m%y", "%d%m%Y", "%y%m%d", "%Y%m%d")] if entered else []
    return [number, *days] if len(number) >= LEAST - 2 else days
