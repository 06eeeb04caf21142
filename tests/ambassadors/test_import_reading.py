"""Any table that an HR system or a spreadsheet writes."""

from datetime import date, datetime

import pytest

from ambassadors.imports import headings, reading
from tests.ambassadors.importing import workbook

PEOPLE = [["100042", "Größmann", "Sören", "s.groessmann@nordwerk.example"]]
HEADINGS = ["Personalnummer", "Nachname", "Vorname", "E-Mail"]
MEANT = ["personnel_number", "last_name", "first_name", "email"]


def csv_file(*, delimiter=";", encoding="utf-8", rows=PEOPLE, names=HEADINGS, before=()) -> bytes:
    lines = [*before, delimiter.join(names), *(delimiter.join(row) for row in rows)]
    return "\r\n".join(lines).encode(encoding)


def read(content: bytes) -> tuple[list[str], list[list[str]]]:
    """What the columns mean, and the rows below the headings."""
    look = reading.look(content)
    rows = reading.reopen(content, look.layout).rows()
    return look.columns, [row.cells for row in rows if row.line > look.layout.heading_line]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp850"]
)
def test_every_encoding_with_every_delimiter(encoding, delimiter):
    assert read(csv_file(encoding=encoding, delimiter=delimiter)) == (MEANT, PEOPLE)


@pytest.mark.parametrize("mark", ["sep=;", "Sep=;", '"sep=;"', "SEP=|"])
def test_a_first_line_that_names_the_separator(mark):
    delimiter = mark.strip('"')[-1]

    assert read(csv_file(delimiter=delimiter, before=[mark])) == (MEANT, PEOPLE)


def test_titles_and_empty_rows_stand_above_the_headings():
    content = csv_file(before=["Beschäftigte, Stand 24.11.2026;;;", ";;;", "vertraulich;;;"])

    assert read(content) == (MEANT, PEOPLE)
    assert reading.look(content).layout.heading_line == 4


def test_line_breaks_and_quotes_inside_cells():
    content = b'Nachname;Vorname;E-Mail;Abteilung\r\nKade;Ralf;r@nordwerk.example;"Netz\nTeam ""S\xfcd"""\r\n'

    assert read(content)[1] == [["Kade", "Ralf", "r@nordwerk.example", 'Netz\nTeam "Süd"']]


def test_rows_are_counted_as_a_spreadsheet_counts_them():
    content = b'Nachname;Vorname;E-Mail\n"Ka\nde";Ralf;r@x.example\n;;\n\nBaum;Henrike;h@x.example\n'
    look = reading.look(content)

    assert [row.line for row in reading.reopen(content, look.layout).rows()] == [1, 2, 5]


def test_a_file_without_headings():
    content = csv_file(rows=PEOPLE * 2).split(b"\r\n", 1)[1]
    look = reading.look(content)

    assert look.layout.heading_line == 0
    assert look.columns == ["", "", "", "email"]


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        (["Employee ID", "First name", "Last name", "Work email"], ["personnel_number", "first_name", "last_name", "email"]),
        (["PersNr.", "Name", "Vorname", "Mailadresse"], ["personnel_number", "last_name", "first_name", "email"]),
        (["MA-Nr", "Name, Vorname", "Dienstliche E-Mail", "OE"], ["personnel_number", "name_last_first", "email", "department"]),
        (["Staff No.", "Full Name", "E-mail Address", "Office"], ["personnel_number", "name", "email", "location"]),
        (["Private E-Mail", "E-Mail (dienstlich)", "Vorname", "Nachname"], ["", "email", "first_name", "last_name"]),
        (["Geburtsdatum", "Eintritt am", "Austrittsdatum", "Surname"], ["", "entered_on", "", "last_name"]),
        (["Cost centre", "Manager Email", "Given Name", "Family Name"], ["", "", "first_name", "last_name"]),
        (["Wohnort", "Standort", "Ort", "Korrespondenzsprache"], ["", "location", "", "language"]),
        (["BEREICH", "HIRE_DATE", "preferred-language", "Ortsteil"], ["department", "entered_on", "language", ""]),
        (["Employee #", "Legal Name - First Name", "Supervisory Organization", "Email - Work"], ["personnel_number", "first_name", "department", "email"]),
        (["PersNr.", "Name des Mitarbeiters bzw. Bewerbers", "Org.-Einheit", "Büro"], ["personnel_number", "name", "department", "location"]),
        (["Eintrittsdatum (Konzern)", "Business E-Mail Adresse", "", "Rufname"], ["entered_on", "email", "", "first_name"]),
    ],
)  # fmt: skip
def test_headings_are_known_by_meaning(names, meant):
    assert headings.match(names, [[]] * len(names)) == meant


def test_a_column_of_addresses_is_known_by_its_values():
    values = [["a@nordwerk.example", "-", "b@nordwerk.example"], ["de", "en", ""], ["x", "y", "z"]]

    assert headings.match(["Kontakt 1", "Feld 7", "Feld 8"], values) == ["email", "language", ""]


def test_a_running_number_is_no_personnel_number():
    assert headings.match(["Nr.", "Nachname"], [["1", "2", "3"], ["A", "B", "C"]]) == ["", "last_name"]
    assert headings.match(["Nr.", "Nachname"], [["417", "9", "33"], ["A", "B", "C"]])[0] == "personnel_number"


def test_numbers_and_dates_of_a_workbook_are_text():
    content = workbook(
        ["Auszubildende 2026"],
        ["Personalnummer", "Vorname", "Nachname", "Eintritt"],
        [
            100002.0,
            "Zoë",
            "Kraus",
            datetime(2026, 12, 31),  # noqa: DTZ001 (workbooks know no time zones)
        ],
        ["000418", "Ha", "Nguyễn", date(2026, 9, 1)],
        [],
        [None, "Ada", None, 46022],
    )

    assert read(content)[1] == [
        ["100002", "Zoë", "Kraus", "2026-12-31"],
        ["000418", "Ha", "Nguyễn", "2026-09-01"],
        ["", "Ada", "", "46022"],
    ]


def test_the_sheet_with_the_headings_is_read():
    content = workbook(
        ["Nachname", "Vorname", "E-Mail"], ["Kade", "Ralf", "r@x.example"], sheets=["Hinweise", "Daten"]
    )

    assert reading.look(content).layout.sheet == "Daten"


def test_a_formula_without_a_result_is_kept_as_text():
    content = workbook(["Nachname", "Vorname", "E-Mail"], ["=1+1", "Ralf", "r@x.example"])

    assert read(content)[1] == [["=1+1", "Ralf", "r@x.example"]]


def test_american_dates_are_recognised_by_their_column():
    names = ["Surname", "First name", "Email", "Hire date"]
    rows = [["Kade", "Ralf", "r@x.example", value] for value in ("03/04/2026", "12/31/2026")]

    assert reading.look(csv_file(names=names, rows=rows)).layout.month_first is True
    assert reading.look(csv_file(names=names, rows=rows[:1])).layout.month_first is False
