"""Coordinators write guidelines: pages."""

import pytest

from ambassadors.models import Guideline, GuidelineVersion
from outbox.models import AuditEntry
from tests.factories.ambassadors import CoordinatorFactory

pytestmark = pytest.mark.django_db
COCKPIT = "/cockpit/guidelines/"
PAGE = f"{COCKPIT}guidelines/"


@pytest.fixture
def client(client_for, selma):
    return client_for(selma)


def write(client, text, **more):
    """Opens the form and sends it with other words."""
    form = client.get(PAGE).context["form"]
    words = {"title": "Guidelines", "text": text, "seen": form["seen"].value()} | more
    return client.post(PAGE, words, follow=True)


def publish_draft(client, change="decision"):
    draft = client.get(f"{PAGE}publish/").context["draft"]
    return client.post(f"{PAGE}publish/", {"seen": draft.fingerprint, "change": change})


def deeds():
    return list(AuditEntry.objects.order_by("at").values_list("deed", flat=True))


def test_a_guideline_is_written_looked_at_and_published(client, selma):
    started = {"title": "Leitplanken", "language": "de", "is_binding": "no"}
    page = client.post(f"{COCKPIT}new/", started).url
    assert page == f"{COCKPIT}leitplanken/"
    client.post(page, {"title": "Leitplanken", "text": "# Du sprichst für dich."})
    preview = client.get(f"{page}publish/")
    assert ("<h2>Du sprichst für dich.</h2>" in preview.text, "What has changed" in preview.text) == (
        True,
        False,
    )
    client.post(f"{page}publish/", {"seen": preview.context["draft"].fingerprint})
    version = GuidelineVersion.objects.get()
    assert (version.number, version.published_by, version.valid_from is not None) == (1, selma, True)


def test_the_preview_is_what_the_reader_sees_in_both_languages(client, publish):
    publish("One.", second_text="Eins.")
    write(client, "One two.", second_title="Leitplanken", second_text="Eins. Zwei.", simple_text="Easy.")
    seen = [
        client.get(f"{PAGE}publish/?{query}").text
        for query in ("language=en", "language=de&view=differences", "language=en&view=simple", "language=xx")
    ]
    expected = ["One two.", "<ins>Zwei.</ins>", "Easy.", "One two."]
    assert [words in page for words, page in zip(expected, seen, strict=True)] == [True] * 4


def test_publishing_asks_whether_the_meaning_has_changed(client, publish):
    publish("One.")
    write(client, "Two.")
    unsaid = publish_draft(client, change="")
    assert (unsaid.status_code, "Please say whether people need to decide anew." in unsaid.text) == (
        200,
        True,
    )
    publish_draft(client, change="correction")
    assert list(GuidelineVersion.objects.values_list("number", "is_correction")) == [(1, False), (2, True)]


def test_a_published_text_stays_as_it_is_when_the_next_is_written(client, publish):
    publish("One.")
    write(client, "Two.", title="New title")
    found = GuidelineVersion.objects.order_by("number").values_list("number", "title", "text")
    assert list(found) == [(1, "Guidelines", "One."), (2, "New title", "Two.")]
    assert Guideline.objects.get().title == "Guidelines"


def test_publishing_asks_again_if_somebody_wrote_in_between(client, publish):
    publish("One.")
    write(client, "Two.")
    sent = {"seen": "x", "change": "decision"}
    assert client.post(f"{PAGE}publish/", sent).url == f"{PAGE}publish/"
    assert GuidelineVersion.objects.drafts().count() == 1


def test_of_two_who_write_the_last_wins_and_reads_whose_words_gave_way(client, client_for, publish):
    publish("One.")
    ada = client_for(CoordinatorFactory(first_name="Ada", last_name="Lovelace"))
    theirs = {"title": "Guidelines", "seen": ""}
    ada.post(PAGE, theirs | {"text": "Words of Ada."})
    page = client.post(PAGE, theirs | {"text": "Words of Selma."}, follow=True).text
    assert ("Ada Lovelace had saved this draft while you wrote" in page) is True
    assert "Draft last saved by Selma Öztürk" in page
    assert GuidelineVersion.objects.drafts().get().text == "Words of Selma."


def test_whoever_wrote_while_it_was_published_has_the_next_draft_and_the_published_one_stays(client, publish):
    publish("One.")
    write(client, "Two.")
    opened = client.get(PAGE).context["form"]["seen"].value()
    publish_draft(client)
    page = client.post(PAGE, {"title": "Guidelines", "text": "Three.", "seen": opened}, follow=True).text
    found = GuidelineVersion.objects.order_by("number")
    texts = [(version.number, version.text, version.valid_from is None) for version in found]
    assert texts == [(1, "One.", False), (2, "Two.", False), (3, "Three.", True)]
    assert "Version 2 was published while you wrote." in page


def test_the_order_is_the_coordinators(client, selma, publish):
    publish("One.")
    client.post(f"{COCKPIT}new/", {"title": "Second", "language": "en", "is_binding": "yes"})
    client.post(f"{COCKPIT}second/move/", {"to": "forward"})
    client.post(f"{COCKPIT}second/move/", {"to": "forward"})
    assert list(Guideline.objects.in_order().values_list("slug", "position")) == [
        ("second", 0),
        ("guidelines", 1),
    ]


def test_out_of_use_and_back_with_an_undo(client, publish):
    publish("One.")
    page = client.post(f"{PAGE}retire/", follow=True).text
    client.post(f"{PAGE}retire/")
    assert (f"{PAGE}bring-back/" in page, Guideline.objects.current().count()) == (True, 0)
    client.post(f"{PAGE}bring-back/")
    assert (Guideline.objects.current().count(), deeds()[-2:]) == (
        1,
        ["guideline retired", "guideline brought back"],
    )


def test_what_is_out_of_use_is_not_published(client, publish):
    publish("One.")
    write(client, "Two.")
    client.post(f"{PAGE}retire/")
    publish_draft(client)
    assert GuidelineVersion.objects.published().count() == 1


def test_a_text_that_nobody_would_read_is_too_long(client, publish):
    publish("One.")
    page = write(client, "x" * 30_001).text
    assert ("at most 30000 characters" in page, GuidelineVersion.objects.count()) == (True, 1)


@pytest.mark.parametrize("more", [{"second_title": "Zwei"}, {"second_simple_text": "Leicht"}])
def test_a_second_language_needs_its_text(client, publish, more):
    publish("One.")
    assert (
        "There is something in the second language, but not this text." in write(client, "Two.", **more).text
    )


@pytest.mark.parametrize("path", [COCKPIT, f"{COCKPIT}new/", PAGE, f"{PAGE}publish/"])
def test_only_coordinators_enter_the_writing_room(client_for, ambassador, publish, path):
    publish("One.")
    assert client_for(ambassador).get(path).status_code == 403


def test_the_list_takes_the_same_queries_for_one_three_and_many(
    client, selma, now, django_assert_num_queries
):
    for count in (1, 3, 20):
        for number in range(count):
            guideline = Guideline.objects.create(slug=f"g{count}-{number}", title="T", created_at=now)
            version = {"guideline": guideline, "text": "x", "published_by": selma, "edited_by": selma}
            GuidelineVersion.objects.create(number=1, valid_from=now, **version)
            GuidelineVersion.objects.create(number=2, edited_at=now, **version)
        client.get(COCKPIT)
        with django_assert_num_queries(6):
            client.get(COCKPIT)
