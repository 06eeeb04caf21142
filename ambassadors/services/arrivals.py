"""Whoever signs in for the first time. Every way of signing in asks here, and nowhere else."""

from ambassadors.models import User


def welcome(*, person: User) -> bool:
    """Whether the page about joining is shown by itself: once, to somebody without a place in the programme."""
    strangers = User.objects.outside_the_programme().filter(pk=person.pk, was_welcomed=False)
    return bool(strangers.update(was_welcomed=True))
