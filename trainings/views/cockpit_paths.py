"""Coordinators make learning paths. How far anybody is on them stands nowhere here."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ambassadors.access import PersonalRequest, coordinators
from ambassadors.notes import undoable
from trainings import services
from trainings.forms import PathForm, StationForm
from trainings.models import LearningPath, Training

PAGE = 25


def _see(path: LearningPath) -> HttpResponse:
    return HttpResponseRedirect(reverse("trainings:cockpit_path", args=[path.pk]), status=303)


@coordinators
@require_safe
def paths(request: PersonalRequest) -> HttpResponse:
    rows = LearningPath.objects.annotate(stations=Count("steps")).by_title()
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "trainings/cockpit_paths.html", {"page": page})


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def new_path(request: PersonalRequest) -> HttpResponse:
    form = PathForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        made = services.save_path(path=form.save_slug(), by=request.user, now=timezone.now())
        messages.success(request, _("The path is saved as a draft. Now choose its trainings."))
        return _see(made)
    return render(request, "trainings/cockpit_path_form.html", {"form": form})


@coordinators
@require_safe
def path(request: PersonalRequest, path_id: UUID) -> HttpResponse:
    return _page(request, get_object_or_404(LearningPath, pk=path_id))


def _page(request: PersonalRequest, shown: LearningPath, form: StationForm | None = None) -> HttpResponse:
    context = {
        "path": shown,
        "words": shown.words,
        "stations": _along(shown),
        "form": form or StationForm(path=shown),
    }
    return render(request, "trainings/cockpit_path.html", context)


def _along(shown: LearningPath) -> list[Training]:
    trainings = shown.trainings.order_by("path_steps__place").with_outlook(timezone.now())  # type: ignore[attr-defined]
    return list(trainings.defer("search", "lesson", "second_lesson"))


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def edit_path(request: PersonalRequest, path_id: UUID) -> HttpResponse:
    shown = get_object_or_404(LearningPath, pk=path_id)
    form = PathForm(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        services.save_path(path=form.save_slug(), by=request.user, now=timezone.now())
        messages.success(request, _("Saved."))
        return _see(shown)
    return render(request, "trainings/cockpit_path_form.html", {"form": form, "path": shown})


@coordinators
@require_POST
def add_station(request: PersonalRequest, path_id: UUID) -> HttpResponse:
    """At the end."""
    shown = get_object_or_404(LearningPath, pk=path_id)
    form = StationForm(request.POST, path=shown)
    if not form.is_valid():
        return _page(request, shown, form)
    along = [*_along(shown), form.cleaned_data["training"]]
    services.arrange_path(path=shown, trainings=along, by=request.user, now=timezone.now())
    return _see(shown)


@coordinators
@require_POST
def move_station(request: PersonalRequest, path_id: UUID, training_id: UUID) -> HttpResponse:
    """One place forward or back."""
    shown = get_object_or_404(LearningPath, pk=path_id)
    along = _along(shown)
    at = _place_of(training_id, along)
    if at is not None:
        to = max(0, at - 1) if request.POST.get("to") == "forward" else at + 1
        along.insert(to, along.pop(at))
        services.arrange_path(path=shown, trainings=along, by=request.user, now=timezone.now())
    return _see(shown)


@coordinators
@require_POST
def remove_station(request: PersonalRequest, path_id: UUID, training_id: UUID) -> HttpResponse:
    shown = get_object_or_404(LearningPath, pk=path_id)
    along = _along(shown)
    at = _place_of(training_id, along)
    if at is None:
        return _see(shown)
    taken = along.pop(at)
    try:
        services.arrange_path(path=shown, trainings=along, by=request.user, now=timezone.now())
    except services.PathIsEmptyError:
        messages.warning(request, _("A published path needs a training. Make it a draft first."))
        return _see(shown)
    undo = reverse("trainings:cockpit_path_restore", args=[shown.pk, taken.pk, at])
    undoable(request, _("“%(title)s” is off the path.") % {"title": taken.words.title}, undo=undo)
    return _see(shown)


@coordinators
@require_POST
def restore_station(request: PersonalRequest, path_id: UUID, training_id: UUID, place: int) -> HttpResponse:
    """Back to where it was."""
    shown = get_object_or_404(LearningPath, pk=path_id)
    along = _along(shown)
    back = get_object_or_404(Training, pk=training_id)
    if back not in along:
        along.insert(min(place, len(along)), back)
        services.arrange_path(path=shown, trainings=along, by=request.user, now=timezone.now())
    return _see(shown)


def _place_of(training_id: UUID, along: list[Training]) -> int | None:
    return next((at for at, training in enumerate(along) if training.pk == training_id), None)


@coordinators
@require_POST
def publish_path(request: PersonalRequest, path_id: UUID) -> HttpResponse:
    shown = get_object_or_404(LearningPath, pk=path_id)
    try:
        services.publish_path(path=shown, by=request.user, now=timezone.now())
        undoable(
            request,
            _("Everybody can see the path now."),
            undo=reverse("trainings:cockpit_hide_path", args=[path_id]),
        )
    except services.PathIsEmptyError:
        messages.warning(request, _("Choose its trainings first."))
    return _see(shown)


@coordinators
@require_POST
def hide_path(request: PersonalRequest, path_id: UUID) -> HttpResponse:
    shown = get_object_or_404(LearningPath, pk=path_id)
    services.hide_path(path=shown, by=request.user, now=timezone.now())
    undoable(
        request,
        _("The path is a draft again."),
        undo=reverse("trainings:cockpit_publish_path", args=[path_id]),
    )
    return _see(shown)


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def delete_path(request: PersonalRequest, path_id: UUID) -> HttpResponse:
    """Asks first: what was put in order is gone then."""
    shown = get_object_or_404(LearningPath, pk=path_id)
    if request.method != "POST":
        return render(request, "trainings/cockpit_path_delete.html", {"path": shown, "words": shown.words})
    services.delete_path(path=shown, by=request.user, now=timezone.now())
    messages.success(request, _("The learning path is deleted. Its trainings are still there."))
    return HttpResponseRedirect(reverse("trainings:cockpit_paths"), status=303)
