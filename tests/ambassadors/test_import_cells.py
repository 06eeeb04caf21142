"""What one cell says, and what is wrong with it."""

import pytest

from ambassadors.imports import cells, names
from ambassadors.imports.cells import CellFault
from ambassadors.imports.checking import check, kept_cells
from ambassadors.imports.entry_dates import entry_date
from ambassadors.imports.headings import EMAIL, ENTERED, FIRST, LANGUAGE, LAST, NAME, NUMBER
from ambassadors.imports.sentences import SENTENCES, sentence
from ambassadors.imports.tables import Layout, Row

CSV = Layout(kind="csv", delimiter=";")


def values(**given: str) -> dict[str, str]:
    return checked(**given).values


def checked(**given: str):
    return check(Row(2, list(given.values())), columns=list(given), layout=CSV)


def fault_codes(**given: str) -> list[tuple[str, str]]:
    return [(fault.field, fault.code) for fault in checked(**given).faults]


SOMEBODY = {FIRST: "Ralf", LAST: "Kade", NUMBER: "100000"}


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (" Ralf.Kade@NORDWERK.example ", "ralf.kade@nordwerk.example"),
        ("mailto:ralf@nordwerk.example", "ralf@nordwerk.example"),
        ("Kade, Ralf <ralf@nordwerk.example>", "ralf@nordwerk.example"),
        ("ralf\u200b@nordwerk.example\u00a0", "ralf@nordwerk.example"),
        ("o'brien+hub@nordwerk.example", "o'brien+hub@nordwerk.example"),
    ],
)
def test_addresses_are_tidied(address, kept):
    assert values(**SOMEBODY, **{EMAIL: address})[EMAIL] == kept


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("ralf(at)nordwerk.example", "at_spelled_out"),
        ("ralf [at] nordwerk.example", "at_spelled_out"),
        ("ralf at nordwerk.example", "at_spelled_out"),
        ("s.groessmann@nordwerk,example", "comma_in_address"),
        ("ralf kade@nordwerk.example", "blank_in_address"),
        ("nordwerk.example", "no_at"),
        ("ralf@", "nothing_after_at"),
        ("@nordwerk.example", "nothing_before_at"),
        ("ralf@@nordwerk.example", "several_at"),
        ("ralf@nordwerk", "no_dot_in_domain"),
        ("jörg@nordwerk.example", "umlaut_in_address"),
        ("hansd..langern@nordwerk.example", "stray_dot_in_address"),
        ("a@nordwerk.example; b@nordwerk.example", "several_addresses"),
        ("ralf@nord_werk.example", "address_not_valid"),
        ("ralf@nordwerk.example.", "address_not_valid"),
        ("=HYPERLINK(A1)", "no_at"),
    ],
)
def test_a_wrong_address_says_what_is_wrong(address, code):
    assert fault_codes(**SOMEBODY, **{EMAIL: address}) == [(EMAIL, code)]


@pytest.mark.parametrize(
    "text", ["kein Postfach", "keine", "-", "–", "n/a", "N/A", "none", "ohne E-Mail", "No mailbox"]
)
def test_no_mailbox_is_no_fault_with_a_number(text):
    row = checked(**SOMEBODY, **{EMAIL: text})

    assert (row.faults, row.values) == ([], SOMEBODY)
    assert [(note.field, note.code) for note in row.notes] == [(EMAIL, "no_email")]


def test_without_number_and_address_nobody_is_recognised():
    assert fault_codes(first_name="Ralf", last_name="Kade", email="kein Postfach") == [
        (EMAIL, "nobody_to_recognise")
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("100002.0", "100002"),
        ("100002,00", "100002"),
        ("000418", "000418"),
        ("'000418", "000418"),
        (" A-17 ", "A-17"),
    ],
)
def test_personnel_numbers_keep_their_digits(text, kept):
    assert values(first_name="Ralf", last_name="Kade", personnel_number=text)[NUMBER] == kept


def test_a_number_that_the_spreadsheet_has_shortened():
    assert fault_codes(first_name="R", last_name="K", personnel_number="1,00002E+05") == [
        (NUMBER, "shortened_number")
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("31.12.2026", "31.12.26", "2026-12-31", "2026/12/31", "31/12/2026", "31-12-2026", "20261231"),
        *("31.12.2026 00:00", "2026-12-31T00:00:00", "2026-12-31 08:30:00.000", "46387", "46387.0"),
        *("31. Dezember 2026", "31 Dec 2026", "31-Dec-2026", "December 31, 2026", "Do, 31. Dez. 2026"),
    ],
)
def test_every_way_to_write_a_date(text):
    assert entry_date(text) == "2026-12-31"


def test_dates_by_the_column_and_by_the_workbook():
    assert entry_date("03/04/2026") == "2026-04-03"
    assert entry_date("03/04/2026", month_first=True) == "2026-03-04"
    assert entry_date("44925", from_1904=True) == "2026-12-31"
    assert entry_date("00.00.0000") == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31.02.2024", "no_such_day"),
        ("29.02.2025", "no_such_day"),
        ("31.09.2026", "no_such_day"),
        ("12/31/2026", "not_a_date"),
        ("00.12.2026", "not_a_date"),
        ("nächsten Montag", "not_a_date"),
        ("2026", "not_a_date"),
        ("01.01.1900", "unlikely_date"),
        ("31.12.9999", "unlikely_date"),
    ],
)
def test_what_is_no_date(text, code):
    assert fault_codes(**SOMEBODY, **{ENTERED: text}) == [(ENTERED, code)]


@pytest.mark.parametrize(
    ("text", "code"),
    [(t, "de") for t in ("de", "DE", "deutsch", "Deutsch", "German", "de-DE", "GER", "Deutsch (Schweiz)")]
    + [(t, "en") for t in ("en", "EN", "english", "Englisch", "en_GB", "eng")],
)
def test_a_language_is_known_in_many_spellings(text, code):
    assert values(**SOMEBODY, **{LANGUAGE: text})[LANGUAGE] == code


def test_an_unknown_language_is_a_fault_and_none_is_not():
    assert fault_codes(**SOMEBODY, **{LANGUAGE: "Klingonisch"}) == [(LANGUAGE, "unknown_language")]
    assert fault_codes(**SOMEBODY, **{LANGUAGE: "  "}) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Kade, Ralf", "Ralf", "Kade"),
        ("Ralf Kade", "Ralf", "Kade"),
        ("Hans Jörg Metz", "Hans Jörg", "Metz"),
        ("Anna von der Heide", "Anna", "von der Heide"),
        ("van den Broeck, Zoë", "Zoë", "van den Broeck"),
        ("Dr. med. Anna Müller", "Anna", "Müller"),
        ("Herr Prof. Dr. Max Weiß", "Max", "Weiß"),
        ("MÜLLER Anna", "Anna", "MÜLLER"),
        ("Phil Collins", "Phil", "Collins"),
    ],
)
def test_one_cell_is_split_into_first_and_last_name(text, first, last):
    assert names.split(text, last_first=False) == (first, last)


def test_last_names_first():
    assert names.split("Kade Ralf", last_first=True) == ("Ralf", "Kade")
    assert names.split("von der Heide Anna Maria", last_first=True) == ("Anna Maria", "von der Heide")


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({FIRST: "", LAST: ""}, [(LAST, "no_name")]),
        ({FIRST: "Ralf", LAST: " - "}, [(LAST, "no_last_name")]),
        ({FIRST: "", LAST: "Kade"}, [(FIRST, "no_first_name")]),
        ({FIRST: "Ralf", LAST: "4711"}, [(LAST, "not_a_name")]),
        ({FIRST: "Ralf", LAST: "MÃ¼ller"}, [(LAST, "broken_letters")]),
        ({FIRST: "Ralf", LAST: "M\ufffdller"}, [(LAST, "broken_letters")]),
        ({FIRST: "Ralf", LAST: "M?ller"}, [(LAST, "broken_letters")]),
        ({FIRST: "Ralf", LAST: "Wroc³aw"}, [(LAST, "broken_letters")]),
        ({FIRST: "Ralf\x00", LAST: "Kade"}, [(FIRST, "control_character")]),
        ({FIRST: "#BEZUG!", LAST: "Kade"}, [(FIRST, "sheet_error")]),
        ({FIRST: "R" * 101, LAST: "Kade"}, [(FIRST, "too_long")]),
        ({NAME: "Cher"}, [(LAST, "one_name_only")]),
        ({NAME: ""}, [(LAST, "no_name")]),
    ],
)
def test_faults_of_names(given, faults):
    assert fault_codes(**given, personnel_number="1") == faults


@pytest.mark.parametrize(
    "name", ["Null", "No", "Na", "O'Neill", "Żołądkiewicz", "Nguyễn", "d’Arc", "李", "Müller-Lüdenscheidt"]
)
def test_names_that_are_names(name):
    assert fault_codes(first_name="Ralf", last_name=name, personnel_number="1") == []


def test_a_formula_is_kept_as_text_with_a_note():
    row = checked(**{FIRST: "Max", LAST: '=HYPERLINK("http://boese.example")', NUMBER: "1"})

    assert (row.faults, row.values[LAST]) == ([], '=HYPERLINK("http://boese.example")')
    assert [(note.field, note.code) for note in row.notes] == [(LAST, "formula")]
    assert row.is_worth_a_look is True


def test_a_row_with_too_many_cells_has_shifted():
    row = check(Row(2, ["Kade", "Ralf", "1", "mehr"]), columns=[LAST, FIRST, NUMBER], layout=CSV)

    assert [(fault.code, fault.facts) for fault in row.faults] == [
        ("too_many_cells", {"cells": 4, "headings": 3})
    ]


def test_a_short_row_is_read_with_a_note():
    row = check(Row(2, ["Kade", "Ralf", "1"]), columns=[LAST, FIRST, NUMBER, LANGUAGE], layout=CSV)

    assert (row.faults, [note.code for note in row.notes]) == ([], ["short_row"])


def test_a_quotation_mark_without_partner_is_a_fault_of_its_row():
    row = Row(2, ["Kade", "Ralf;1\nBaum;Henrike;2\nMetz;Hans", "3"], ran_together=True)

    assert [fault.code for fault in check(row, columns=[LAST, FIRST, NUMBER], layout=CSV).faults] == [
        "ran_together"
    ]


def test_nothing_that_the_database_cannot_hold_is_kept():
    row = Row(2, ["Ralf\x00", "Ka\ud800de", "1"])
    checked_row = check(row, columns=[FIRST, LAST, NUMBER], layout=CSV)

    assert kept_cells(row) == ["Ralf\ufffd", "Ka\ufffdde", "1"]
    assert checked_row.values == {FIRST: "Ralf\ufffd", LAST: "Ka\ufffdde", NUMBER: "1"}


def test_every_sentence_can_be_said():
    facts = dict.fromkeys(("cells", "headings", "length", "limit", "days", "year"), 3)
    facts |= {"value": "x", "name": "Ralf", "owner": "Ada", "rows": [3, 4], "month": 2}

    assert all(sentence([LAST, code, facts]) for code in SENTENCES)
    assert sentence(["", "same_email", {"rows": [3, 4]}]).count("3, 4") == 1


def test_tidy_keeps_the_minus_of_a_number():
    assert cells.tidy("-5") == "-5"
    with pytest.raises(CellFault):
        cells.tidy("a\x07b")
