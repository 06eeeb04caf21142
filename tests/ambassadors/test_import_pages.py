"""The pages of an import, as a coordinator sees them."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from ambassadors.models import Import, ImportFile, User
from ambassadors.services import import_checking, imports
from tests.ambassadors.conftest import FILES
from tests.ambassadors.importing import bring_in, check, lines, table
from tests.factories.ambassadors import UserFactory

LIST = "/cockpit/people/import/"
ROWS = [f"{300_000 + n};Nachname;Vorname;p{n}@nordwerk.example;;;;" for n in range(300)]


@pytest.fixture
def client(selma, client_for):
    return client_for(selma)


@pytest.fixture
def checked(selma, now):
    """One row that is fine, one with a fault, one that needs a decision."""
    UserFactory(first_name="Ada", last_name="Baum", personnel_number=None, email="a.baum@nordwerk.example")
    content = table(
        "1;Kade;Ralf;r@x.example;;Köln;de;31.12.2026",
        "2;=Metz;Hans;h(at)x.example;;Bremen;en;",
        "3;Baum;Ada;a@x.example;;;;",
    )
    return check(content, by=selma, now=now)


def page(of_import: Import, name: str = "import_page", *more: object) -> str:
    return reverse(f"ambassadors:{name}", args=[of_import.pk, *more])


def send(client: Client, content: bytes, name: str = "employees.csv"):
    return client.post(LIST, {"file": SimpleUploadedFile(name, content)})


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_an_upload_leads_to_the_columns(client):
    response = send(client, FILES.joinpath("hr-export-english.csv").read_bytes(), "C:\\lists\\hr.csv")

    uploaded = Import.objects.get()
    assert (response.status_code, response.url) == (303, page(uploaded, "import_columns"))
    assert uploaded.file_name == "hr.csv"
    shown = text(client.get(response.url))
    assert "Cost centre" in shown
    assert '<option value="" selected>Not used</option>' in shown


def test_a_bad_file_says_why_and_keeps_nothing(client):
    response = send(client, FILES.joinpath("portrait-rotated-with-gps.jpg").read_bytes(), "list.csv")

    assert "This is a picture, whatever its name says." in text(response)
    assert "<title>Error:" in text(response)
    assert Import.objects.count() == 0


def test_no_file_says_so(client):
    assert "Choose a file first." in text(client.post(LIST, {}))


@pytest.mark.parametrize("size", [20_000_001, 100_000_000])
def test_a_large_file_is_not_kept_in_memory_or_on_disk(client, size, monkeypatch):
    monkeypatch.setattr("tempfile.NamedTemporaryFile", None)

    assert "The file is larger than 20 MB." in text(send(client, b"x" * size))
    assert ImportFile.objects.count() == 0


def test_an_upload_needs_the_token_of_the_form(selma):
    client = Client(enforce_csrf_checks=True)
    client.force_login(selma, backend="django.contrib.auth.backends.ModelBackend")

    assert send(client, table(*ROWS)).status_code == 403
    assert Import.objects.count() == 0


def test_columns_are_corrected_and_checked(client, selma, now):
    uploaded = imports.upload(content=table(*ROWS[:3]), file_name="x.csv", by=selma, now=now)
    chosen = {f"column_{at}": field for at, field in enumerate(uploaded.columns)} | {"column_6": ""}

    response = client.post(page(uploaded, "import_columns"), chosen)

    uploaded.refresh_from_db()
    assert (response.status_code, response.url) == (303, page(uploaded))
    assert (uploaded.state, uploaded.columns[6]) == ("waiting", "")


def test_columns_that_are_incomplete_say_what_is_missing(client, selma, now):
    uploaded = imports.upload(content=table(*ROWS[:3]), file_name="x.csv", by=selma, now=now)

    shown = text(
        client.post(page(uploaded, "import_columns"), {"column_1": "location", "column_2": "location"})
    )

    assert "Say which columns hold the name" in shown
    assert "Say which column holds the personnel number" in shown
    assert "Two columns say the same" in shown


def test_a_page_that_waits_asks_again_and_works_without_scripts(client, selma, now):
    uploaded = imports.upload(content=table(*ROWS[:3]), file_name="x.csv", by=selma, now=now)
    assert client.get(page(uploaded)).url == page(uploaded, "import_columns")
    imports.match_columns(of_import=uploaded, columns=uploaded.columns, by=selma)

    shown = text(client.get(page(uploaded)))
    assert 'hx-trigger="every 2s"' in shown
    assert f'href="{page(uploaded)}"' in shown

    import_checking.go_on(now=now)
    part = text(client.get(page(uploaded), headers={"HX-Request": "true"}))
    assert ("hx-trigger" in part, "<title>" in part, "Import the 3 good rows" in part) == (False, False, True)


def test_the_rows_show_state_reason_and_question(client, checked):
    shown = text(client.get(page(checked)))

    assert "The @ in the e-mail address is written as a word." in shown
    assert "Last name: begins like a formula. It is kept as text and never calculated." in shown
    assert "Someone with this name is already here (a.baum@nordwerk.example). Same person?" in shown
    assert '<span class="import-cell is-email is-wrong">h(at)x.example</span>' in shown
    assert "To check (2)" in shown
    assert "Ralf Kade" not in shown


def test_the_views_of_the_rows(client, checked):
    fine = text(client.get(page(checked), {"show": "fine"}))
    everything = text(client.get(page(checked), {"show": "all"}))

    assert ("Ralf Kade" in fine, "Ada Baum" in fine) == (True, False)
    assert ("Ralf Kade" in everything, "31.12.2026" in everything, "Ada Baum" in everything) == (
        True,
        True,
        True,
    )


def test_a_change_shows_old_and_new(client, selma, now):
    UserFactory(personnel_number="1", first_name="Ralf", last_name="Kade", email=None, location="Bremen")
    changed = check(table("1;Kade;Ralf;;;Köln;;31.12.2026"), by=selma, now=now)

    shown = text(client.get(page(changed)))

    assert "Bremen" in shown
    assert "<strong>Köln</strong>" in shown
    assert "<strong>31.12.2026</strong>" in shown


def test_a_decision_is_taken_and_can_be_undone(client, checked):
    response = client.post(page(checked, "import_decide", 4, "two") + "?show=all&page=1")

    assert (response.status_code, response.url) == (303, page(checked) + "?show=all&page=1")
    assert "Row 4 is somebody else." in text(client.get(response.url))
    client.post(page(checked, "import_decide", 4, "open"))
    assert checked.rows.get(line=4).state == "undecided"


@pytest.mark.parametrize(("line", "decision"), [(4, "maybe"), (99, "two")])
def test_unknown_decisions_are_not_found(client, checked, line, decision):
    assert client.post(page(checked, "import_decide", line, decision)).status_code == 404


def test_the_rows_that_stay_out_as_csv(client, checked):
    response = client.get(page(checked, "import_faults"))

    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    assert lines(content) == [
        [*checked.headings, "Row", "Reason"],
        ["2", "'=Metz", "Hans", "h(at)x.example", "", "Bremen", "en", "", "3", "The @ in the e-mail address is written as a word."],
        ["3", "Baum", "Ada", "a@x.example", "", "", "", "", "4", "Not decided: somebody with this name or address is here already."],
    ]  # fmt: skip


def test_the_csv_of_faults_can_be_corrected_and_uploaded_again(client, checked, selma, now):
    content = b"".join(client.get(page(checked, "import_faults")).streaming_content)

    again = check(content.replace(b"(at)", b"@"), by=selma, now=now)

    assert again.rows.get(line=2).values["last_name"] == "=Metz"
    assert again.columns[-2:] == ["", ""]


def test_confirming_leads_to_the_result(client, checked, now):
    response = client.post(page(checked, "import_confirm"))
    assert (response.status_code, response.url) == (303, page(checked))
    assert "1 row is being written in one go" in text(client.get(response.url))
    assert User.objects.filter(personnel_number="1").count() == 0

    import_checking.go_on(now=now)

    shown = text(client.get(page(checked)))
    assert "1 account is new." in shown
    invite = f"/cockpit/people/?imported={checked.pk}"
    assert invite in shown
    assert "Ralf Kade" in text(client.get(invite))
    assert "Ada Baum" not in text(client.get(invite))


def test_stopping_deletes_the_file(client, checked):
    response = client.post(page(checked, "import_stop"), follow=True)

    assert "Stopped. Nothing was changed; the file and its rows are deleted." in text(response)
    assert (ImportFile.objects.count(), checked.rows.count()) == (0, 0)
    assert "Nothing was changed, and the file is deleted." in text(client.get(page(checked)))


@pytest.mark.parametrize("name", ["import_confirm", "import_decide_rest"])
def test_a_step_that_is_over_says_where_the_import_is(client, checked, name):
    client.post(page(checked, "import_stop"))

    response = client.post(page(checked, name), follow=True)

    assert "This import is one step further by now" in text(response)


def test_earlier_imports_show_counts_and_no_names(client, selma, now):
    bring_in(FILES.joinpath("auszubildende-2026.xlsx").read_bytes(), by=selma, now=now)

    shown = text(client.get(LIST))

    assert '<td data-label="New" class="is-number">80</td>' in shown
    assert '<td data-label="Stayed out" class="is-number">4</td>' in shown
    assert "Weitzel" not in shown


@pytest.mark.parametrize(
    ("language", "headings"),
    [("de", ["Personalnummer", "Nachname"]), ("en", ["Personnel number", "Last name"])],
)
def test_the_sample_file_can_be_imported(client, selma, now, language, headings):
    content = client.get(f"{LIST}sample/{language}.csv").content

    assert lines(content)[0][:2] == headings
    assert check(content, by=selma, now=now).counts["new"] == 3


def test_there_is_no_sample_in_another_language(client):
    assert client.get(f"{LIST}sample/fr.csv").status_code == 404


def test_people_who_are_not_in_the_file(client, checked):
    shown = text(client.get(page(checked, "import_missing")))

    assert "Selma Öztürk" in shown
    assert "Ralf Kade" not in shown


@pytest.mark.parametrize("name", ["import_page", "import_columns", "import_missing", "import_faults"])
def test_others_and_unknown_imports(client, checked, joerdis, client_for, name):
    assert client_for(joerdis).get(page(checked, name)).status_code == 403
    assert client.get(reverse(f"ambassadors:{name}", args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize("number", [1, 3, 300])
def test_the_rows_cost_the_same_queries(client, selma, now, number, django_assert_num_queries):
    of_import = check(table(*ROWS[:number]), by=selma, now=now)
    client.get(page(of_import))

    with django_assert_num_queries(6):
        client.get(page(of_import))


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_costs_the_same_queries(client, selma, now, number, django_assert_num_queries):
    for at in range(number):
        imports.upload(content=table(*ROWS[:1]), file_name=f"{at}.csv", by=selma, now=now)
    client.get(LIST)

    with django_assert_num_queries(4):
        client.get(LIST)


@override_settings(LANGUAGE_CODE="en")
def test_the_same_rows_speak_german(checked, selma, client_for):
    selma.language = "de"
    selma.save()
    client = client_for(selma)

    assert "Das @ in der E-Mail-Adresse ist als Wort geschrieben." in text(client.get(page(checked)))
    content = b"".join(client.get(page(checked, "import_faults")).streaming_content)
    assert lines(content)[1][-1] == "Das @ in der E-Mail-Adresse ist als Wort geschrieben."
