"""Who came and how long they waited, month by month: figures about groups (docs/rules.md, 5; docs/decisions/026).

A finished month is counted once and never again, in groups that do not overlap and beside which no total stands. A
group has at least twice k people, so that those who came and those who did not can both be k; where either are fewer,
it is told that they are, and not how many. Seats are operations, but are kept with the month: what forgets who missed
a session lowers its taken seats, and the difference of two days would tell how many they were.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median_low
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone

from ambassadors import retention
from ambassadors.counting import COUNTING_TIME, last_counting_time
from ambassadors.models import Programme
from trainings.models import CountedMonth, Enrolment, Session, TrainingMonth
from trainings.models.enrolments import ATTENDED, BOOKED, NO_SHOW
from trainings.retaining import FIGURES

# So long after its last day attendance can still be recorded and corrected.
SETTLING = timedelta(days=7)
# Further back who missed a session may be forgotten already: only those who came would be left to count.
MONTHS_BACK = 2
# What is told of a time to wait: at most so many days.
AT_ONCE, LONGER = 0, 365
BANDS = (1, 3, 7, 14, 28, 56)
MOMENT = timedelta(hours=1)
STEP = 5


@dataclass(frozen=True)
class Seat:
    """Somebody had one. `came` is None where nobody recorded it."""

    training: UUID
    person: UUID
    waited: timedelta
    came: bool | None


@dataclass(frozen=True)
class Figures:
    """None: too few to tell."""

    people: int | None = None
    waited_days: int | None = None
    recorded: int | None = None
    came: int | None = None


@dataclass(frozen=True)
class Share:
    """In steps of five. `is_least`: so many or more; `is_most`: so many or fewer."""

    percent: int
    is_least: bool = False
    is_most: bool = False


def groups(seats: Iterable[Seat], k: int) -> Mapping[UUID | None, Sequence[Seat]]:
    """Each training with twice k people alone, the others together under None; nobody's seat is in two of them."""
    by_training: dict[UUID, list[Seat]] = defaultdict(list)
    for seat in seats:
        by_training[seat.training].append(seat)
    found: dict[UUID | None, list[Seat]] = {None: []}
    for training, own in by_training.items():
        if len({seat.person for seat in own}) >= 2 * k:
            found[training] = own
        else:
            found[None] += own
    return found


def figures_of(seats: Iterable[Seat], k: int) -> Figures:
    """Of one group. A person counts once: as having come if they came to a date, and with their longest wait."""
    waited: dict[UUID, timedelta] = {}
    came: dict[UUID, bool] = {}
    for seat in seats:
        waited[seat.person] = max(seat.waited, waited.get(seat.person, seat.waited))
        if seat.came is not None:
            came[seat.person] = seat.came or came.get(seat.person, False)
    if len(waited) < 2 * k:
        return Figures()
    wait = {"people": len(waited), "waited_days": band(median_low(waited.values()))}
    if len(came) < 2 * k:
        return Figures(**wait)
    return Figures(**wait, recorded=len(came), came=_kept_off(sum(came.values()), len(came), k))


def band(waited: timedelta) -> int:
    """Days, rounded up to what is told."""
    if waited <= MOMENT:
        return AT_ONCE
    return next((days for days in BANDS if waited <= timedelta(days=days)), LONGER)


def _kept_off(came: int, recorded: int, k: int) -> int:
    """One person fewer than k stands for all smaller groups, on either side."""
    return min(max(came, k - 1), recorded - k + 1)


def share_told(row: TrainingMonth, k: int) -> Share | None:
    """With today's k, or that of the day on which it was counted where that was larger."""
    k = max(k, row.month.k)
    if row.recorded is None or row.came is None or row.recorded < 2 * k:
        return None
    if row.recorded - row.came < k:
        return Share(100 * (row.recorded - k) // row.recorded // STEP * STEP, is_least=True)
    if row.came < k:
        return Share(-(-100 * k // row.recorded // STEP) * STEP, is_most=True)
    percent = round(100 * row.came / row.recorded / STEP) * STEP
    return Share(min(max(percent, STEP), 100 - STEP))


def wait_told(row: TrainingMonth, k: int) -> int | None:
    """Days, one of the bands."""
    k = max(k, row.month.k)
    return row.waited_days if row.people is not None and row.people >= 2 * k else None


def counted_from(month: date) -> datetime:
    """When a month is counted: the counting time of the day on which it has settled."""
    settled = _next(month) + SETTLING
    return datetime.combine(settled, COUNTING_TIME, tzinfo=timezone.get_default_timezone())


def month_of(day: date) -> date:
    return day.replace(day=1)


def _next(month: date) -> date:
    return month_of(month + timedelta(days=31))


def _bounds(month: date) -> tuple[datetime, datetime]:
    zone = timezone.get_default_timezone()
    first, last = (datetime(day.year, day.month, 1, tzinfo=zone) for day in (month, _next(month)))
    return first, last


def recount(now: datetime) -> int:
    """Count every finished month that has not been counted yet; returns how many."""
    due, month = [], month_of(timezone.localdate(now, timezone.get_default_timezone()))
    for _back in range(MONTHS_BACK):
        month = month_of(month - timedelta(days=1))
        if counted_from(month) <= last_counting_time(now):
            due.append(month)
    known = set(CountedMonth.objects.filter(month__in=due).values_list("month", flat=True))
    missing = [month for month in reversed(due) if month not in known and month > _forgotten_before(now)]
    return sum(_count(month, now) for month in missing)


def forget_old(now: datetime) -> int:
    """Returns how many months went."""
    old = CountedMonth.objects.filter(month__lte=_forgotten_before(now))
    gone = old.count()
    old.delete()
    return gone


def _forgotten_before(now: datetime) -> date:
    return (now - retention.kept_for(FIGURES)).date() - timedelta(days=31)


@transaction.atomic
def _count(month: date, now: datetime) -> bool:
    """False where another beat was quicker."""
    k = Programme.current().k
    counted, is_new = CountedMonth.objects.get_or_create(month=month, defaults={"counted_at": now, "k": k})
    if is_new:
        TrainingMonth.objects.bulk_create(_rows(counted, k))
    return is_new


def _rows(month: CountedMonth, k: int) -> Iterable[TrainingMonth]:
    begin, end = _bounds(month.month)
    sessions = Session.objects.taking_place().filter(starts_at__gte=begin, starts_at__lt=end)
    by_group = groups(_seats(sessions), k)
    together: dict[str, int] = defaultdict(int)
    for training, *numbers in (
        sessions.order_by().values_list("training").annotate(Count("pk"), Sum("capacity"), Sum("taken"))
    ):
        held = dict(zip(("dates", "seats", "taken"), numbers, strict=True))
        told = figures_of(by_group.get(training, ()), k)
        yield TrainingMonth(month=month, training_id=training, **held, **vars(told))
        if training not in by_group:
            together = {name: together.get(name, 0) + number for name, number in held.items()}
    if together:
        yield TrainingMonth(month=month, training=None, **together, **vars(figures_of(by_group[None], k)))


def _seats(sessions: Any) -> Iterable[Seat]:
    """Of those who came without one nothing is counted: they had no seat to come to."""
    had = Q(state__in=[BOOKED, ATTENDED, NO_SHOW], booked_at__isnull=False, walked_in=False)
    came = {ATTENDED: True, NO_SHOW: False}
    rows = Enrolment.objects.filter(had, session__in=sessions.values("pk")).order_by()
    columns = ("session__training", "person", "asked_at", "booked_at", "state")
    for training, person, asked_at, booked_at, state in rows.values_list(*columns).iterator():
        yield Seat(training, person, booked_at - asked_at, came.get(state))
