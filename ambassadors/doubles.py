"""Topics that look as if they meant the same: "Fernwärme", "Fern-Waerme", "Fernwärmen"."""

from typing import NamedTuple
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.search import SearchVector
from django.db.models import Count, F, Func, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from ambassadors.directory import topics_told
from ambassadors.models import Audience, Topic


class Alike(NamedTuple):
    """Two or more, in alphabetical order."""

    keys: list[UUID]
    names: list[str]


def _without(text: Combinable | str, pattern: str, instead: str) -> Func:
    return Func(text, Value(pattern), Value(instead), Value("g"), function="REGEXP_REPLACE")


# One word without signs and dots, as the stem that German has for it: endings of the plural fall away.
LETTERS = _without(_without(F("key"), "[^[:alnum:]]+", ""), "([aou])e", r"\1")
STEM = Cast(SearchVector(LETTERS, config="german"), TextField())


def looking_alike() -> list[Alike]:
    """Of those that coordinators see, without those that were told apart. In one query."""
    told = topics_told(Audience.COORDINATORS).order_by().values("pk")
    groups = (
        Topic.objects.filter(pk__in=told, is_told_apart=False)
        .annotate(stem=STEM)
        .values("stem")
        .annotate(
            n=Count("pk"),
            keys=ArrayAgg("pk", order_by=["key"]),
            names=ArrayAgg("name", order_by=["key"]),
        )
        .filter(n__gt=1)
        .order_by("stem")
    )
    return [Alike(group["keys"], group["names"]) for group in groups]
