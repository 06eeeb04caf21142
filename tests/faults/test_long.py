"""The long table of faults; `make proof` runs it and writes the figures down.

PROOF_SPEED divides the waiting times, to try the tests themselves: 60 makes a minute of an hour.
"""

import os
import time
from itertools import cycle, islice

import pytest

from outbox.models import Message
from tests.faults.house import wait_until
from tests.faults.post import Audit, audit, due, post
from tests.faults.test_kills import POINTS
from tests.faults.test_pace import THREADS, wait_of_a_code

pytestmark = pytest.mark.proof

SPEED = float(os.environ.get("PROOF_SPEED", "1"))
MINUTE = 60 / SPEED
HOUR = 60 * MINUTE


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """The mail server gets its real 30 seconds."""
    monkeypatch.setenv("TEST_EMAIL_TIMEOUT", "30")


def test_fifty_kills_while_2000_mails_go_out(house, sink, proof):
    """Leases end by themselves, two minutes after each kill."""
    house.beat()
    post(2000)
    kills = list(islice(cycle(POINTS), 50))
    for name in kills:
        worker = house.worker()
        POINTS[name](house, sink, worker, house.kill)
    house.worker()
    house.worker()
    wait_until(lambda: due() == 0, "everything is sent", 600)
    found = audit(sink)
    assert (found.sent, found.lost, found.most <= 2) == (2000, 0, True)
    assert found.doubled <= kills.count("after 250")
    proof(
        "50 times kill -9 of the worker while 2,000 mails go out, ten at each of five points",
        passes_when="0 lost; doubles only from “after 250”, at most one per kill",
        measured=f"{found.lost} lost, {found.doubled} doubled by 10 kills after 250",
    )


def test_ten_flushes(house, sink, broker, proof):
    house.worker()
    house.beat()
    post(2000)
    for _time in range(10):
        broker.flush()
        time.sleep(0.5)
    began = time.monotonic()
    wait_until(lambda: due() == 0, "the backlog is clear", 120)
    clear = time.monotonic() - began
    assert audit(sink) == Audit(sent=2000, lost=0, doubled=0, most=1)
    proof(
        "FLUSHALL ten times while 2,000 mails go out",
        passes_when="0 lost, 0 doubled, backlog clear within 120 s",
        measured=f"0 lost, 0 doubled, clear after {clear:.0f} s",
    )


def test_the_broker_stands_still_for_a_minute(house, sink, broker, proof):
    house.worker()
    house.beat()
    post(5)
    wait_until(lambda: due() == 0, "the house works")
    with broker.paused():
        post(50, name="meanwhile")
        time.sleep(MINUTE)
    began = time.monotonic()
    wait_until(lambda: due() == 0, "the worker consumes again", 30)
    assert audit(sink) == Audit(sent=55, lost=0, doubled=0, most=1)
    proof(
        "Valkey paused for 60 s",
        passes_when="the worker consumes again within 30 s",
        measured=f"all sent {time.monotonic() - began:.0f} s after its return, 0 doubled",
    )


def test_an_hour_of_three_beats_and_two_senders(house, sink, proof):
    for _number in range(3):
        house.beat()
    for _number in range(2):
        house.worker()
    until, sent = time.monotonic() + HOUR, 0
    while time.monotonic() < until:
        post(20, name=f"round{sent}")
        sent += 20
        time.sleep(5)
    wait_until(lambda: due() == 0, "everything is sent", 120)
    assert audit(sink) == Audit(sent=sent, lost=0, doubled=0, most=1)
    proof(
        f"three beats and two senders for {HOUR / 60:.0f} minutes",
        passes_when="0 doubled",
        measured=f"{sent:,} mails, 0 lost, 0 doubled",
    )


def test_450_for_a_quarter_of_an_hour(house, sink, proof):
    sink.tell(refuse={"rcpt": 450})
    house.worker()
    house.beat()
    post(200)
    time.sleep(15 * MINUTE)
    assert sink.accepted() == {}
    sink.tell(refuse=None)
    wait_until(lambda: due() == 0, "everything is sent", 1800)
    assert audit(sink) == Audit(sent=200, lost=0, doubled=0, most=1)
    proof(
        f"450 at RCPT for {15 / SPEED:.0f} minutes",
        passes_when="delivered",
        measured="200 of 200 delivered, 0 doubled",
    )


def test_a_hang_costs_30_seconds(house, sink, proof):
    house.worker()
    house.beat()
    post(1, name="hang")
    hanging = Message.objects.get()
    wait_until(lambda: Message.objects.filter(lease_token__isnull=False).exists(), "it is claimed")
    began = time.monotonic()
    post(20)
    wait_until(lambda: len(sink.accepted()) == 20, "the others are sent", 60)
    cost = time.monotonic() - began
    hanging.refresh_from_db()
    assert (hanging.state, hanging.attempts, cost < 36) == ("due", 1, True)
    proof(
        "the mail server hangs after the final dot",
        passes_when="it costs 30 s at most",
        measured=f"the next mail went {cost:.0f} s later, with one sender and the tick",
    )


def test_codes_behind_100000_mails(house, sink, proof):
    house.worker("bulk", "--concurrency", "2")
    house.worker("urgent", *THREADS)
    house.beat()
    post(1, name="hang", kind="post_now")
    post(100_000, kind="post_ask")
    sink.wait_for(200)
    waits = [wait_of_a_code(sink, number) for number in range(20)]
    assert max(waits) < 2
    proof(
        "20 sign-in codes behind 100,000 mails and a hanging connection",
        passes_when="2 s at most",
        measured=f"{max(waits):.1f} s at most",
    )
