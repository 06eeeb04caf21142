"""Coordinators correct wrong cells on the page of the rows: one by one, or all of one kind."""

import re
import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ambassadors.access import PersonalRequest, coordinators
from ambassadors.imports.sentences import KINDS
from ambassadors.models import Import, ImportRow
from ambassadors.notes import undoable
from ambassadors.services import import_fixing
from ambassadors.services.imports import ImportMoved
from ambassadors.views.imports import back_to, found, say_moved

CELL = re.compile(r"cell-(\d{1,2})")


@coordinators
@require_POST
def import_fix(request: PersonalRequest, import_id: uuid.UUID, line: int) -> HttpResponse:
    """`cell-3=…`: a proposal, or what somebody typed."""
    of_import = found(request, import_id)
    named = ((CELL.fullmatch(name), text) for name, text in request.POST.items())
    cells = {int(match[1]): str(text) for match, text in named if match}
    try:
        row, press = import_fixing.fix(of_import=of_import, line=line, cells=cells, by=request.user)
    except ImportRow.DoesNotExist as error:
        raise Http404 from error
    except ImportMoved:
        say_moved(request)
    else:
        _say(request, of_import, row, press)
    return back_to(of_import, request, f"#row-{line}")


def _say(request: PersonalRequest, of_import: Import, row: ImportRow, press: str) -> None:
    about = {"line": row.line}
    if row.state == ImportRow.State.FAULTY:
        messages.warning(request, _("Row %(line)s still has an error.") % about)
    elif row.state == ImportRow.State.UNDECIDED:
        messages.warning(request, _("Row %(line)s needs a decision now.") % about)
    else:
        undo = reverse("ambassadors:import_take_back", args=[of_import.pk, press])
        undoable(request, _("Row %(line)s is fine now.") % about, undo=undo)


@coordinators
@require_POST
def import_fix_kind(request: PersonalRequest, import_id: uuid.UUID, code: str) -> HttpResponse:
    of_import = found(request, import_id)
    if code not in KINDS:
        raise Http404
    try:
        number, press = import_fixing.fix_kind(of_import=of_import, code=code, by=request.user)
    except ImportMoved:
        say_moved(request)
    else:
        text = ngettext("%(n)s row took its proposal.", "%(n)s rows took their proposals.", number)
        undo = reverse("ambassadors:import_take_back", args=[of_import.pk, press])
        undoable(request, text % {"n": number}, undo=undo)
    return back_to(of_import, request)


@coordinators
@require_POST
def import_take_back(request: PersonalRequest, import_id: uuid.UUID, press: str) -> HttpResponse:
    of_import = found(request, import_id)
    try:
        _say_taken_back(request, import_fixing.take_back(of_import=of_import, press=press, by=request.user))
    except ImportMoved:
        say_moved(request)
    return back_to(of_import, request)


@coordinators
@require_POST
def import_unfix(request: PersonalRequest, import_id: uuid.UUID, line: int) -> HttpResponse:
    of_import = found(request, import_id)
    try:
        _say_taken_back(request, import_fixing.take_back_row(of_import=of_import, line=line, by=request.user))
    except ImportMoved:
        say_moved(request)
    return back_to(of_import, request, f"#row-{line}")


def _say_taken_back(request: PersonalRequest, number: int) -> None:
    text = ngettext("%(n)s row is as it came.", "%(n)s rows are as they came.", number)
    messages.info(request, text % {"n": number})
