"""Deeds of coordinators: say who is in a picture, and what becomes of it once somebody has left."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors.models import User
from campaigns import policies
from campaigns.models import Asset, PersonShown
from outbox.services import record


@transaction.atomic
def name_person(*, asset: Asset, person: User, by: User, now: datetime) -> PersonShown:
    """Naming somebody twice changes nothing. Raises PermissionDenied for somebody without an account."""
    _check(by)
    if not person.is_active:
        raise PermissionDenied
    shown, is_new = PersonShown.objects.get_or_create(asset=asset, person=person, defaults={"named_at": now})
    if is_new:
        record(actor=by, deed="person named in picture", subject=asset, now=now)
    return shown


@transaction.atomic
def take_name_out(*, shown: PersonShown, by: User, now: datetime) -> None:
    _check(by)
    record(actor=by, deed="name taken out of picture", subject=shown.asset, now=now)
    shown.delete()


@transaction.atomic
def keep_with_consent(*, shown: PersonShown, because: str, by: User, now: datetime) -> None:
    """The picture stays although the person has left. `because` says where their consent is kept."""
    _check(by)
    shown.kept_because, shown.kept_by, shown.kept_at = because, by, now
    shown.save(update_fields=["kept_because", "kept_by", "kept_at"])
    record(actor=by, deed="picture kept with consent", subject=shown.asset, now=now)


def _check(by: User) -> None:
    if not policies.may_run_campaigns(by):
        raise PermissionDenied
