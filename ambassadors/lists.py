"""Pages of long lists that ask the database for less than a plain paginator does."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class Counted(Paginator):
    """Of a list whose length is known already."""

    def __init__(self, rows: QuerySet[Any], per_page: int, count: int) -> None:
        super().__init__(rows, per_page)
        self.count = count


class KeysFirst(Paginator):
    """Orders and cuts the list by its keys alone and then reads the few `rows` of a page, with all that belongs to them.

    Otherwise the database drags wide rows and their joins through the sorting of a whole table.
    """

    def __init__(self, in_order: QuerySet[Any], per_page: int, *, rows: QuerySet[Any]) -> None:
        super().__init__(in_order.values_list("pk", flat=True), per_page)
        self.rows = rows

    def _get_page(self, keys: Sequence[Any], number: int, paginator: Paginator) -> Page:
        found = self.rows.in_bulk(keys := list(keys))
        return super()._get_page([found[key] for key in keys if key in found], number, paginator)  # type: ignore[misc]
