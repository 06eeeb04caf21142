"""Coordinators make community calls, plan their dates and write the notes."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ambassadors.access import PersonalRequest, coordinators
from ambassadors.notes import undoable
from trainings import services
from trainings.forms import CallDatesForm, CallForm, CallMoveForm, NotesForm
from trainings.forms.series import remembered_region
from trainings.models import Call, CallDate
from trainings.views.cockpit_series import Preview

PAGE = 25
GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _back(call_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("trainings:cockpit_call", args=[call_id]), status=303)


@coordinators
@require_safe
def calls(request: PersonalRequest) -> HttpResponse:
    rows = Call.objects.with_next_date(timezone.now()).order_by("title", "id")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "trainings/cockpit_calls.html", {"page": page})


@coordinators
@GET_POST
def new_call(request: PersonalRequest) -> HttpResponse:
    form = CallForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        made = services.create_call(facts=form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("Saved as a draft. Plan its dates, and publish it."))
        return _back(made.pk)
    return render(request, "trainings/cockpit_call_form.html", {"form": form})


@coordinators
@GET_POST
def edit_call(request: PersonalRequest, call_id: UUID) -> HttpResponse:
    shown = get_object_or_404(Call, pk=call_id)
    form = CallForm(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        services.change_call(call=shown, facts=form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("Saved."))
        return _back(shown.pk)
    return render(request, "trainings/cockpit_call_form.html", {"form": form, "call": shown})


@coordinators
@require_safe
def call(request: PersonalRequest, call_id: UUID) -> HttpResponse:
    """Its coming dates, or the past ones with `?past=1`."""
    shown, now = get_object_or_404(Call, pk=call_id), timezone.now()
    past = request.GET.get("past") == "1"
    dates = CallDate.objects.filter(call=shown)
    dates = dates.past(now).order_by("-starts_at", "id") if past else dates.coming(now).by_date()
    page = Paginator(dates, PAGE).get_page(request.GET.get("page"))
    context = {"call": shown, "page": page, "past": past, "now": now}
    return render(request, "trainings/cockpit_call.html", context)


@coordinators
@require_POST
def publish(request: PersonalRequest, call_id: UUID) -> HttpResponse:
    shown = get_object_or_404(Call, pk=call_id)
    services.publish_call(call=shown, by=request.user, now=timezone.now())
    messages.success(request, _("Published. Everybody with an account sees it and may come."))
    return _back(shown.pk)


@coordinators
@GET_POST
def dates(request: PersonalRequest, call_id: UUID) -> HttpResponse:
    """As with a series of sessions: every date is looked at before it is saved."""
    shown = get_object_or_404(Call, pk=call_id)
    initial = {"timezone": request.user.timezone, "starts": "12:00", "ends": "12:45"}
    initial["region"] = remembered_region()
    form = CallDatesForm(request.POST or None, initial=initial, now=timezone.now(), call=shown)
    preview = Preview.of(request, form)
    if preview.is_decided:
        with services.one_plans(shown):
            form = CallDatesForm(request.POST, now=timezone.now(), call=shown)
            preview = Preview.of(request, form)
            if preview.is_decided:
                return _plan(request, form, preview)
    part = "#form" if request.htmx else ""
    context = {"form": form, "call": shown, "dates": preview}
    return render(request, f"trainings/cockpit_call_dates.html{part}", context)


def _plan(request: PersonalRequest, form: CallDatesForm, preview: Preview) -> HttpResponse:
    meetings = [each.meeting for each in preview.ticked]
    made = services.plan_call_dates(call=form.call, meetings=meetings, by=request.user, now=form.now)
    said = ngettext("%(n)d date is planned.", "%(n)d dates are planned.", len(made))
    messages.success(request, said % {"n": len(made)})
    return _back(form.call.pk)


def _date(date_id: UUID) -> CallDate:
    return get_object_or_404(CallDate.objects.select_related("call"), pk=date_id)


@coordinators
@GET_POST
def notes(request: PersonalRequest, date_id: UUID) -> HttpResponse:
    date = _date(date_id)
    form = NotesForm(request.POST or None, initial={"notes": date.notes})
    if request.method == "POST" and form.is_valid():
        written = form.cleaned_data["notes"]
        services.write_notes(date=date, notes=written, by=request.user, now=timezone.now())
        messages.success(request, _("Saved. The notes stand on the page of the call."))
        return _back(date.call_id)
    return render(request, "trainings/cockpit_call_notes.html", {"form": form, "date": date})


@coordinators
@GET_POST
def move(request: PersonalRequest, date_id: UUID) -> HttpResponse:
    date, now = _date(date_id), timezone.now()
    form = CallMoveForm(request.POST or None, date=date, now=now)
    if not date.can_be_moved(now):
        messages.warning(request, _("This date has begun or is cancelled, so it cannot be moved."))
        return _back(date.call_id)
    if request.method == "POST" and form.is_valid():
        services.move_call_date(date=date, meeting=form.cleaned_data["meeting"], by=request.user, now=now)
        messages.success(request, _("Moved. The page of the call says so."))
        return _back(date.call_id)
    return render(request, "trainings/cockpit_call_move.html", {"form": form, "date": date})


@coordinators
@require_POST
def cancel(request: PersonalRequest, date_id: UUID) -> HttpResponse:
    date = _date(date_id)
    services.cancel_call_date(date=date, by=request.user, now=timezone.now())
    undo = reverse("trainings:cockpit_restore_call_date", args=[date.pk])
    undoable(request, _("Cancelled. The page of the call says so."), undo=undo)
    return _back(date.call_id)


@coordinators
@require_POST
def restore(request: PersonalRequest, date_id: UUID) -> HttpResponse:
    date = _date(date_id)
    services.restore_call_date(date=date, by=request.user, now=timezone.now())
    messages.success(request, _("It takes place after all."))
    return _back(date.call_id)
