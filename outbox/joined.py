"""A statement over several tables, composed once, whose rows come back as instances of the models.

For what is asked for every mail: composing it by the ORM anew each time costs more than writing the mail.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Field, Model


class _Part:
    def __init__(self, short: str, model: type[Model], fields: "Sequence[Field[Any, Any]]") -> None:
        self.short, self.model, self.fields = short, model, fields
        self.names = [field.attname for field in fields]
        self.readers = [getattr(field, "from_db_value", None) for field in fields]

    def instance(self, values: Iterator[Any]) -> Model:
        """Of the next values, one for each field, as the ORM would have loaded it."""
        read = [
            reader(value, None, connection) if reader else value
            for reader, value in zip(self.readers, values, strict=False)
        ]
        return self.model.from_db(connection.alias, self.names, read)


class Joined:
    """`models` by the short name that stands for their table in `statement`, where {columns} is what to select.

    `without` are fields (as "short.field") that stay unread. The statement may select more before the columns.
    """

    def __init__(self, statement: str, *, without: Collection[str] = (), **models: type[Model]) -> None:
        self.statement, self.without, self.models = statement, without, models

    @cached_property
    def parts(self) -> list[_Part]:
        return [
            _Part(
                short,
                model,
                [f for f in model._meta.concrete_fields if f"{short}.{f.name}" not in self.without],
            )
            for short, model in self.models.items()
        ]

    @cached_property
    def sql(self) -> str:
        columns = [f'{part.short}."{field.column}"' for part in self.parts for field in part.fields]
        tables = {part.short: f'"{part.model._meta.db_table}" {part.short}' for part in self.parts}
        return self.statement.format(columns=", ".join(columns), **tables)

    def first(self, parameters: Sequence[Any]) -> tuple[list[Any], list[Any]] | None:
        """What was selected before the columns, and an instance of each model; None where there is no row."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            row = cursor.fetchone()
        if row is None:
            return None
        split = len(row) - sum(len(part.fields) for part in self.parts)
        values = iter(row[split:])
        return list(row[:split]), [part.instance(values) for part in self.parts]
