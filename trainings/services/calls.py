"""Community calls: made, published, planned, and their notes afterwards. Nobody is booked, so nobody is told."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors.models import User
from outbox.services import record
from trainings import policies
from trainings.models import Call, CallDate
from trainings.services.results import SessionOverError
from trainings.services.sessions import Meeting


def create_call(*, facts: dict[str, Any], by: User, now: datetime) -> Call:
    return _write(Call(created_at=now), "call created", facts, by, now)


def change_call(*, call: Call, facts: dict[str, Any], by: User, now: datetime) -> Call:
    """Calendars of people who took a copy keep what they have until they take another."""
    return _write(call, "call changed", facts, by, now)


def publish_call(*, call: Call, by: User, now: datetime) -> Call:
    _check(by)
    with transaction.atomic():
        if Call.objects.filter(pk=call.pk, published_at=None).update(published_at=now):
            record(actor=by, deed="call published", subject=call, now=now)
        call.refresh_from_db(fields=["published_at"])
        return call


def plan_call_dates(*, call: Call, meetings: Iterable[Meeting], by: User, now: datetime) -> list[CallDate]:
    _check(by)
    with transaction.atomic():
        made = [
            CallDate(
                call=call, starts_at=meeting.starts_at, ends_at=meeting.ends_at, timezone=meeting.timezone
            )
            for meeting in meetings
        ]
        CallDate.objects.bulk_create(made)
        record(actor=by, deed="call dates planned", subject=call, now=now, dates=len(made))
        return made


def cancel_call_date(*, date: CallDate, by: User, now: datetime) -> None:
    """It can be brought back."""
    _set_cancelled(date, now, "call date cancelled", by, now)


def restore_call_date(*, date: CallDate, by: User, now: datetime) -> None:
    _set_cancelled(date, None, "call date restored", by, now)


def move_call_date(*, date: CallDate, meeting: Meeting, by: User, now: datetime) -> CallDate:
    """Nobody signs up, so nobody is told: its page says so, and so does the next copy in a calendar.

    Raises SessionOverError for a date that has begun or is cancelled.
    """
    _check(by)
    with transaction.atomic():
        held = CallDate.objects.select_for_update(of=("self",)).select_related("call").get(pk=date.pk)
        if not held.can_be_moved(now):
            raise SessionOverError
        first = held.moved_from or held.starts_at
        held.moved_from = first if first != meeting.starts_at else None
        held.starts_at, held.ends_at, held.timezone = meeting.starts_at, meeting.ends_at, meeting.timezone
        _touch(held, now, "starts_at", "ends_at", "timezone", "moved_from")
        record(actor=by, deed="call date moved", subject=held, now=now)
        return held


def write_notes(*, date: CallDate, notes: str, by: User, now: datetime) -> CallDate:
    _check(by)
    with transaction.atomic():
        date.notes = notes
        date.save(update_fields=["notes"])
        record(actor=by, deed="call notes written", subject=date, now=now)
        return date


def _write(call: Call, deed: str, facts: dict[str, Any], by: User, now: datetime) -> Call:
    _check(by)
    with transaction.atomic():
        for name, value in facts.items():
            setattr(call, name, value)
        call.save()
        record(actor=by, deed=deed, subject=call, now=now, fields=sorted(facts))
        return call


def _set_cancelled(date: CallDate, at: datetime | None, deed: str, by: User, now: datetime) -> None:
    _check(by)
    with transaction.atomic():
        held = CallDate.objects.select_for_update().get(pk=date.pk)
        if held.is_cancelled == (at is not None):
            return
        held.cancelled_at = at
        _touch(held, now, "cancelled_at")
        record(actor=by, deed=deed, subject=held, now=now)


def _touch(held: CallDate, now: datetime, *changed: str) -> None:
    """Calendars take a higher number for the newer word."""
    held.sequence += 1
    held.changed_at = now
    held.save(update_fields=["sequence", "changed_at", *changed])


def _check(by: User) -> None:
    if not policies.may_run_trainings(by):
        raise PermissionDenied
