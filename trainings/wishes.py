"""How many people would come to a training if there were a date: a figure about people, told from k up (docs/rules.md, 5).

Counted once a day and stored; no page counts. Whoever takes a seat or leaves the company can be seen by others, so
their interest stays in the count until k people have gone like that: a count that falls by one would name them.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from ambassadors.counting import last_counting_time
from ambassadors.models import Programme, User
from trainings.models import Enrolment, Interest, InterestFigures, Session, Training
from trainings.models.enrolments import BOOKED, OFFERED


def told(training: Training) -> int | None:
    """The last count as today's k lets it be shown: it may have been raised since. None: fewer than k, or nobody."""
    counted = getattr(training, "interest_figures", None)
    people = counted.people if counted else None
    return people if people is not None and people >= Programme.current().k else None


def wished_for() -> QuerySet[Training]:
    """Trainings with a count that may be shown."""
    return Training.objects.filter(interest_figures__people__gte=Programme.current().k)


def may_wish(*, training: Training, person: User, now: datetime) -> bool:
    """There is no seat to take at once, and the person has none."""
    if training.is_self_paced:
        return False
    coming = Session.objects.taking_place().coming(now).filter(training=training)
    seat = Enrolment.objects.of(person).filter(session=OuterRef("pk"), state__in=[BOOKED, OFFERED])
    return not coming.filter(Q(pk__in=coming.with_free_seats(now).values("pk")) | Exists(seat)).exists()


def recount(now: datetime) -> int:
    """Count every training whose count is older than the last counting time; returns how many."""
    counting_time = last_counting_time(now)
    wished = Exists(Interest.objects.filter(training=OuterRef("pk"), since__lt=counting_time))
    never = Q(interest_figures__isnull=True) & Q(wished)
    due = Training.objects.filter(never | Q(interest_figures__counted_at__lt=counting_time))
    trainings = list(due.values_list("pk", flat=True))
    for training_id in trainings:
        _count(training_id, now)
    return len(trainings)


@transaction.atomic
def _count(training_id: UUID, now: datetime) -> None:
    """The interests are locked before the figures, as by whoever takes a seat meanwhile."""
    k = Programme.current().k
    active = Interest.objects.filter(training=training_id, person__is_active=True)
    interests = list(active.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    known = InterestFigures.objects.select_for_update().filter(training=training_id).first()
    gone = known.gone if known and known.gone < k else 0
    people = len(interests) + gone
    is_told = people >= k
    Interest.objects.filter(pk__in=interests).update(is_counted=is_told)
    # Where nothing is shown, nothing falls that could be watched.
    counted: dict[str, Any] = {"people": people, "gone": gone} if is_told else {"people": None, "gone": 0}
    InterestFigures.objects.update_or_create(training_id=training_id, defaults={"counted_at": now} | counted)
