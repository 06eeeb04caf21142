"""The audit trail: what coordinators and administrators did, for coordinators and, the same, for the council."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from ambassadors import trail
from ambassadors.access import PersonalRequest, coordinators, council
from ambassadors.forms.trail import TrailFilter
from ambassadors.imports.exports import csv_lines
from outbox.models import AuditEntry

PAGE_SIZE = 25
ROWS_AT_ONCE, MOST_ROWS = 500, 50_000


def _found(request: PersonalRequest) -> TrailFilter:
    return TrailFilter(request.GET, queryset=AuditEntry.objects.select_related("actor"))


def _page(request: PersonalRequest, context: dict[str, Any]) -> HttpResponse:
    found = _found(request)
    page = Paginator(found.qs.order_by("-at", "-id"), PAGE_SIZE).get_page(request.GET.get("page"))
    context |= {
        "filter": found,
        "ignored": bool(found.form.errors),
        "page": page,
        "lines": trail.lines(page.object_list),
    }
    name = "ambassadors/trail.html"
    whole = not request.htmx or request.htmx.boosted
    return render(request, name if whole else f"{name}#results", context)


@coordinators
@require_safe
@vary_on_headers("HX-Request")
def audit(request: PersonalRequest) -> HttpResponse:
    return _page(request, {"frame": "cockpit.html", "here": "ambassadors:audit", "has_file": True})


@council
@require_safe
@vary_on_headers("HX-Request")
def council_audit(request: PersonalRequest) -> HttpResponse:
    return _page(request, {"frame": "base.html", "here": "ambassadors:council_audit", "has_file": False})


@coordinators
@require_safe
def audit_csv(request: PersonalRequest) -> HttpResponse:
    """Everything that the filters find, of 50,000 deeds the latest."""
    entries = _found(request).qs.order_by("-at", "-id")
    # Written now: a stream would be read when the reader's language and time zone are no longer set.
    lines = csv_lines([_heading(), *_rows(entries)])
    response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


def _heading() -> list[str]:
    return [_("When"), _("Done by"), _("What was done"), _("Details")]


def _rows(entries: QuerySet[AuditEntry]) -> Iterator[list[str]]:
    for start in range(0, MOST_ROWS, ROWS_AT_ONCE):
        lines = trail.lines(entries[start : start + ROWS_AT_ONCE])
        for line in lines:
            when = timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M")
            yield [when, line.who, line.sentence, "; ".join(line.more)]
        if len(lines) < ROWS_AT_ONCE:
            return
