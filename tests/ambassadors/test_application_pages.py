"""The pages on which people apply, and on which coordinators answer."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from ambassadors.models import Ambassador, Application, AskBack, NextRound, Programme
from ambassadors.services import deciding
from tests.factories.ambassadors import AmbassadorFactory, UserFactory
from tests.factories.joining import (
    ApplicationAnswerFactory,
    ApplicationFactory,
    AskBackFactory,
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


# Coordinators -------------------------------------------------------------------------------------------


def names(page) -> list[str]:
    return [application.person.name for application in page.context["page"]]


def test_what_waits_longest_comes_first(client_for, selma, now):
    for days, name in ((1, "Late"), (3, "Early"), (2, "Middle")):
        ApplicationFactory(
            person__first_name=name, person__last_name="X", applied_at=now - timedelta(days=days)
        )
    ApplicationFactory(state="asked", applied_at=now)
    page = client_for(selma).get(QUEUE)
    assert (names(page), page.context["counts"]) == (
        ["Early X", "Middle X", "Late X"],
        {"waiting": 3, "asked": 1, "decided": 0},
    )
    assert len(names(client_for(selma).get(f"{QUEUE}?view=asked"))) == 1


@pytest.mark.parametrize(
    ("sort", "wanted"),
    [
        ("name", ["A Ah", "B Be"]),
        ("-name", ["B Be", "A Ah"]),
        ("-applied", ["A Ah", "B Be"]),
        ("x", ["B Be", "A Ah"]),
    ],
)
def test_the_queue_is_sorted_otherwise(client_for, selma, now, sort, wanted):
    for days, (first, last) in enumerate([("A", "Ah"), ("B", "Be")]):
        ApplicationFactory(
            person__first_name=first, person__last_name=last, applied_at=now - timedelta(days=days)
        )
    assert names(client_for(selma).get(QUEUE, {"sort": sort})) == wanted


def test_the_queue_is_searched_and_filtered_by_cohort(client_for, selma, joerdis, now):
    cohort = CohortFactory()
    ApplicationFactory(person=joerdis, cohort=cohort, applied_at=now)
    ApplicationFactory(applied_at=now)
    client = client_for(selma)
    found = [
        len(names(client.get(QUEUE, query)))
        for query in ({"q": "200006"}, {"cohort": cohort.pk}, {"q": "nobody"}, {"cohort": "x\x00"})
    ]
    assert found == [1, 1, 0, 2]


def test_pages_that_are_empty_say_what_comes_here(client_for, selma):
    client = client_for(selma)
    texts = [client.get(f"{QUEUE}?view={view}").text for view in ("waiting", "asked", "decided")]
    words = ("Nobody waits for you", "No question is open", "Nothing was decided lately")
    assert [word in text for word, text in zip(words, texts, strict=True)] == [True] * 3


@pytest.mark.parametrize("number", [1, 3, 40])
def test_the_queue_costs_the_same_queries(client_for, selma, now, number, django_assert_num_queries):
    cohort = CohortFactory(places=50)
    ApplicationFactory.create_batch(number, cohort=cohort, applied_at=now)
    client = client_for(selma)
    client.get(QUEUE)
    with django_assert_num_queries(8):
        assert len(names(client.get(QUEUE))) == min(number, 25)


@pytest.mark.parametrize("number", [1, 3, 5])
def test_one_application_costs_the_same_queries(
    client_for, selma, waiting, number, django_assert_num_queries
):
    cohort = CohortFactory()
    Application.objects.update(cohort=cohort)
    for place in range(number):
        question = CohortQuestionFactory(cohort=cohort, place=place)
        ApplicationAnswerFactory(application=waiting, question=question)
        AskBackFactory(application=waiting, asked_by=selma, answered_at=waiting.applied_at)
    client = client_for(selma)
    client.get(f"{QUEUE}{waiting.pk}/")
    with django_assert_num_queries(5):
        client.get(f"{QUEUE}{waiting.pk}/")


def test_a_question_back_is_sent_from_the_page(client_for, selma, waiting):
    client = client_for(selma)
    assert client.post(f"{QUEUE}{waiting.pk}/ask/", {"question": ""}).status_code == 200
    answers = [client.post(f"{QUEUE}{waiting.pk}/ask/", {"question": "Which?"}) for _ in "12"]
    assert ([one.status_code for one in answers], AskBack.objects.get().asked_by) == ([303, 303], selma)


@pytest.mark.parametrize(("deed", "state"), [("approve", "approved"), ("decline", "declined")])
def test_the_words_are_seen_before_they_are_sent_and_can_be_taken_back(
    client_for, selma, waiting, deed, state
):
    client, page = client_for(selma), f"{QUEUE}{waiting.pk}/{deed}/"
    assert "Hello Jördis," in client.get(page).context["preview"]
    previewed = client.post(page, {"text": "In my own words.", "preview": "yes"})
    assert ("In my own words." in previewed.context["preview"], Application.objects.get().state) == (
        True,
        "waiting",
    )
    go = uuid.uuid4()
    pressed = [client.post(page, {"text": "In my own words.", "go": go}).status_code for _ in "12"]
    assert (pressed, Application.objects.get().state) == ([303, 303], state)
    client.post(f"{QUEUE}undo/{go}/")
    assert Application.objects.get().state == "waiting"


def test_the_preview_is_in_the_language_of_the_person_whatever_the_coordinator_reads(
    client_for, selma, waiting
):
    waiting.person.language = "de"
    waiting.person.save()
    page = client_for(selma).get(f"{QUEUE}{waiting.pk}/decline/")
    assert ("Hallo Jördis," in page.context["preview"], "Decline Jördis" in page.text) == (True, True)


def test_an_empty_answer_is_not_sent(client_for, selma, waiting):
    page = client_for(selma).post(f"{QUEUE}{waiting.pk}/decline/", {"text": " "})
    assert (page.status_code, Application.objects.get().state) == (200, "waiting")


def test_those_who_were_ticked_are_approved_with_their_number(client_for, selma, now):
    cohort = CohortFactory(places=2)
    chosen = ApplicationFactory.create_batch(2, cohort=cohort, applied_at=now)
    ApplicationFactory(cohort=cohort, applied_at=now)
    query = "?" + "&".join(f"application={one.pk}" for one in chosen) + "&application=x"
    client, page = client_for(selma), f"{QUEUE}approve/{query}"
    assert "Approve 2 people?" in client.get(page).text
    assert client.post(page, {"number": "3"}).context["changed"] is True
    assert client.post(page, {"number": "2"}).status_code == 303
    assert (Application.objects.filter(state="approved").count(), Ambassador.objects.count()) == (2, 0)


def test_more_than_there_are_places_is_refused_with_a_sentence(client_for, selma, now):
    cohort = CohortFactory(places=1)
    chosen = ApplicationFactory.create_batch(2, cohort=cohort, applied_at=now)
    query = "?" + "&".join(f"application={one.pk}" for one in chosen)
    client = client_for(selma)
    page = client.post(f"{QUEUE}approve/{query}", {"number": "2"}, follow=True)
    assert ("Nobody was approved: “Spring 2027” has 1 place left." in page.text, names(page)) == (
        True,
        [one.person.name for one in Application.objects.longest_first()],
    )


@pytest.mark.parametrize(
    "query", ["", "?application=x", "?application=%00", f"?application={uuid.UUID(int=1)}"]
)
def test_nobody_ticked_is_nobody_approved(client_for, selma, waiting, query):
    client = client_for(selma)
    assert "There is nobody to approve" in client.get(f"{QUEUE}approve/{query}").text
    assert client.post(f"{QUEUE}approve/{query}", {"number": "0"}).status_code == 200


def test_too_late_is_a_sentence(client_for, selma):
    page = client_for(selma).post(f"{QUEUE}undo/{uuid.uuid4()}/", follow=True)
    assert "It is too late to take this back" in page.text


def test_foreign_and_unknown_applications_do_not_exist(client_for, selma, waiting):
    assert client_for(selma).get(f"{QUEUE}{uuid.uuid4()}/").status_code == 404
    waiting.person.is_active = False
    waiting.person.save()
    assert client_for(selma).get(f"{QUEUE}{waiting.pk}/").status_code == 404


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
