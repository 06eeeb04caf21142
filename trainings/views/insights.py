"""Trainings in figures: one month of all trainings, or all months of one; for coordinators, and the council reads them too."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ambassadors import retention
from ambassadors.access import PersonalRequest, coordinators, council
from ambassadors.imports.exports import csv_lines
from ambassadors.models import Programme
from ambassadors.templatetags.hub import month_and_year
from trainings import monthly
from trainings.figures import coming_seats
from trainings.models import CountedMonth, Training, TrainingMonth
from trainings.retaining import FIGURES

PAGE = 25
# In the chart.
MONTHS = 12


@dataclass(frozen=True)
class Line:
    """A row of a table, in words; `came` and `waited` are None where too few people would be told of."""

    month: date
    training: Training | None
    dates: int
    seats: int
    taken: int
    came: str | None
    waited: str | None


@coordinators
@require_safe
def months(request: PersonalRequest) -> HttpResponse:
    return _month_page(request, {"frame": "cockpit.html", "file": "trainings:insights_file", "is_desk": True})


@council
@require_safe
def council_months(request: PersonalRequest) -> HttpResponse:
    return _month_page(request, {"frame": "base.html", "file": "trainings:council_insights_file"})


@coordinators
@require_safe
def months_file(request: PersonalRequest) -> HttpResponse:
    return _month_file(request)


@council
@require_safe
def council_months_file(request: PersonalRequest) -> HttpResponse:
    return _month_file(request)


@coordinators
@require_safe
def training(request: PersonalRequest, training_id: UUID) -> HttpResponse:
    shown = get_object_or_404(Training, pk=training_id)
    page = Paginator(_of(shown), PAGE).get_page(request.GET.get("page"))
    k = Programme.current().k
    context = {"training": shown, "words": shown.words, "page": page, "lines": _lines(page.object_list, k)}
    return render(request, "trainings/insights_training.html", context | _rule(k))


@coordinators
@require_safe
def training_file(request: PersonalRequest, training_id: UUID) -> HttpResponse:
    shown = get_object_or_404(Training, pk=training_id)
    return _file(_lines(_of(shown), Programme.current().k), shown.slug)


def _month_page(request: PersonalRequest, frame: dict[str, Any]) -> HttpResponse:
    now, k = timezone.now(), Programme.current().k
    every = list(CountedMonth.objects.with_seats())
    place = _chosen(request, every)
    chosen = every[place] if every else None
    page = Paginator(_in(chosen), PAGE).get_page(request.GET.get("page"))
    current = timezone.localdate(now, timezone.get_default_timezone()).replace(day=1)
    context = frame | {
        "month": chosen,
        "later": every[place - 1] if place else None,
        "earlier": every[place + 1] if place + 1 < len(every) else None,
        "months": (shown := every[place - place % MONTHS :][:MONTHS]),
        "most": max((one.seats for one in shown), default=0),
        "page": page,
        "lines": _lines([*page.object_list, *_together(chosen)], k),
        "coming": coming_seats(now),
        "current": current,
        "counted_from": monthly.counted_from(current),
    }
    return render(request, "trainings/insights.html", context | _rule(k))


def _month_file(request: PersonalRequest) -> HttpResponse:
    every = list(CountedMonth.objects.with_seats())
    chosen = every[_chosen(request, every)] if every else None
    rows = [*_in(chosen), *_together(chosen)]
    return _file(_lines(rows, Programme.current().k), str(chosen or ""))


def _chosen(request: PersonalRequest, every: list[CountedMonth]) -> int:
    """Its place among all months; the latest where the address names none that was counted."""
    names = [str(one) for one in every]
    wanted = request.GET.get("month", "")
    return names.index(wanted) if wanted in names else 0


def _in(month: CountedMonth | None) -> Any:
    return TrainingMonth.objects.of_trainings().filter(month=month).order_by("training__title", "training_id")


def _of(shown: Training) -> Any:
    return TrainingMonth.objects.of_trainings().filter(training=shown).order_by("-month")


def _together(month: CountedMonth | None) -> list[TrainingMonth]:
    return list(TrainingMonth.objects.together().filter(month=month))


def _rule(k: int) -> dict[str, Any]:
    return {"k": k, "least": 2 * k, "kept": retention.in_words(FIGURES)}


def _lines(rows: Iterable[TrainingMonth], k: int) -> list[Line]:
    return [
        Line(
            month=row.month.month,
            training=row.training,
            dates=row.dates,
            seats=row.seats,
            taken=row.taken,
            came=_share(monthly.share_told(row, k)),
            waited=_wait(monthly.wait_told(row, k)),
        )
        for row in rows
    ]


def _share(told: monthly.Share | None) -> str | None:
    if told is None:
        return None
    percent = {"percent": told.percent}
    if told.is_least:
        return _("%(percent)d %% or more") % percent
    return (_("%(percent)d %% or fewer") if told.is_most else _("%(percent)d %%")) % percent


def _wait(days: int | None) -> str | None:
    if days is None:
        return None
    if days == monthly.AT_ONCE:
        return _("at once")
    if days == monthly.LONGER:
        return _("after more than eight weeks")
    if days % 7:
        return ngettext("within a day", "within %(count)d days", days) % {"count": days}
    return ngettext("within a week", "within %(count)d weeks", days // 7) % {"count": days // 7}


def _file(lines: Iterable[Line], name: str) -> HttpResponse:
    """What the page shows, in the reader's words."""
    response = HttpResponse("".join(csv_lines(_cells(lines))), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="trainings-{name}.csv"'
    return response


def _cells(lines: Iterable[Line]) -> Iterator[list[str]]:
    yield [
        _("Month"),
        _("Training"),
        _("Dates"),
        _("Seats"),
        _("Taken"),
        _("Came"),
        _("Half had their seat"),
    ]
    few = _("too few to show")
    for line in lines:
        title = line.training.title if line.training else _("Small trainings, together")
        counts = [str(number) for number in (line.dates, line.seats, line.taken)]
        yield [month_and_year(line.month), title, *counts, line.came or few, line.waited or few]
