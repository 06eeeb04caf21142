"""The long table of faults: Valkey away while people enrol through the page."""

import os
import time
from contextlib import contextmanager

import pytest

from tests.faults.enrolling import crowd, told
from tests.faults.house import wait_until
from tests.faults.test_pace import THREADS
from tests.faults.visitors import in_threads, percentile
from trainings.models import Enrolment

pytestmark = pytest.mark.proof

SPEED = float(os.environ.get("PROOF_SPEED", "1"))
PRESSES, MINUTE, BROWSERS, WARM_UP = 500, 60 / SPEED, 4, 60


def in_a_minute(people):
    """All of them enrol, spread evenly, whether it goes well or not. Returns the presses."""
    began, turns = time.monotonic(), {v.person.pk: n for n, v in enumerate(people.visitors)}

    def visit(visitor):
        time.sleep(max(0, began + turns[visitor.person.pk] * MINUTE / PRESSES - time.monotonic()))
        visitor.press(people.enrol)

    for thread in in_threads(BROWSERS, visit, people.visitors):
        thread.join()
    return people.presses


def warm_up(people):
    """The first pages of a process take longer, which would flatter the comparison."""
    for thread in in_threads(BROWSERS, lambda visitor: visitor.press(people.enrol), people.visitors):
        thread.join()


@contextmanager
def dead(broker):
    broker.kill()
    try:
        yield
    finally:
        broker.start()


def usual_minute(port, sink):
    warm_up(crowd(WARM_UP, port))
    presses = in_a_minute(crowd(PRESSES, port))
    wait_until(lambda: told(sink)["due"] == 0, "the house works")
    return presses


def seconds_until_consumed(sink):
    began, before = time.monotonic(), len(sink.accepted())
    wait_until(lambda: len(sink.accepted()) > before, "the worker consumes again", 30)
    return time.monotonic() - began


@pytest.mark.parametrize("fault", ["paused", "dead"])
def test_five_hundred_enrol_while_the_broker_is_away(house, sink, broker, proof, fault):
    house.worker("urgent", *THREADS)
    house.beat()
    port = house.web()
    usual, others = usual_minute(port, sink), crowd(PRESSES, port)
    with broker.paused() if fault == "paused" else dead(broker):
        meanwhile = in_a_minute(others)
    consumes = seconds_until_consumed(sink)
    wait_until(lambda: told(sink)["due"] == 0, "everybody is told", 120, pause=0.5)
    p95, p95_usual, slowest = (
        1000 * percentile(presses, share)
        for presses, share in ((meanwhile, 0.95), (usual, 0.95), (meanwhile, 1))
    )
    assert ({press.status for press in (*usual, *meanwhile)}, p95 - p95_usual <= 200) == ({303}, True)
    assert Enrolment.objects.filter(state="booked").count() == WARM_UP + 2 * PRESSES
    assert told(sink) == {"due": 0, "failed": 0, "lost": 0, "doubled": 0}
    proof(
        f"Valkey {fault} for 60 s during 500 enrolments through the page",
        passes_when="no 5xx; p95 at most 200 ms slower; the worker consumes again within 30 s",
        measured=f"no 5xx; p95 {p95_usual:.0f} ms before and {p95:.0f} ms meanwhile, the slowest {slowest:.0f} ms; "
        f"consumes again after {consumes:.1f} s; 0 lost, 0 doubled",
    )
