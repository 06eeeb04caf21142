"""Figures about people, from k up alone (docs/rules.md, 5)."""

from ambassadors.models import NextRound, Programme


def in_fives(number: int) -> int:
    """A size as coordinators see it: rounded down to fives, so that one person more or less hardly shows."""
    return number - number % 5


def next_round() -> int | None:
    """How many want to hear of the next round, rounded down to fives; None while they are fewer than k."""
    count = NextRound.objects.filter(told_at__isnull=True, person__is_active=True).count()
    return in_fives(count) if count >= Programme.current().k else None
