"""Coordinators' pages about cohorts, and the yearly question on a person's pages."""

from datetime import date, timedelta

import pytest
import time_machine

from ambassadors.models import Boundary, Cohort, GoOn
from tests.factories.joining import ApplicationFactory, CohortFactory, CohortQuestionFactory, GoOnFactory

pytestmark = pytest.mark.django_db
COHORTS = "/cockpit/cohorts/"
GIVEN = {
    "name": "Spring 2027",
    "opens_on": "2027-01-11",
    "last_day": "2027-01-31",
    "timezone": "Europe/Berlin",
    "places": "12",
    "kicks_off_on": "2027-03-01",
    "q-TOTAL_FORMS": "5",
    "q-INITIAL_FORMS": "0",
    "q-0-text_de": "Warum?",
    "q-2-text_en": "What about?",
    "q-2-is_long": "on",
}


@pytest.fixture(autouse=True)
def frozen(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def client(client_for, selma):
    return client_for(selma)


def test_a_cohort_is_made_with_its_questions(client):
    answer = client.post(f"{COHORTS}new/", GIVEN)
    made = Cohort.objects.get()
    assert (answer.status_code, answer.url) == (303, f"{COHORTS}{made.pk}/")
    questions = list(made.questions.values_list("text_de", "text_en", "is_long", "place"))
    assert questions == [("Warum?", "", False, 1), ("", "What about?", True, 2)]
    assert made.last_day == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "\x00"}, "name"),
        ({"last_day": "2027-01-10"}, "last_day"),
        ({"opens_on": "0001-01-01"}, "opens_on"),
        ({"last_day": "9999-12-31"}, "last_day"),
        ({"kicks_off_on": "2027-01-20"}, "kicks_off_on"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"places": "0"}, "places"),
        ({"places": "9" * 5000}, "places"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_written(client, changes, field):
    page = client.post(f"{COHORTS}new/", GIVEN | changes)
    assert (page.status_code, list(page.context["form"].errors), Cohort.objects.count()) == (200, [field], 0)


@pytest.mark.parametrize(
    "changes", [{"q-TOTAL_FORMS": "x"}, {"q-TOTAL_FORMS": "9999"}, {"q-0-text_de": "\x00"}]
)
def test_a_broken_list_of_questions_is_refused(client, changes):
    assert client.post(f"{COHORTS}new/", GIVEN | changes).status_code == 200
    assert Cohort.objects.count() == 0


def test_two_rounds_at_a_time_are_refused_with_both_days(client):
    client.post(f"{COHORTS}new/", GIVEN)
    page = client.post(f"{COHORTS}new/", GIVEN)
    fault = "“Spring 2027” takes applications from 11 January 2027 to 31 January 2027. One round at a time."
    assert (page.context["form"].errors["opens_on"], Cohort.objects.count()) == ([fault], 1)


def test_a_copy_lends_all_but_its_days(client):
    cohort = CohortQuestionFactory().cohort
    page = client.get(f"{COHORTS}new/?copy={cohort.pk}")
    form, questions = page.context["form"], page.context["questions"]
    assert (form.initial["name"], form.initial["places"], form.initial.get("opens_on")) == (
        "Spring 2027",
        3,
        None,
    )
    assert questions[0].initial["text_en"] == "What do you like to talk about?"
    assert client.get(f"{COHORTS}new/?copy=x").status_code == 200


def test_places_cannot_be_fewer_than_are_given(client):
    cohort = CohortFactory(approved=3)
    sent = GIVEN | {"places": "2"}
    page = client.post(f"{COHORTS}{cohort.pk}/edit/", sent)
    assert page.context["form"].errors["places"] == ["3 places are given already, so there cannot be fewer."]


def test_questions_are_shown_locked_once_somebody_has_applied(client):
    cohort = CohortQuestionFactory().cohort
    ApplicationFactory(cohort=cohort)
    page = client.get(f"{COHORTS}{cohort.pk}/edit/")
    assert (page.context["questions"], "the questions stay as they are" in page.text) == (None, True)
    assert client.post(f"{COHORTS}{cohort.pk}/edit/", GIVEN).status_code == 303
    assert cohort.questions.count() == 1


def test_a_round_is_closed_extended_and_removed(client, now):
    cohort = CohortFactory()
    page = f"{COHORTS}{cohort.pk}/"
    assert client.get(f"{page}close/").status_code == 200
    client.post(f"{page}close/")
    cohort.refresh_from_db()
    assert (cohort.closes_at, client.get(f"{page}close/").status_code) == (now, 404)
    too_early = client.post(f"{page}extend/", {"last_day": "2026-11-23"})
    assert list(too_early.context["form"].errors) == ["last_day"]
    client.post(f"{page}extend/", {"last_day": "2026-12-10"})
    cohort.refresh_from_db()
    assert cohort.last_day == date(2026, 12, 10)
    assert client.get(f"{page}remove/").status_code == 200
    assert (client.post(f"{page}remove/").url, Cohort.objects.count()) == (COHORTS, 0)


def test_a_cohort_with_applications_stays(client):
    cohort = ApplicationFactory(cohort=CohortFactory()).cohort
    assert client.post(f"{COHORTS}{cohort.pk}/remove/").status_code == 303
    assert Cohort.objects.count() == 1


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_costs_the_same_queries(client, now, number, django_assert_num_queries):
    for each in range(number):
        start = now - timedelta(days=10 * each + 5)
        cohort = CohortFactory(opens_at=start, closes_at=start + timedelta(days=9))
        ApplicationFactory(cohort=cohort)
    client.get(COHORTS)
    with django_assert_num_queries(5):
        assert len(client.get(COHORTS).context["page"]) == min(number, 25)


def test_without_cohorts_the_page_says_what_holds(client):
    assert "No cohorts: applications are open all year" in client.get(COHORTS).text


# Go on? -------------------------------------------------------------------------------------------------


@pytest.fixture
def asked(ambassador):
    return GoOnFactory(ambassador=ambassador.ambassador, pauses_on=date(2026, 12, 24))


def test_the_card_is_on_the_home_page_while_the_question_is_open(client_for, ambassador, asked):
    mine = client_for(ambassador)
    assert "If you do not answer, you pause from Thursday 24 December 2026 on." in mine.get("/").text
    mine.post("/me/going-on/", {"choice": "yes"})
    assert "Would you like to go on?" not in mine.get("/").text
    assert "Nothing is open here" in mine.get("/me/going-on/").text


@pytest.mark.parametrize(("choice", "asks_no_more"), [("pause", False), ("leave", True)])
def test_both_pauses_end_with_one_click(client_for, ambassador, asked, choice, asks_no_more):
    mine = client_for(ambassador)
    mine.post("/me/going-on/", {"choice": choice})
    assert (Boundary.objects.get().is_paused, GoOn.objects.get().asks_no_more) == (True, asks_no_more)
    assert "Come back now" in mine.get("/").text
    mine.post("/me/boundaries/come-back/")
    assert (Boundary.objects.get().is_paused, GoOn.objects.get().asks_no_more) == (False, False)


@pytest.mark.parametrize("choice", ["", "perhaps", "\x00"])
def test_another_answer_changes_nothing(client_for, ambassador, asked, choice):
    assert client_for(ambassador).post("/me/going-on/", {"choice": choice}).status_code == 200
    assert GoOn.objects.get().pauses_on == date(2026, 12, 24)
