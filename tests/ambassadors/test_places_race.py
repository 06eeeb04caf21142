"""Twenty coordinators approve sixty people for ten places at once; and the control without the lock."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection

from ambassadors.models import Application, Cohort, User
from ambassadors.models.cohorts import CohortQuerySet
from ambassadors.services.deciding import NoPlaceLeft, approve
from tests.factories.ambassadors import CoordinatorFactory
from tests.factories.joining import CohortFactory
from tests.trainings.test_seat_race import constraint_taken_away

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, CONNECTIONS, PLACES = 60, 20, 10


@pytest.fixture
def crowd(now, caplog) -> list[Application]:
    caplog.set_level("WARNING", "django_structlog")
    cohort = CohortFactory(places=PLACES)
    people = User.objects.bulk_create(
        User(first_name="Person", last_name=str(n), personnel_number=f"r{n}") for n in range(PEOPLE)
    )
    return Application.objects.bulk_create(
        Application(person=person, cohort=cohort, words="-", applied_at=now) for person in people
    )


def press(application: Application, by: User, now) -> bool:
    """Whoever finds the cohort busy presses again, as the page asks for."""
    try:
        approve(application=application, text="", by=by, now=now)
    except NoPlaceLeft:
        return False
    except OperationalError:
        return press(application, by, now)
    return True


def approved_at_once(crowd: list[Application], now) -> int:
    """How many deeds said yes."""
    by = CoordinatorFactory()

    def one_after_another(share: list[Application]) -> int:
        try:
            return sum(press(application, by, now) for application in share)
        finally:
            connection.close()

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return sum(pool.map(one_after_another, [crowd[first::CONNECTIONS] for first in range(CONNECTIONS)]))


def test_never_more_are_approved_than_there_are_places(crowd, now):
    yes = approved_at_once(crowd, now)
    cohort = Cohort.objects.get()
    assert (yes, cohort.approved, Application.objects.decided().count()) == (PLACES,) * 3


def test_without_the_lock_the_same_crowd_gets_more_places_than_there_are(crowd, now, monkeypatch):
    monkeypatch.setattr(CohortQuerySet, "select_for_update", lambda rows, **_how: rows)
    with constraint_taken_away(Cohort, "never_more_approved_than_places"):
        yes = approved_at_once(crowd, now)
        assert yes == Application.objects.decided().count()
        assert yes > PLACES
        Application.objects.all().delete()
        Cohort.objects.all().delete()
