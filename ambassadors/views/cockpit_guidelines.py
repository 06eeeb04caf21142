"""Coordinators write guidelines and publish versions. Nobody's consent is shown here, and no number of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ambassadors import readings
from ambassadors.access import PersonalRequest, coordinators
from ambassadors.forms.guidelines import DraftForm, GuidelineForm, PublishForm
from ambassadors.models import Guideline, GuidelineVersion
from ambassadors.notes import undoable
from ambassadors.readings import Reading
from ambassadors.services import guideline_texts as deeds
from ambassadors.templatetags.hub import day_and_time


def _page(guideline: Guideline) -> str:
    return reverse("ambassadors:cockpit_guideline", args=[guideline.slug])


def _list() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("ambassadors:cockpit_guidelines"), status=303)


@coordinators
@require_safe
def cockpit_guidelines(request: PersonalRequest) -> HttpResponse:
    found = Guideline.objects.in_order().prefetch_related("versions__published_by", "versions__edited_by")
    shown = [(guideline, *_states(guideline)) for guideline in found]
    return render(request, "ambassadors/cockpit_guidelines.html", {"shown": shown})


def _states(guideline: Guideline) -> tuple[GuidelineVersion | None, GuidelineVersion | None]:
    """The version that is valid and the draft, from what was fetched before."""
    versions = sorted(guideline.versions.all(), key=lambda version: version.number)
    published = [version for version in versions if version.valid_from]
    drafts = [version for version in versions if not version.valid_from]
    return published[-1] if published else None, drafts[-1] if drafts else None


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def cockpit_new_guideline(request: PersonalRequest) -> HttpResponse:
    form = GuidelineForm(
        request.POST or None, initial={"language": request.user.language, "is_binding": "no"}
    )
    if request.method == "POST" and form.is_valid():
        guideline = deeds.start_guideline(guideline=form.instance, by=request.user, now=timezone.now())
        return HttpResponseRedirect(_page(guideline), status=303)
    return render(request, "ambassadors/cockpit_guideline_new.html", {"form": form})


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def cockpit_guideline(request: PersonalRequest, slug: str) -> HttpResponse:
    """Edit the draft; without one the form starts from the version that is valid."""
    guideline = get_object_or_404(Guideline, slug=slug)
    latest, draft = _states(guideline)
    form = DraftForm(request.POST or None, start=draft or _next(guideline, latest), draft=draft)
    if request.method == "POST" and form.is_valid():
        saved = deeds.save_draft(
            guideline=guideline,
            words=form.instance,
            seen=form.cleaned_data["seen"],
            by=request.user,
            now=timezone.now(),
        )
        _say_what_was_saved(request, saved)
        return HttpResponseRedirect(_page(guideline), status=303)
    context = {"guideline": guideline, "form": form, "latest": latest, "draft": draft}
    return render(request, "ambassadors/cockpit_guideline.html", context)


def _say_what_was_saved(request: HttpRequest, saved: deeds.Saved) -> None:
    messages.success(request, _("The draft is saved. Only coordinators see it."))
    if saved.replaced and saved.replaced.edited_by and saved.replaced.edited_at:
        words = _(
            "%(name)s had saved this draft while you wrote (%(time)s). Yours, the later one, holds now."
        )
        at = day_and_time(timezone.localtime(saved.replaced.edited_at))
        messages.warning(request, words % {"name": saved.replaced.edited_by.name, "time": at})
    if saved.published:
        words = _(
            "Version %(number)s was published while you wrote. Your words are the draft of the next one."
        )
        messages.warning(request, words % {"number": saved.published})


def _next(guideline: Guideline, latest: GuidelineVersion | None) -> GuidelineVersion:
    """A new version that says what the latest said."""
    if latest is None:
        return GuidelineVersion(guideline=guideline, number=1, title=guideline.title)
    words = {name: getattr(latest, name) for name in GuidelineVersion.TEXTS}
    words["title"] = words["title"] or guideline.title
    return GuidelineVersion(guideline=guideline, number=latest.number + 1, **words)


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def cockpit_publish(request: PersonalRequest, slug: str) -> HttpResponse:
    """Show the draft as people will read it, and publish it."""
    guideline = get_object_or_404(Guideline, slug=slug)
    latest, draft = _states(guideline)
    form = PublishForm(request.POST or None, must_choose=latest is not None and not guideline.is_binding)
    if request.method == "POST" and form.is_valid():
        return _publish(request, guideline, form)
    if draft is None:
        return HttpResponseRedirect(_page(guideline))
    context: dict[str, Any] = {"guideline": guideline, "draft": draft, "latest": latest, "form": form}
    context["reading"] = _preview(request, draft, latest)
    return render(request, "ambassadors/cockpit_guideline_publish.html", context)


def _preview(request: HttpRequest, draft: GuidelineVersion, latest: GuidelineVersion | None) -> Reading:
    language = request.GET.get("language", draft.guideline.language)
    view = request.GET.get("view", "")
    if view == "differences" and latest is not None:
        return readings.compared(latest, draft, language)
    if view == "simple":
        return readings.in_simple_words(draft, language)
    return readings.as_it_is(draft, language)


def _publish(request: PersonalRequest, guideline: Guideline, form: PublishForm) -> HttpResponse:
    try:
        version = deeds.publish(
            guideline=guideline,
            seen=form.cleaned_data["seen"],
            is_correction=form.is_correction,
            by=request.user,
            now=timezone.now(),
        )
    except deeds.NothingToPublish:
        messages.warning(request, _("There is nothing new to publish."))
        return HttpResponseRedirect(_page(guideline), status=303)
    except deeds.DraftChanged:
        messages.warning(request, _("The draft has changed in between. Please look at it again."))
        return HttpResponseRedirect(request.path, status=303)
    messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
    return _list()


@coordinators
@require_POST
def move(request: PersonalRequest, slug: str) -> HttpResponse:
    guideline = get_object_or_404(Guideline, slug=slug)
    steps = -1 if request.POST.get("to") == "forward" else 1
    deeds.move_guideline(guideline=guideline, steps=steps, by=request.user, now=timezone.now())
    return _list()


@coordinators
@require_POST
def retire(request: PersonalRequest, slug: str) -> HttpResponse:
    guideline = get_object_or_404(Guideline, slug=slug)
    if deeds.retire(guideline=guideline, by=request.user, now=timezone.now()):
        words = _("“%(title)s” is no longer in use. Everybody keeps their history and their proof.")
        undo = reverse("ambassadors:cockpit_guideline_bring_back", args=[slug])
        undoable(request, words % {"title": guideline.title}, undo=undo)
    return _list()


@coordinators
@require_POST
def bring_back(request: PersonalRequest, slug: str) -> HttpResponse:
    guideline = get_object_or_404(Guideline, slug=slug)
    if deeds.bring_back(guideline=guideline, by=request.user, now=timezone.now()):
        messages.success(request, _("“%(title)s” is in use again.") % {"title": guideline.title})
    return _list()
