"""May it, and when: who runs trainings, how long an offer lasts, when reminders come."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import rules
from django.conf import settings

from ambassadors import retention
from ambassadors.models import User
from outbox import quiet
from outbox.models import MessageClass
from trainings.models import Session
from trainings.retaining import ATTENDANCE, MISSED

DAY = 24 * 60
MORNING = time(8)
ON_THE_WAY = timedelta(hours=1)
# A person sets a reminder of a self-paced training for tomorrow or a later day, so far ahead at most.
NUDGE_DAYS = 365


class Reminder(NamedTuple):
    """One reminder: `minutes` before the start, wanted at a moment, of use until the next one is wanted."""

    minutes: int
    wanted: datetime
    useful_until: datetime


@rules.predicate
def may_run_trainings(person: User) -> bool:
    return person.is_active and person.is_coordinator


@rules.predicate
def may_record_attendance(person: User, session: Session) -> bool:
    """Coordinators, and trainers at their own sessions."""
    if not person.is_active:
        return False
    return person.is_coordinator or session.trainers.filter(pk=person.pk).exists()


def attendance_is_open(session: Session, now: datetime) -> bool:
    """From the start of a session that takes place until no-shows are forgotten."""
    if not session.is_published or session.is_cancelled or not session.has_started(now):
        return False
    return now < attendance_until(session)


def attendance_until(session: Session) -> datetime:
    return session.ends_at + retention.kept_for(MISSED)


def list_is_closed(session: Session, now: datetime) -> bool:
    """Those who led it no longer see who was there."""
    return now >= session.ends_at + retention.kept_for(ATTENDANCE)


def may_run_materials(person: User, session: Session | None) -> bool:
    """Coordinators those of every training, trainers those of their own dates."""
    if not person.is_active or session is None:
        return may_run_trainings(person)
    return may_run_trainings(person) or session.trainers.filter(pk=person.pk).exists()


def may_announce(person: User, session: Session) -> bool:
    """Coordinators, and trainers to those of their own sessions."""
    return may_record_attendance(person, session)


def announcing_is_open(session: Session, now: datetime) -> bool:
    """Of a session that takes place, until no-shows are forgotten: thanks and slides come afterwards."""
    return session.is_published and not session.is_cancelled and now < attendance_until(session)


def offer_end(now: datetime, person: quiet.Recipient) -> datetime:
    """An offer lasts `OFFER_HOURS`, counted from the first minute outside the person's quiet hours.

    Days that the person excluded do not count.
    """
    at = quiet.first_open_moment(now, person).astimezone(UTC)
    left = timedelta(hours=settings.OFFER_HOURS)
    while True:
        day = at.astimezone(person.zone).date()
        day_end = quiet.start_of_day(day + timedelta(days=1), person).astimezone(UTC)
        if quiet.is_ask_day(day, person):
            if at + left <= day_end:
                return at + left
            left -= day_end - at
        at = day_end


def before_start(starts_at: datetime, minutes: int, zone: ZoneInfo) -> datetime:
    """`minutes` before the start. Whole days keep the time of the wall clock, also where clocks change."""
    if minutes % DAY:
        return starts_at - timedelta(minutes=minutes)
    local = starts_at.astimezone(zone)
    that_day = local.date() - timedelta(days=minutes // DAY)
    wall = local.timetz().replace(fold=0)
    return datetime.combine(that_day, wall).astimezone(UTC)


def reminders_before(starts_at: datetime, zone: ZoneInfo, minutes: Iterable[int]) -> list[Reminder]:
    """The earliest first; the last one is of use until the start."""
    found = []
    useful_until = starts_at
    for before in sorted(set(minutes)):
        wanted = before_start(starts_at, before, zone)
        found.append(Reminder(before, wanted, useful_until))
        useful_until = wanted
    return found[::-1]


def comes_at(reminder: Reminder, person: quiet.Recipient, since: datetime) -> datetime | None:
    """When a reminder reaches a person who signed up at `since`; None where it is too late for it.

    It moves forward to the start of the person's quiet hours rather than into them. What would have come before they
    signed up is told at once, by the confirmation: nobody gets two mails about the same in one minute, and nobody is
    woken in quiet hours in which they signed up.
    """
    if reminder.wanted <= since:
        return None
    until = reminder.useful_until
    at = quiet.moment(
        MessageClass.SIGNED_UP, reminder.wanted, recipient=person, now=since, useful_until=until
    )
    night = quiet.quiet_span(at, person)
    signed_up_in_that_night = night is not None and night[0] < since
    return at if at < until and not signed_up_in_that_night else None


def known_by(was: datetime, starts_at: datetime) -> datetime:
    """Until when people have to know that a session takes place at another time, or not at all: before they set out
    to where nothing begins, or should to where something does."""
    return min(was, starts_at) - ON_THE_WAY


def announced_by(session: Session, written_at: datetime) -> datetime | None:
    """What is written before a session has to be known like a move; afterwards there is no hurry."""
    return None if session.has_started(written_at) else known_by(session.starts_at, session.starts_at)


def occurrence(starts_at: datetime, minutes: int) -> str:
    """Names one reminder of one start: a moved session reminds anew."""
    return f"{starts_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}:{minutes}"


def nudge_days(person: quiet.Recipient, now: datetime) -> tuple[date, date]:
    """The first and the last day for which a person can set a reminder."""
    today = now.astimezone(person.zone).date()
    return today + timedelta(days=1), today + timedelta(days=NUDGE_DAYS)


def may_be_nudged_on(day: date, person: quiet.Recipient, now: datetime) -> bool:
    first, last = nudge_days(person, now)
    return first <= day <= last


def nudge_at(day: date, person: quiet.Recipient) -> datetime:
    """Eight in the morning, or the end of quiet hours that last longer; of those that last until the next day, their start."""
    at = datetime.combine(day, MORNING, tzinfo=person.zone)
    span = quiet.quiet_span(at, person)
    if span is None:
        return at
    opens, closes = span
    return closes if closes < end_of_day(day, person) else opens


def end_of_day(day: date, person: quiet.Recipient) -> datetime:
    return quiet.start_of_day(day + timedelta(days=1), person)
