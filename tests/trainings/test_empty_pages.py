"""What pages about trainings say where there is nothing yet."""

from datetime import timedelta

import pytest

from tests.factories.ambassadors import CoordinatorFactory
from tests.factories.trainings import NOW, CallFactory, PathFactory, SessionFactory, TrainingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def selma(client_for, at_nine):
    return client_for(CoordinatorFactory())


def says(client, address: str, *sentences: str) -> bool:
    page = " ".join(client.get(address).text.split())
    return all(sentence in page for sentence in sentences)


def test_a_roster_without_anybody_says_what_to_pass_on(selma):
    session = SessionFactory()
    assert says(
        selma,
        f"/cockpit/sessions/{session.pk}/",
        "Nobody has signed up",
        "The address of the session’s page can be passed on as it is.",
        "Nobody is waiting.",
    )


def test_a_roster_whose_time_is_over_says_where_attendance_is_left(selma):
    session = SessionFactory(starts_at=NOW - timedelta(days=800), taken=1)
    assert says(
        selma,
        f"/cockpit/sessions/{session.pk}/",
        "The list has had its time",
        "What people attended stands in their own records alone.",
    )


def test_lists_of_the_cockpit_say_what_comes_first(selma):
    training, call, path = TrainingFactory(), CallFactory(), PathFactory(stations=[])
    for address, sentence in {
        f"/cockpit/trainings/{training.pk}/": "No date yet",
        f"/cockpit/trainings/{training.pk}/?past=1": "No past dates",
        f"/cockpit/trainings/{training.pk}/materials/": "Nothing to take along yet",
        f"/cockpit/calls/{call.pk}/": "No date yet",
        f"/cockpit/trainings/paths/{path.pk}/": "No training on it yet",
        f"/cockpit/insights/trainings/{training.pk}/": "No month has been counted yet",
    }.items():
        assert says(selma, address, sentence), address


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/cockpit/trainings/", "No training yet"),
        ("/cockpit/calls/", "No community call yet"),
        ("/cockpit/insights/trainings/", "No month has been counted yet"),
    ],
)
def test_an_empty_cockpit_says_so(selma, address, sentence):
    assert says(selma, address, sentence)


def test_what_people_see_without_a_date_says_so(client):
    training, call, path = TrainingFactory(published_at=NOW), CallFactory(), PathFactory(stations=[])
    for address, sentence in {
        f"/trainings/{training.slug}/": "No date at the moment",
        f"/trainings/calls/{call.pk}/": "No date at the moment",
        f"/trainings/paths/{path.slug}/": "Nothing on this path yet",
    }.items():
        assert says(client, address, sentence), address
