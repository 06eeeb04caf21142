"""When somebody can apply: at any time where there are no cohorts, else while a window is open. And who answers."""

from dataclasses import dataclass
from datetime import datetime

from ambassadors.models import Cohort, Programme, User


@dataclass(frozen=True)
class Round:
    """`cohort` is the open one; open without a cohort means all year. `coming`: the next to open, once that is known."""

    is_open: bool
    cohort: Cohort | None = None
    coming: Cohort | None = None

    @property
    def is_full(self) -> bool:
        return self.cohort is not None and not self.cohort.free

    @property
    def takes_applications(self) -> bool:
        return self.is_open and not self.is_full


def current(now: datetime) -> Round:
    found = list(Cohort.objects.not_over(now)[:2])
    if not found:
        return Round(is_open=not Cohort.objects.exists())
    if found[0].is_open(now):
        return Round(True, cohort=found[0], coming=found[1] if len(found) > 1 else None)
    return Round(False, coming=found[0])


def who_answers() -> str:
    """A person's name: the programme's contact, else a coordinator. Empty where there is neither."""
    named = Programme.current().contact_name
    if named:
        return named
    coordinator = User.objects.coordinators().by_name().first()
    return coordinator.name if coordinator else ""
