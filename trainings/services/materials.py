"""Materials of a training or of one of its dates: added, changed, removed and brought back."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors.models import User
from outbox.services import record
from trainings import policies
from trainings.models import Material


def add_material(*, material: Material, by: User, now: datetime) -> Material:
    _check(material, by)
    with transaction.atomic():
        material.added_at = now
        material.save(force_insert=True)
        record(actor=by, deed="material added", subject=material, now=now, audience=material.audience)
        return material


def change_material(*, material: Material, title: str, audience: str, by: User, now: datetime) -> Material:
    _check(material, by)
    with transaction.atomic():
        material.title, material.audience = title, audience
        material.save(update_fields=["title", "audience"])
        record(actor=by, deed="material changed", subject=material, now=now, audience=audience)
        return material


def remove_material(*, material: Material, by: User, now: datetime) -> None:
    """From the pages at once. It can be brought back for a day."""
    _check(material, by)
    _set_removed(material, now, "material removed", by, now)


def restore_material(*, material: Material, by: User, now: datetime) -> None:
    _check(material, by)
    _set_removed(material, None, "material restored", by, now)


def _set_removed(material: Material, at: datetime | None, deed: str, by: User, now: datetime) -> None:
    with transaction.atomic():
        if Material.objects.filter(pk=material.pk, removed_at__isnull=at is not None).update(removed_at=at):
            record(actor=by, deed=deed, subject=material, now=now)


def _check(material: Material, by: User) -> None:
    if not policies.may_run_materials(by, material.session):
        raise PermissionDenied
