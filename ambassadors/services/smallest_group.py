"""k, the smallest group that a figure may be about: raised at once, lowered once the council has agreed."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors import policies
from ambassadors.models import KLowering, Programme, Role, Section, User
from ambassadors.services.settings import locked_programme, remember
from outbox.services import queue_for_all, record

Outcome = KLowering.Outcome
KIND = "council_asked"
TOLD_FOR = timedelta(days=30)


class AlreadyDecided(Exception):
    """Somebody else has decided about this, or taken it back."""


def set_k(*, k: int, by: User, now: datetime) -> KLowering | None:
    """Raise k now, or ask the council for a lower one (returned). What waited before is withdrawn by either."""
    if not policies.may_change_settings.test(by):
        raise PermissionDenied
    with transaction.atomic():
        programme = locked_programme()
        if k == programme.k:
            return None
        KLowering.objects.waiting().update(outcome=Outcome.WITHDRAWN, decided_by=by, decided_at=now)
        if k > programme.k:
            _change(programme, k, by, now)
            return None
        told = {"before": programme.k, "after": k}
        record(actor=by, deed="lower k asked for", subject=programme, now=now, **told)
        lowering = KLowering.objects.create(k=k, k_before=programme.k, asked_by=by, asked_at=now)
        queue_for_all(
            kind=KIND,
            recipients=User.objects.holding(Role.COUNCIL).filter(is_coordinator=False).exclude(pk=by.pk),
            object_id=lowering.pk,
            now=now,
            useful_until=now + TOLD_FOR,
        )
        return lowering


def agree_to_lower_k(*, lowering_id: UUID, by: User, now: datetime) -> KLowering:
    """A word of the council: k is lower from now on. Raises AlreadyDecided."""
    with transaction.atomic():
        programme = locked_programme()
        lowering = _waiting(lowering_id)
        if not policies.may_decide_about_k.test(by, lowering):
            raise PermissionDenied
        _decide(lowering, Outcome.AGREED, by, now)
        _change(programme, lowering.k, by, now)
        return lowering


def refuse_to_lower_k(*, lowering_id: UUID, by: User, now: datetime) -> KLowering:
    """A word of the council: k stays as it is. Raises AlreadyDecided."""
    with transaction.atomic():
        programme = locked_programme()
        lowering = _waiting(lowering_id)
        if not policies.may_decide_about_k.test(by, lowering):
            raise PermissionDenied
        _decide(lowering, Outcome.REFUSED, by, now)
        told = {"before": programme.k, "after": lowering.k}
        record(actor=by, deed="lower k refused", subject=programme, now=now, **told)
        return lowering


def withdraw_lower_k(*, lowering_id: UUID, by: User, now: datetime) -> None:
    """A coordinator takes the question back. Raises AlreadyDecided."""
    if not policies.may_change_settings.test(by):
        raise PermissionDenied
    with transaction.atomic():
        programme = locked_programme()
        lowering = _waiting(lowering_id)
        _decide(lowering, Outcome.WITHDRAWN, by, now)
        told = {"before": programme.k, "after": lowering.k}
        record(actor=by, deed="lower k withdrawn", subject=programme, now=now, **told)


def _waiting(lowering_id: UUID) -> KLowering:
    lowering = KLowering.objects.waiting().filter(pk=lowering_id).first()
    if lowering is None:
        raise AlreadyDecided
    return lowering


def _decide(lowering: KLowering, outcome: str, by: User, now: datetime) -> None:
    lowering.outcome, lowering.decided_by, lowering.decided_at = outcome, by, now
    lowering.save(update_fields=["outcome", "decided_by", "decided_at"])


def _change(programme: Programme, k: int, by: User, now: datetime) -> None:
    before = {"k": programme.k}
    programme.k = k
    programme.save(update_fields=["k"])
    record(actor=by, deed="k changed", subject=programme, now=now, before=before["k"], after=k)
    remember(section=Section.K, before=before, by=by, now=now)
