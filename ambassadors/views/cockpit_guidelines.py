"""Coordinators write guidelines and publish versions. Nobody's consent is shown here."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ambassadors.access import PersonalRequest, coordinators
from ambassadors.forms.guidelines import DraftForm, GuidelineForm
from ambassadors.models import Guideline, GuidelineVersion
from ambassadors.services import guidelines as deeds
from ambassadors.views.guidelines import BELOW_HEADING, difference


def _page(guideline: Guideline) -> str:
    return reverse("ambassadors:cockpit_guideline", args=[guideline.slug])


@coordinators
@require_safe
def cockpit_guidelines(request: PersonalRequest) -> HttpResponse:
    guidelines = list(Guideline.objects.prefetch_related("versions__published_by"))
    shown = [(guideline, *_states(guideline)) for guideline in guidelines]
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
    form = GuidelineForm(request.POST or None, initial={"language": request.user.language})
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
    form = DraftForm(request.POST or None, instance=draft or _next(latest), guideline=guideline)
    if request.method == "POST" and form.is_valid():
        guideline.title = form.cleaned_data["title"]
        guideline.second_title = form.cleaned_data["second_title"]
        deeds.save_draft(
            guideline=guideline,
            draft=form.instance,
            titles=[name for name in ("title", "second_title") if name in form.changed_data],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("The draft is saved. Only coordinators see it."))
        return HttpResponseRedirect(_page(guideline), status=303)
    context = {"guideline": guideline, "form": form, "latest": latest, "draft": draft}
    return render(request, "ambassadors/cockpit_guideline.html", context)


def _next(latest: GuidelineVersion | None) -> GuidelineVersion:
    if latest is None:
        return GuidelineVersion(number=1)
    return GuidelineVersion(
        number=latest.number + 1,
        text=latest.text,
        binding=latest.binding,
        second_text=latest.second_text,
        second_binding=latest.second_binding,
    )


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def cockpit_publish(request: PersonalRequest, slug: str) -> HttpResponse:
    """Show the draft as people will read it, and publish it."""
    guideline = get_object_or_404(Guideline, slug=slug)
    latest, draft = _states(guideline)
    if request.method == "POST":
        try:
            seen = request.POST.get("seen", "")
            version = deeds.publish(guideline=guideline, seen=seen, by=request.user, now=timezone.now())
        except deeds.NothingToPublish:
            messages.warning(request, _("There is nothing to publish yet."))
            return HttpResponseRedirect(_page(guideline), status=303)
        except deeds.DraftChanged:
            messages.warning(request, _("The draft has changed in between. Please look at it again."))
            return HttpResponseRedirect(request.path, status=303)
        messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
        return HttpResponseRedirect(reverse("ambassadors:cockpit_guidelines"), status=303)
    if draft is None:
        return HttpResponseRedirect(_page(guideline))
    languages = [guideline.language] + ([guideline.second_language] if draft.second_text else [])
    previews = [draft.wording(language) for language in languages]
    changes = [difference(latest, draft, language, BELOW_HEADING) for language in languages] if latest else []
    context: dict[str, Any] = {"guideline": guideline, "draft": draft, "latest": latest}
    context |= {"previews": previews, "changes": changes}
    return render(request, "ambassadors/cockpit_guideline_publish.html", context)
