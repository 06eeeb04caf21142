"""The cache and the wake-up while Valkey is away: one short time-out in five seconds, never an error."""

import socket
import time

import pytest
from allauth.core.internal.ratelimit import consume
from django.core.cache import cache
from django.test import RequestFactory

from outbox import cache as hub_cache
from outbox import wake
from outbox.cache import Breaker, BreakerRedisCache


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def breaker(clock, monkeypatch):
    breaker = Breaker(clock)
    monkeypatch.setattr(hub_cache, "breaker", breaker)
    monkeypatch.setattr(wake, "breaker", breaker)
    return breaker


@pytest.fixture
def silent():
    """A port that takes connections and never answers, as a paused Valkey does."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@pytest.fixture
def away(breaker, silent):
    options = {"socket_connect_timeout": 0.1, "socket_timeout": 0.1}
    return BreakerRedisCache(silent, {"OPTIONS": options})


def test_after_a_failure_calls_rest_and_then_one_tries(clock):
    breaker = Breaker(clock)
    assert breaker.lets_through() is True
    breaker.trip()
    assert breaker.lets_through() is False
    clock.now += 5
    assert [breaker.lets_through(), breaker.lets_through()] == [True, False]
    breaker.heal()
    assert [breaker.lets_through(), breaker.lets_through()] == [True, True]


def test_a_silent_cache_costs_a_tenth_of_a_second_once(away):
    began = time.monotonic()
    away.set("a", 1)
    first = time.monotonic() - began
    rest = [
        away.get("a"),
        away.get("b", "nothing"),
        away.add("a", 2),
        away.incr("a"),
        away.has_key("a"),
        away.delete("a"),
    ]
    assert rest == [1, "nothing", False, 2, True, True]
    assert (first < 0.35, time.monotonic() - began - first < 0.05) == (True, True)


def test_rate_limits_count_in_the_process_meanwhile(away, monkeypatch):
    monkeypatch.setattr("allauth.core.internal.ratelimit.cache", away)
    request = RequestFactory().post("/")
    about = {"app": "x", "action": "code", "config": {"code": "2/m/ip"}}
    assert [bool(consume(request, **about)) for _time in range(3)] == [True, True, False]


def test_a_wake_up_that_nobody_hears_costs_little_and_raises_nothing(breaker, silent, settings, monkeypatch):
    settings.CELERY_BROKER_URL = silent
    monkeypatch.setattr(wake._kept, "connection", None, raising=False)
    began = time.monotonic()
    for _time in range(5):
        wake.send(wake.DUE)
    assert time.monotonic() - began < 0.5
    wake._forget_broker()


def test_the_cache_of_the_hub_is_this_one():
    cache.set("outbox-test", 7, 5)
    assert cache.get("outbox-test") == 7
