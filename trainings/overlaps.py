"""Seats of one person at the same time: shown with both times, and confirmed one by one."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ambassadors.models import User
from trainings.models import Enrolment, Session
from trainings.models.enrolments import OFFERED


@dataclass(frozen=True)
class Overlap:
    """`other` takes place at the same time; `is_offer` while a seat in it is only held. `key` stands for exactly these
    two times: whoever confirms it has seen them."""

    other: Session
    is_offer: bool
    key: str


def overlaps(*, sessions: Collection[Session], person: User, now: datetime) -> dict[UUID, list[Overlap]]:
    """By session, what else the person has a seat in at its time; in one query."""
    if not sessions:
        return {}
    begin, end = min(each.starts_at for each in sessions), max(each.ends_at for each in sessions)
    held = Enrolment.objects.of(person).holding(now).with_session()
    held = held.filter(session__starts_at__lt=end, session__ends_at__gt=begin)
    mine = list(held.order_by("session__starts_at", "pk"))
    return {each.pk: list(_at_the_time_of(each, mine)) for each in sessions}


def unconfirmed(
    *, session: Session, person: User, confirmed: Collection[str], now: datetime
) -> list[Overlap]:
    found = overlaps(sessions=[session], person=person, now=now)[session.pk]
    return [each for each in found if each.key not in confirmed]


def _at_the_time_of(session: Session, mine: Iterable[Enrolment]) -> Iterable[Overlap]:
    for enrolment in mine:
        other = enrolment.session
        if other != session and other.starts_at < session.ends_at and other.ends_at > session.starts_at:
            yield Overlap(other, enrolment.state == OFFERED, _key(session, other))


def _key(session: Session, other: Session) -> str:
    moments = (session.starts_at, session.ends_at, other.starts_at, other.ends_at)
    words = [str(session.pk), str(other.pk), *(f"{moment.timestamp():.0f}" for moment in moments)]
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:32]
