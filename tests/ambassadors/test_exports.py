"""Lists of people as files."""

import csv
import io
from datetime import date

import openpyxl
import pytest
import time_machine

from ambassadors import exports
from ambassadors.columns import COLUMNS
from ambassadors.models import Ambassador, Audience, User
from outbox.models import AuditEntry
from tests.factories.ambassadors import (
    AmbassadorFactory,
    ChannelFactory,
    ListedFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
EXPORT = "/cockpit/people/export/"


@pytest.fixture
def lena(programme) -> User:
    ambassador = ListedFactory(
        person__first_name="Lena", person__last_name="Weiß", person__department="Netz", languages=["tr"]
    )
    TopicFactory(name="Fernwärme").ambassadors.add(ambassador)
    ChannelFactory(ambassador=ambassador)
    return ambassador.person


def lines(response) -> list[list[str]]:
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def sheets(response) -> list[list[list[str]]]:
    book = openpyxl.load_workbook(io.BytesIO(response.getvalue()))
    return [[[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)] for sheet in book]


def take(client, query: str, count: int, *columns: str, form: str = "csv"):
    return client.post(f"{EXPORT}?{query}", {"people": count, "form": form, "columns": columns})


def test_a_csv_file_holds_the_chosen_columns_in_the_readers_language(client_for, selma, lena):
    selma.language = "de"
    selma.save()
    found = lines(take(client_for(selma), f"person={lena.pk}", 1, "department", "topics"))
    assert found[:2] == [
        ["Vorname", "Nachname", "Abteilung", "Themen"],
        ["Lena", "Weiß", "Netz", "Fernwärme"],
    ]


def test_an_excel_file_holds_the_same_and_what_was_left_out_on_a_sheet_of_its_own(client_for, selma, lena):
    asked = (client_for(selma), f"person={lena.pk}", 1, "state", "networks", "depth")
    people, remarks = sheets(take(*asked, form="xlsx"))
    file = lines(take(*asked))
    assert (
        people
        == file[:2]
        == [
            ["First name", "Last name", "State", "Channels", "Goes as far as"],
            ["Lena", "Weiß", "In the programme", "LinkedIn", "Tell"],
        ]
    )
    assert (file[2], file[3:]) == ([], remarks)
    assert remarks[0] == ["Not in this file", "Reason"]
    assert remarks[1][0] == "Where it says “private”"


def test_every_field_keeps_to_its_audience(client_for, selma, lena):
    hidden = ("location", "department", "topics", "languages", "channels", "depths")
    Ambassador.objects.update(**{f"{field}_to": Audience.ME for field in hidden})
    User.objects.filter(pk=lena.pk).update(location="Görlitz", personnel_number="4711", email=None)
    found = lines(take(client_for(selma), f"person={lena.pk}", 1, *COLUMNS))[1]
    assert found[3:9] == ["private"] * 6
    assert (found[2], found[10:]) == ("In the programme", ["4711", ""])


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_starts_a_formula(client_for, selma, form):
    evil = UserFactory(first_name="=1+1", last_name="@SUM(A1)", department="\t=2", location="+49", email=None)
    response = take(client_for(selma), f"person={evil.pk}", 1, "department", "location", form=form)
    row = lines(response)[1] if form == "csv" else sheets(response)[0][1]
    assert row == ["'=1+1", "'@SUM(A1)", "'\t=2", "'+49"]


def test_all_of_a_filter_goes_out_in_the_order_of_the_list(client_for, selma, lena):
    AmbassadorFactory(person__last_name="Adler")
    UserFactory(last_name="Draußen")
    found = lines(take(client_for(selma), "all=1&state=programme&sort=-name", 2))
    assert [row[1] for row in found[1:3]] == ["Weiß", "Adler"]


def test_the_page_names_the_number_and_asks_again_when_it_has_changed(client_for, selma, lena):
    client = client_for(selma)
    asked = client.get(f"{EXPORT}?all=1").text
    AmbassadorFactory()
    again = take(client, "all=1", 2)
    assert ["Export 2 people?" in asked, "The number has changed." in again.text] == [True, True]
    assert AuditEntry.objects.count() == 0


@pytest.mark.parametrize("query", ["", "person=nonsense", "all=1&state=invited", "all=1&location=Nowhere"])
def test_nobody_is_no_file(client_for, selma, lena, query):
    client = client_for(selma)
    pages = [client.get(f"{EXPORT}?{query}").text, take(client, query, 0).text]
    assert ["There is nobody to export" in page for page in pages] == [True, True]


@pytest.mark.parametrize("sent", [{"form": "exe"}, {}, {"form": "csv", "columns": ["paused"]}])
def test_a_file_that_there_is_not_is_refused_with_a_sentence(client_for, selma, lena, sent):
    response = client_for(selma).post(f"{EXPORT}?all=1", {"people": 2} | sent)
    assert (response.status_code, len(response.context["form"].errors)) == (200, 1)


def test_the_journal_knows_how_many_and_names_nobody(client_for, selma, lena, now):
    with time_machine.travel(now, tick=False):
        take(client_for(selma), "all=1", 2, "topics", "email", form="xlsx").getvalue()
    entry = AuditEntry.objects.get()
    facts = {"people": 2, "columns": ["topics", "email"], "file": "xlsx"}
    assert (entry.actor, entry.deed, entry.at, entry.details) == (selma, "people exported", now, facts)


def test_the_name_of_the_file_says_the_day(client_for, selma, lena, now):
    with time_machine.travel(now, tick=False):
        response = take(client_for(selma), "all=1", 2)
    assert response["Content-Disposition"] == f'attachment; filename="people-{date(2026, 11, 24)}.csv"'


def test_nobody_but_coordinators_takes_people_out(client_for, lena, kwame):
    assert {take(client_for(person), "all=1", 3).status_code for person in (lena, kwame)} == {403}


def test_a_file_reads_its_rows_piece_by_piece(selma, monkeypatch, django_assert_num_queries):
    """Three queries for each piece of the people, however many there are."""
    monkeypatch.setattr(exports, "PIECE", 10)
    for ambassador in ListedFactory.create_batch(25):
        ChannelFactory(ambassador=ambassador)
    with django_assert_num_queries(1 + 3 * 2):
        assert len(list(exports.rows(User.objects.ambassadors().by_name(), ("topics", "networks")))) == 25
