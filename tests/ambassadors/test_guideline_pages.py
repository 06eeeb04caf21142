"""Reading and deciding about guidelines, as pages."""

import pytest
from django.urls import reverse

from ambassadors.models import ConsentEvent, Guideline, GuidelineVersion
from tests.factories.ambassadors import CoordinatorFactory

pytestmark = pytest.mark.django_db
PAGE = "/guidelines/guidelines/"


@pytest.fixture
def reader(client_for, ambassador):
    return client_for(ambassador)


def deeds() -> list[str]:
    return list(ConsentEvent.objects.order_by("at").values_list("deed", flat=True))


def press(client, name: str, **data):
    return client.post(reverse(f"ambassadors:guideline_{name}", args=["guidelines"]), data)


def test_before_the_first_version_the_page_says_that_nothing_is_to_be_done(reader, now):
    Guideline.objects.create(slug="later", title="Later", created_at=now)
    assert reader.get("/guidelines/").status_code == 200
    assert "Being agreed on right now" in reader.get("/guidelines/later/").content.decode()


def test_a_draft_is_seen_by_nobody(reader, publish, selma, now):
    guideline = publish("Public words.").guideline
    GuidelineVersion.objects.create(guideline=guideline, number=2, text="Secret words.")
    assert "Secret words" not in reader.get(PAGE).content.decode()


def test_where_there_is_one_guideline_the_list_leads_to_it(reader, publish):
    publish("Text.")
    assert reader.get("/guidelines/").url == PAGE


def test_opting_in_withdrawing_and_undoing(reader, publish):
    publish("Text.")
    assert press(reader, "opt_in", version=1, language="en").status_code == 303
    page = press(reader, "withdraw")
    assert (
        reverse("ambassadors:guideline_restore", args=["guidelines"]) in reader.get(page.url).content.decode()
    )
    press(reader, "restore")
    assert deeds() == ["opted_in", "withdrawn", "opted_in"]


def test_who_read_an_earlier_version_sees_the_difference_and_decides_anew(reader, publish):
    publish("A note is enough.")
    publish("A note is enough. Mark advertising.")
    response = press(reader, "opt_in", version=1, language="en")
    assert (response.url, deeds()) == (f"{PAGE}?view=differences&newer=1", [])
    text = reader.get(response.url).content.decode()
    assert (
        "A newer version came while you were reading." in text,
        "<ins>Mark advertising.</ins>" in text,
    ) == (True, True)


def test_staying_with_the_earlier_version_ends_the_asking(reader, publish):
    publish("One.")
    press(reader, "opt_in", version=1, language="en")
    publish("Two.")
    assert "Stay with version 1" in reader.get(PAGE).content.decode()
    press(reader, "stay", version=2)
    text = reader.get(PAGE).content.decode()
    assert ("You stay with version 1" in text, "Stay with version 1" in text, deeds()) == (
        True,
        False,
        ["opted_in"],
    )


@pytest.mark.parametrize("version", ["", "0", "99", "x", "²", "-1"])
def test_a_version_that_does_not_exist_is_not_found(reader, publish, version):
    publish("One.")
    assert press(reader, "opt_in", version=version, language="en").status_code == 404
    assert deeds() == []


def test_the_language_that_was_shown_is_kept_and_nonsense_is_not(reader, publish):
    publish("English.", second_text="Deutsch.")
    press(reader, "opt_in", version=1, language="xx")
    assert ConsentEvent.objects.get().language == "en"


@pytest.mark.parametrize("name", ["opt_in", "stay", "withdraw", "restore"])
def test_reading_never_decides(reader, publish, name):
    publish("One.")
    address = reverse(f"ambassadors:guideline_{name}", args=["guidelines"])
    assert reader.get(address).status_code == 405


def test_employees_outside_the_programme_read_and_have_no_button(client_for, joerdis, publish):
    publish("One.")
    client = client_for(joerdis)
    assert "opt-in" not in client.get(PAGE).content.decode()
    assert press(client, "opt_in", version=1, language="en").status_code == 403


def test_what_binds_anyway_stands_apart_without_a_button(reader, publish, selma, now):
    version = publish("Voluntary.")
    GuidelineVersion.objects.filter(pk=version.pk).update(binding="Secrets stay secret.")
    text = reader.get(PAGE).content.decode()
    section = text.partition('aria-labelledby="binding"')[2].partition("</section>")[0]
    assert ("Secrets stay secret." in section, "<button" in section, "<form" in section) == (
        True,
        False,
        False,
    )


def test_a_coordinator_sees_nobodys_decision(client_for, reader, publish, selma):
    publish("One.")
    pages = ["/cockpit/guidelines/", "/cockpit/guidelines/guidelines/", PAGE]
    client = client_for(selma)
    before = [len(client.get(page).content) for page in pages]
    press(reader, "opt_in", version=1, language="en")
    assert [len(client.get(page).content) for page in pages] == before


COCKPIT = "/cockpit/guidelines/"


def test_a_guideline_is_written_looked_at_and_published(client_for, selma):
    client = client_for(selma)
    page = client.post(f"{COCKPIT}new/", {"title": "Leitplanken", "language": "de"}).url
    assert page == f"{COCKPIT}leitplanken/"
    client.post(page, {"title": "Leitplanken", "text": "# Du sprichst für dich."})
    preview = client.get(f"{page}publish/")
    assert "<h3>Du sprichst für dich.</h3>" in preview.content.decode()
    client.post(f"{page}publish/", {"seen": preview.context["draft"].fingerprint})
    version = GuidelineVersion.objects.get()
    assert (version.number, version.published_by, version.valid_from is not None) == (1, selma, True)


def test_a_published_text_stays_as_it_is_when_the_next_is_written(client_for, selma, publish):
    publish("One.")
    client_for(selma).post(f"{COCKPIT}guidelines/", {"title": "Guidelines", "text": "Two."})
    assert list(GuidelineVersion.objects.order_by("number").values_list("number", "text")) == [
        (1, "One."),
        (2, "Two."),
    ]


def test_publishing_asks_again_if_somebody_wrote_in_between(client_for, selma, publish):
    publish("One.")
    client = client_for(selma)
    client.post(f"{COCKPIT}guidelines/", {"title": "Guidelines", "text": "Two."})
    assert client.post(f"{COCKPIT}guidelines/publish/", {"seen": "x"}).url == f"{COCKPIT}guidelines/publish/"
    assert GuidelineVersion.objects.drafts().count() == 1


@pytest.mark.parametrize(
    "path", [COCKPIT, f"{COCKPIT}new/", f"{COCKPIT}guidelines/", f"{COCKPIT}guidelines/publish/"]
)
def test_only_coordinators_enter_the_writing_room(client, client_for, ambassador, publish, path):
    publish("One.")
    assert client.get(path).status_code == 302
    assert client_for(ambassador).get(path).status_code == 403


@pytest.mark.parametrize("path", ["/guidelines/", PAGE])
def test_reading_takes_the_same_queries_for_one_three_and_many(
    reader, publish, now, path, django_assert_num_queries
):
    publish("One.")
    for count in (2, 3, 20):
        for number in range(count):
            guideline = Guideline.objects.create(slug=f"g{count}-{number}", title="T", created_at=now)
            by = CoordinatorFactory()
            GuidelineVersion.objects.create(
                guideline=guideline, number=1, text="x", valid_from=now, published_by=by
            )
        publish("More.")
        press(
            reader, "opt_in", version=GuidelineVersion.objects.filter(text="More.").count() + 1, language="en"
        )
        reader.get(path)
        with django_assert_num_queries(5 if path == "/guidelines/" else 11):
            reader.get(path)
