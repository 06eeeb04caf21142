"""A first day: the many ways to write a date, and why one is none."""

import calendar
import re
from datetime import date, timedelta

from ambassadors.imports.cells import CellFault

TIME_OF_DAY = re.compile(
    r"[T ]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([AP]M|Uhr|Z|[+-]\d\d:?\d\d)?$", re.IGNORECASE
)
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
YEAR_LAST = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})\.?")
JOINED = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
NAMED = re.compile(r"(?:\w+,\s*)?(\d{1,2})\.?[\s-]+([^\W\d]+)\.?[\s-]+(\d{4}|\d{2})")
NAMED_FIRST = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2}),?\s+(\d{4})")
NO_DATE = re.compile(r"0{1,4}[-./]0{1,2}[-./]0{1,4}|0{8}")
MONTHS_IN_WORDS = [
    ("jan", "januar", "january", "jänner"),
    ("feb", "februar", "february"),
    ("mär", "märz", "mar", "march", "mrz"),
    ("apr", "april"),
    ("mai", "may"),
    ("jun", "juni", "june"),
    ("jul", "juli", "july"),
    ("aug", "august"),
    ("sep", "sept", "september"),
    ("okt", "oct", "oktober", "october"),
    ("nov", "november"),
    ("dez", "dec", "dezember", "december"),
]
MONTHS = {word: number for number, words in enumerate(MONTHS_IN_WORDS, 1) for word in words}
# Serial numbers of Excel count days from here; the missing 29 February 1900 is in it.
DAY_ZERO, DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
EARLIEST, LATEST = 1940, 2100


def entry_date(text: str, *, month_first: bool = False, from_1904: bool = False) -> str:
    """As 2026-12-31; an empty string for dates of zeros. Raises CellFault."""
    text = TIME_OF_DAY.sub("", text).strip()
    if NO_DATE.fullmatch(text):
        return ""
    if serial := SERIAL.fullmatch(text):
        found = (DAY_ZERO_1904 if from_1904 else DAY_ZERO) + timedelta(days=int(serial[1]))
    else:
        found = _date(*_parts(text, month_first), text)
    if not EARLIEST <= found.year <= LATEST:
        raise CellFault("unlikely_date", value=text)
    return found.isoformat()


def _parts(text: str, month_first: bool) -> tuple[int, int, int]:
    """Year, month, day."""
    if m := YEAR_FIRST.fullmatch(text) or JOINED.fullmatch(text):
        return int(m[1]), int(m[2]), int(m[3])
    if m := YEAR_LAST.fullmatch(text):
        day, month = (m[3], m[1]) if month_first and m[2] == "/" else (m[1], m[3])
        return _year(m[4]), int(month), int(day)
    if (m := NAMED.fullmatch(text)) and (month_number := MONTHS.get(m[2].casefold())):
        return _year(m[3]), month_number, int(m[1])
    if (m := NAMED_FIRST.fullmatch(text)) and (month_number := MONTHS.get(m[1].casefold())):
        return int(m[3]), month_number, int(m[2])
    raise CellFault("not_a_date", value=text)


def _year(text: str) -> int:
    """26 is 2026, 98 is 1998."""
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 50 else 1900)


def _date(year: int, month: int, day: int, text: str) -> date:
    if not 1 <= month <= 12 or day < 1 or year < 1:
        raise CellFault("not_a_date", value=text)
    last = calendar.monthrange(year, month)[1]
    if day > last:
        raise CellFault("no_such_day", value=text, month=month, year=year, days=last)
    return date(year, month, day)


def is_date(text: str) -> bool:
    """Whether it looks like one, also like one that does not exist."""
    text = TIME_OF_DAY.sub("", text.strip())
    return any(look.fullmatch(text) for look in (YEAR_FIRST, YEAR_LAST, JOINED))


def puts_month_first(values: list[str]) -> bool:
    """Whether a column writes 12/31/2026: some second parts can only be days, and no first part can."""
    parts = [(int(m[1]), int(m[3])) for v in values if (m := YEAR_LAST.fullmatch(v.strip())) and m[2] == "/"]
    return any(second > 12 for _first, second in parts) and not any(first > 12 for first, _second in parts)
