"""The pages on which coordinators read applications and answer them."""

import uuid
from datetime import timedelta

import pytest
import time_machine

from ambassadors.models import Ambassador, Application, AskBack
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
