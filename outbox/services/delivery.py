"""Deeds about delivery: ticks, the hold after a long gap, another try, and forgetting secrets nobody needs any more."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.functions import RandomUUID
from django.db import transaction

from outbox import health, kinds, wake
from outbox.models import AuditEntry, Hold, Message, MessageClass, Tick
from outbox.services.journal import record

SENT_BEFORE = "a coordinator said that it had been sent before a restore"


def ticked(*, name: str, now: datetime) -> None:
    """A planner or sender has finished a round. `health.watch(name)` makes its absence show."""
    Tick.objects.update_or_create(name=name, defaults={"finished_at": now})


def notice_gap(*, now: datetime) -> bool:
    """At the start of a round: after a gap of more than an hour asks wait for a coordinator's word.

    The database may have been restored from a backup, and then what it believes to be due has been sent already. What
    planners write late, as of a moment before the gap's end, waits as well. Returns whether anything waits by now.
    """
    with transaction.atomic():
        last = Tick.objects.select_for_update().filter(name=health.SEND_DUE).first()
        if last is None or now - last.finished_at <= health.LONG_GAP:
            return False
        Tick.objects.filter(pk=last.pk).update(finished_at=now)
        hold = Hold.objects.first() or Hold(pk=1, gap_from=last.finished_at)
        hold.since = now
        hold.save()
        return Message.objects.held_by(hold).exists()


def everything_is_held() -> bool:
    """Somebody said so after a restore. Planners of what is not an ask stand still: what moves on was told before."""
    return Hold.objects.filter(from_lane=MessageClass.NOW).exists()


def hold_everything(*, now: datetime) -> int:
    """After a restore, before the senders start: whatever is in the database waits. Returns how many messages that is."""
    hold, _made = Hold.objects.update_or_create(pk=1, defaults={"since": now, "from_lane": MessageClass.NOW})
    return Message.objects.held_by(hold).count()


def release_held(*, by: Any, now: datetime) -> int:
    """A coordinator's word: what waited may go. Returns how many waited."""
    with transaction.atomic():
        hold = Hold.objects.select_for_update().first()
        if hold is None:
            return 0
        waited = Message.objects.held_by(hold).count()
        record(actor=by, deed="released held messages", subject=hold, now=now)
        hold.delete()
        wake.after_commit(MessageClass.NOW)
        wake.after_commit(MessageClass.ASK)
    return waited


def drop_held(*, by: Any, now: datetime) -> int:
    """A coordinator's word: what fell due meanwhile has been sent before. Returns how many were dropped."""
    gone = {"state": Message.State.DROPPED, "reason": SENT_BEFORE, "done_at": now}
    with transaction.atomic():
        hold = Hold.objects.select_for_update().first()
        if hold is None:
            return 0
        dropped = Message.objects.held_by(hold).filter(due_at__lte=hold.since).update(**gone)
        record(actor=by, deed="dropped held messages", subject=hold, now=now)
        hold.delete()
    return dropped


def retry(*, kind: str, by: Any, now: datetime) -> int:
    """Everything of this kind that failed and is still of use is due again. Returns how many.

    The journal names the kind alone: of asks a number could tell who was asked.
    """
    again = {
        "state": Message.State.DUE,
        "done_at": None,
        "attempts": 0,
        "template_faults": 0,
        "retry_at": None,
    }
    with transaction.atomic():
        failed = Message.objects.filter(kind=kind, state=Message.State.FAILED, useful_until__gt=now)
        count = failed.update(**again, tried_at=None, reason="")
        subject = f"{Message._meta.label}:{kind}"
        AuditEntry.objects.create(actor=by, deed="had failed messages tried again", subject=subject, at=now)
        wake.after_commit(kinds.get(kind).message_class)
    return count


def forget(*, now: datetime) -> int:
    """Wipe the secrets of messages that are of no use any more, whatever became of them. For a nightly job."""
    secret = [kind.name for kind in kinds.every() if kind.secret]
    useless = Message.objects.filter(kind__in=secret, useful_until__lte=now)
    return useless.exclude(context={}).update(context={}, nonce=RandomUUID())
