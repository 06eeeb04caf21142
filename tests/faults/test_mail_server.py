"""A mail server that refuses, hangs and cuts, while a real worker sends."""

from outbox.models import AddressFault, Message
from tests.faults.house import let_leases_end, wait_until
from tests.faults.post import Audit, audit, due, post

LATER, NEVER = ("rcpt-450", "data-452", "hang", "cut"), ("rcpt-550", "data-552")


def failures() -> dict[str, int]:
    failed = Message.objects.filter(state=Message.State.FAILED).values_list("reason", flat=True)
    return {reason: list(failed).count(reason) for reason in failed}


def test_what_can_be_delivered_is_delivered_and_what_cannot_is_shown(house, sink):
    sink.tell(refuse={"mail": 421})
    for name in ("person", *LATER, *NEVER):
        post(3 if name in ("person", *NEVER) else 1, name=name)
    house.worker()
    house.beat()
    wait_until(lambda: Message.objects.filter(reason="421 as told").exists(), "the outage is noticed")
    assert sink.accepted() == {}
    sink.tell(refuse=None)
    let_leases_end()
    # The hang and the cut stop a round each; the next tick goes on with the others.
    tried = (len(LATER), {"550 as told": 3, "552 as told": 3})
    wait_until(lambda: house.wake() or (due(), failures()) == tried, "all were tried", pause=0.3)
    assert AddressFault.objects.count() == 6
    sink.tell(kind=True)
    let_leases_end()
    wait_until(lambda: house.wake() or due() == 0, "what had to wait is sent", pause=0.3)
    assert audit(sink) == Audit(sent=3 + len(LATER), lost=0, doubled=1, most=2)
