"""The long table of faults: what a mail server may answer, and what becomes of the mail."""

import os
import time

import pytest

from outbox import figures
from outbox.models import AddressFault
from tests.factories.ambassadors import CoordinatorFactory
from tests.faults.house import wait_until
from tests.faults.post import Audit, audit, due, post
from tests.faults.test_mail_server import failures

pytestmark = pytest.mark.proof

MINUTE = 60 / float(os.environ.get("PROOF_SPEED", "1"))


@pytest.mark.parametrize(("answer", "phase"), [(421, "connect"), (421, "rcpt"), (452, "rcpt"), (452, "dot")])
def test_not_now(house, sink, proof, answer, phase):
    """For two minutes, to everybody."""
    sink.tell(refuse={phase: answer})
    house.worker()
    house.beat()
    post(100)
    time.sleep(2 * MINUTE)
    assert (sink.accepted(), due()) == ({}, 100)
    sink.tell(refuse=None)
    began = time.monotonic()
    wait_until(lambda: due() == 0, "everything is sent", 600, pause=0.5)
    assert (audit(sink), failures()) == (Audit(sent=100, lost=0, doubled=0, most=1), {})
    proof(
        f"{answer} at {phase} for two minutes",
        passes_when="delivered",
        measured=f"100 of 100 delivered, the last {time.monotonic() - began:.0f} s after it ended, 0 doubled",
    )


def test_never(house, sink, client_for, proof):
    """550 counts against a mail at RCPT and after the final dot, and stands on the page of deliveries."""
    house.worker()
    house.beat()
    for name in ("rcpt-550", "data-550", "person"):
        post(50, name=name)
    wait_until(lambda: due() == 0, "all were tried", 120)
    time.sleep(MINUTE)
    assert (audit(sink), failures()) == (Audit(sent=50, lost=0, doubled=0, most=1), {"550 as told": 100})
    page = client_for(CoordinatorFactory()).get("/cockpit/messages/post_reminder/").content.decode()
    assert (AddressFault.objects.count(), figures.address_faults().count(), "550" in page) == (100, 100, True)
    proof(
        "550 at RCPT or after the final dot",
        passes_when="failed and shown, the others delivered",
        measured="100 failed after one try and shown, 50 of 50 others delivered",
    )


def test_a_cut_after_data(house, sink, proof):
    """The server has taken the mail and never said so: one double each, and no more while it goes on."""
    house.worker()
    house.beat()
    post(5, name="cut")
    post(50)
    sink.wait_for(55, 600)
    sink.tell(kind=True)
    wait_until(lambda: due() == 0, "everything is sent", 600, pause=0.5)
    found = audit(sink)
    assert (found.sent, found.lost, found.doubled <= 5, found.most <= 2) == (55, 0, True, True)
    proof(
        "the connection cut after DATA, five times",
        passes_when="at most one double each",
        measured=f"55 sent, 0 lost, {found.doubled} doubled",
    )
