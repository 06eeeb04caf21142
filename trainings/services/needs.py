"""What somebody needs to take part. Written and taken back by themselves alone, and never told in the journal."""

from datetime import datetime

from django.db import transaction

from ambassadors.models import User
from trainings.models import AccessNeed, Enrolment, Session
from trainings.models.enrolments import BOOKED, OFFERED, WAITING


def say_need(*, session: Session, person: User, text: str, now: datetime) -> bool:
    """Tell the trainers, or take it back with an empty text. False for whoever has no seat and no place in line."""
    with transaction.atomic():
        asked = Enrolment.objects.for_session(session).of(person).filter(state__in=[WAITING, OFFERED, BOOKED])
        mine = asked.select_for_update().first()
        if mine is None or now >= session.ends_at:
            return False
        if text:
            AccessNeed.objects.update_or_create(enrolment=mine, defaults={"text": text})
        else:
            AccessNeed.objects.filter(enrolment=mine).delete()
        return True


def forget_needs(*, now: datetime) -> int:
    """Delete those that have had their day; returns how many."""
    return AccessNeed.objects.had_their_day(now).delete()[0]
