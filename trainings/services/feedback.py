"""Saying something about a training afterwards. Nothing of it is written into the journal, which knows who and when."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from ambassadors.models import User
from trainings import feedback
from trainings.models import Feedback, FeedbackGiven, Session, Training
from trainings.models.feedback import Recommends, Useful


class Said(NamedTuple):
    useful: Useful
    recommends: Recommends
    helped: str = ""
    change: str = ""


@transaction.atomic
def give_feedback(
    *, training: Training, session: Session | None, person: User, said: Said, now: datetime
) -> bool:
    """Once for each date, or each training at one's own pace. False for whoever may not, or has.

    The two rows have nothing in common; that they were written together is undone by the next count.
    """
    if not feedback.may_answer(training=training, session=session, person=person, now=now):
        return False
    _given, is_first = FeedbackGiven.objects.get_or_create(training=training, session=session, person=person)
    if is_first:
        month = timezone.localdate(now, timezone.get_default_timezone()).replace(day=1)
        Feedback.objects.create(training=training, session=session, month=month, **said._asdict())
    return is_first


def forget_that_answered(*, person: User) -> None:
    """Of somebody who has left the company, or is erased. What they said is nobody's."""
    FeedbackGiven.objects.of(person).delete()
