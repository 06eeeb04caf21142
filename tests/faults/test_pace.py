"""A sign-in code does not wait behind a campaign, nor behind a mail server that hangs."""

import time

from outbox.models import Message
from tests.faults.house import wait_until
from tests.faults.post import post

THREADS = ("--pool", "threads", "--concurrency", "4")


def wait_of_a_code(sink, number):
    """Seconds from the deed to the mail server."""
    began = time.monotonic()
    post(1, name=f"code{number}", kind="post_now")
    code = Message.objects.get(recipient__email__startswith=f"code{number}+")
    wait_until(lambda: str(code.pk) in sink.accepted(), "the code is there")
    return time.monotonic() - began


def test_a_code_passes_a_backlog_and_a_hanging_connection(house, sink):
    house.worker("bulk")
    house.worker("urgent", *THREADS)
    house.beat()
    post(1, name="hang", kind="post_now")
    post(3000, kind="post_ask")
    sink.wait_for(50)
    assert max(wait_of_a_code(sink, number) for number in range(3)) < 2
