"""Staged rows are written in bulk, and end with the import."""

import json
from collections.abc import Sequence
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from ambassadors.models import Import, ImportFile, ImportRow

# One JSON document: an array for each column costs three times as much to write down.
INSERT = """
INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb)
"""


def stage(rows: Sequence[ImportRow]) -> None:
    """Write new rows; part of the caller's transaction."""
    columns = [field.column for field in ImportRow._meta.concrete_fields if not field.primary_key]
    attributes = [field.attname for field in ImportRow._meta.concrete_fields if not field.primary_key]
    named = [dict(zip(columns, (getattr(row, name) for name in attributes), strict=True)) for row in rows]
    quoted = ", ".join(connection.ops.quote_name(column) for column in columns)
    statement = INSERT.format(table=ImportRow._meta.db_table, columns=quoted)
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(named, cls=DjangoJSONEncoder)])


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
