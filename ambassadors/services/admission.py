"""The one way into the programme, whether somebody was invited or applied."""

from datetime import datetime

from ambassadors.models import Ambassador, Application, NextRound, ProgrammeInvitation, User


def admit(*, person: User, now: datetime) -> bool:
    """Give the person their place; returns whether they had none. Whatever else led here is used up.

    In the caller's transaction. A place that a cohort has given to somebody who applied stays given.
    """
    _ambassador, joined = Ambassador.objects.get_or_create(person=person, defaults={"joined_at": now})
    ProgrammeInvitation.objects.filter(person=person).delete()
    Application.objects.filter(person=person).delete()
    NextRound.objects.filter(person=person).delete()
    return joined
