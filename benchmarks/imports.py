"""Previewing 50,000 rows of an HR export in a worker of its own; a workbook beside reading it and doing nothing with it."""

import csv
import io
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.house import ROOT, Base
from benchmarks.results import Row
from benchmarks.sizes import Sizes

SECONDS, MEGABYTES = 20, 300
HEADINGS = [
    "Personalnummer",
    "Nachname",
    "Vorname",
    "E-Mail",
    "Abteilung",
    "Standort",
    "Sprache",
    "Eintrittsdatum",
]
FIRST_NAMES, PLACES = ("Jördis", "Kwame", "Zoë", "Piotr", "Anneliese"), ("Bremen", "Görlitz", "Lyon")
# Each so many rows have a comma in the address.
FAULTY_EACH = 50


def measure(base: Base, sizes: Sizes) -> Iterator[Row]:
    rows = [_row(at) for at in range(sizes.imported)]
    for kind, write in (("CSV", _csv), ("XLSX", _xlsx)):
        path = base.folder / f"people.{kind.lower()}"
        path.write_bytes(write(rows))
        yield _measured(kind, path, _read_xlsx(path) if kind == "XLSX" else None, sizes.imported)
        path.unlink()


def _measured(kind: str, path: Path, yardstick: float | None, rows: int) -> Row:
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.imports", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(said.stdout.splitlines()[-1])
    assert found["counts"]["new"] + found["counts"]["faulty"] == rows, found
    kept = found["seconds"] <= SECONDS and found["megabytes"] <= MEGABYTES
    return Row(
        f"previewing {rows:,} rows of {kind}",
        f"{found['seconds']:.1f} s, {found['megabytes']:.0f} MB",
        f"openpyxl reads it alone: {yardstick:.1f} s" if yardstick else "",
        found["seconds"] / yardstick if yardstick else None,
        f"{path.stat().st_size / 1e6:.1f} MB, every {FAULTY_EACH}th row faulty with a proposal; from the press to the"
        " preview, in a process of its own",
        f"{SECONDS} s, {MEGABYTES} MB",
        kept,
    )


def _row(at: int) -> list[str]:
    end = ",example" if at % FAULTY_EACH == 0 else ".example"
    family = "Brüggemann" + "".join(chr(97 + int(digit)) for digit in str(at))
    first = FIRST_NAMES[at % len(FIRST_NAMES)]
    address = f"p{at}@nordwerk{end}"
    return [str(200_000 + at), family, first, address, "Netz", PLACES[at % len(PLACES)], "de", "01.09.2026"]


def _csv(rows: list[list[str]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows([HEADINGS, *rows])
    return stream.getvalue().encode("cp1252")


def _xlsx(rows: list[list[str]]) -> bytes:
    """As Excel saves it, with its texts in a table of their own."""
    import openpyxl  # noqa: PLC0415 (needed in this part alone)

    book = openpyxl.Workbook()
    for row in [HEADINGS, *rows]:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _read_xlsx(path: Path) -> float:
    import openpyxl  # noqa: PLC0415 (needed in this part alone)

    began = time.perf_counter()
    book = openpyxl.load_workbook(path, read_only=True)
    assert sum(1 for _row in book.active.iter_rows(values_only=True))
    return time.perf_counter() - began


def _preview(path: Path) -> dict[str, Any]:
    """In the worker's process: whatever Django itself needs counts as well."""
    import django  # noqa: PLC0415

    django.setup()
    from django.utils import timezone  # noqa: PLC0415

    from ambassadors.models import Import, User  # noqa: PLC0415
    from ambassadors.services import import_checking, imports  # noqa: PLC0415

    by, now = User.objects.coordinators().earliest("created_at"), timezone.now()
    uploaded = imports.upload(content=path.read_bytes(), file_name=path.name, by=by, now=now)
    imports.match_columns(of_import=uploaded, columns=uploaded.columns, by=by)
    began = time.perf_counter()
    while uploaded.state in (Import.State.UPLOADED, Import.State.WAITING):
        import_checking.go_on(now=now)
        uploaded.refresh_from_db()
    seconds = time.perf_counter() - began
    counts = uploaded.counts
    imports.stop(of_import=uploaded, by=by, now=now)
    return {"seconds": seconds, "megabytes": _most_memory(), "counts": counts}


def _most_memory() -> float:
    """Of this process alone: what `getrusage` tells begins with the memory of the process that started it."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]


if __name__ == "__main__":
    sys.stdout.write(f"{json.dumps(_preview(Path(sys.argv[1])))}\n")
