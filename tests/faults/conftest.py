"""A house that may be hurt: it has its own broker and mail server."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.faults.database import Database, at_home_in
from tests.faults.house import Broker, House
from tests.sink import Sink


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One after the other where tests run side by side: each starts several processes."""
    for item in items:
        if "tests/faults/" in item.path.as_posix():
            item.add_marker(pytest.mark.xdist_group("faults"))


@pytest.fixture(scope="session")
def running_sink(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sink]:
    sink = Sink(tmp_path_factory.mktemp("sink"))
    yield sink
    sink.end()


@pytest.fixture
def sink(running_sink: Sink) -> Sink:
    running_sink.forget()
    return running_sink


@pytest.fixture
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    broker = Broker(tmp_path_factory.mktemp("broker"))
    yield broker
    broker.kill()


@pytest.fixture
def house(
    transactional_db: None, tmp_path_factory: pytest.TempPathFactory, broker: Broker, sink: Sink
) -> Iterator[House]:
    house = House(tmp_path_factory.mktemp("house"), broker=broker, smtp_port=sink.port)
    yield house
    house.end()


@pytest.fixture
def own_database(
    django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """With the hub's tables; this process works with it as well."""
    database = Database(tmp_path_factory.mktemp("database"))
    try:
        with django_db_blocker.unblock(), at_home_in(database):
            yield database
    finally:
        database.end()


@pytest.fixture
def own_house(
    own_database: Database, tmp_path_factory: pytest.TempPathFactory, broker: Broker, sink: Sink
) -> Iterator[House]:
    """A house on a database of its own."""
    house = House(
        tmp_path_factory.mktemp("house"), broker=broker, smtp_port=sink.port, database=own_database.url
    )
    yield house
    house.end()
