"""kill -9 of the worker at each of the five points of a mail's way."""

from collections.abc import Callable
from subprocess import Popen

from tests.faults.house import (
    House,
    end_whoever_waits_for_a_lock,
    let_leases_end,
    second_connection,
    somebody_waits_for_a_lock,
    wait_until,
)
from tests.faults.post import Audit, audit, due, post
from tests.sink import Sink

Kill = Callable[[Popen[bytes]], None]


def before_claim(house: House, sink: Sink, worker: Popen[bytes], kill: Kill) -> None:
    with second_connection() as other:
        other.execute("LOCK TABLE outbox_message IN EXCLUSIVE MODE")
        house.wake()
        wait_until(somebody_waits_for_a_lock, "the worker wants to claim")
        kill(worker)
        end_whoever_waits_for_a_lock()


def stalled(phase: str) -> Callable[[House, Sink, Popen[bytes], Kill], None]:
    def point(house: House, sink: Sink, worker: Popen[bytes], kill: Kill) -> None:
        sink.tell(stall=phase)
        house.wake()
        assert sink.wait_until_stalled()["at"] == phase
        kill(worker)
        sink.tell(go=True)

    return point


def after_250(house: House, sink: Sink, worker: Popen[bytes], kill: Kill) -> None:
    """The mail is taken and answered, and the worker waits for the row that it wants to write to."""
    sink.tell(stall="accept")
    house.wake()
    message_id = sink.wait_until_stalled()["about"][1:].partition("@")[0]
    with second_connection() as other:
        other.execute("SELECT FROM outbox_message WHERE id = %s FOR UPDATE", [message_id])
        sink.tell(go=True)
        wait_until(somebody_waits_for_a_lock, "the worker wants to write the result")
        kill(worker)
        end_whoever_waits_for_a_lock()


POINTS = {
    "before claim": before_claim,
    "after claim": stalled("connect"),
    "before the final dot": stalled("data"),
    "after 250": after_250,
    "after commit": stalled("next"),
}


def test_a_killed_sender_loses_nothing_and_doubles_only_what_was_just_taken(house, sink):
    worker = house.worker()
    house.beat()
    post(60)
    for point in POINTS.values():
        point(house, sink, worker, house.kill_child)
        let_leases_end()
    house.wake()
    wait_until(lambda: due() == 0, "everything is sent")
    assert audit(sink) == Audit(sent=60, lost=0, doubled=1, most=2)
