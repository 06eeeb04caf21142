"""Coordinators plan several dates at once, look at each of them first, and publish them together."""

from dataclasses import dataclass
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
from trainings.forms import SeriesForm
from trainings.forms.series import PlannedDate, RhythmForm, remembered_region
from trainings.models import Training
from trainings.views.cockpit_sessions import asked_for_working_time, publishing_asks


@dataclass(frozen=True)
class Preview:
    """The dates of a rhythm with their ticks. `is_known`: the person has seen just these; `is_asked`: they press "plan"."""

    planned: list[PlannedDate]
    ticked: list[PlannedDate]
    is_known: bool = False
    is_asked: bool = False

    @classmethod
    def of(cls, request: PersonalRequest, form: RhythmForm) -> "Preview":
        if request.method != "POST" or not form.is_valid():
            return cls([], [])
        days = [f"{each.day:%Y-%m-%d}" for each in form.planned]
        is_known = request.POST.getlist("shown") == [each.as_shown for each in form.planned]
        chosen = set(request.POST.getlist("date"))
        ticked = [
            each
            for each, day in zip(form.planned, days, strict=True)
            if (day in chosen and not each.fault if is_known else each.suits)
        ]
        return cls(form.planned, ticked, is_known, "plan" in request.POST)

    @property
    def is_decided(self) -> bool:
        return self.is_asked and self.is_known and bool(self.ticked)

    @property
    def has_changed(self) -> bool:
        return self.is_asked and not self.is_known

    @property
    def none_ticked(self) -> bool:
        return self.is_known and not self.ticked

    @property
    def rows(self) -> list[tuple[PlannedDate, bool]]:
        days = {each.day for each in self.ticked}
        return [(each, each.day in days) for each in self.planned]


def _back(training: Training) -> HttpResponse:
    return HttpResponseRedirect(reverse("trainings:cockpit_training", args=[training.pk]), status=303)


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def series(request: PersonalRequest, training_id: UUID) -> HttpResponse:
    """The rhythm; then its dates, each with a tick; then drafts of those that are ticked.

    Whoever changes the rhythm after looking sees the dates again first.
    """
    training = get_object_or_404(Training.objects.with_dates(), pk=training_id)
    form = _form(request, training)
    shown = Preview.of(request, form)
    if shown.is_decided:
        with services.one_plans(training):
            # A second press at the same moment has waited, and finds the dates of the first.
            form = _form(request, training)
            shown = Preview.of(request, form)
            if shown.is_decided:
                return _make(request, form, shown.ticked)
    context = {"form": form, "training": training, "dates": shown}
    part = "#form" if request.htmx else ""
    return render(request, f"trainings/cockpit_series.html{part}", context)


def _form(request: PersonalRequest, training: Training) -> SeriesForm:
    """It begins like the last date of this training, or of the one that it was copied from (`?like=`)."""
    initial = {"timezone": request.user.timezone, "starts": "14:00", "ends": "15:30"}
    if request.method != "POST":
        pattern = _pattern(request.GET.get("like", "")) or training
        initial |= SeriesForm.like(pattern, remembered_region())
    return SeriesForm(request.POST or None, initial=initial, now=timezone.now(), training=training)


def _pattern(asked: str) -> Training | None:
    try:
        return Training.objects.filter(pk=UUID(asked)).first()
    except ValueError:
        return None


def _make(request: PersonalRequest, form: SeriesForm, ticked: list[PlannedDate]) -> HttpResponse:
    given = form.cleaned_data
    made = services.create_series(
        training=form.training,
        dates=[(each.meeting, each.deadlines) for each in ticked],
        weeks=given["weeks"],
        region=given["region"],
        capacity=given["capacity"],
        trainers=given["trainers"],
        by=request.user,
        now=form.now,
    )
    said = ngettext("%(n)d date is saved as a draft.", "%(n)d dates are saved as drafts.", len(made))
    messages.success(request, said % {"n": len(made)})
    return _back(form.training)


@coordinators
@require_POST
def publish_drafts(request: PersonalRequest, training_id: UUID) -> HttpResponse:
    training, now = get_object_or_404(Training, pk=training_id), timezone.now()
    if (form := asked_for_working_time(request, training, now)) is not None:
        return publishing_asks(request, form, training)
    done = services.publish_drafts(training=training, by=request.user, now=now)
    said = ngettext("%(n)d date is published.", "%(n)d dates are published.", len(done)) % {"n": len(done)}
    messages.success(request, said if done else _("There was no draft to publish."))
    return _back(training)
