"""The sample programme in bulk, and with it the rows that the lists show."""

import time
from collections.abc import Iterator

from django.utils import timezone

from benchmarks.house import Base
from benchmarks.results import Row
from benchmarks.sizes import Sizes
from influencer_hub.sample import programme

SECONDS = 30


def measure(base: Base, sizes: Sizes) -> Iterator[Row]:
    began = time.perf_counter()
    programme.make(people=sizes.rows, sessions=24, campaigns=4, now=timezone.now(), again=False)
    seconds = time.perf_counter() - began
    yield Row(
        f"sample programme of {sizes.rows:,} people",
        f"{seconds:.1f} s",
        "",
        None,
        "with portraits, pictures and the post of some weeks",
        f"{SECONDS} s",
        seconds <= SECONDS,
    )
    # For the lists that are measured next.
    programme.make(people=0, sessions=sizes.rows, campaigns=sizes.rows, now=timezone.now(), again=True)
