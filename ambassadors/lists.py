"""Long lists: their pages, which ask the database for less than a plain paginator does, and what narrows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


@dataclass(frozen=True)
class Chip:
    """A filter that is set, and the address without it."""

    label: str
    without: str


class Counted(Paginator):
    """Of a list whose length is known already."""

    def __init__(self, rows: QuerySet[Any], per_page: int, count: int) -> None:
        super().__init__(rows, per_page)
        self.count = count


class KeysFirst(Paginator):
    """Orders and cuts the list by its keys alone and then reads the few `rows` of a page, with all that belongs to them.

    Otherwise the database drags wide rows and their joins through the sorting of a whole table.
    """

    def __init__(
        self, in_order: QuerySet[Any], per_page: int, *, rows: QuerySet[Any], count: int | None = None
    ) -> None:
        """`count`: the length of the list, where it is known already."""
        super().__init__(in_order.values_list("pk", flat=True), per_page)
        self.rows = rows
        if count is not None:
            self.count = count

    def _get_page(self, keys: Sequence[Any], number: int, paginator: Paginator) -> Page:
        found = self.rows.in_bulk(keys := list(keys))
        return super()._get_page([found[key] for key in keys if key in found], number, paginator)  # type: ignore[misc]
