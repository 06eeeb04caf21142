"""PostgreSQL goes away while people press buttons and mails go out. The long version: `test_long_database.py`."""

import json
import time
import urllib.error
import urllib.request

from outbox import wake
from tests.faults.database import away
from tests.faults.enrolling import crowd, told
from tests.faults.house import (
    end_whoever_waits_for_a_lock,
    second_connection,
    somebody_waits_for_a_lock,
    wait_until,
)
from tests.faults.post import Audit, audit, due, post
from tests.faults.test_pace import THREADS
from tests.faults.visitors import in_threads
from trainings.models import Enrolment


def test_what_was_answered_is_stored_and_pages_and_mails_go_on(house, sink):
    house.worker("urgent", *THREADS)
    people = crowd(40, port := house.web())
    threads = in_threads(4, people.visit, people.visitors)
    wait_until(Enrolment.objects.exists, "somebody has enrolled")
    down = time.monotonic()
    with away():
        time.sleep(0.5)
        away_says = ready(port)
    up = time.monotonic()
    for thread in threads:
        thread.join()
    assert (away_says, ready(port)["database"]) == (
        {"status": "not ready", "database": "away", "code": 503},
        "ok",
    )
    assert (people.errors_outside([(down, up)]), people.wrongly_stored()) == ([], 0)
    wait_until(lambda: house.wake(wake.URGENT) or told(sink)["due"] == 0, "everybody is told", pause=0.3)
    assert told(sink) == {"due": 0, "failed": 0, "lost": 0, "doubled": 0}


def ready(port: int) -> dict[str, object]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=20) as answer:
            code, said = answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            code, said = error.code, json.load(error)
    return {"status": said["status"], "database": said["database"], "code": code}


def test_a_sender_that_is_cut_off_gives_back_what_it_claimed(house, sink):
    """Its leases would hold the mails for two minutes more."""
    house.worker()
    post(3)
    with second_connection() as other:
        other.execute("LOCK TABLE outbox_mute IN ACCESS EXCLUSIVE MODE")
        house.wake()
        wait_until(somebody_waits_for_a_lock, "the worker looks at what it has claimed")
        end_whoever_waits_for_a_lock()
    wait_until(lambda: house.wake() or due() == 0, "everything is sent", pause=0.3)
    assert audit(sink) == Audit(sent=3, lost=0, doubled=0, most=1)
