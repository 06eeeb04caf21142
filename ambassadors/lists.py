"""Long lists: their pages, which ask the database for less than a plain paginator does, and what narrows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window

# How an address asks for the first page.
FIRST = (None, "", "1", 1)


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

    Otherwise the database drags wide rows and their joins through the sorting of a whole table. The first page comes
    with the length of the list, so that what narrows it is looked for once.
    """

    def __init__(
        self, in_order: QuerySet[Any], per_page: int, *, rows: QuerySet[Any], count: int | None = None
    ) -> None:
        """`count`: the length of the list, where it is known already or cheap to find: a whole table is counted sooner than
        sorted.
        """
        super().__init__(in_order.values_list("pk", flat=True), per_page)
        self.in_order, self.rows = in_order, rows
        self._first: Sequence[Any] | None = None
        if count is not None:
            self.count = count

    def get_page(self, number: Any) -> Page:
        if number in FIRST and "count" not in vars(self):
            counted = self.in_order.annotate(length=Window(Count("pk"))).values_list("pk", "length")
            first = list(counted[: self.per_page])
            self._first = [key for key, _length in first]
            self.count = first[0][1] if first else 0
        return super().get_page(number)

    def _get_page(self, keys: Sequence[Any], number: int, paginator: Paginator) -> Page:
        keys = list(keys) if self._first is None or number != 1 else self._first
        found = self.rows.in_bulk(keys)
        return super()._get_page([found[key] for key in keys if key in found], number, paginator)  # type: ignore[misc]
