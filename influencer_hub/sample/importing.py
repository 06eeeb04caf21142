"""Makes two imports: the one that brought the people, and one whose last rows wait for a human."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta

from ambassadors.models import Import, ImportRow, User
from ambassadors.services import import_checking, imports
from influencer_hub.sample import people
from influencer_hub.sample.cast import Cast
from outbox.services import record

FIRST_FILE, OPEN_FILE = "Personalstamm_2025.csv", "Azubis_2026.csv"
HEADINGS = ("Vorname", "Nachname", "E-Mail", "Standort", "Eintrittsdatum", "Sprache")
APPRENTICES = 84
# What a human has to look at, by the row that it stands in.
ODD_ROWS = {
    17: (
        "Sören",
        "Größmann",
        f"s.groessmann@{people.DOMAIN.replace('.', ',')}",
        "Görlitz",
        "01.09.2026",
        "de",
    ),
    41: ("Zoë", "Van den Broeck", f"z.vandenbroeck@{people.DOMAIN}", "Würzburg", "31.09.2026", "en"),
    63: ("Nguyễn Thị", "Hà", f"t.nguyen2@{people.DOMAIN}", "Görlitz", "01.09.2025", "de"),
}


def remember(cast: Cast) -> None:
    """Does nothing where people were imported before."""
    if Import.objects.exists():
        return
    _first(cast)
    uploaded = imports.upload(
        content=_file(cast), file_name=OPEN_FILE, by=cast.coordinator, now=cast.now - timedelta(minutes=35)
    )
    imports.match_columns(of_import=uploaded, columns=uploaded.columns, by=cast.coordinator)
    import_checking.go_on(now=cast.now)


def _first(cast: Cast) -> None:
    founded = cast.coordinator.created_at
    count = User.objects.filter(created_at=founded).count()
    counts = dict.fromkeys(ImportRow.State.values, 0) | {"new": count, "faulty": 2}
    done = Import.objects.create(
        file_name=FIRST_FILE,
        state=Import.State.DONE,
        uploaded_by=cast.coordinator,
        uploaded_at=founded - timedelta(minutes=9),
        confirmed_by=cast.coordinator,
        done_at=founded,
        headings=list(HEADINGS),
        rows_read=count + 2,
        rows_expected=count + 2,
        counts=counts,
    )
    record(actor=cast.coordinator, deed="people imported", subject=done, now=founded, **counts)


def _file(cast: Cast) -> bytes:
    """As a spreadsheet writes it: semicolons, and a mark for UTF-8 at the head."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    usual = _apprentices(cast)
    for number in range(1, APPRENTICES + len(ODD_ROWS) + 1):
        writer.writerow(ODD_ROWS.get(number) or next(usual))
    return target.getvalue().encode("utf-8-sig")


def _apprentices(cast: Cast) -> Iterator[tuple[str, ...]]:
    """Nobody of them has the name or the address of somebody who is there."""
    names = {person.name for person in cast.everybody} | {f"{row[0]} {row[1]}" for row in ODD_ROWS.values()}
    taken = {person.email for person in cast.everybody if person.email}
    for sketch in people.others(10 * APPRENTICES, more_than=1_000_000, taken=taken):
        if sketch.email and sketch.name not in names:
            names.add(sketch.name)
            yield (
                sketch.first_name,
                sketch.last_name,
                sketch.email,
                sketch.location,
                "01.09.2026",
                sketch.language,
            )
