"""Wrong cells corrected on the page, one by one and all of a kind."""

import pytest
from django.urls import reverse

from ambassadors.models import User
from ambassadors.services import import_fixing, imports
from ambassadors.services.imports import ImportMoved
from tests.ambassadors.importing import check, codes, lines, states, table, write
from tests.ambassadors.test_import_pages import page, text
from tests.factories.ambassadors import UserFactory

EMAIL, ENTERED, NUMBER = 3, 7, 0
GOOD = "9;Weiß;Lena;lena@nordwerk.example;;;;", "8;Kade;Ida;ida@nordwerk.example;;;;"


@pytest.fixture
def client(selma, client_for):
    return client_for(selma)


@pytest.fixture
def look(selma, now):
    return lambda *rows: check(table(*rows, *GOOD), by=selma, now=now)


@pytest.fixture
def three(look):
    """A comma, a day that does not exist, a lost number."""
    return look(
        "1;Kade;Ralf;r.kade@nordwerk,example;;;;",
        "2;Metz;Hans;h.metz@nordwerk.example;;;;31.09.2026",
        "1,2E+05;Baum;Ada;a.baum@nordwerk.example;;;;",
    )


def fix(of_import, line, cells, by):
    return import_fixing.fix(of_import=of_import, line=line, cells=cells, by=by)


def test_a_cell_is_corrected_and_the_one_of_the_file_is_kept(three, selma):
    row, _press = fix(three, 2, {EMAIL: "r.kade@nordwerk.example"}, selma)

    assert (row.state, row.values["email"]) == ("new", "r.kade@nordwerk.example")
    assert (row.cells[EMAIL], row.cells_now[EMAIL]) == ("r.kade@nordwerk,example", "r.kade@nordwerk.example")
    three.refresh_from_db()
    assert three.counts == {
        "new": 3,
        "changed": 0,
        "unchanged": 0,
        "returning": 0,
        "undecided": 0,
        "faulty": 2,
        "look": 0,
        "fixed": 1,
    }


def test_the_same_checker_reads_what_somebody_types(three, selma):
    assert fix(three, 4, {NUMBER: "#REF!"}, selma)[0].state == "faulty"
    assert codes(three)[4] == ["sheet_error"]
    assert fix(three, 4, {NUMBER: "100204"}, selma)[0].state == "new"


def test_only_the_row_itself_changes(three, selma):
    before = list(three.rows.exclude(line=2).order_by("line").values())

    fix(three, 2, {EMAIL: "r.kade@nordwerk.example"}, selma)

    assert list(three.rows.exclude(line=2).order_by("line").values()) == before


def test_a_row_it_collides_with_changes_too_and_back(look, selma):
    checked = look("1;Kade;Ralf;r(at)nordwerk.example;;;;", "2;Metz;Hans;h@nordwerk.example;;;;")

    _row, press = fix(checked, 2, {NUMBER: "2", EMAIL: "r@nordwerk.example"}, selma)
    assert codes(checked) == {2: ["same_personnel_number"], 3: ["same_personnel_number"]}
    fix(checked, 2, {NUMBER: "1"}, selma)
    assert (codes(checked), states(checked)[3]) == ({}, "new")

    import_fixing.take_back(of_import=checked, press=press, by=selma)
    assert codes(checked) == {2: ["at_spelled_out"]}


def test_a_double_that_is_corrected_frees_the_other(look, selma):
    checked = look(
        "1;Kade;Ralf;k@nordwerk.example;;;;",
        "1;Metz;Hans;m@nordwerk.example;;;;",
        "2;Baum;Ada;m@nordwerk.example;;;;",
    )
    assert codes(checked) == {
        2: ["same_personnel_number"],
        3: ["same_personnel_number", "same_email"],
        4: ["same_email"],
    }

    fix(checked, 3, {NUMBER: "3"}, selma)
    assert codes(checked) == {3: ["same_email"], 4: ["same_email"]}
    fix(checked, 4, {EMAIL: ""}, selma)
    assert codes(checked) == {}


def test_a_correction_finds_the_person_who_is_here(three, joerdis, selma):
    row, _press = fix(three, 4, {NUMBER: joerdis.personnel_number, 2: "Jördis"}, selma)

    assert (row.state, row.person, row.before["last_name"]) == ("changed", joerdis, joerdis.last_name)


def test_an_address_of_somebody_else_can_be_left_out(look, selma):
    UserFactory(personnel_number="77", first_name="Ellie", last_name="Lewis", email="desk@x.example")
    checked = look("1;Scholtz;Hanne;desk@x.example;;;;")
    assert codes(checked) == {2: ["address_of_another_number"]}

    assert fix(checked, 2, {EMAIL: ""}, selma)[0].state == "new"


def test_all_of_one_kind_take_their_proposals_and_give_them_back(look, selma):
    checked = look(
        *(f"{n};Kade;Ralf{chr(97 + n)};p{n}@nordwerk,example;;;;" for n in range(5)), "7;Kade;Z;@;;;;"
    )
    assert import_fixing.kinds_with_proposals(checked) == [("comma_in_address", 5)]

    number, press = import_fixing.fix_kind(of_import=checked, code="comma_in_address", by=selma)

    assert (number, codes(checked)) == (5, {7: ["nothing_before_at"]})
    assert import_fixing.take_back(of_import=checked, press=press, by=selma) == 5
    checked.refresh_from_db()
    assert (checked.counts["faulty"], checked.counts["fixed"]) == (6, 0)


def test_what_was_corrected_is_what_is_written(three, selma, now):
    fix(three, 2, {EMAIL: "r.kade@nordwerk.example"}, selma)
    fix(three, 3, {ENTERED: "30.09.2026"}, selma)

    write(three, by=selma, now=now)

    assert User.objects.get(personnel_number="1").email == "r.kade@nordwerk.example"
    assert str(User.objects.get(personnel_number="2").entered_on) == "2026-09-30"


def test_a_quotation_mark_without_partner_stays_a_fault(look, selma):
    checked = look('1;"Kade;Ralf;r@x.example;;;;\n2;Metz;Hans;h@x.example;;;;\n3;Baum;Ada";a;b@x.example;;;;')
    assert "ran_together" in codes(checked)[2]

    fix(checked, 2, {EMAIL: "b@x.example"}, selma)

    assert "ran_together" in codes(checked)[2]


@pytest.mark.parametrize("cells", [{}, {99: "x"}])
def test_there_must_be_such_a_cell(three, selma, cells):
    with pytest.raises(ImportMoved):
        fix(three, 2, cells, selma)


def test_after_confirming_nothing_is_corrected(three, selma):
    imports.confirm(of_import=three, by=selma)

    with pytest.raises(ImportMoved):
        fix(three, 2, {EMAIL: "r@x.example"}, selma)


# Pages


def test_the_page_shows_cell_reason_proposal_and_field(client, three):
    shown = text(client.get(page(three)))

    assert '<span class="import-cell is-email is-wrong">r.kade@nordwerk,example</span>' in shown
    assert "Use “r.kade@nordwerk.example”" in shown
    assert "Use “30.09.2026”" in shown
    assert "The lost digits cannot be guessed: look the number up." in shown
    assert shown.count('<details class="import-type">') == 3


def test_a_proposal_is_one_press_with_and_without_scripts(client, three):
    address = page(three, "import_fix", 2) + "?show=check"

    response = client.post(address, {"cell-3": "r.kade@nordwerk.example"})
    assert (response.status_code, response.url) == (303, page(three) + "?show=check#row-2")
    part = text(client.get(page(three), headers={"HX-Request": "true"}))

    assert ("Row 2 is fine now." in part, 'hx-swap-oob="true"' in part, "<title>" in part) == (
        True,
        True,
        False,
    )
    assert "To check (2)" in part
    assert "Corrected here (1)" in part


def test_what_was_corrected_can_be_looked_at_and_put_back(client, three):
    client.post(page(three, "import_fix", 2), {"cell-3": "r.kade@nordwerk.example"})

    shown = text(client.get(page(three), {"show": "fixed"}))
    assert "r.kade@nordwerk,example" in shown
    assert "<strong>r.kade@nordwerk.example</strong>" in shown
    response = client.post(page(three, "import_unfix", 2), follow=True)
    assert "1 row is as it came." in text(response)
    assert three.rows.get(line=2).fixes == {}


def test_a_wrong_text_says_so_and_stays_in_the_field(client, three):
    response = client.post(page(three, "import_fix", 2), {"cell-3": "still wrong"}, follow=True)

    assert "Row 2 still has an error." in text(response)
    assert 'value="still wrong"' in text(response)


def test_the_button_for_a_kind_names_the_number(client, look):
    checked = look("1;Kade;Ralf;r@x,example;;;;", "2;Metz;Hans;h@x,example;;;;")
    assert "Comma in the address: take all 2 proposals" in text(client.get(page(checked)))

    response = client.post(page(checked, "import_fix_kind", "comma_in_address"), follow=True)

    assert "2 rows took their proposals." in text(response)
    press = next(iter(checked.rows.get(line=2).fixes))
    assert reverse("ambassadors:import_take_back", args=[checked.pk, press]) in text(response)


def test_the_csv_of_faults_holds_what_is_left_with_its_corrections(client, three):
    client.post(page(three, "import_fix", 2), {"cell-3": "r.kade@nordwerk.example"})
    client.post(page(three, "import_fix", 4), {"cell-2": "Adele"})

    content = b"".join(client.get(page(three, "import_faults")).streaming_content)

    assert [row[:4] for row in lines(content)[1:]] == [
        ["2", "Metz", "Hans", "h.metz@nordwerk.example"],
        ["1,2E+05", "Baum", "Adele", "a.baum@nordwerk.example"],
    ]


@pytest.mark.parametrize("cell", ["x\x00y", "\ud800", "\u202eevil", "9" * 100_000, "=cmd()", "<script>"])
def test_hostile_texts_stay_texts(three, selma, cell):
    assert fix(three, 2, {EMAIL: cell}, selma)[0].state == "faulty"


@pytest.mark.parametrize("number", [1, 3, 30])
def test_faulty_rows_cost_the_same_queries(client, look, number, django_assert_num_queries):
    checked = look(*(f"{n};Kade;R{n % 7}a;p{n}@x,example;;;;" for n in range(100, 100 + number)))
    client.get(page(checked))

    with django_assert_num_queries(7):
        client.get(page(checked), {"show": "check"})
