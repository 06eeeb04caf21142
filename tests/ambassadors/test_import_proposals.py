"""What could stand in a wrong cell, and where nobody can know."""

import pytest

from ambassadors.imports import checking
from ambassadors.imports.proposals import Wrong, by_code, proposals
from ambassadors.imports.tables import Layout, Row

COLUMNS = ["personnel_number", "last_name", "first_name", "email", "entered_on", "language", "department"]
LAYOUT = Layout(kind="csv")
NUMBER, LAST, FIRST, EMAIL, ENTERED, LANGUAGE, DEPARTMENT = range(7)
DOMAIN = "nordwerk.example"
JAN = ["1", "Müller", "Jan", "jan@nordwerk.example", "01.09.2026", "de", "IT"]


def proposed(change, columns=COLUMNS, base=JAN):
    """Every fault of the row with its proposals."""
    cells = [change.get(at, cell) for at, cell in enumerate(base)]
    row = Row(2, cells)
    faults = checking.check(row, columns=columns, layout=LAYOUT).faults
    return [(fault.code, proposals(Wrong(fault, row, columns, LAYOUT, DOMAIN))) for fault in faults]


@pytest.mark.parametrize(
    ("typed", "code", "meant"),
    [
        ("müller@nordwerk,example", "comma_in_address", "mueller@nordwerk.example"),
        ("mueller@nordwerk,example", "comma_in_address", "mueller@nordwerk.example"),
        ("jan müller@nordwerk.example", "blank_in_address", "jan.mueller@nordwerk.example"),
        ("jan .mueller@nordwerk.example", "blank_in_address", "jan.mueller@nordwerk.example"),
        ("jan(at)nordwerk.example", "at_spelled_out", "jan@nordwerk.example"),
        ("jan@@nordwerk.example", "several_at", "jan@nordwerk.example"),
        ("jan@nordwerk..example.", "stray_dot_in_address", "jan@nordwerk.example"),
        ("josé@nordwerk.example", "umlaut_in_address", "jose@nordwerk.example"),
        ("jan@nordwerk", "no_dot_in_domain", "jan@nordwerk.example"),
        ("jan@", "nothing_after_at", "jan@nordwerk.example"),
        ("jan.mueller", "no_at", "jan.mueller@nordwerk.example"),
    ],
)
def test_an_address_as_it_was_meant(typed, code, meant):
    assert proposed({EMAIL: typed}) == [(code, [{EMAIL: meant}])]


@pytest.mark.parametrize("typed", ["Jan Müller", "Müller, Jan", "JAN MÜLLER"])
def test_the_name_of_the_row_in_the_column_of_addresses_is_taken_out(typed):
    assert proposed({EMAIL: typed}) == [("no_at", [{EMAIL: ""}])]


def test_a_name_that_stands_in_the_column_of_addresses_alone_goes_where_it_belongs():
    there = {EMAIL: "", FIRST: "Jan", LAST: "Müller"}

    assert proposed({EMAIL: "Jan Müller", FIRST: "", LAST: ""}) == [
        ("no_at", [there]),
        ("no_name", [there]),
    ]


def test_name_and_address_that_were_swapped_are_put_right():
    found = proposed({}, ["personnel_number", "email", "name"], ["1", "Jan Müller", "jan@x.example"])

    assert found[0] == ("no_at", [{1: "jan@x.example", 2: "Jan Müller"}])


@pytest.mark.parametrize(
    ("typed", "code", "meant"),
    [
        ("31.09.2026", "no_such_day", ["30.09.2026"]),
        ("29.02.2025", "no_such_day", ["28.02.2025"]),
        ("12.31.2026", "not_a_date", ["31.12.2026"]),
        ("2026-31-12", "not_a_date", ["31.12.2026"]),
        ("09.31.2026", "not_a_date", []),
        ("bald", "not_a_date", []),
    ],
)
def test_a_date_as_it_was_meant(typed, code, meant):
    assert proposed({ENTERED: typed}) == [(code, [{ENTERED: text} for text in meant])]


def test_letters_of_a_wrong_encoding_are_read_as_they_were_written():
    assert proposed({LAST: "MÃ¼ller"}) == [("broken_letters", [{LAST: "Müller"}])]
    assert proposed({DEPARTMENT: "Wroc³aw"}) == [("broken_letters", [{DEPARTMENT: "Wrocław"}])]
    assert proposed({LAST: "M\x01üller"}) == [("control_character", [{LAST: "Müller"}])]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({NUMBER: "1,2E+05"}, "shortened_number"),
        ({NUMBER: "#REF!"}, "sheet_error"),
        ({LAST: "M?ller"}, "broken_letters"),
        ({EMAIL: "@nordwerk.example"}, "nothing_before_at"),
        ({EMAIL: "siehe Liste"}, "no_at"),
        ({LAST: "4711"}, "not_a_name"),
    ],
)
def test_what_is_lost_is_not_guessed(change, code):
    assert proposed(change) == [(code, [])]


def test_of_two_addresses_a_human_chooses():
    cells = ["1", "Müller", "Jan", "a@x.example; b@x.example", "", "", ""]
    faults = checking.check(Row(2, cells), columns=COLUMNS, layout=LAYOUT).faults

    assert proposed({EMAIL: cells[EMAIL]}) == [
        ("several_addresses", [{EMAIL: "a@x.example"}, {EMAIL: "b@x.example"}])
    ]
    assert by_code(faults, Row(2, cells), columns=COLUMNS, layout=LAYOUT) == {}


def test_a_kind_that_stands_in_two_cells_is_mended_in_both():
    row = Row(2, ["1", "MÃ¼ller", "Jan", "j@x.example", "31.04.2026", "", "BÃ¼ro"])
    faults = checking.check(row, columns=COLUMNS, layout=LAYOUT).faults

    assert by_code(faults, row, columns=COLUMNS, layout=LAYOUT) == {
        "broken_letters": {LAST: "Müller", DEPARTMENT: "Büro"},
        "no_such_day": {ENTERED: "30.04.2026"},
    }
