"""What the tests of pages about trainings ask for."""

import pytest
import time_machine

from ambassadors.models import Programme
from tests.factories.ambassadors import UserFactory


@pytest.fixture
def at_nine(now):
    """The clock of the edges stands still at `now`."""
    with time_machine.travel(now, tick=False):
        yield now


@pytest.fixture
def person():
    return UserFactory(first_name="Jördis", last_name="Brüggemann")


@pytest.fixture
def client(at_nine, person, client_for):
    """Signed in as `person`. The programme is in the cache, so that queries can be counted."""
    Programme.current()
    return client_for(person)
