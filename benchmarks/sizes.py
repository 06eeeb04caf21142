"""How much is measured: full size, or a small one to try the benchmarks themselves."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """`rows` in each list; `asks` page views by one reader; `seconds` with eight readers;
    `enrolling` people in one date or in `dates`, `at_once` at a time."""

    rows: int
    asks: int
    seconds: float
    enrolling: int
    at_once: int
    dates: int
    invited: int
    mails: int
    imported: int


FULL = Sizes(
    rows=10_000,
    asks=60,
    seconds=8,
    enrolling=2_000,
    at_once=50,
    dates=200,
    invited=100_000,
    mails=5_000,
    imported=50_000,
)
QUICK = Sizes(
    rows=300,
    asks=15,
    seconds=1.5,
    enrolling=200,
    at_once=20,
    dates=20,
    invited=3_000,
    mails=200,
    imported=2_000,
)
