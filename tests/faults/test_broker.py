"""A broker that forgets everything, stands still or dies, while deeds are done and mails go out."""

import time

import pytest

from outbox.cache import Breaker
from outbox.models import Message
from tests.faults.house import wait_until
from tests.faults.post import Audit, audit, due, post


@pytest.fixture
def own_broker(broker, settings, monkeypatch):
    """This process talks to the broker that is hurt, with a breaker that nobody has tripped yet."""
    monkeypatch.setattr("outbox.wake.breaker", Breaker())
    settings.CELERY_BROKER_URL = broker.url
    return broker


@pytest.fixture
def impatient(monkeypatch):
    """The workers wait half a second for the broker, not half a minute."""
    monkeypatch.setenv("TEST_BROKER_TIMEOUT", "0.5")


def seconds_of(deed):
    began = time.monotonic()
    deed()
    return time.monotonic() - began


def test_a_broker_that_is_flushed_loses_and_doubles_nothing(house, sink, own_broker):
    house.worker()
    house.beat()
    post(300)
    for _time in range(10):
        own_broker.flush()
        time.sleep(0.1)
    own_broker.flush()
    post(20, name="later")
    wait_until(lambda: due() == 0, "everything is sent")
    assert audit(sink) == Audit(sent=320, lost=0, doubled=0, most=1)


def test_a_broker_that_stands_still_or_dies_costs_a_deed_next_to_nothing(house, sink, own_broker):
    house.worker()
    house.beat()
    post(5, name="before")
    wait_until(lambda: due() == 0, "the house works")
    usual = seconds_of(lambda: post(5, name="usual"))
    with own_broker.paused():
        paused = [seconds_of(lambda n=n: post(5, name=f"paused{n}")) for n in range(3)]
    own_broker.kill()
    dead = [seconds_of(lambda n=n: post(5, name=f"dead{n}")) for n in range(3)]
    assert max(*paused, *dead) < usual + 0.5
    own_broker.start()
    wait_until(lambda: due() == 0, "the worker consumes again", 30)
    assert audit(sink) == Audit(sent=40, lost=0, doubled=0, most=1)


def test_a_worker_that_cannot_acknowledge_a_task_takes_the_next_one(impatient, house, sink, own_broker):
    worker = house.worker()
    post(1, name="hang")
    house.wake()
    wait_until(lambda: Message.objects.filter(lease_token__isnull=False).exists(), "it is claimed")
    with own_broker.paused():
        wait_until(lambda: "Couldn't ack" in house.log(), "its acknowledgement is given up")
    post(20, name="later")
    house.wake()
    wait_until(lambda: len(sink.accepted()) == 20, "the worker consumes again")
    assert worker.poll() is None
