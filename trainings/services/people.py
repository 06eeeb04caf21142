"""A person goes: their seats are given back."""

from datetime import datetime

from django.db import transaction

from ambassadors.leavers import when_somebody_is_erased, when_somebody_leaves
from ambassadors.models import User
from outbox.services import withdraw
from trainings.models import Certificate, Enrolment, Session
from trainings.services.certificates import make_nameless
from trainings.services.feedback import forget_that_answered
from trainings.services.feeds import close_feed
from trainings.services.interest import forget_interests
from trainings.services.line import free_seat, pass_on, settle_first_come
from trainings.services.locking import locked
from trainings.services.offers import decline_offer
from trainings.services.progress import forget_progress
from trainings.services.seats import cancel
from trainings.services.waiting import leave_waiting_list


@when_somebody_leaves
def give_up(*, person: User, now: datetime) -> None:
    """Free every seat, offer and place in line of what is still to come; the next in line are offered what is free.
    What they were to lead needs somebody else. The private calendar address stops.

    Which of the three it is may change until the session is locked, so each is tried: one does something.
    """
    with transaction.atomic():
        mine = Enrolment.objects.of(person).live()
        coming = Session.objects.coming(now).filter(enrolments__in=mine).distinct()
        for session in coming.order_by("pk"):
            leave_waiting_list(session=session, person=person, now=now)
            decline_offer(session=session, person=person, now=now)
            cancel(session=session, person=person, now=now)
        person.led_sessions.through.objects.filter(user=person, session__starts_at__gt=now).delete()
        close_feed(person=person, now=now)
        forget_interests(person=person, now=now)
        forget_progress(person=person, now=now)
        forget_that_answered(person=person)
        make_nameless(person=person)


@when_somebody_is_erased
def forget(*, person: User, now: datetime) -> int:
    """Erase every enrolment of a person and pass freed seats on. Returns how many enrolments were erased."""
    erased = 0
    with transaction.atomic():
        # In a fixed order, so that two erasures at a time cannot wait for each other.
        for session in Session.objects.filter(enrolments__person=person).distinct().order_by("pk"):
            erased += _forget_in(session, person, now)
        close_feed(person=person, now=now)
        forget_interests(person=person, now=now)
        forget_progress(person=person, now=now)
        forget_that_answered(person=person)
        Certificate.objects.of(person).delete()
    return erased


def _forget_in(session: Session, person: User, now: datetime) -> int:
    with locked(session) as held:
        mine = Enrolment.objects.for_session(held).of(person)
        if mine.seated().filter(walked_in=False).exists():
            free_seat(held)
        _rows, per_model = mine.delete()
        settle_first_come(held, now)
        withdraw(reason="the person was erased", now=now, object_id=held.pk, recipient=person)
        pass_on(held, now)
        held.save_seats()
        return per_model.get(Enrolment._meta.label, 0)
