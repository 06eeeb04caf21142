"""The long table of faults: PostgreSQL restarted while people press buttons and mails go out."""

import os
import random
import time
from itertools import cycle, islice

import pytest
from django.db import connection

from tests.faults.database import CRASH, FAST
from tests.faults.enrolling import crowd, told
from tests.faults.house import wait_until
from tests.faults.test_pace import THREADS
from tests.faults.visitors import in_threads

pytestmark = pytest.mark.proof

SPEED = float(os.environ.get("PROOF_SPEED", "1"))
RESTARTS, PEOPLE, BROWSERS = 20, 3000, 5


def first_answer_after(presses, moment):
    answers = [press.ended for press in list(presses) if press.is_done and press.began > moment]
    return min(answers, default=None)


def restart(database, people, how):
    """When it went, when it came back, and when a page was answered again."""
    time.sleep(random.uniform(1, 3) / SPEED)
    down, up = database.restart(how)
    wait_until(lambda: first_answer_after(people.presses, down), "pages answer again", 10)
    return down, up, first_answer_after(people.presses, down)


def restarts_while_people_enrol(database, people):
    """Orderly ones and crashes in turn."""
    stop = []
    threads = in_threads(BROWSERS, people.visit, (visitor for visitor in people.visitors if not stop))
    wait_until(lambda: len(people.presses) > 20, "people enrol")
    times = [restart(database, people, how) for how in islice(cycle([FAST, CRASH]), RESTARTS)]
    stop.append(True)
    for thread in threads:
        thread.join()
    connection.close()
    return times


def test_twenty_restarts_of_postgresql(own_database, own_house, sink, proof):
    own_house.worker("urgent", *THREADS)
    own_house.worker()
    own_house.beat()
    people = crowd(PEOPLE, own_house.web())
    times = restarts_while_people_enrol(own_database, people)
    over = time.monotonic()
    assert (people.errors_outside([span[:2] for span in times]), people.wrongly_stored()) == ([], 0)
    wait_until(lambda: told(sink)["due"] == 0, "everybody is told", 180, pause=0.5)
    assert told(sink) == {"due": 0, "failed": 0, "lost": 0, "doubled": 0}
    assert [process.poll() for process in own_house.processes] == [None] * 4
    errors = sum(not press.is_done for press in people.presses)
    proof(
        f"PostgreSQL restarted {RESTARTS} times mid-request (every second time a crash), web, two workers and a beat at work",
        passes_when="every answered success is stored; errors only while it is down; back within 10 s",
        measured=f"{len(people.presses) - errors} answered, all stored; {errors} errors, all while it was down; back after "
        f"{max(back - down for down, _up, back in times):.1f} s at most; mails 0 lost, 0 doubled, the last "
        f"{time.monotonic() - over:.0f} s after the end",
    )
