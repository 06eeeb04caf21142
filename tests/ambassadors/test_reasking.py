"""A new version asks once whoever consents to an earlier one, within their boundaries."""

from datetime import timedelta

import pytest

from ambassadors import decisions
from ambassadors.models import AskCount, GuidelineVersion
from ambassadors.services import guideline_texts, guidelines
from outbox import kinds
from outbox.models import Message, MessageClass
from tests.ambassadors.conftest import publish_words, start_guideline
from tests.factories.ambassadors import AmbassadorFactory, BoundaryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def consenting(ambassador, publish, now):
    """Lena, who opted in to version 1."""
    guidelines.opt_in(person=ambassador, version=publish("One."), language="en", now=now)
    return ambassador


def asks():
    found = Message.objects.filter(kind=guideline_texts.NEW_VERSION)
    return list(found.order_by("occurrence").values_list("recipient__last_name", "occurrence", "lane"))


def untrue(now):
    message = Message.objects.select_related("recipient").get(kind=guideline_texts.NEW_VERSION)
    return kinds.get(message.kind).untrue(message, now)


def test_only_who_consents_is_asked_and_once_for_each_version(consenting, publish, now):
    withdrawn, decided_not, silent = (AmbassadorFactory().person for _ in range(3))
    first = GuidelineVersion.objects.get()
    guidelines.opt_in(person=withdrawn, version=first, language="en", now=now)
    guidelines.withdraw(person=withdrawn, guideline=first.guideline, now=now + timedelta(seconds=1))
    guidelines.leave_open(person=decided_not, version=first)
    publish("Two.")
    publish("Three.")
    assert asks() == [("Weiß", "2", MessageClass.ASK), ("Weiß", "3", MessageClass.ASK)]
    assert silent.messages.count() == 0


def test_a_correction_asks_nobody(consenting, publish):
    publish("Won.", is_correction=True)
    assert (asks(), AskCount.objects.count()) == ([], 0)


def test_a_guideline_that_binds_asks_nobody(consenting, selma, now):
    law = start_guideline(selma, now, title="Law", is_binding=True)
    for text in ("One.", "Two."):
        publish_words(law, GuidelineVersion(text=text), selma, now)
    assert asks() == []


@pytest.mark.parametrize("boundary", [{"is_paused": True}, {"asks_per_month": 0}])
def test_boundaries_hold_and_nothing_comes_later(consenting, publish, boundary):
    BoundaryFactory(ambassador=consenting.ambassador, **boundary)
    guideline = publish("Two.").guideline
    consenting.ambassador.boundary.delete()
    assert (asks(), decisions.decision_on(guideline, consenting).is_asked_again) == ([], True)


def test_the_ask_counts_for_the_month(consenting, publish):
    publish("Two.")
    assert list(AskCount.objects.values_list("ambassador", "count")) == [(consenting.pk, 1)]


def test_silence_changes_nothing(consenting, publish):
    guideline = publish("Two.").guideline
    decision = decisions.decision_on(guideline, consenting)
    assert (decision.consent.version.number, decision.is_open) == (1, True)


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("nothing", ""),
        ("opt in", "no longer needed"),
        ("stay", "no longer needed"),
        ("withdraw", "no longer needed"),
        ("leave", "no longer needed"),
        ("newer version", "a newer version is valid"),
        ("correction", ""),
        ("retire", "the guideline is no longer in use"),
    ],
)
def test_what_is_no_longer_true_is_dropped_and_the_reason_tells_no_answer(
    consenting, publish, selma, now, deed, reason
):
    version = publish("Two.")
    deeds = {
        "nothing": lambda: None,
        "opt in": lambda: guidelines.opt_in(person=consenting, version=version, language="en", now=now),
        "stay": lambda: guidelines.leave_open(person=consenting, version=version),
        "withdraw": lambda: guidelines.withdraw(
            person=consenting, guideline=version.guideline, now=now + timedelta(seconds=1)
        ),
        "leave": consenting.ambassador.delete,
        "newer version": lambda: publish("Three."),
        "correction": lambda: publish("2.", is_correction=True),
        "retire": lambda: guideline_texts.retire(guideline=version.guideline, by=selma, now=now),
    }
    deeds[deed]()
    Message.objects.filter(occurrence="3").delete()
    assert untrue(now) == reason


def test_out_of_use_the_ask_is_withdrawn_at_once(consenting, publish, selma, now):
    guideline = publish("Two.").guideline
    guideline_texts.retire(guideline=guideline, by=selma, now=now)
    assert Message.objects.get(kind=guideline_texts.NEW_VERSION).state == Message.State.DROPPED


def test_the_mail_says_what_was_consented_to_also_after_a_new_decision(consenting, publish, now):
    version = publish("Two.")
    message = Message.objects.select_related("recipient").get(kind=guideline_texts.NEW_VERSION)
    said = []
    for _look in range(2):
        context = kinds.get(message.kind).context(message, now)
        said.append((context["number"], context["earlier"], context["address"].partition("/guidelines/")[2]))
        guidelines.opt_in(person=consenting, version=version, language="en", now=now + timedelta(seconds=1))
    assert said == [(2, 1, "guidelines/?view=differences")] * 2


def test_the_card_on_the_start_page_goes_with_the_decision(client_for, consenting, publish):
    client = client_for(consenting)
    publish("Two.")
    asked = client.get("/").text
    client.post("/guidelines/guidelines/stay/", {"version": 2})
    assert ("Stay with version 1" in asked, "Stay with version 1" in client.get("/").text) == (True, False)


def test_nobody_is_asked_again_on_the_start_page_who_never_opted_in(client_for, ambassador, publish):
    publish("One.")
    publish("Two.")
    assert "New since your last consent" not in client_for(ambassador).get("/").text
