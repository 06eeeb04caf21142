"""A long gap may have been a restore from a backup: nothing that went out before goes again without a person's word."""

from datetime import timedelta

import pytest

from outbox import health, services
from outbox.models import Hold, Message

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def ticking(db, now):
    services.ticked(name=health.SEND_DUE, now=now)


def test_a_gap_in_which_nothing_waits_is_told_to_nobody(now):
    assert services.notice_gap(now=now + 2 * HOUR) is False
    assert health.look(now + 2 * HOUR).held is False


def test_what_a_planner_writes_late_waits_as_well(queued, send, now):
    """Its moment lay before the gap ended, so it may have gone out before the restore."""
    woken = now + 2 * HOUR
    services.notice_gap(now=woken)
    late = queued("post_ask", now=now + HOUR)
    assert (send(woken + MINUTE), health.look(woken).held) == (0, True)
    assert services.release_held(by=None, now=woken) == 1
    assert (send(woken + 2 * MINUTE), Message.objects.get().pk) == (1, late.pk)


def test_a_second_gap_holds_what_was_written_after_the_first(queued, send, now):
    """A backup that was made while something waited for a word."""
    queued("post_ask")
    services.notice_gap(now=now + 2 * HOUR)
    services.ticked(name=health.SEND_DUE, now=now + 3 * HOUR)
    queued("post_ask", now=now + 3 * HOUR)
    assert services.notice_gap(now=now + 5 * HOUR) is True
    assert send(now + 5 * HOUR) == 0
    hold = Hold.objects.get()
    assert (hold.since, hold.gap_from) == (now + 5 * HOUR, now)


def test_a_gap_does_not_loosen_what_a_person_holds(queued, send, now):
    queued("post_reminder")
    services.hold_everything(now=now)
    services.notice_gap(now=now + 2 * HOUR)
    assert send(now + 2 * HOUR) == 0


def test_who_holds_everything_is_asked_for_a_word_even_if_nothing_waits(now):
    assert services.hold_everything(now=now) == 0
    assert health.look(now).held is True
