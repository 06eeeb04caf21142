"""Coordinators bring in people from the file of an HR system, step by step."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import (
    Http404,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ambassadors.access import PersonalRequest, coordinators
from ambassadors.forms.imports import ColumnsForm, UploadForm
from ambassadors.forms.uploads import LimitedUpload
from ambassadors.imports.display import ShownRow, faults_as_csv
from ambassadors.imports.exports import csv_lines
from ambassadors.imports.problems import ImportProblem, problem_sentence
from ambassadors.imports.samples import sample_rows
from ambassadors.imports.sentences import KINDS
from ambassadors.models import Import, ImportRow
from ambassadors.notes import undoable
from ambassadors.services import import_fixing, imports
from ambassadors.services.imports import ColumnsIncomplete, ImportMoved

PAGE_SIZE = 25
VIEWS = ("check", "fixed", "fine", "all")
State = Import.State
CSV = "text/csv; charset=utf-8"


@coordinators
@csrf_exempt
def cockpit_import(request: PersonalRequest) -> HttpResponseBase:
    """The upload is limited before anything reads the request; then the form's token is checked as always."""
    request.upload_handlers = [LimitedUpload(request, limit=imports.MAX_MEGABYTES * 1_000_000)]
    return _import_list(request)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def _import_list(request: PersonalRequest) -> HttpResponse:
    form = UploadForm()
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if uploaded := _upload(request, form):
            address = reverse("ambassadors:import_columns", args=[uploaded.pk])
            return HttpResponseRedirect(address, status=303)
    earlier = Import.objects.visible_to(request.user).latest_first().select_related("uploaded_by")
    page = Paginator(earlier, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "ambassadors/import_list.html", {"form": form, "page": page})


def _upload(request: PersonalRequest, form: UploadForm) -> Import | None:
    """The import, or None with the reason in the form."""
    try:
        if any(getattr(handler, "is_too_large", False) for handler in request.upload_handlers):
            form.errors.clear()
            raise ImportProblem("too_large", limit=imports.MAX_MEGABYTES)
        if not form.is_valid():
            return None
        file = form.cleaned_data["file"]
        return imports.upload(content=file.read(), file_name=file.name, by=request.user, now=timezone.now())
    except ImportProblem as problem:
        form.add_error("file", problem.sentence)
        return None


@coordinators
@require_safe
def import_sample(request: PersonalRequest, language: str) -> HttpResponse:
    if language not in ("de", "en"):
        raise Http404
    with translation.override(language):
        lines = csv_lines(sample_rows())
        name = _("employees.csv")
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse("".join(lines), content_type=CSV, headers=headers)


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request: PersonalRequest, import_id: uuid.UUID) -> HttpResponse:
    of_import = found(request, import_id)
    if of_import.state not in (State.UPLOADED, State.CHECKED):
        return back_to(of_import)
    form = ColumnsForm(request.POST or None, of_import=of_import)
    if request.method == "POST" and form.is_valid():
        try:
            imports.match_columns(of_import=of_import, columns=form.chosen, by=request.user)
        except (ImportMoved, ColumnsIncomplete):
            say_moved(request)
        return back_to(of_import)
    return render(request, "ambassadors/import_columns.html", {"form": form, "import": of_import})


@coordinators
@require_safe
def import_page(request: PersonalRequest, import_id: uuid.UUID) -> HttpResponse:
    """The step at which the import is. While a worker has it, the page asks again every two seconds."""
    of_import = found(request, import_id)
    if of_import.state == State.UPLOADED:
        return HttpResponseRedirect(reverse("ambassadors:import_columns", args=[of_import.pk]))
    context = {"import": of_import, "counts": of_import.counts, **_problem(of_import)}
    if of_import.state == State.CHECKED:
        context |= _rows(request, of_import)
    part = "#state" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"ambassadors/import_page.html{part}", context)


def _problem(of_import: Import) -> dict[str, Any]:
    if not of_import.problem:
        return {}
    return {"problem": problem_sentence(*of_import.problem)}


def _rows(request: PersonalRequest, of_import: Import) -> dict[str, Any]:
    counts = of_import.counts
    fine, stay_out = of_import.good_rows, of_import.stayed_out
    sizes = {"check": stay_out + counts["look"], "fine": fine, "all": fine + stay_out}
    if fixed := counts.get("fixed"):
        sizes["fixed"] = fixed
    view = request.GET.get("show", "")
    if view not in sizes:
        view = "check" if sizes["check"] else "all"
    rows = of_import.rows.in_view(view).select_related("person__leaving").order_by("line")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return {
        "view": view,
        "views": [(name, sizes[name]) for name in VIEWS if name in sizes],
        "page": page,
        "rows": [ShownRow(row, of_import) for row in page],
        "kinds": _kinds(of_import) if counts["faulty"] else [],
        "fine": fine,
        "stay_out": stay_out,
        "missing": of_import.missing_people().count(),
        "writes": counts["new"] + counts["changed"] + counts.get("returning", 0),
    }


def _kinds(of_import: Import) -> list[tuple[str, Any, int]]:
    """Of faults whose proposals can be taken together."""
    kinds = import_fixing.kinds_with_proposals(of_import)
    return [(code, KINDS[code], number) for code, number in kinds if number > 1]


@coordinators
@require_safe
def import_faults(request: PersonalRequest, import_id: uuid.UUID) -> HttpResponseBase:
    of_import = found(request, import_id)
    if of_import.state != State.CHECKED:
        return back_to(of_import)
    rows = of_import.rows.exclude(state__in=ImportRow.GOOD).order_by("line").iterator(chunk_size=500)
    lines = _in_language(faults_as_csv(rows, of_import.headings), translation.get_language())
    name = _("rows-that-stay-out.csv")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(lines, content_type=CSV, headers=headers)


def _in_language(lines: Iterator[str], language: str | None) -> Iterator[str]:
    """The answer is written when the request's language is no longer active."""
    with translation.override(language):
        yield from lines


@coordinators
@require_POST
def import_decide(request: PersonalRequest, import_id: uuid.UUID, line: int, decision: str) -> HttpResponse:
    of_import = found(request, import_id)
    said = {
        "same": _("Row %(line)s is the person who is here already.") % {"line": line},
        "two": _("Row %(line)s is somebody else.") % {"line": line},
        "open": _("Row %(line)s is open again.") % {"line": line},
    }
    if decision not in said:
        raise Http404
    try:
        imports.decide(of_import=of_import, line=line, decision=decision, by=request.user)
    except ImportRow.DoesNotExist as error:
        raise Http404 from error
    except ImportMoved:
        say_moved(request)
    else:
        undo = reverse("ambassadors:import_decide", args=[of_import.pk, line, "open"])
        if decision == "open":
            messages.info(request, said[decision])
        else:
            undoable(request, said[decision], undo=undo)
    return back_to(of_import, request)


@coordinators
@require_POST
def import_decide_rest(request: PersonalRequest, import_id: uuid.UUID) -> HttpResponse:
    of_import = found(request, import_id)
    try:
        number = imports.decide_rest(of_import=of_import, by=request.user)
    except ImportMoved:
        say_moved(request)
    else:
        text = ngettext("%(n)s row is somebody else.", "%(n)s rows are somebody else.", number)
        messages.success(request, text % {"n": number})
    return back_to(of_import)


@coordinators
@require_POST
def import_confirm(request: PersonalRequest, import_id: uuid.UUID) -> HttpResponse:
    of_import = found(request, import_id)
    try:
        imports.confirm(of_import=of_import, by=request.user)
    except ImportMoved:
        say_moved(request)
    return back_to(of_import)


@coordinators
@require_POST
def import_stop(request: PersonalRequest, import_id: uuid.UUID) -> HttpResponse:
    of_import = found(request, import_id)
    try:
        imports.stop(of_import=of_import, by=request.user, now=timezone.now())
    except ImportMoved:
        say_moved(request)
        return back_to(of_import)
    messages.success(request, _("Stopped. Nothing was changed; the file and its rows are deleted."))
    return HttpResponseRedirect(reverse("ambassadors:cockpit_import"), status=303)


def found(request: PersonalRequest, import_id: uuid.UUID) -> Import:
    return get_object_or_404(Import.objects.visible_to(request.user), pk=import_id)


def back_to(
    of_import: Import, request: PersonalRequest | None = None, place: str = ""
) -> HttpResponseRedirect:
    """To the step where the import is; with `request` to the same view of its rows."""
    query = request.META.get("QUERY_STRING", "") if request else ""
    address = reverse("ambassadors:import_page", args=[of_import.pk])
    return HttpResponseRedirect((f"{address}?{query}" if query else address) + place, status=303)


def say_moved(request: PersonalRequest) -> None:
    messages.warning(request, _("This import is one step further by now; here is how it stands."))
