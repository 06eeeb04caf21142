"""What somebody has attended and finished, for their own eyes: there is no way to anybody else's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value
from django.utils.timezone import localtime
from django.utils.translation import ngettext

from ambassadors.models import User
from trainings.experience import Way, ways
from trainings.models import Certificate, Enrolment, LearningPath, Progress, Session, Training
from trainings.models.enrolments import ATTENDED

# Learning paths on which somebody has done something.
MOST_PATHS = 50


@dataclass(frozen=True)
class Entry:
    """A date that somebody was at (`session`), or a training that they ticked off; `at` is when."""

    training: Training
    session: Session | None
    at: datetime
    certificate: Certificate | None
    may_answer: bool

    @property
    def duration(self) -> str:
        return in_words(minutes_of(self.training, self.session))

    @property
    def key(self) -> UUID:
        return self.session.pk if self.session else self.training.pk


def keys(person: User) -> QuerySet[Any]:
    """Of everything, the last first, for a paginator."""
    there = Enrolment.objects.of(person).filter(state=ATTENDED)
    there = there.annotate(at=F("session__starts_at"), of=F("session"), has_date=Value(1))
    done = Progress.objects.of(person).done()
    done = done.annotate(at=F("done_at"), of=F("training"), has_date=Value(0))
    columns = ("at", "of", "has_date")
    return there.values_list(*columns).union(done.values_list(*columns), all=True).order_by("-at", "of")


def entries(*, keys: Iterable[tuple[datetime, UUID, int]], person: User, open_ones: set[UUID]) -> list[Entry]:
    """Those of one page, in three queries. `open_ones`: sessions and trainings one can still say something about."""
    keys = list(keys)
    unread = ("search", "lesson", "second_lesson")
    dated = Session.objects.select_related("training").defer(*(f"training__{name}" for name in unread))
    sessions = dated.in_bulk([of for _at, of, has_date in keys if has_date])
    lessons = Training.objects.defer(*unread).in_bulk([of for _at, of, has_date in keys if not has_date])
    own = Certificate.objects.of(person).filter(
        Q(session__in=sessions) | Q(session=None, training__in=lessons)
    )
    mine = {each.session_id or each.training_id: each for each in own}
    found = []
    for at, of, has_date in keys:
        session = sessions[of] if has_date else None
        training = session.training if session else lessons[of]
        found.append(Entry(training, session, at, mine.get(of), of in open_ones))
    return found


def paths(*, person: User, now: datetime) -> list[Way]:
    """Those on which the person has done something; finished ones first."""
    there = Enrolment.objects.of(person).filter(state=ATTENDED).values("session__training")
    done = Progress.objects.of(person).done().values("training")
    been = Q(trainings__in=there) | Q(trainings__in=done)
    touched = LearningPath.objects.published().filter(been).distinct()
    gone = ways(paths=touched.by_title()[:MOST_PATHS], person=person, now=now)
    return sorted(gone, key=lambda way: way.now is not None)


def minutes_of(training: Training, session: Session | None) -> int:
    """0 where nobody has said how long it takes."""
    if session is None:
        return training.minutes or 0
    return int((session.ends_at - session.starts_at) / timedelta(minutes=1))


def in_words(minutes: int) -> str:
    """2 hours 30 minutes"""
    hours, rest = divmod(minutes, 60)
    parts = [
        ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours} if hours else "",
        ngettext("%(n)d minute", "%(n)d minutes", rest) % {"n": rest} if rest else "",
    ]
    return " ".join(part for part in parts if part)


def local_start(session: Session) -> datetime:
    """By the clock of its place, wherever its reader is."""
    return localtime(session.starts_at, session.zone)


def day_of(certificate: Certificate) -> datetime:
    """When it was, by the clock of the place; for a training at one's own pace, when it was ticked off."""
    if certificate.session:
        return local_start(certificate.session)
    mine = Progress.objects.of(certificate.person).done().get(training=certificate.training_id)
    assert mine.done_at is not None
    return localtime(mine.done_at, certificate.person.zone)
