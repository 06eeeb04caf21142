"""What we send about a session; every function writes into the transaction of the deed that calls it."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from ambassadors.models import User
from outbox.services import Draft, queue_for_all, queue_many, withdraw
from trainings import policies
from trainings.models import Announcement, Enrolment, Session

CONFIRMATION = "trainings_confirmation"
CANCELLATION = "trainings_cancellation"
WAITING = "trainings_waiting"
OFFER = "trainings_offer"
OFFER_EXPIRED = "trainings_offer_expired"
OFFER_WITHDRAWN = "trainings_offer_withdrawn"
FIRST_COME = "trainings_first_come"
REMINDER = "trainings_reminder"
MOVED = "trainings_moved"
SESSION_CANCELLED = "trainings_session_cancelled"
DATE = "trainings_date"
NUDGE = "trainings_nudge"
ANNOUNCEMENT = "trainings_announcement"
USEFUL_AFTERWARDS = timedelta(days=7)


def confirm(*, session: Session, enrolment: Enrolment, now: datetime) -> None:
    """The confirmation, and the reminders as they were shown."""
    confirmation = _draft(CONFIRMATION, session, enrolment, until=session.ends_at)
    queue_many(drafts=[confirmation, *reminders(session, enrolment, since=now)], now=now)


def reminders(session: Session, enrolment: Enrolment, *, since: datetime) -> list[Draft]:
    """What reminds one person who signed up, or whose session was moved, at `since`."""
    planned = policies.reminders_before(session.starts_at, session.zone, enrolment.reminder_minutes)
    return [
        Draft(
            kind=REMINDER,
            recipient=enrolment.person,
            due_at=reminder.wanted,
            useful_until=reminder.useful_until,
            object_id=session.pk,
            occurrence=policies.occurrence(session.starts_at, reminder.minutes),
        )
        for reminder in planned
        if policies.comes_at(reminder, enrolment.person, since=since)
    ]


def say_freed(*, session: Session, enrolment: Enrolment, now: datetime) -> None:
    reason = "the seat was freed"
    withdraw(reason=reason, now=now, object_id=session.pk, kind=REMINDER, recipient=enrolment.person)
    queue_many(drafts=[_draft(CANCELLATION, session, enrolment, until=session.ends_at)], now=now)


def say_waiting(*, session: Session, enrolment: Enrolment, place: int, now: datetime) -> None:
    queue_many(
        drafts=[_draft(WAITING, session, enrolment, until=session.starts_at, context={"place": place})],
        now=now,
    )


def say_offered(*, session: Session, enrolment: Enrolment, now: datetime) -> None:
    ends = enrolment.offer_expires_at or session.starts_at
    queue_many(
        drafts=[_draft(OFFER, session, enrolment, until=ends, occurrence=_of_this_offer(enrolment))], now=now
    )


def say_expired(*, session: Session, enrolment: Enrolment, now: datetime) -> None:
    queue_many(drafts=[_draft(OFFER_EXPIRED, session, enrolment, until=session.enrolment_closes_at)], now=now)


def say_withdrawn(*, session: Session, enrolment: Enrolment, now: datetime) -> None:
    reason = "the offer was withdrawn"
    withdraw(reason=reason, now=now, object_id=session.pk, kind=OFFER, recipient=enrolment.person)
    occurrence = _of_this_offer(enrolment)
    queue_many(
        drafts=[_draft(OFFER_WITHDRAWN, session, enrolment, until=session.starts_at, occurrence=occurrence)],
        now=now,
    )


def say_first_come(*, session: Session, now: datetime) -> None:
    """Once to each of those who wait; whoever was told of this start before is not told again."""
    in_line = Enrolment.objects.for_session(session).in_line().order_by()
    queue_for_all(
        kind=FIRST_COME,
        recipients=User.objects.filter(pk__in=in_line.values("person")),
        now=now,
        useful_until=session.starts_at,
        object_id=session.pk,
        occurrence=policies.occurrence(session.starts_at, 0),
    )


def take_back_first_come(*, session: Session, now: datetime) -> None:
    """From those who were not told yet."""
    withdraw(reason="no seat is free any more", now=now, object_id=session.pk, kind=FIRST_COME)


def say_moved(*, session: Session, concerned: list[Enrolment], was: datetime, now: datetime) -> None:
    """To everybody who has or awaits a seat, and to the trainers. Reminders are planned anew; that the first to press
    gets a seat is told of the new start, where it still holds."""
    for kind in (REMINDER, FIRST_COME):
        withdraw(reason="the session was moved", now=now, object_id=session.pk, kind=kind)
    context = {"from": was.isoformat()}
    drafts = _for_all(MOVED, session, concerned, until=session.starts_at, was=was, context=context)
    for enrolment in concerned:
        if enrolment.is_booked:
            drafts += reminders(session, enrolment, since=now)
    queue_many(drafts=drafts, now=now)


def say_session_cancelled(*, session: Session, concerned: list[Enrolment], now: datetime) -> None:
    for kind in (REMINDER, OFFER, FIRST_COME, DATE):
        withdraw(reason="the session was cancelled", now=now, object_id=session.pk, kind=kind)
    was = session.starts_at
    drafts = _for_all(SESSION_CANCELLED, session, concerned, until=session.ends_at, was=was, context={})
    queue_many(drafts=drafts, now=now)


def say_date(*, session: Session, people: QuerySet[User], now: datetime) -> None:
    """That there is a date now, to those who would come."""
    until = session.enrolment_closes_at
    queue_for_all(kind=DATE, recipients=people, now=now, useful_until=until, object_id=session.pk)


def say_to_all(*, announcement: Announcement, enrolments: list[Enrolment], now: datetime) -> None:
    """Before the session it is of use until its end, afterwards for a week."""
    session = announcement.session
    drafts = [
        Draft(
            kind=ANNOUNCEMENT,
            recipient=enrolment.person,
            useful_until=session.ends_at if now < session.ends_at else now + USEFUL_AFTERWARDS,
            object_id=session.pk,
            occurrence=str(announcement.pk),
            needed_by=policies.announced_by(session, now),
        )
        for enrolment in enrolments
    ]
    queue_many(drafts=drafts, now=now)


def _for_all(
    kind: str,
    session: Session,
    concerned: list[Enrolment],
    *,
    until: datetime,
    was: datetime,
    context: dict[str, str],
) -> list[Draft]:
    """One message each; `as` says what the session is to the person, `was` is the start that they reckon with."""
    standing = dict.fromkeys(session.trainers.all(), "leads")
    standing |= {enrolment.person: enrolment.state for enrolment in concerned}
    return [
        Draft(
            kind=kind,
            recipient=person,
            useful_until=until,
            object_id=session.pk,
            occurrence=str(session.sequence),
            context=context | {"as": each},
            needed_by=policies.known_by(was, session.starts_at),
        )
        for person, each in standing.items()
    ]


def _draft(
    kind: str,
    session: Session,
    enrolment: Enrolment,
    *,
    until: datetime,
    occurrence: str = "",
    context: dict[str, int] | None = None,
) -> Draft:
    return Draft(
        kind=kind,
        recipient=enrolment.person,
        useful_until=until,
        object_id=session.pk,
        occurrence=occurrence or str(enrolment.pk),
        context=context or {},
    )


def _of_this_offer(enrolment: Enrolment) -> str:
    return f"{enrolment.pk}:{enrolment.offered_at:%Y%m%d%H%M%S%f}"
