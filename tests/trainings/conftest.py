"""What the tests of pages about trainings ask for."""

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

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
    """Signed in as `person`."""
    return client_for(person)


@pytest.fixture
def queries_of(own_cache):
    """How many queries the second view of a page takes: what a process keeps is there by then."""

    def count(client: Client, address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    return count
