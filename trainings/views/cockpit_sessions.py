"""Coordinators make dates, publish, change, move and cancel them."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ambassadors.access import PersonalRequest, coordinators
from trainings import services
from trainings.figures import with_waiting
from trainings.forms import CancelForm, CapacityForm, ChangeForm, MoveForm, SessionForm, WorkingTimeForm
from trainings.models import Session, Training
from trainings.services import SessionOverError

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
View = Callable[..., HttpResponse]


def _back(session_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("trainings:cockpit_session", args=[session_id]), status=303)


def _still_open(view: View) -> View:
    """A session that has started or was cancelled shows why nothing can change any more."""

    @wraps(view)
    def guarded(request: PersonalRequest, session_id: UUID) -> HttpResponse:
        shown = get_object_or_404(with_waiting(Session.objects.with_training()), pk=session_id)
        try:
            if shown.is_cancelled or shown.has_started(timezone.now()):
                raise SessionOverError
            return view(request, shown)
        except SessionOverError:
            over = _("The session has started or was cancelled, so nothing about it can change any more.")
            messages.warning(request, over)
            return _back(session_id)

    return guarded


@coordinators
@GET_POST
def new_session(request: PersonalRequest, training_id: UUID) -> HttpResponse:
    training = get_object_or_404(Training.objects.with_dates(), pk=training_id)
    now = timezone.now()
    initial = {"timezone": request.user.timezone, "starts": "14:00", "ends": "15:30"}
    form = SessionForm(request.POST or None, initial=initial, now=now)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = services.create_session(
            training=training,
            meeting=given["meeting"],
            deadlines=given["deadlines"],
            capacity=given["capacity"],
            trainers=given["trainers"],
            by=request.user,
            now=now,
        )
        messages.success(request, _("The date is saved as a draft. Publish it when it is right."))
        return _back(made.pk)
    return render(request, "trainings/cockpit_session_new.html", {"form": form, "training": training})


@coordinators
@require_POST
@_still_open
def publish(request: PersonalRequest, shown: Session) -> HttpResponse:
    """Refused until somebody has said whether it is working time; then asks for that, and publishes with the answer."""
    now = timezone.now()
    if (form := asked_for_working_time(request, shown.training, now)) is not None:
        here = reverse("trainings:cockpit_session", args=[shown.pk])
        context = {"form": form, "session": shown, "training": shown.training, "here": here}
        return render(request, "trainings/cockpit_publish.html", context)
    services.publish_session(session=shown, by=request.user, now=now)
    if shown.opens_later(now):
        messages.success(
            request, _("Published. Everybody with an account sees it, and when enrolment opens.")
        )
    elif shown.enrolment_closes_at <= now:
        messages.warning(
            request,
            _("Published, but enrolment is over already. Set a later end, so that people can take a seat."),
        )
    else:
        messages.success(request, _("Published. Everybody with an account can take a seat now."))
    return _back(shown.pk)


def asked_for_working_time(
    request: PersonalRequest, training: Training, now: datetime
) -> WorkingTimeForm | None:
    """The question with what is wrong beside it; None once it is answered, and the answer is written."""
    if training.says_working_time:
        return None
    answered = "account" in request.POST
    form = WorkingTimeForm(request.POST if answered else WorkingTimeForm.of(training))
    if not form.is_valid():
        return form
    services.say_working_time(training=training, **form.cleaned_data, by=request.user, now=now)
    return None


def publishing_asks(request: PersonalRequest, form: WorkingTimeForm, training: Training) -> HttpResponse:
    """Of a training, or of all its drafts."""
    here = reverse("trainings:cockpit_training", args=[training.pk])
    return render(
        request, "trainings/cockpit_publish.html", {"form": form, "training": training, "here": here}
    )


@coordinators
@GET_POST
@_still_open
def change(request: PersonalRequest, shown: Session) -> HttpResponse:
    form = ChangeForm(request.POST or None, session=shown)
    if request.method == "POST" and form.is_valid():
        services.change_session(
            session=shown,
            deadlines=form.cleaned_data["deadlines"],
            trainers=form.cleaned_data["trainers"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("Saved. Nobody was sent a message."))
        return _back(shown.pk)
    return render(request, "trainings/cockpit_session_change.html", {"form": form, "session": shown})


@coordinators
@GET_POST
@_still_open
def move(request: PersonalRequest, shown: Session) -> HttpResponse:
    now = timezone.now()
    form = MoveForm(request.POST or None, initial=MoveForm.of(shown), now=now)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        held = services.move_session(
            session=shown, meeting=given["meeting"], deadlines=given["deadlines"], by=request.user, now=now
        )
        if held.sequence == shown.sequence:
            messages.info(request, _("Time and place are as they were, so nobody gets a message about them."))
        else:
            messages.success(request, _("Moved. Everybody concerned gets a message."))
        return _back(shown.pk)
    return render(request, "trainings/cockpit_session_move.html", {"form": form, "session": shown})


@coordinators
@GET_POST
@_still_open
def cancel(request: PersonalRequest, shown: Session) -> HttpResponse:
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        services.cancel_session(session=shown, reason=reason, by=request.user, now=timezone.now())
        messages.success(request, _("Cancelled. Everybody concerned gets a message."))
        return _back(shown.pk)
    return render(request, "trainings/cockpit_session_cancel.html", {"form": form, "session": shown})


@coordinators
@GET_POST
@_still_open
def capacity(request: PersonalRequest, shown: Session) -> HttpResponse:
    form = CapacityForm(request.POST or None, initial={"capacity": shown.capacity})
    if request.method == "POST" and form.is_valid():
        seats = form.cleaned_data["capacity"]
        held = services.change_capacity(session=shown, capacity=seats, by=request.user, now=timezone.now())
        messages.success(request, _capacity_words(held))
        return _back(shown.pk)
    return render(request, "trainings/cockpit_session_capacity.html", {"form": form, "session": shown})


def _capacity_words(held: Session) -> str:
    seats = {"seats": held.capacity, "over": held.over_by}
    if held.over_by:
        words = ngettext(
            "%(seats)d seat now, over by %(over)d. Nobody loses their seat.",
            "%(seats)d seats now, over by %(over)d. Nobody loses their seat.",
            held.capacity,
        )
        return words % seats
    return ngettext("%(seats)d seat now.", "%(seats)d seats now.", held.capacity) % seats
