"""Reading and deciding about guidelines, as pages."""

import pytest
from django.urls import reverse
from django.utils import timezone

from ambassadors.models import ConsentEvent, Guideline, GuidelineVersion
from ambassadors.services import guideline_texts
from tests.ambassadors.conftest import publish_words, start_guideline
from tests.factories.ambassadors import AmbassadorFactory, CoordinatorFactory

pytestmark = pytest.mark.django_db
PAGE = "/guidelines/guidelines/"


@pytest.fixture
def reader(client_for, ambassador):
    return client_for(ambassador)


def deeds() -> list[str]:
    return list(ConsentEvent.objects.order_by("at").values_list("deed", flat=True))


def press(client, name: str, **data):
    return client.post(reverse(f"ambassadors:guideline_{name}", args=["guidelines"]), data)


def test_before_the_first_version_there_is_nothing_to_be_done_and_no_title_to_be_guessed(reader, now):
    Guideline.objects.create(slug="later", title="Wage talks", created_at=now)
    page = reader.get("/guidelines/")
    assert ("They are being agreed on right now." in page.text, "Wage talks" in page.text) == (True, False)
    guessed, unknown = reader.get("/guidelines/later/"), reader.get("/guidelines/other/")
    assert (guessed.status_code, "Wage talks" in guessed.text, unknown.status_code) == (404, False, 404)


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


def test_what_binds_anyway_stands_apart_without_a_button(reader, publish):
    publish("Voluntary.", binding="Secrets stay secret.")
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
        version = publish(f"More {count}.")
        press(reader, "opt_in", version=version.number, language="en")
        reader.get(path)
        with django_assert_num_queries(6 if path == "/guidelines/" else 12):
            reader.get(path)


def test_what_binds_anyway_is_a_guideline_of_its_own_without_any_button(reader, publish, selma, now):
    publish("Voluntary.")
    law = start_guideline(selma, now, title="Law", second_title="Recht", is_binding=True)
    version = publish_words(law, GuidelineVersion(title="Law", text="Secrets stay secret."), selma, now)
    listed, page = reader.get("/guidelines/").text, reader.get("/guidelines/law/").text
    apart = listed.partition('aria-labelledby="binding"')[2]
    assert ("Law" in apart, "Guidelines</a>" in apart, "opt-in" in page, "Your decision" in page) == (
        True,
        False,
        False,
        False,
    )
    pressed = [
        reader.post(f"/guidelines/law/{name}/", {"version": version.number, "language": "en"}).status_code
        for name in ("opt-in", "stay")
    ]
    assert (pressed, deeds()) == ([404, 404], [])


def test_a_retired_guideline_stays_with_whoever_decided_about_it(reader, client_for, publish, selma, now):
    guideline = publish("One.").guideline
    press(reader, "opt_in", version=1, language="en")
    guideline_texts.retire(guideline=guideline, by=selma, now=now)
    page = reader.get(PAGE).text
    shown = ["No longer in use since 24 November 2026.", "Withdraw my consent", "You opted in to version 1"]
    assert [words for words in shown if words not in page] == []
    assert press(reader, "opt_in", version=1, language="en").status_code == 404
    press(reader, "withdraw")
    assert (deeds(), client_for(AmbassadorFactory().person).get(PAGE).status_code) == (
        ["opted_in", "withdrawn"],
        404,
    )


def test_a_reader_is_told_when_only_the_other_language_exists(client_for, ambassador, publish):
    publish("English alone.")
    ambassador.language = "de"
    ambassador.save()
    page = client_for(ambassador).get(PAGE).text
    assert ("nur auf Englisch" in page, '<h1 lang="en">Guidelines</h1>' in page) == (True, True)


def test_any_two_versions_are_compared_in_their_order(reader, publish):
    for text in ("One two.", "One two three.", "One three."):
        publish(text)
    page = reader.get(PAGE, {"view": "differences", "before": "3", "after": "1"}).text
    assert "<p>One <del>two.</del> <ins>three.</ins></p>" in page
    assert "1 word is new, 1 word is gone." in page
    assert "Gone:" in page.partition("<details>")[2]


def test_the_difference_begins_with_what_the_reader_consents_to(reader, publish):
    publish("One.")
    press(reader, "opt_in", version=1, language="en")
    publish("Two.")
    publish("Three.")
    assert "Differences to 1" in reader.get(PAGE).text


@pytest.mark.parametrize("query", ["before=x&after=²", "version=99", "view=simple", "view=x", "before=-1"])
def test_what_is_asked_for_and_not_there_is_the_version_that_is_valid(reader, publish, query):
    publish("One.")
    response = reader.get(f"{PAGE}?{query}")
    assert (response.status_code, "Opt in to version 1" in response.text) == (200, True)


def test_an_earlier_version_can_be_read_and_is_not_decided_about(reader, publish):
    publish("First words.")
    publish("Second words.")
    page = reader.get(PAGE, {"version": "1"}).text
    assert ("First words." in page, "Version 2 is valid." in page, "opt-in" in page) == (True, True, False)


def test_easy_language_helps_with_reading_and_the_full_text_is_decided_about(reader, publish, selma, now):
    guideline = publish("One.").guideline
    words = GuidelineVersion(title="Guidelines", text="Two.", simple_text="You speak for you.")
    publish_words(guideline, words, selma, now)
    page = reader.get(PAGE, {"view": "simple"}).text
    assert ("You speak for you." in page, "opt-in" in page, "You decide about the full text." in page) == (
        True,
        False,
        True,
    )


def test_the_time_of_reading_is_stated(reader, publish):
    publish("word " * 720)
    assert "4 minutes" in reader.get(PAGE).text


def test_a_correction_carries_the_consent_on_and_the_history_says_so(reader, publish):
    publish("Mark advertisement.")
    press(reader, "opt_in", version=1, language="en")
    publish("Mark advertising.", is_correction=True, at=timezone.now())
    page = reader.get(PAGE).text
    shown = [
        "Version 2 only corrects the wording, so your consent carries on.",
        "Your consent to version 1 carries on.",
    ]
    assert ([words for words in shown if words not in page], "still open" in page, deeds()) == (
        [],
        False,
        ["opted_in"],
    )
