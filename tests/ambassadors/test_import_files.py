"""Three exports of an HR department, as they came."""

from datetime import date

import pytest

from ambassadors.models import Import, User
from outbox.models import AuditEntry, Message
from tests.ambassadors.conftest import FILES
from tests.ambassadors.importing import bring_in, check, codes, write

GERMAN = FILES / "hr-export-excel-deutsch.csv"
ENGLISH = FILES / "hr-export-english.csv"
APPRENTICES = FILES / "auszubildende-2026.xlsx"
NOBODY = {"new": 0, "changed": 0, "unchanged": 0, "returning": 0, "undecided": 0, "faulty": 0}


@pytest.fixture
def bring(selma, now):
    selma.personnel_number = "900001"
    selma.save()
    return lambda path: bring_in(path.read_bytes(), by=selma, now=now)


def counts(of_import: Import) -> dict[str, int]:
    return {state: number for state, number in of_import.counts.items() if state in NOBODY}


def person(number: str) -> User:
    return User.objects.get(personnel_number=number)


def test_the_german_file_names_every_faulty_row(selma, now):
    checked = check(GERMAN.read_bytes(), by=selma, now=now)

    assert counts(checked) == NOBODY | {"new": 421, "faulty": 7}
    assert codes(checked) == {
        13: ["same_email"],
        14: ["same_email"],
        35: ["at_spelled_out"],
        41: ["stray_dot_in_address"],
        46: ["stray_dot_in_address"],
        58: ["no_such_day"],
        290: ["stray_dot_in_address"],
    }


def test_rows_of_the_german_file_that_deserve_a_look(selma, now):
    checked = check(GERMAN.read_bytes(), by=selma, now=now)

    notes = {row.line: [note[:2] for note in row.notes] for row in checked.rows.exclude(notes=[])}
    assert notes == {72: [["", "short_row"]], 103: [["last_name", "formula"]]}


def test_the_german_file_gives_the_right_people(bring):
    bring(GERMAN)

    assert User.objects.count() == 1 + 421
    kade = person("100000")
    assert (kade.name, kade.email, kade.location, kade.language) == (
        "Ralf Kade",
        "ralf.kade@nordwerk.example",
        "Köln",
        "en",
    )
    assert kade.entered_on == date(2011, 7, 6)
    assert kade.has_usable_password() is False
    assert person("100010").email is None
    assert person("100026").email == "marius.gierschner@nordwerk.example"
    assert person("100055").department == 'Netz & Betrieb Team "Süd"'
    assert person("100081").language == "de"
    assert person("100142").last_name == '=HYPERLINK("http://boese.example";"Klick")'


def test_the_english_file_updates_the_same_people(bring):
    bring(GERMAN)

    english = bring(ENGLISH)

    assert counts(english) == NOBODY | {"new": 75, "changed": 4, "unchanged": 159, "faulty": 2}
    assert User.objects.count() == 1 + 421 + 75
    assert person("100010").email == "nuray.holzapfel@nordwerk.example"
    assert person("100055").department == "Einkauf/Logistik"
    assert (person("100102").location, person("100102").entered_on) == ("Bremen", date(2020, 8, 12))
    assert person("100142").name == "Max Hudson"
    assert person("100022").name == "Łukasz Brańka"


def test_a_changed_row_shows_what_is_now(selma, now, bring):
    bring(GERMAN)

    checked = check(ENGLISH.read_bytes(), by=selma, now=now)

    changed = checked.rows.filter(state="changed").order_by("line").values_list("line", "before")
    assert list(changed) == [
        (12, {"email": ""}),
        (57, {"department": 'Netz & Betrieb Team "Süd"'}),
        (104, {"language": "de", "location": "", "entered_on": ""}),
        (144, {"last_name": '=HYPERLINK("http://boese.example";"Klick")'}),
    ]


def test_the_workbook_of_apprentices_gives_the_right_people(bring):
    written = bring(APPRENTICES)

    assert counts(written) == NOBODY | {"new": 80, "faulty": 4}
    weitzel = User.objects.get(email="patrik.weitzel@nordwerk.example")
    assert (weitzel.name, weitzel.location, weitzel.entered_on) == (
        "Patrik Weitzel",
        "Zürich",
        date(2011, 3, 29),
    )
    assert weitzel.personnel_number is None


def test_the_workbook_names_every_faulty_row(selma, now):
    checked = check(APPRENTICES.read_bytes(), by=selma, now=now)

    assert codes(checked) == {
        9: ["nobody_to_recognise"],
        15: ["nobody_to_recognise"],
        29: ["same_email"],
        30: ["same_email"],
    }


@pytest.mark.parametrize(
    ("file", "people"), [(GERMAN, 421), (ENGLISH, 238), (APPRENTICES, 80)], ids=lambda value: str(value)[-12:]
)
def test_a_second_run_doubles_nobody(bring, file, people):
    bring(file)

    again = bring(file)

    assert counts(again)["new"] == counts(again)["changed"] == 0
    assert counts(again)["unchanged"] == people
    assert User.objects.count() == 1 + people


def test_an_empty_cell_changes_nothing(bring):
    bring(GERMAN)
    bring(ENGLISH)

    bring(GERMAN)

    assert person("100010").email == "nuray.holzapfel@nordwerk.example"
    assert person("100102").location == "Bremen"


def test_an_import_mails_nobody_and_is_written_into_the_journal(bring):
    written = bring(APPRENTICES)

    assert Message.objects.count() == 0
    entry = AuditEntry.objects.get(deed="people imported")
    assert entry.subject == f"ambassadors.Import:{written.pk}"
    assert entry.details == NOBODY | {"new": 80, "faulty": 4}


def test_staged_data_end_with_the_import(selma, now):
    checked = check(APPRENTICES.read_bytes(), by=selma, now=now)
    assert checked.rows.count() == 84

    write(checked, by=selma, now=now)

    assert checked.rows.count() == 0
    assert not hasattr(Import.objects.get(pk=checked.pk), "file")
