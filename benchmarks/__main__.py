"""`make bench`, or `python -m benchmarks --quick --only enrolments`."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from importlib import import_module

from benchmarks import house, results
from benchmarks.sizes import FULL, QUICK, Sizes

PARTS = ("pages", "crowds", "enrolments", "invitations", "reminders", "planning", "imports")


def main() -> None:
    options = _asked()
    rows: list[results.Row] = []
    with house.ready() as base:
        for row in _measured(base, QUICK if options.quick else FULL, options.only):
            rows.append(row)
            sys.stdout.write(f"{row.line()}\n")
            sys.stdout.flush()
        facts = results.conditions("quick" if options.quick else "full")
    if options.quick or options.only:
        sys.stdout.write(
            "benchmarks/RESULTS.md stays as it is: only a whole run at full size is written down.\n"
        )
    else:
        results.write(rows, facts)


def _asked() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, to try the benchmarks themselves")
    parser.add_argument(
        "--only", choices=PARTS, action="append", help="one part; may be given more than once"
    )
    return parser.parse_args()


def _measured(base: house.Base, sizes: Sizes, only: list[str] | None) -> Iterator[results.Row]:
    """The sample programme comes first in any case: the others need its people."""
    # What is imported here reads Django's settings, which need the addresses that `house.ready` has found.
    yield from import_module("benchmarks.sample").measure(base, sizes)
    for name in PARTS:
        if not only or name in only:
            yield from import_module(f"benchmarks.{name}").measure(base, sizes)


if __name__ == "__main__":
    main()
