"""The first steps in the programme: put away, and taken out again, by the person alone."""

from ambassadors.models import Ambassador, User


def put_start_away(*, person: User) -> None:
    Ambassador.objects.filter(person=person).update(onboarding_hidden=True)


def take_start_out(*, person: User) -> None:
    Ambassador.objects.filter(person=person).update(onboarding_hidden=False)
