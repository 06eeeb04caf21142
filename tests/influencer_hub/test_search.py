"""One search for coordinators, over people, trainings and campaigns."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from ambassadors.models import Audience
from tests.factories.ambassadors import AmbassadorFactory, CoordinatorFactory, UserFactory
from tests.factories.campaigns import CampaignFactory
from tests.factories.trainings import SessionFactory, TrainingFactory

pytestmark = pytest.mark.django_db
SEARCH = "/cockpit/search/"


@pytest.fixture(autouse=True)
def _clock(now, time_machine):
    time_machine.move_to(now, tick=False)
    cache.clear()


@pytest.fixture
def client(client_for):
    return client_for(CoordinatorFactory())


def found(response):
    groups = [response.context[name] for name in ("people", "trainings", "campaigns")]
    return [[str(row) for row in group.rows] for group in groups]


@pytest.fixture
def heat():
    """One of each that has to do with heat."""
    UserFactory(first_name="Anna", last_name="Wärmer", personnel_number="4711")
    CampaignFactory(title="Wärme für alle")
    return SessionFactory(training__title="Wärmepumpen erklären").training


@pytest.mark.parametrize("typed", ["wärm", "waerm", "warm", "WÄRM"])
def test_everything_is_found_by_the_beginning_of_a_word(client, heat, typed):
    TrainingFactory(title="Handy")
    response = client.get(SEARCH, {"q": typed})
    assert found(response) == [["Anna Wärmer"], ["Wärmepumpen erklären"], ["Wärme für alle"]]


def test_what_was_searched_for_is_marked_and_nothing_else_is_markup(client, heat):
    CampaignFactory(title="<b>Wärme</b> & Co")
    page = client.get(SEARCH, {"q": "waerm"}).text
    expected = [
        "<mark>Wärm</mark>er",
        "<mark>Wärm</mark>epumpen",
        "&lt;b&gt;<mark>Wärm</mark>e&lt;/b&gt; &amp; Co",
    ]
    assert [words in page for words in expected] == [True, True, True]


def test_a_training_shows_its_next_dates(client, heat, now):
    for days in (30, 5, 9):
        SessionFactory(training=heat, starts_at=now + timedelta(days=days))
    SessionFactory(training=heat, starts_at=now + timedelta(days=1), cancelled_at=now)
    training = client.get(SEARCH, {"q": "wärme"}).context["trainings"].rows[0]
    assert [(date.starts_at - now).days for date in training.next_dates] == [5, 9]


def test_of_many_the_first_five_are_shown_with_a_link_to_all(client):
    UserFactory.create_batch(7, last_name="Wärmer")
    response = client.get(SEARCH, {"q": "wärmer"})
    people = response.context["people"]
    assert (len(people.rows), people.total, people.has_more) == (5, 7, True)
    assert f'href="{reverse("ambassadors:cockpit_people")}?q=w%C3%A4rmer"' in response.text


@pytest.mark.parametrize(
    ("typed", "words"), [("", "The beginning of a word"), ("zzz", "Nothing found"), ("&|!", "Nothing found")]
)
def test_where_nothing_is_found_the_page_says_what_helps(client, heat, typed, words):
    assert words in client.get(SEARCH, {"q": typed}).text


def test_a_place_that_somebody_keeps_to_themselves_is_not_shown(client):
    person = UserFactory(last_name="Wärmer", location="Görlitz")
    AmbassadorFactory(person=person, location_to=Audience.ME)
    assert "Görlitz" not in client.get(SEARCH, {"q": "wärmer"}).text


def test_a_fragment_holds_the_results_alone(client, heat):
    text = client.get(SEARCH, {"q": "wärme"}, headers={"HX-Request": "true"}).text
    assert ("<html" in text, "3 results" in text) == (False, True)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_it_takes_the_same_queries(client, number, django_assert_num_queries):
    for _ in range(number):
        AmbassadorFactory(person__last_name="Wärmer")
        SessionFactory(training__title="Wärme")
        CampaignFactory(title="Wärme")
    client.get(SEARCH)
    with django_assert_num_queries(9):
        client.get(SEARCH, {"q": "wärme"})
