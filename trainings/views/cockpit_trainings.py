"""Coordinators make trainings and their topics."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ambassadors.access import PersonalRequest, coordinators
from ambassadors.lists import Counted
from ambassadors.models import Programme
from ambassadors.notes import undoable
from ambassadors.searching import tidy
from ambassadors.views.inviting import go_of
from trainings import services, wishes
from trainings.figures import with_waiting
from trainings.forms import TopicForm, TrainingForm
from trainings.forms.courses import copied_title, free_slug
from trainings.models import Session, Topic, Training
from trainings.services import WorkingTimeMissing
from trainings.views.cockpit_sessions import asked_for_working_time, publishing_asks

PAGE = 25


@coordinators
@require_safe
def trainings(request: PersonalRequest) -> HttpResponse:
    """All trainings, the next date first; those without a date at the end."""
    text = tidy(request.GET.get("q", ""))
    found = Training.objects.matching(text).defer("search", "lesson", "second_lesson")
    rows = found.with_outlook(timezone.now()).by_next_date().select_related("interest_figures")
    page = Counted(rows, PAGE, found.count()).get_page(request.GET.get("page"))
    fragment = "#results" if request.htmx and not request.htmx.history_restore_request else ""
    context = {"page": page, "text": text, "k": Programme.current().k}
    return render(request, f"trainings/cockpit_trainings.html{fragment}", context)


@coordinators
@require_safe
def training(request: PersonalRequest, training_id: UUID) -> HttpResponse:
    """Its coming dates, or the past ones with `?past=1`."""
    known = Training.objects.prefetch_related("topics").select_related("interest_figures")
    shown = get_object_or_404(known, pk=training_id)
    now, past = timezone.now(), request.GET.get("past") == "1"
    dates = with_waiting(Session.objects.filter(training=shown).with_trainers())
    if past:
        dates = dates.filter(ends_at__lte=now).order_by("-starts_at", "id")
    else:
        dates = dates.filter(ends_at__gt=now).by_date()
    page = Paginator(dates, PAGE).get_page(request.GET.get("page"))
    drafts = Session.objects.filter(training=shown).drafts(now).count()
    context = {"training": shown, "words": shown.words, "page": page, "past": past, "drafts": drafts}
    context |= {"wished": wishes.told(shown), "k": Programme.current().k, "go": uuid4()}
    return render(request, "trainings/cockpit_training.html", context)


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def new_training(request: PersonalRequest) -> HttpResponse:
    form = TrainingForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        made = services.create_training(
            facts=form.facts | {"slug": free_slug(form.cleaned_data["title"])},
            topics=form.cleaned_data["topics"],
            prerequisites=form.cleaned_data["prerequisites"],
            by=request.user,
            now=timezone.now(),
        )
        if made.is_self_paced:
            messages.success(
                request, _("The training is saved. Nobody sees it before you put it into the catalogue.")
            )
        else:
            messages.success(request, _("The training is saved. Give it a date, and publish that."))
        return HttpResponseRedirect(reverse("trainings:cockpit_training", args=[made.pk]), status=303)
    return render(request, "trainings/cockpit_training_form.html", {"form": form})


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def edit_training(request: PersonalRequest, training_id: UUID) -> HttpResponse:
    shown = get_object_or_404(Training, pk=training_id)
    form = TrainingForm(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_training(
                training=shown,
                facts=form.facts,
                topics=form.cleaned_data["topics"],
                prerequisites=form.cleaned_data["prerequisites"],
                by=request.user,
                now=timezone.now(),
            )
        except WorkingTimeMissing:
            form.miss_working_time()
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("trainings:cockpit_training", args=[shown.pk]), status=303)
    return render(request, "trainings/cockpit_training_form.html", {"form": form, "training": shown})


@coordinators
@require_POST
def copy(request: PersonalRequest, training_id: UUID) -> HttpResponse:
    """Its texts; with `dates`, a series that begins like its last date is planned next.

    The page that was pressed on names its copy by a `go`: pressed twice, it is copied once.
    """
    training = get_object_or_404(Training, pk=training_id)
    title, second = copied_title(training.title, training.language), training.second_language
    made = services.copy_training(
        training=training,
        key=go_of(request) or uuid4(),
        slug=free_slug(title),
        title=title,
        second_title=copied_title(training.second_title, second) if second else "",
        by=request.user,
        now=timezone.now(),
    )
    if "dates" in request.POST:
        messages.success(request, _("The training is copied. Choose the days of its dates."))
        to = reverse("trainings:cockpit_series", args=[made.pk])
        return HttpResponseRedirect(f"{to}?like={training.pk}", status=303)
    messages.success(request, _("The training is copied. Give it a title of its own."))
    return HttpResponseRedirect(reverse("trainings:cockpit_edit_training", args=[made.pk]), status=303)


@coordinators
@require_POST
def publish_training(request: PersonalRequest, training_id: UUID) -> HttpResponse:
    """Into the catalogue, with or without a date; asks first what has to be said about working time."""
    shown, now = get_object_or_404(Training, pk=training_id), timezone.now()
    if (form := asked_for_working_time(request, shown, now)) is not None:
        return publishing_asks(request, form, shown)
    services.publish_training(training=shown, by=request.user, now=now)
    undo = reverse("trainings:cockpit_hide_training", args=[training_id])
    undoable(request, _("The training stands in the catalogue now."), undo=undo)
    return HttpResponseRedirect(reverse("trainings:cockpit_training", args=[training_id]), status=303)


@coordinators
@require_POST
def hide_training(request: PersonalRequest, training_id: UUID) -> HttpResponse:
    shown = get_object_or_404(Training, pk=training_id)
    services.hide_training(training=shown, by=request.user, now=timezone.now())
    undo = reverse("trainings:cockpit_publish_training", args=[training_id])
    undoable(request, _("The training stands in the catalogue only by its dates now."), undo=undo)
    return HttpResponseRedirect(reverse("trainings:cockpit_training", args=[training_id]), status=303)


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def topics(request: PersonalRequest) -> HttpResponse:
    """Every topic, and one more."""
    form = TopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.save_topic(topic=form.save_slug(), by=request.user, now=timezone.now())
        messages.success(request, _("The topic is there."))
        return HttpResponseRedirect(reverse("trainings:cockpit_topics"), status=303)
    return render(request, "trainings/cockpit_topics.html", {"form": form, "topics": Topic.objects.counted()})


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: PersonalRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Topic, slug=slug)
    form = TopicForm(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        services.save_topic(topic=form.save_slug(), by=request.user, now=timezone.now())
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("trainings:cockpit_topics"), status=303)
    return render(request, "trainings/cockpit_topic.html", {"form": form, "topic": shown})
