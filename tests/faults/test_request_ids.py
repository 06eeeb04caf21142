"""What a real worker logs about work that a request has woken."""

import json

import structlog

from tests.faults.house import wait_until
from tests.faults.post import post


def test_a_line_of_a_worker_names_the_request_that_woke_it(house, sink):
    house.environment |= {"LOG_LEVEL": "WARNING", "LOG_FORMAT": "json"}
    sink.tell(refuse={"mail": 421})
    post(1)
    house.worker()
    with structlog.contextvars.bound_contextvars(request_id="f00d-cafe"):
        house.wake()
    wait_until(lambda: "mail server out" in house.log(), "the worker says that the mail server is out")
    (line,) = [json.loads(line) for line in house.log().splitlines() if "mail server out" in line]
    assert line["request_id"] == "f00d-cafe"
