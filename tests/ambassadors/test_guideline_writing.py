"""Drafts, versions and corrections of guidelines."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from ambassadors import decisions
from ambassadors.models import Guideline, GuidelineVersion
from ambassadors.services import guideline_texts, guidelines
from tests.ambassadors.conftest import publish_words, start_guideline

pytestmark = pytest.mark.django_db


def save(guideline, text, by, now, *, seen=""):
    words = GuidelineVersion(title="Guidelines", text=text)
    return guideline_texts.save_draft(guideline=guideline, words=words, seen=seen, by=by, now=now)


def test_a_draft_that_changed_after_it_was_looked_at_is_not_published(publish, selma, now):
    guideline = publish("One.").guideline
    seen = save(guideline, "Two.", selma, now).draft.fingerprint
    save(guideline, "Three.", selma, now)
    with pytest.raises(guideline_texts.DraftChanged):
        guideline_texts.publish(guideline=guideline, seen=seen, is_correction=False, by=selma, now=now)


@pytest.mark.parametrize("text", [None, "", "  ", "One."])
def test_without_new_words_there_is_nothing_to_publish(publish, selma, now, text):
    guideline = publish("One.").guideline
    words = GuidelineVersion(text=text or "", title="Guidelines", second_title="Leitplanken")
    if text is not None:
        guideline_texts.save_draft(guideline=guideline, words=words, seen="", by=selma, now=now)
    with pytest.raises(guideline_texts.NothingToPublish):
        guideline_texts.publish(
            guideline=guideline, seen=words.fingerprint, is_correction=False, by=selma, now=now
        )


def test_only_coordinators_write_guidelines(publish, kwame, now):
    guideline = publish("One.").guideline
    refused = [
        lambda: save(guideline, "Two.", kwame, now),
        lambda: guideline_texts.publish(guideline=guideline, seen="", is_correction=False, by=kwame, now=now),
        lambda: guideline_texts.retire(guideline=guideline, by=kwame, now=now),
        lambda: guideline_texts.bring_back(guideline=guideline, by=kwame, now=now),
        lambda: guideline_texts.move_guideline(guideline=guideline, steps=1, by=kwame, now=now),
        lambda: start_guideline(kwame, now),
    ]
    for deed in refused:
        with pytest.raises(PermissionDenied):
            deed()


def test_addresses_come_from_titles_and_are_never_taken_twice(selma, now):
    names = ["Leitplanken", "Leitplanken", "New", "???"]
    made = [start_guideline(selma, now, title=title) for title in names]
    assert [(each.slug, each.position) for each in made] == [
        ("leitplanken", 0),
        ("leitplanken-2", 1),
        ("new-2", 2),
        ("guideline", 3),
    ]


def test_a_first_version_corrects_nothing(selma, now):
    guideline = start_guideline(selma, now)
    version = publish_words(guideline, GuidelineVersion(text="One."), selma, now, is_correction=True)
    assert version.is_correction is False


def test_a_correction_reopens_nothing_and_a_new_meaning_does(ambassador, publish, now):
    first = publish("One.")
    guidelines.opt_in(person=ambassador, version=first, language="en", now=now)
    seen = []
    for is_correction in (True, False, True):
        publish(f"{GuidelineVersion.objects.count()}.", is_correction=is_correction)
        decision = decisions.decision_on(first.guideline, ambassador)
        seen.append((decision.is_open, decision.consents_to_latest, decision.carries_on, decision.asked))
    assert seen == [(False, True, True, 1), (True, False, False, 3), (True, False, False, 3)]


def test_what_was_never_decided_stays_open_through_a_correction(ambassador, publish):
    publish("One.")
    guideline = publish("Won.", is_correction=True).guideline
    decision = decisions.decision_on(guideline, ambassador)
    assert (decision.is_open, decision.is_asked_again, decision.asked) == (True, False, 1)


def test_a_correction_carries_only_the_consent_to_what_it_corrects(ambassador, publish, now):
    first = publish("One.", at=now)
    guidelines.opt_in(person=ambassador, version=first, language="en", now=now)
    publish("Two.", at=now.replace(hour=10))
    publish("2.", is_correction=True, at=now.replace(hour=11))
    carried = [line.carried for line in decisions.history(first.guideline, ambassador)]
    assert carried == [None] * 4


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ambassadors_guidelineversion SET text = 'other' WHERE number = 1",
        "UPDATE ambassadors_guidelineversion SET valid_from = NULL WHERE number = 1",
        "DELETE FROM ambassadors_guidelineversion WHERE number = 1",
    ],
)
def test_the_database_refuses_to_change_what_was_published(publish, selma, now, statement):
    save(publish("One.").guideline, "Two.", selma, now)
    with connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
            cursor.execute(statement)
        cursor.execute("UPDATE ambassadors_guidelineversion SET text = 'Three.' WHERE number = 2")
    assert list(GuidelineVersion.objects.order_by("number").values_list("text", flat=True)) == [
        "One.",
        "Three.",
    ]


def test_a_version_outlives_the_account_of_whoever_published_it(publish, selma):
    version = publish("One.")
    selma.delete()
    version.refresh_from_db()
    assert (version.published_by, version.text) == (None, "One.")


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_a_draft_at_once_have_one(publish, selma, now):
    guideline = publish("One.").guideline
    failed = []

    def begin(text):
        try:
            save(guideline, text, selma, now)
        except DatabaseError as error:
            failed.append(error)
        finally:
            connection.close()

    writers = [threading.Thread(target=begin, args=[text]) for text in ("Two.", "Three.")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert (failed, Guideline.objects.get().versions.drafts().count()) == ([], 1)
