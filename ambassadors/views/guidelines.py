"""A person reads the guidelines and decides about them, for themselves alone."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ambassadors import decisions, policies, proof, readings
from ambassadors.access import PersonalRequest, ambassadors_only, signed_in
from ambassadors.decisions import Decision
from ambassadors.models import Guideline, GuidelineVersion
from ambassadors.notes import undoable
from ambassadors.readings import Reading
from ambassadors.services import guidelines as deeds

NEWER = "newer"


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
    context = {
        "voluntary": [each for each in shown if each[0].can_be_made],
        "binding": [each for each in shown if each[0].guideline.is_binding],
        "retired": [each for each in shown if each[0].guideline.retired_at],
        "has_proof": decisions.has_consented(request.user),
    }
    return render(request, "ambassadors/guidelines.html", context)


@signed_in
@require_safe
def guideline(request: PersonalRequest, slug: str) -> HttpResponse:
    readable = Guideline.objects.readable_by(request.user)
    found = get_object_or_404(readable, slug=slug)
    decision = decisions.decision_on(found, request.user)
    if decision is None:
        raise Http404
    versions = list(found.versions.published().newest_first())
    reading = _reading(request, decision, versions)
    lines = decisions.history(found, request.user)
    context = {
        "guideline": found,
        "has_others": readable.exclude(pk=found.pk).exists(),
        "decision": decision,
        "reading": reading,
        "versions": versions,
        "default_before": _default_before(decision, versions),
        "history": lines,
        "has_proof": any(line.event for line in lines),
        "may_decide": policies.may_decide_about_guidelines.test(request.user),
        "reads_what_is_valid": reading.version == decision.latest and not reading.is_simple,
        "came_while_reading": NEWER in request.GET,
    }
    return render(request, "ambassadors/guideline.html", context)


def _reading(request: HttpRequest, decision: Decision, versions: list[GuidelineVersion]) -> Reading:
    """What the address asks for; whatever it cannot have is the version that is valid."""
    language = translation.get_language() or ""
    view = request.GET.get("view", "")
    after = _chosen(request.GET.get("after", ""), versions) or versions[0]
    before = _chosen(request.GET.get("before", ""), versions) or _default_before(decision, versions)
    if view == "differences" and before is not None:
        older, newer = sorted((before, after), key=lambda version: version.number)
        return readings.compared(older, newer, language)
    if view == "simple":
        return readings.in_simple_words(versions[0], language)
    return readings.as_it_is(_chosen(request.GET.get("version", ""), versions) or versions[0], language)


def _chosen(number: str, versions: list[GuidelineVersion]) -> GuidelineVersion | None:
    return next((version for version in versions if str(version.number) == number), None)


def _default_before(decision: Decision, versions: list[GuidelineVersion]) -> GuidelineVersion | None:
    """What the person consents to, if that is an earlier one; else the version before."""
    consent = decision.consent
    number = consent.version.number if consent and consent.version != versions[0] else None
    known = _chosen(str(number), versions)
    return known or next(iter(versions[1:]), None)


def _read_version(request: PersonalRequest, slug: str) -> GuidelineVersion:
    """The version that the page showed."""
    number = request.POST.get("version", "")
    published = GuidelineVersion.objects.published().select_related("guideline")
    is_number = number.isdecimal() and len(number) < 5
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
    except deeds.NothingToDecide:
        raise Http404 from None
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
    except deeds.NothingToDecide:
        raise Http404 from None
    messages.success(request, _("Everything stays as it is. Nobody is told."))
    return _back(slug)


@ambassadors_only
@require_POST
def withdraw(request: PersonalRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Guideline.objects.readable_by(request.user), slug=slug)
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
    found = get_object_or_404(Guideline.objects.readable_by(request.user), slug=slug)
    if deeds.take_back_withdrawal(person=request.user, guideline=found, now=timezone.now()):
        messages.success(request, _("You opted in again. Both steps are in your history."))
    return _back(slug)


@signed_in
@require_safe
def proof_as_json(request: PersonalRequest) -> HttpResponse:
    return _download(proof.as_json(_own_proof(request)), "application/json", "proof.json")


@signed_in
@require_safe
def proof_as_pdf(request: PersonalRequest) -> HttpResponse:
    from ambassadors import proof_pdf  # noqa: PLC0415 (slow, and rarely asked for)

    return _download(proof_pdf.as_pdf(_own_proof(request)), "application/pdf", "proof.pdf")


def _own_proof(request: PersonalRequest) -> proof.Proof:
    """Of the reader alone: no address names a person. Who never opted in has none."""
    found = proof.proof_of(request.user)
    if found is None:
        raise Http404
    return found


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
