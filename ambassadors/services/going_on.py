"""Once a year, counted from joining: "go on?". What somebody answers, and whether, is told to nobody."""

import calendar
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import ExtractDay, ExtractMonth

from ambassadors import asking
from ambassadors.models import Ambassador, Boundary, GoOn, User
from ambassadors.services import boundaries
from outbox.models import Message
from outbox.services import queue

KIND = "go_on"
# Whoever cannot be asked for so long after their anniversary, because of a boundary, is not asked that year.
ASKED_WITHIN = timedelta(days=14)
SILENCE = timedelta(days=30)
ARRIVED = (Message.State.SENT, Message.State.IN_HUB)


def ask_due(*, now: datetime) -> int:
    """Ask those whose anniversary has come, as far as their boundaries allow. Returns how many were asked."""
    due = dict(_anniversaries(now))
    if not due:
        return 0
    with transaction.atomic():
        chosen = asking.ask(Ambassador.objects.filter(pk__in=due), asking.About(), now=now)
        for ambassador in Ambassador.objects.filter(pk__in=chosen).select_related("person"):
            _ask(ambassador, due[ambassador.pk], now)
    return len(chosen)


@transaction.atomic
def go_on(*, person: User) -> None:
    """Nothing changes, and the question is gone until next year."""
    GoOn.objects.filter(ambassador_id=person.pk).update(pauses_on=None)


@transaction.atomic
def pause(*, person: User, now: datetime) -> None:
    """As on the page of boundaries, until the person comes back. Raises PermissionDenied."""
    boundaries.pause(person=person, until=None, now=now)
    go_on(person=person)


@transaction.atomic
def leave_me_be(*, person: User, now: datetime) -> None:
    """A pause in which this question stays away as well. Raises PermissionDenied."""
    pause(person=person, now=now)
    GoOn.objects.filter(ambassador_id=person.pk).update(asks_no_more=True)


def pause_the_silent(*, now: datetime) -> int:
    """Whoever was told, and has not answered in the time that was stated, pauses. Returns how many questions end."""
    tomorrow = (now + timedelta(days=1)).date()
    unanswered = GoOn.objects.filter(pauses_on__lte=tomorrow).values_list("pk", flat=True)
    return sum(_end(pk, now) for pk in list(unanswered))


def _anniversaries(now: datetime) -> Iterator[tuple[UUID, int]]:
    """Who joined on one of these days in an earlier year, and how many years ago by their own calendar."""
    days = [(now + timedelta(days=1)).date() - timedelta(days=back) for back in range(ASKED_WITHIN.days + 4)]
    joined = Ambassador.objects.filter(person__is_active=True, joined_at__lte=now - timedelta(days=364))
    joined = joined.alias(
        day=ExtractMonth("joined_at", tzinfo=UTC) * 100 + ExtractDay("joined_at", tzinfo=UTC)
    ).filter(Q(go_on__isnull=True) | Q(go_on__asks_no_more=False), day__in=_with_leap_days(days))
    rows = joined.values_list("pk", "joined_at", "person__timezone", F("go_on__year"))
    for key, joined_at, zone, asked in rows:
        hours = User(timezone=zone).zone
        today, start = now.astimezone(hours).date(), joined_at.astimezone(hours).date()
        years = full_years(start, today)
        if years > (asked or 0) and today < anniversary(start, years) + ASKED_WITHIN:
            yield key, years


def _with_leap_days(days: list[date]) -> list[int]:
    numbers = [day.month * 100 + day.day for day in days]
    return [*numbers, 229] if 228 in numbers or 301 in numbers else numbers


def anniversary(start: date, years: int) -> date:
    """Of 29 February it is the 28th in other years."""
    year = start.year + years
    last = calendar.monthrange(year, start.month)[1]
    return date(year, start.month, min(start.day, last))


def full_years(start: date, today: date) -> int:
    years = today.year - start.year
    return years if anniversary(start, years) <= today else years - 1


def _ask(ambassador: Ambassador, years: int, now: datetime) -> None:
    """The day that is announced counts from the moment at which the message may go."""
    person = ambassador.person
    message = queue(
        kind=KIND,
        recipient=person,
        now=now,
        useful_until=now + ASKED_WITHIN,
        object_id=person.pk,
        occurrence=f"year {years}",
    )
    pauses_on = None
    if message is not None:
        pauses_on = message.due_at.astimezone(person.zone).date() + SILENCE
    GoOn.objects.update_or_create(ambassador=ambassador, defaults={"year": years, "pauses_on": pauses_on})


@transaction.atomic
def _end(pk: UUID, now: datetime) -> bool:
    """A message that never arrived has asked nobody, and whoever pauses already keeps their own day."""
    rows = GoOn.objects.select_for_update(skip_locked=True, of=("self",))
    question = rows.filter(pk=pk, pauses_on__isnull=False).select_related("ambassador__person").first()
    if question is None:
        return False
    person = question.ambassador.person
    today = now.astimezone(person.zone).date()
    if question.pauses_on is None or today < question.pauses_on:
        return False
    boundary = Boundary.objects.filter(pk=pk).first()
    pauses = boundary is not None and boundary.pauses_on(today)
    if not pauses and person.is_active and _has_arrived(question):
        boundaries.pause(person=person, until=None, now=now)
    go_on(person=person)
    return True


def _has_arrived(question: GoOn) -> bool:
    asked = Message.objects.for_person(question.pk).filter(kind=KIND, occurrence=f"year {question.year}")
    return asked.filter(state__in=ARRIVED).exists()
