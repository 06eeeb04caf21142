"""Whom a row means: by number, then by address; and what a human decides."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from ambassadors.models import ImportRow, User
from ambassadors.services import departing, imports
from ambassadors.services.imports import ImportMoved
from tests.ambassadors.importing import bring_in, check, codes, states, table, write
from tests.factories.ambassadors import LeavingFactory, UserFactory

HEADINGS = "Personalnummer;Nachname;Vorname;E-Mail"


@pytest.fixture
def look(selma, now):
    return lambda *rows, headings=HEADINGS: check(table(*rows, headings=headings), by=selma, now=now)


@pytest.fixture
def bring(selma, now):
    return lambda *rows, headings=HEADINGS: bring_in(table(*rows, headings=headings), by=selma, now=now)


@pytest.fixture
def ralf(programme):
    return UserFactory(
        personnel_number="100000", first_name="Ralf", last_name="Kade", email="ralf.kade@nordwerk.example"
    )


def test_a_number_finds_the_person_whatever_the_name_and_address(ralf, bring):
    bring("100000;Meier-Kade;Ralf;r.meier@nordwerk.example")

    ralf.refresh_from_db()
    assert (ralf.name, ralf.email) == ("Ralf Meier-Kade", "r.meier@nordwerk.example")
    assert ralf.sort_key == "meier-kade ralf"


def test_an_address_finds_the_person_in_capitals_too(ralf, bring):
    brought = bring("Kade;Ralf;RALF.KADE@nordwerk.example", headings="Nachname;Vorname;E-Mail")

    assert brought.counts["unchanged"] == 1


def test_a_person_known_by_address_gets_the_number(bring):
    person = UserFactory(personnel_number=None, last_name="Baum", email="h.baum@nordwerk.example")

    brought = bring("100002;Baum;Jördis;h.baum@nordwerk.example")

    person.refresh_from_db()
    assert (brought.counts["changed"], person.personnel_number) == (1, "100002")


def test_an_address_of_somebody_with_another_number_is_a_conflict(ralf, look):
    checked = look("100099;Baum;Henrike;ralf.kade@nordwerk.example")

    assert codes(checked) == {2: ["address_of_another_number"]}


def test_number_and_address_of_two_people_are_a_conflict(ralf, look):
    UserFactory(personnel_number="100002", email="h.baum@nordwerk.example")

    checked = look("100000;Kade;Ralf;h.baum@nordwerk.example")

    assert codes(checked) == {2: ["address_and_number_differ"]}


def test_two_people_may_swap_their_addresses(ralf, bring):
    ada = UserFactory(personnel_number="100002", last_name="Baum", email="a.baum@nordwerk.example")

    brought = bring(
        "100000;Kade;Ralf;a.baum@nordwerk.example", "100002;Baum;Jördis;ralf.kade@nordwerk.example"
    )

    ada.refresh_from_db()
    ralf.refresh_from_db()
    assert brought.counts["changed"] == 2
    assert (ralf.email, ada.email) == ("a.baum@nordwerk.example", "ralf.kade@nordwerk.example")


def test_an_address_goes_to_somebody_new_when_its_owner_gets_another(ralf, bring):
    brought = bring(
        "100777;Kade;Rolf;ralf.kade@nordwerk.example", "100000;Kade;Ralf;ralf.kade2@nordwerk.example"
    )

    assert (brought.counts["new"], brought.counts["changed"]) == (1, 1)
    assert User.objects.get(personnel_number="100777").email == "ralf.kade@nordwerk.example"


def test_an_address_stays_taken_when_its_owners_row_stays_out(ralf, look):
    UserFactory(personnel_number="100002", email="x@nordwerk.example")
    checked = look("100777;Kade;Rolf;ralf.kade@nordwerk.example", "100000;Kade;Ralf;x@nordwerk.example")

    assert codes(checked) == {2: ["address_stays_taken"], 3: ["address_and_number_differ"]}


def test_the_same_number_twice_names_both_rows(look):
    checked = look("1;Kade;Ralf;a@x.example", "2;Baum;Ada;b@x.example", "1;Metz;Hans;c@x.example")

    assert states(checked) == {2: "faulty", 3: "new", 4: "faulty"}
    assert [row.faults for row in checked.rows.filter(state="faulty").order_by("line")] == [
        [["personnel_number", "same_personnel_number", {"rows": [4]}]],
        [["personnel_number", "same_personnel_number", {"rows": [2]}]],
    ]


def test_of_two_equal_rows_the_first_stays_in(look):
    checked = look("1;Kade;Ralf;a@x.example", "1; Kade ;Ralf;A@X.example")

    assert (states(checked), codes(checked)) == ({2: "new", 3: "faulty"}, {3: ["same_row"]})


def test_the_same_address_without_numbers_names_both_rows(look):
    checked = look("Kade;Ralf;a@x.example", "Baum;Ada;A@x.example", headings="Nachname;Vorname;E-Mail")

    assert codes(checked) == {2: ["same_email"], 3: ["same_email"]}


def test_two_rows_for_one_person_stay_out(ralf, look):
    checked = look("100000;Kade;Ralf;", ";Kade;Ralf;ralf.kade@nordwerk.example")

    assert codes(checked) == {2: ["same_person"], 3: ["same_person"]}


def test_an_import_does_not_change_the_address_of_somebody_with_an_office(selma, look):
    checked = look(f"{selma.personnel_number};Öztürk;Selma;attacker@x.example")

    assert codes(checked) == {2: ["address_of_office"]}


def test_in_the_programme_people_choose_their_language_themselves(ambassador, bring):
    ambassador.language = "en"
    ambassador.save()

    brought = bring(f"{ambassador.personnel_number};Weiß;Lena;de", headings="PersNr;Nachname;Vorname;Sprache")

    ambassador.refresh_from_db()
    assert (brought.counts["unchanged"], ambassador.language) == (1, "en")


# Decisions


def test_a_namesake_with_other_identifiers_needs_a_decision(ralf, look):
    checked = look("100555;Kade;Ralf;r.kade2@nordwerk.example")

    row = checked.rows.get()
    assert (row.state, row.person) == ("undecided", ralf)
    assert checked.counts["undecided"] == 1


def test_an_undecided_row_stays_out(ralf, bring):
    brought = bring("100555;Kade;Ralf;r.kade2@nordwerk.example", "100556;Baum;Ada;a@x.example")

    assert (brought.counts["new"], brought.stayed_out) == (1, 1)
    assert User.objects.filter(personnel_number="100555").count() == 0


def test_the_same_person_is_changed(ralf, look, selma, now):
    checked = look("100555;Kade;Ralf;r.kade2@nordwerk.example")

    imports.decide(of_import=checked, line=2, decision="same", by=selma)
    write(checked, by=selma, now=now)

    ralf.refresh_from_db()
    assert (ralf.personnel_number, ralf.email) == ("100555", "r.kade2@nordwerk.example")


def test_two_people_are_two_accounts(ralf, look, selma, now):
    checked = look("100555;Kade;Ralf;r.kade2@nordwerk.example")

    imports.decide(of_import=checked, line=2, decision="two", by=selma)
    write(checked, by=selma, now=now)

    assert User.objects.filter(last_name="Kade").count() == 2


def test_a_decision_can_be_taken_back(ralf, look, selma):
    checked = look("100555;Kade;Ralf;")
    imports.decide(of_import=checked, line=2, decision="two", by=selma)

    row = imports.decide(of_import=checked, line=2, decision="open", by=selma)

    assert (row.state, row.person) == ("undecided", ralf)


def test_a_namesake_who_has_a_row_of_their_own_is_somebody_else(ralf, look):
    checked = look("100000;Kade;Ralf;ralf.kade@nordwerk.example", "100555;Kade;Ralf;r.kade2@nordwerk.example")

    assert states(checked) == {2: "unchanged", 3: "new"}


def test_an_address_that_belongs_to_quite_another_name_needs_a_decision(look, selma):
    UserFactory(personnel_number=None, first_name="Ellie", last_name="Lewis", email="desk@x.example")
    checked = look("100555;Scholtz;Hanne;desk@x.example")
    assert states(checked) == {2: "undecided"}

    imports.decide(of_import=checked, line=2, decision="two", by=selma)

    assert codes(checked) == {2: ["address_of_another"]}


def test_two_rows_cannot_both_be_the_same_person(ralf, look, selma):
    checked = look("100555;Kade;Ralf;a@x.example", "100556;Kade;Ralf;b@x.example")

    for line in (2, 3):
        imports.decide(of_import=checked, line=line, decision="same", by=selma)

    assert codes(checked) == {2: ["same_person"], 3: ["same_person"]}


def test_the_rest_can_be_decided_at_once(ralf, look, selma):
    checked = look("100555;Kade;Ralf;a@x.example", "100556;Kade;Ralf;b@x.example")

    assert imports.decide_rest(of_import=checked, by=selma) == 2
    assert states(checked) == {2: "new", 3: "new"}


def test_only_open_questions_are_decided(look, selma):
    checked = look("100556;Baum;Ada;a@x.example")

    with pytest.raises(ImportMoved):
        imports.decide(of_import=checked, line=2, decision="two", by=selma)
    with pytest.raises(ImportRow.DoesNotExist):
        imports.decide(of_import=checked, line=99, decision="two", by=selma)


def test_who_is_missing_from_the_file_is_listed_and_stays(ralf, selma, look, bring):
    checked = look(
        f"{selma.personnel_number};Öztürk;Selma;selma@nordwerk.example", "100556;Baum;Ada;a@x.example"
    )

    assert list(checked.missing_people()) == [ralf]
    assert User.objects.filter(pk=ralf.pk).exists()


def test_others_may_not_import(joerdis, now):
    with pytest.raises(PermissionDenied):
        imports.upload(content=table("1;Kade;Ralf;"), file_name="x.csv", by=joerdis, now=now)


# One person under another name, another person under a known number or address


def test_a_new_name_address_and_department_at_once_are_the_same_person(ralf, bring):
    brought = bring(
        "100000;von Aufseß;Ralf;ralf.von.aufsess@nordwerk.example;Netzbau",
        headings="Personalnummer;Nachname;Vorname;E-Mail;Abteilung",
    )

    ralf.refresh_from_db()
    assert (brought.counts["changed"], User.objects.filter(first_name="Ralf").count()) == (1, 1)
    assert (ralf.name, ralf.email, ralf.department) == (
        "Ralf von Aufseß",
        "ralf.von.aufsess@nordwerk.example",
        "Netzbau",
    )


def test_a_number_under_quite_another_name_and_address_needs_a_decision(ralf, look):
    checked = look("100000;Wójcik;Zofia;z.wojcik@nordwerk.example")

    row = checked.rows.get()
    assert (row.state, row.person) == ("undecided", ralf)


def test_number_and_address_together_are_sure_whatever_the_name(ralf, look):
    assert states(look("100000;Wójcik;Zofia;ralf.kade@nordwerk.example")) == {2: "changed"}


def test_a_number_stays_with_somebody_who_is_here(ralf, look, selma):
    checked = look("100000;Wójcik;Zofia;z.wojcik@nordwerk.example")

    imports.decide(of_import=checked, line=2, decision="two", by=selma)

    assert codes(checked) == {2: ["number_of_another"]}


def test_a_number_that_is_given_anew_leaves_whoever_has_left(ralf, look, selma, now):
    left(ralf, now)
    checked = look("100000;Wójcik;Zofia;z.wojcik@nordwerk.example")
    assert states(checked) == {2: "undecided"}

    imports.decide(of_import=checked, line=2, decision="two", by=selma)
    write(checked, by=selma, now=now)

    ralf.refresh_from_db()
    zofia = User.objects.get(personnel_number="100000")
    assert (zofia.first_name, zofia.is_active) == ("Zofia", True)
    assert (ralf.personnel_number, ralf.is_active) == (None, False)


def test_an_address_that_is_given_anew_is_free_once_its_owner_has_left(ralf, look, now):
    row = "100999;Wójcik;Zofia;ralf.kade@nordwerk.example"
    assert codes(look(row)) == {2: ["address_of_another_number"]}

    left(ralf, now)

    assert states(look(row)) == {2: "new"}


def test_somebody_who_left_can_come_back_under_a_new_number(ralf, look, selma, now):
    left(ralf, now)
    checked = look("100555;Kade;Ralf;ralf.kade@nordwerk.example")
    assert states(checked) == {2: "undecided"}

    imports.decide(of_import=checked, line=2, decision="same", by=selma)
    assert states(checked) == {2: "returning"}
    write(checked, by=selma, now=now)

    ralf.refresh_from_db()
    assert (ralf.personnel_number, ralf.is_active) == ("100555", True)


def left(person, now):
    LeavingFactory(person=person, last_day=now.date() - timedelta(days=1))
    departing.part_with_leavers(now=now)
