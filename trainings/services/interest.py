"""Saying that one would come if there were a date. Nothing of it is written into the journal: people decide it about
themselves."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from ambassadors import retention
from ambassadors.models import User
from outbox.services import withdraw
from trainings import wishes
from trainings.models import Interest, InterestFigures, Session, Training
from trainings.retaining import INTERESTS
from trainings.services import notices


@transaction.atomic
def show_interest(*, training: Training, person: User, now: datetime) -> bool:
    """The person is told once when a date is published. False where a seat can be taken at once, or is theirs.

    Whoever was told of a date already is told of the next one as well.
    """
    if not wishes.may_wish(training=training, person=person, now=now):
        return False
    Interest.objects.bulk_create(
        [Interest(training=training, person=person, since=now)], ignore_conflicts=True
    )
    Interest.objects.for_training(training).of(person).update(told_of=None, since=now)
    return True


@transaction.atomic
def take_interest_back(*, training: Training, person: User, now: datetime) -> bool:
    mine = Interest.objects.for_training(training).of(person).select_for_update().first()
    if mine is None:
        return False
    mine.delete()
    _unsay(mine, person, now)
    return True


def seat_taken(*, training_id: UUID, person: User) -> None:
    """They have what they wished for. In the transaction of the deed that books."""
    mine = Interest.objects.filter(training=training_id).of(person).first()
    if mine is not None:
        _go_quietly(mine)


@transaction.atomic
def forget_interests(*, person: User, now: datetime) -> int:
    """Of somebody who has left the company, or is erased. Returns how many."""
    mine = list(Interest.objects.of(person).order_by("training"))
    for interest in mine:
        _go_quietly(interest)
        _unsay(interest, person, now)
    return len(mine)


def forget_old_interests(*, now: datetime) -> int:
    """After the time that the programme keeps them; returns how many."""
    old = Interest.objects.to_forget(now - retention.kept_for(INTERESTS))
    return old.delete()[0]


def tell_interested(*, session: Session, now: datetime) -> None:
    """Of a date that was just published; each is told of one. In the transaction of the deed that publishes.

    Also where enrolment opens later: the message says from when.
    Their rows are locked, so that two dates published at once do not both tell the same person.
    """
    if not session.is_open(now) and not session.opens_later(now):
        return
    untold = Interest.objects.filter(training=session.training_id).to_tell().order_by("person")
    people = list(untold.select_for_update(of=("self",)).values_list("person", flat=True))
    if not people:
        return
    notices.say_date(session=session, people=User.objects.filter(pk__in=people), now=now)
    Interest.objects.filter(training=session.training_id, person__in=people).update(told_of=session)


def _go_quietly(interest: Interest) -> None:
    """Others see that the person took a seat or left, so the count must not fall with them: see `trainings.wishes`."""
    gone, _per_model = interest.delete()
    if gone and interest.is_counted:
        figures = InterestFigures.objects.filter(training=interest.training_id)
        figures.update(gone=F("gone") + 1)


def _unsay(interest: Interest, person: User, now: datetime) -> None:
    if interest.told_of_id is not None:
        withdraw(
            reason="no longer needed",
            now=now,
            object_id=interest.told_of_id,
            kind=notices.DATE,
            recipient=person,
        )
