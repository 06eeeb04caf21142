"""One tick of the planner in a process of its own: `python -m benchmarks.tick MOMENT` prints what it did as JSON."""

import json
import resource
import sys
import time
from datetime import datetime

import django

django.setup()

from trainings import reminders  # noqa: E402 (reads Django's settings)


def tick(now: datetime) -> dict[str, float]:
    """`megabytes`: the most that this process has ever had; `again`: seconds of a tick that finds nothing missing."""
    began = time.perf_counter()
    written = reminders.queue_due(now=now)
    seconds = time.perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = time.perf_counter()
    assert reminders.queue_due(now=now) == 0
    again = time.perf_counter() - began
    return {"written": written, "seconds": seconds, "megabytes": most, "again": again}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(tick(datetime.fromisoformat(sys.argv[1]))))
