"""Coordinators read applications, what waits longest first, and answer them."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ambassadors.access import PersonalRequest, coordinators
from ambassadors.forms.applications import VIEWS, ApplicationFilter, AskBackForm
from ambassadors.models import Application, ApplicationAnswer, AskBack, Cohort
from ambassadors.models.applications import ApplicationQuerySet
from ambassadors.notes import undoable
from ambassadors.services import deciding
from ambassadors.services.deciding import AlreadyDecided, TooLate

PAGE_SIZE = 25
SHOWN_COHORTS = 3
ORDERS = {
    "name": ("person__sort_key", "id"),
    "-name": ("-person__sort_key", "id"),
    "applied": ("applied_at", "id"),
    "-applied": ("-applied_at", "id"),
}


def queue_page() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("ambassadors:cockpit_applications"), status=303)


@coordinators
@require_safe
def cockpit_applications(request: PersonalRequest) -> HttpResponse:
    everything = Application.objects.visible_to(request.user)
    view = request.GET.get("view", "")
    view = view if view in VIEWS else VIEWS[0]
    found = ApplicationFilter(request.GET, queryset=_in_view(everything, view))
    usual = ("-decided_at", "id") if view == "decided" else ORDERS["applied"]
    rows = found.qs.for_a_page().order_by(*ORDERS.get(request.GET.get("sort", ""), usual))
    context = {
        "view": view,
        "filter": found,
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "counts": _counts(everything),
        "cohorts": _with_places(),
        "today": timezone.localdate(),
    }
    return render(request, "ambassadors/cockpit_applications.html", context)


def _in_view(found: ApplicationQuerySet, view: str) -> ApplicationQuerySet:
    return {"waiting": found.waiting(), "asked": found.asked(), "decided": found.decided()}[view]


def _counts(everything: ApplicationQuerySet) -> dict[str, int]:
    decided = Q(decided_at__isnull=False)
    return everything.aggregate(
        waiting=Count("pk", filter=Q(state=Application.State.WAITING)),
        asked=Count("pk", filter=Q(state=Application.State.ASKED)),
        decided=Count("pk", filter=decided),
    )


def _with_places() -> QuerySet[Cohort]:
    """Those that somebody waits for, and the one that is open: how many places are left is an operation, no figure."""
    wanted = Application.objects.undecided().filter(cohort__isnull=False).values("cohort")
    open_now = Q(opens_at__lte=timezone.now(), closes_at__gt=timezone.now())
    return Cohort.objects.filter(Q(pk__in=wanted) | open_now).latest_first()[:SHOWN_COHORTS]


@coordinators
@require_safe
def cockpit_application(request: PersonalRequest, application_id: uuid.UUID) -> HttpResponse:
    return application_page(request, application_id, AskBackForm())


def application_page(request: PersonalRequest, application_id: uuid.UUID, form: AskBackForm) -> HttpResponse:
    rows = Application.objects.visible_to(request.user).for_a_page()
    rows = rows.prefetch_related(
        Prefetch("answers", ApplicationAnswer.objects.select_related("question").order_by("question__place")),
        Prefetch("asks_back", AskBack.objects.select_related("asked_by")),
    )
    application = get_object_or_404(rows, pk=application_id)
    now = timezone.now()
    context = {
        "application": application,
        "person": application.person,
        "answers": [
            (one.question.text_in(get_language() or ""), one.text) for one in application.answers.all()
        ],
        "form": form,
        "can_be_undone": application.can_be_undone(now),
        "is_late": not application.is_decided and timezone.localdate(now) > application.answered_by,
    }
    return render(request, "ambassadors/cockpit_application.html", context)


@coordinators
@require_POST
def application_ask(request: PersonalRequest, application_id: uuid.UUID) -> HttpResponse:
    application = get_object_or_404(Application.objects.visible_to(request.user), pk=application_id)
    form = AskBackForm(request.POST)
    if not form.is_valid():
        return application_page(request, application_id, form)
    try:
        deciding.ask_back(
            application=application,
            question=form.cleaned_data["question"],
            by=request.user,
            now=timezone.now(),
        )
    except AlreadyDecided:
        messages.warning(request, _("This application has been answered or asked about in between."))
    else:
        messages.success(request, _("Your question is on its way. The application keeps its place."))
    page = reverse("ambassadors:cockpit_application", args=[application_id])
    return HttpResponseRedirect(page, status=303)


@coordinators
@require_POST
def applications_undo(request: PersonalRequest, decision: uuid.UUID) -> HttpResponse:
    try:
        count = deciding.undo(decision=decision, by=request.user, now=timezone.now())
    except TooLate:
        messages.warning(
            request, _("It is too late to take this back: what was decided has been told, or taken back.")
        )
    else:
        said = ngettext("%(count)d application waits again.", "%(count)d applications wait again.", count)
        messages.success(request, said % {"count": count})
    return queue_page()


def said_with_undo(request: PersonalRequest, text: str, decision: uuid.UUID) -> HttpResponse:
    undoable(request, text, undo=reverse("ambassadors:applications_undo", args=[decision]))
    return queue_page()
