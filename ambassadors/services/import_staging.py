"""Staged data end with the import."""

from datetime import datetime

from django.db import transaction

from ambassadors.models import Import, ImportFile


def forget_staged(of_import: Import) -> None:
    """Delete the file and its rows; part of the caller's transaction."""
    of_import.rows.all().delete()
    ImportFile.objects.filter(pk=of_import.pk).delete()


@transaction.atomic
def forget_expired_imports(*, now: datetime) -> int:
    """Stop what was left lying for seven days; returns how many. What a worker has in hand is no longer left lying."""
    expired = list(Import.objects.expired(now).select_for_update(skip_locked=True))
    for of_import in expired:
        forget_staged(of_import)
    ids = [of_import.pk for of_import in expired]
    return Import.objects.filter(pk__in=ids).update(state=Import.State.STOPPED, done_at=now)
