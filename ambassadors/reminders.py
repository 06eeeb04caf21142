"""What is due to people who join, wait for a round, begin, or were asked whether they go on."""

from datetime import datetime

from ambassadors.services import cohorts, deciding, first_steps, going_on, invitations


def queue_due(*, now: datetime) -> int:
    """Write what is due and settle what nobody can undo any more; returns how much that was. Twice is once."""
    return (
        deciding.settle(now=now)
        + invitations.queue_reminders(now=now)
        + cohorts.tell_next_round(now=now)
        + first_steps.remind(now=now)
        + going_on.ask_due(now=now)
        + going_on.pause_the_silent(now=now)
    )
