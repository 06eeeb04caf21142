"""Feedback on a training: anonymous, told from k people up, and only in batches of k or more (docs/decisions/025).

Answers wait in a box that no page reads. Once a day the box is emptied: where k or more wait about the same date they
become part of its total, for good, and their rows go. What is too little for a date waits, once nobody can answer any
more, together with that of the other dates. Whatever stays in the box is written anew in another order, so that
neither the place of a row nor its transaction tells whose it is.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import SystemRandom
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from ambassadors import retention
from ambassadors.counting import last_counting_time
from ambassadors.models import Programme, User
from outbox.models import Tick
from outbox.services import ticked
from trainings.models import (
    Enrolment,
    Feedback,
    FeedbackGiven,
    FeedbackText,
    FeedbackTotal,
    Progress,
    Session,
    Training,
)
from trainings.models.enrolments import ATTENDED
from trainings.models.feedback import Recommends, Useful
from trainings.models.sessions import SessionQuerySet
from trainings.retaining import FEEDBACK

# After the end of a date.
OPEN_FOR = timedelta(days=30)
COUNTED = "count feedback"
COLUMNS = {
    Useful.NOT_AT_ALL: "not_at_all",
    Useful.A_LITTLE: "a_little",
    Useful.PARTLY: "partly",
    Useful.QUITE: "quite",
    Useful.VERY: "very",
    Recommends.YES: "would",
    Recommends.PERHAPS: "perhaps",
    Recommends.NO: "would_not",
}
_dice = SystemRandom()


# Who may answer --------------------------------------------------------------------------------------


def open_sessions(person: User, now: datetime) -> SessionQuerySet:
    """Dates at which the person was, about which they can still say something, and have not."""
    given = FeedbackGiven.objects.of(person).filter(session=OuterRef("pk"))
    there = Enrolment.objects.of(person).filter(state=ATTENDED, session=OuterRef("pk"))
    ended = Session.objects.filter(ends_at__lte=now, ends_at__gt=now - OPEN_FOR)
    return ended.filter(Exists(there), ~Exists(given))


def may_answer(*, training: Training, session: Session | None, person: User, now: datetime) -> bool:
    if session is not None:
        return open_sessions(person, now).filter(pk=session.pk).exists()
    done = Progress.objects.of(person).done().filter(training=training)
    return done.exists() and not has_answered(training=training, session=None, person=person)


def has_answered(*, training: Training, session: Session | None, person: User) -> bool:
    return FeedbackGiven.objects.of(person).filter(training=training, session=session).exists()


# What may be told --------------------------------------------------------------------------------------


def told(training: Training, session: Session | None = None) -> FeedbackTotal | None:
    """The total as today's k lets it be shown: it may have been raised since. None: fewer than k, or nobody."""
    return totals(training).filter(session=session).first()


def totals(training: Training) -> QuerySet[FeedbackTotal]:
    return FeedbackTotal.objects.filter(training=training, people__gte=Programme.current().k)


# Counting ----------------------------------------------------------------------------------------------


def recount(now: datetime) -> int:
    """Empty the box where a day has passed; returns how many answers became part of a total."""
    last = Tick.objects.filter(name=COUNTED).first()
    if last is not None and last.finished_at >= last_counting_time(now):
        return 0
    told_now = sum(_count(each, now) for each in _trainings_in_the_box())
    ticked(name=COUNTED, now=now)
    return told_now


def _trainings_in_the_box() -> list[UUID]:
    return list(Feedback.objects.order_by("training").values_list("training", flat=True).distinct())


@transaction.atomic
def _count(training_id: UUID, now: datetime) -> int:
    box = Feedback.objects.filter(training=training_id).select_related("session")
    waiting = list(box.select_for_update(of=("self",)).order_by("pk"))
    k, keys, counted = Programme.current().k, [each.pk for each in waiting], 0
    for session in {each.session for each in waiting if each.session}:
        batch = [each for each in waiting if each.session == session]
        counted += _tell(batch, k, now)
        if session.ends_at <= now - OPEN_FOR:
            for each in batch:
                each.session = None
    counted += _tell([each for each in waiting if each.session is None], k, now)
    stay = [each for each in waiting if each.pk]
    Feedback.objects.filter(pk__in=keys).delete()
    _dice.shuffle(stay)
    for each in stay:
        each.pk = uuid4()
    Feedback.objects.bulk_create(stay)
    return counted


def _tell(batch: list[Feedback], k: int, now: datetime) -> int:
    """All of them, where they are k; what is told has no key any more."""
    batch = [each for each in batch if each.pk]
    if len(batch) < k:
        return 0
    first = batch[0]
    total, _made = FeedbackTotal.objects.get_or_create(training_id=first.training_id, session=first.session)
    columns = [COLUMNS[Useful(each.useful)] for each in batch]
    columns += [COLUMNS[Recommends(each.recommends)] for each in batch]
    more = {name: F(name) + columns.count(name) for name in set(columns)}
    FeedbackTotal.objects.filter(pk=total.pk).update(people=F("people") + len(batch), **more)
    _keep_texts(total, batch, now)
    for each in batch:
        each.pk = None
    return len(batch)


def _keep_texts(total: FeedbackTotal, batch: Iterable[Feedback], now: datetime) -> None:
    day = timezone.localdate(now, timezone.get_default_timezone())
    texts = [
        FeedbackText(total=total, question=question, text=text, counted_on=day)
        for each in batch
        for question in FeedbackText.Question
        if (text := getattr(each, question))
    ]
    _dice.shuffle(texts)
    FeedbackText.objects.bulk_create(texts)


# Forgetting --------------------------------------------------------------------------------------------


def forget_old(now: datetime) -> int:
    """Texts after the time that the programme keeps them, answers that never became k, and that somebody has answered
    about a date that nobody can answer about any more. Returns how many rows went."""
    until = (now - retention.kept_for(FEEDBACK)).date()
    gone = [
        FeedbackText.objects.filter(counted_on__lt=until),
        # Its month is over by then: the first of it counts from the first of the next.
        Feedback.objects.filter(month__lt=(until - timedelta(days=31))),
        FeedbackGiven.objects.filter(session__ends_at__lte=now - OPEN_FOR),
    ]
    return sum(rows.delete()[0] for rows in gone)
