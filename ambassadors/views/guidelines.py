"""A person reads the guidelines and decides about them, for themselves alone."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ambassadors import decisions, policies
from ambassadors.access import PersonalRequest, ambassadors_only, signed_in
from ambassadors.differences import marked
from ambassadors.markdown import to_html
from ambassadors.models import Guideline, GuidelineVersion
from ambassadors.notes import undoable
from ambassadors.services import guidelines as deeds

NEWER = "newer"
SENTENCE, BELOW_HEADING = 2, 3


def difference(before: GuidelineVersion, after: GuidelineVersion, language: str, top: int) -> dict[str, Any]:
    """What changed, in `language` where both versions have it, else in the guideline's own.

    `top`: the level of heading of a sentence.
    """
    if before.wording(language).language != after.wording(language).language:
        language = after.guideline.language
    old, new = before.wording(language), after.wording(language)
    return {
        "wording": new,
        "text": marked(to_html(old.text, top), to_html(new.text, top)),
        "binding": marked(to_html(old.binding, BELOW_HEADING), to_html(new.binding, BELOW_HEADING)),
    }


def _page(slug: str) -> str:
    return reverse("ambassadors:guideline", args=[slug])


def _back(slug: str, query: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(_page(slug) + query, status=303)


@signed_in
@require_safe
def guidelines(request: PersonalRequest) -> HttpResponse:
    """Straight to the page where there is but one."""
    found = decisions.decisions_of(request.user)
    if len(found) == 1:
        return HttpResponseRedirect(_page(found[0].guideline.slug))
    language = translation.get_language()
    shown = [(decision, decision.latest.wording(language)) for decision in found]
    return render(request, "ambassadors/guidelines.html", {"shown": shown})


@signed_in
@require_safe
def guideline(request: PersonalRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Guideline, slug=slug)
    decision = decisions.decision_on(found, request.user)
    if decision is None:
        return render(request, "ambassadors/guideline_coming.html", {"guideline": found})
    language = translation.get_language()
    wording = decision.latest.wording(language)
    before = found.versions.published().filter(number__lt=decision.latest.number).newest_first().first()
    shows_difference = before is not None and request.GET.get("view") == "differences"
    text: dict[str, Any] = {"wording": wording, "text": to_html(wording.text, SENTENCE)}
    text["binding"] = to_html(wording.binding, BELOW_HEADING)
    if before is not None and shows_difference:
        text = difference(before, decision.latest, language, SENTENCE)
    context = {
        "guideline": found,
        "decision": decision,
        "before": before,
        "shows_difference": shows_difference,
        "history": decisions.history(found, request.user),
        "may_decide": policies.may_decide_about_guidelines.test(request.user),
        "came_while_reading": NEWER in request.GET,
    }
    return render(request, "ambassadors/guideline.html", context | text)


def _read_version(request: PersonalRequest, slug: str) -> GuidelineVersion:
    """The version that the page showed."""
    number = request.POST.get("version", "")
    published = GuidelineVersion.objects.published().select_related("guideline")
    is_number = number.isdecimal() and len(number) < 7
    return get_object_or_404(published, guideline__slug=slug, number=int(number) if is_number else -1)


@ambassadors_only
@require_POST
def opt_in(request: PersonalRequest, slug: str) -> HttpResponse:
    version = _read_version(request, slug)
    language = request.POST.get("language", "")
    try:
        deeds.opt_in(person=request.user, version=version, language=language, now=timezone.now())
    except deeds.NewerVersion:
        return _back(slug, f"?view=differences&{NEWER}=1")
    messages.success(request, _("You opted in to version %(number)s.") % {"number": version.number})
    return _back(slug)


@ambassadors_only
@require_POST
def stay(request: PersonalRequest, slug: str) -> HttpResponse:
    """Keep things as they are: no consent, or that to an earlier version."""
    version = _read_version(request, slug)
    try:
        deeds.leave_open(person=request.user, version=version)
    except deeds.NewerVersion:
        return _back(slug, f"?view=differences&{NEWER}=1")
    messages.success(request, _("Everything stays as it is. Nobody is told."))
    return _back(slug)


@ambassadors_only
@require_POST
def withdraw(request: PersonalRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Guideline, slug=slug)
    if deeds.withdraw(person=request.user, guideline=found, now=timezone.now()):
        undoable(
            request,
            _("Your consent is withdrawn. Posts you have published stay yours."),
            undo=reverse("ambassadors:guideline_restore", args=[slug]),
        )
    return _back(slug)


@ambassadors_only
@require_POST
def restore(request: PersonalRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Guideline, slug=slug)
    if deeds.take_back_withdrawal(person=request.user, guideline=found, now=timezone.now()):
        messages.success(request, _("You opted in again. Both steps are in your history."))
    return _back(slug)
