"""`make bench`, or `python -m benchmarks --quick --only enrolments`."""

import sys
from argparse import ArgumentParser

from benchmarks import house, results
from benchmarks.sizes import FULL, QUICK

PARTS = ("pages", "enrolments", "invitations", "reminders", "sample")


def main() -> None:
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, to try the benchmarks themselves")
    parser.add_argument(
        "--only", choices=PARTS, action="append", help="one part; may be given more than once"
    )
    parser.add_argument("--print", action="store_true", help="leave benchmarks/RESULTS.md as it is")
    options = parser.parse_args()
    sizes = QUICK if options.quick else FULL
    rows: list[results.Row] = []
    with house.ready() as base:
        # Django's settings are read by these imports, and they need the addresses that `house.ready` has found.
        from benchmarks import enrolments, invitations, pages, reminders, sample  # noqa: PLC0415

        runs = {
            "sample": sample.measure,
            "pages": pages.measure,
            "enrolments": enrolments.measure,
            "invitations": invitations.measure,
            "reminders": reminders.measure,
        }
        for name, measure in runs.items():
            if not options.only or name in options.only or name == "sample":
                for row in measure(base, sizes):
                    rows.append(row)
                    sys.stdout.write(f"{row.line()}\n")
                    sys.stdout.flush()
        facts = results.conditions(sizes.name)
    if options.print or options.quick or options.only:
        sys.stdout.write(
            "benchmarks/RESULTS.md stays as it is: only a whole run at full size is written down.\n"
        )
    else:
        results.write(rows, facts)


if __name__ == "__main__":
    main()
