"""The page on which people apply, which is shown once by itself."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from ambassadors.models import Application, AskBack, NextRound, Programme
from ambassadors.services import deciding
from tests.factories.ambassadors import AmbassadorFactory, UserFactory
from tests.factories.joining import (
    ApplicationFactory,
    CohortFactory,
    CohortQuestionFactory,
)

pytestmark = pytest.mark.django_db
JOIN, QUEUE = "/join/", "/cockpit/people/applications/"


@pytest.fixture(autouse=True)
def frozen(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def waiting(joerdis, now) -> Application:
    return ApplicationFactory(person=joerdis, applied_at=now)


def notes(response) -> list[str]:
    return [str(message) for message in response.wsgi_request._messages]


# Somebody without a place -----------------------------------------------------------------------------


def test_guests_type_a_code_or_sign_in_first(client):
    page = client.get(JOIN, headers={"Accept-Language": "en"})
    assert (page.templates[0].name, "Sign in and apply" in page.text) == ("ambassadors/join.html", True)


def test_whoever_is_in_is_told_so(client_for, ambassador):
    client = client_for(ambassador)
    assert "You are in the programme" in client.get(JOIN).text
    assert [client.post(f"{JOIN}{deed}/").status_code for deed in ("apply", "answer", "next-round")] == [
        303
    ] * 3


def test_a_stranger_is_told_by_whom_and_by_when_before_and_after(client_for, joerdis, selma):
    client = client_for(joerdis)
    assert "Selma Öztürk reads what you write and answers within two weeks." in client.get(JOIN).text
    client.post(f"{JOIN}apply/", {"words": "I talk anyway."})
    page = client.get(JOIN).text
    assert "Selma Öztürk reads it, and you have an answer by Tuesday 8 December 2026." in page
    assert Application.objects.get().words == "I talk anyway."


def test_the_named_human_is_the_programmes_contact(client_for, joerdis, selma):
    Programme(name="W", company="N", contact_name="Ömer Şahin").save()
    assert "Ömer Şahin reads what you write" in client_for(joerdis).get(JOIN).text


def test_what_takes_longer_is_admitted(client_for, waiting, joerdis, selma, now):
    with time_machine.travel(now + timedelta(days=15)):
        assert "It takes longer than we said, and we are sorry." in client_for(joerdis).get(JOIN).text


def test_words_and_questions_that_must_be_answered_are_missed(client_for, joerdis):
    question = CohortQuestionFactory(is_required=True)
    page = client_for(joerdis).post(f"{JOIN}apply/", {"words": " "})
    assert (page.status_code, dict(page.context["form"].errors)) == (
        200,
        {"words": ["This field is required."], "answer_1": ["This field is required."]},
    )
    client_for(joerdis).post(f"{JOIN}apply/", {"words": "Yes.", "answer_1": "Heat."})
    answer = Application.objects.get().answers.get()
    assert (answer.question, answer.text) == (question, "Heat.")


@pytest.mark.parametrize("words", ["\x00", "x" * 1001, "\u202e" + "x" * 999, "x" * 2_000_000])
def test_hostile_words_are_refused_or_kept_as_they_are(client_for, joerdis, words):
    page = client_for(joerdis).post(f"{JOIN}apply/", {"words": words})
    assert (page.status_code, Application.objects.count()) in ((200, 0), (303, 1))


def test_an_open_question_is_answered_on_the_page(client_for, joerdis, selma, waiting, now):
    deciding.ask_back(application=waiting, question="Which topic?", by=selma, now=now)
    client = client_for(joerdis)
    page = client.get(JOIN).text
    assert ("Selma Öztürk has a question" in page, "Which topic?" in page) == (True, True)
    assert client.post(f"{JOIN}answer/", {"text": ""}).status_code == 200
    assert client.post(f"{JOIN}answer/", {"text": "Heat."}).status_code == 303
    assert AskBack.objects.get().answer == "Heat."
    assert client.post(f"{JOIN}answer/", {"text": "Again."}).status_code == 303


def test_taking_back_asks_first_and_then_nothing_is_left(client_for, joerdis, waiting):
    client = client_for(joerdis)
    assert "Take the application back?" in client.get(f"{JOIN}take-back/").text
    assert Application.objects.count() == 1
    assert client.post(f"{JOIN}take-back/").status_code == 303
    assert (Application.objects.count(), client.get(f"{JOIN}take-back/").status_code) == (0, 303)


def test_a_decision_that_can_be_undone_does_not_show(client_for, joerdis, selma, waiting, now):
    client = client_for(joerdis)
    before = client.get(JOIN).text
    deciding.decline(application=waiting, text="Sorry, not this time.", by=selma, now=now)
    page = client.get(JOIN).text
    assert ("Sorry, not this time." in page, "Your application is here" in page) == (False, True)
    assert len(page) == len(before)


def test_a_decline_is_told_kindly_and_can_be_deleted(client_for, joerdis, selma, waiting, now):
    deciding.decline(application=waiting, text="Sorry, not this time.", by=selma, now=now)
    deciding.settle(now=now + timedelta(minutes=10))
    page = client_for(joerdis).get(JOIN).text
    assert all(
        words in page
        for words in (
            "Sorry, not this time.",
            "Selma Öztürk",
            "On 22 February 2027 it is deleted",
            "Apply again",
        )
    )


def test_outside_a_window_the_page_says_when_and_offers_to_tell(client_for, joerdis, now):
    CohortFactory(opens_at=now + timedelta(days=7), closes_at=now + timedelta(days=20))
    client = client_for(joerdis)
    assert "The next round begins on Tuesday 1 December 2026" in client.get(JOIN).text
    client.post(f"{JOIN}next-round/")
    assert (NextRound.objects.get().person, "Do not tell me" in client.get(JOIN).text) == (joerdis, True)
    client.post(f"{JOIN}next-round/off/")
    assert (NextRound.objects.count(), "Tell me when it opens" in client.get(JOIN).text) == (0, True)
    client.post(f"{JOIN}apply/", {"words": "Now."})
    assert Application.objects.count() == 0


def test_between_rounds_without_a_day_and_when_full(client_for, joerdis, now):
    cohort = CohortFactory(places=1, approved=1)
    client = client_for(joerdis)
    assert "All places of this round are given" in client.get(JOIN).text
    cohort.closes_at = now
    cohort.save()
    assert "No round is open just now" in client.get(JOIN).text


# Signing in for the first time ------------------------------------------------------------------------------


def sign_in(client, person):
    person.set_password("fernwaerme-412-km")
    person.save(update_fields=["password"])
    sent = {"login": person.email, "password": "fernwaerme-412-km"}
    return client.post(reverse("account_login"), sent)


def test_a_stranger_lands_here_once_and_never_again(client, joerdis):
    landed = [
        sign_in(client, joerdis).url,
        client.post(reverse("account_logout")) and sign_in(client, joerdis).url,
    ]
    assert landed == [JOIN, "/"]


def test_whoever_follows_a_link_goes_there_and_whoever_is_in_goes_home(client, joerdis, ambassador):
    joerdis.set_password("fernwaerme-412-km")
    joerdis.save()
    sent = {"login": joerdis.email, "password": "fernwaerme-412-km", "next": "/trainings/"}
    assert client.post(reverse("account_login"), sent).url == "/trainings/"
    client.post(reverse("account_logout"))
    assert sign_in(client, ambassador).url == "/"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("waiting", "It is here, and is being read."),
        ("asked", "There is a question about it."),
        ("declined", "How to take part"),
    ],
)
def test_home_says_how_an_application_stands(client_for, joerdis, waiting, now, state, words):
    decided = {"decided_at": now, "told_at": now} if state == "declined" else {}
    Application.objects.update(state=state, **decided)
    assert words in client_for(joerdis).get("/").text


def test_home_leads_strangers_here_and_says_nothing_to_those_who_are_in(client_for, joerdis):
    pages = [client_for(person).get("/").text for person in (joerdis, AmbassadorFactory().person)]
    assert ["How to take part" in page for page in pages] == [True, False]


def test_the_privacy_page_tells_what_is_stored(client_for, joerdis, waiting):
    NextRound.objects.create(person=joerdis, asked_at=waiting.applied_at)
    UserFactory._meta.model.objects.filter(pk=joerdis.pk).update(was_welcomed=True)
    page = client_for(joerdis).get("/me/privacy/").text
    assert all(words in page for words in ("Sent on 24 November 2026", "Next round", "First visit"))
