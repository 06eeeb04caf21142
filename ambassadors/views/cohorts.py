"""Coordinators make cohorts, change and copy them, close them early, extend and remove them."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ambassadors import figures
from ambassadors.access import PersonalRequest, coordinators
from ambassadors.forms.cohorts import CohortForm, LastDayForm, Questions, questions_in, questions_of
from ambassadors.models import Cohort, CohortQuestion
from ambassadors.services import cohorts as deeds
from ambassadors.services.cohorts import HasApplications, RoundsOverlap
from ambassadors.templatetags.hub import plain_day
from ambassadors.views.choosing import chosen_ids

PAGE_SIZE = 25
GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _see(cohort: Cohort) -> HttpResponse:
    return HttpResponseRedirect(reverse("ambassadors:cockpit_cohort", args=[cohort.pk]), status=303)


def _overlap(reason: RoundsOverlap) -> str:
    other = reason.args[0]
    about = {"name": other.name, "first": plain_day(other.opens_on), "last": plain_day(other.last_day)}
    return _("“%(name)s” takes applications from %(first)s to %(last)s. One round at a time.") % about


@coordinators
@require_safe
def cockpit_cohorts(request: PersonalRequest) -> HttpResponse:
    waiting = Count("applications", filter=Q(applications__decided_at__isnull=True))
    rows = Cohort.objects.annotate(waiting=waiting).latest_first()
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "now": timezone.now(),
        "want_to_know": figures.next_round(),
    }
    return render(request, "ambassadors/cockpit_cohorts.html", context)


@coordinators
@GET_POST
def cohort_new(request: PersonalRequest) -> HttpResponse:
    """`copy` names the cohort that lends everything but its days."""
    copied = Cohort.objects.filter(pk__in=chosen_ids(request, "copy")).first()
    data = request.POST or None
    form = CohortForm(data, copies=copied, zone=request.user.timezone)
    questions = Questions(data, initial=questions_of(copied), prefix="q")
    if request.method == "POST" and form.is_valid() and questions.is_valid():
        try:
            made = deeds.make_cohort(
                plan=form.plan, questions=questions_in(questions), by=request.user, now=timezone.now()
            )
        except RoundsOverlap as reason:
            form.add_error("opens_on", _overlap(reason))
        else:
            messages.success(request, _("“%(name)s” is saved.") % {"name": made.name})
            return _see(made)
    return render(request, "ambassadors/cockpit_cohort_form.html", {"form": form, "questions": questions})


@coordinators
@require_safe
def cockpit_cohort(request: PersonalRequest, cohort_id: uuid.UUID) -> HttpResponse:
    cohort = get_object_or_404(Cohort, pk=cohort_id)
    now = timezone.now()
    context = {
        "cohort": cohort,
        "is_open": cohort.is_open(now),
        "is_over": cohort.is_over(now),
        "questions": list(cohort.questions.all()),
        "waiting": cohort.applications.undecided().count(),
        "has_applications": cohort.applications.exists(),
    }
    return render(request, "ambassadors/cockpit_cohort.html", context)


@coordinators
@GET_POST
def cohort_change(request: PersonalRequest, cohort_id: uuid.UUID) -> HttpResponse:
    """Questions can be changed until somebody has applied."""
    cohort = get_object_or_404(Cohort, pk=cohort_id)
    data = request.POST or None
    form = CohortForm(data, cohort=cohort)
    is_free = not cohort.applications.exists()
    questions = Questions(data, initial=questions_of(cohort), prefix="q") if is_free else None
    if request.method == "POST" and form.is_valid() and (questions is None or questions.is_valid()):
        asked = questions_in(questions) if questions is not None else None
        if _change(request, cohort, form, asked):
            return _see(cohort)
    context = {"form": form, "questions": questions, "cohort": cohort}
    return render(request, "ambassadors/cockpit_cohort_form.html", context)


def _change(
    request: PersonalRequest, cohort: Cohort, form: CohortForm, asked: Sequence[CohortQuestion] | None
) -> bool:
    try:
        deeds.change_cohort(
            cohort=cohort, plan=form.plan, questions=asked, by=request.user, now=timezone.now()
        )
    except RoundsOverlap as reason:
        form.add_error("opens_on", _overlap(reason))
        return False
    except HasApplications:
        form.add_error(None, _("Somebody has just applied, so the questions can no longer change."))
        return False
    messages.success(request, _("“%(name)s” is saved.") % {"name": form.cleaned_data["name"]})
    return True


@coordinators
@GET_POST
def cohort_extend(request: PersonalRequest, cohort_id: uuid.UUID) -> HttpResponse:
    cohort = get_object_or_404(Cohort, pk=cohort_id)
    now = timezone.now()
    form = LastDayForm(request.POST or None, cohort=cohort, today=now.astimezone(cohort.zone).date())
    if request.method == "POST" and form.is_valid():
        try:
            deeds.extend(cohort=cohort, last_day=form.cleaned_data["last_day"], by=request.user, now=now)
        except RoundsOverlap as reason:
            form.add_error("last_day", _overlap(reason))
        else:
            messages.success(request, _("The round is extended. Those whose answer comes later are told."))
            return _see(cohort)
    return render(request, "ambassadors/cockpit_cohort_extend.html", {"form": form, "cohort": cohort})


@coordinators
@GET_POST
def cohort_close(request: PersonalRequest, cohort_id: uuid.UUID) -> HttpResponse:
    """GET asks."""
    cohort = get_object_or_404(Cohort.objects.open(timezone.now()), pk=cohort_id)
    if request.method != "POST":
        return render(request, "ambassadors/cockpit_cohort_end.html", {"cohort": cohort, "closes": True})
    deeds.close(cohort=cohort, by=request.user, now=timezone.now())
    messages.success(request, _("The round is closed. Whoever has applied gets their answer as was said."))
    return _see(cohort)


@coordinators
@GET_POST
def cohort_remove(request: PersonalRequest, cohort_id: uuid.UUID) -> HttpResponse:
    """GET asks."""
    cohort = get_object_or_404(Cohort, pk=cohort_id)
    if request.method != "POST":
        return render(request, "ambassadors/cockpit_cohort_end.html", {"cohort": cohort})
    try:
        deeds.remove(cohort=cohort, by=request.user, now=timezone.now())
    except HasApplications:
        messages.warning(request, _("There are applications for this cohort, so it stays."))
        return _see(cohort)
    messages.success(request, _("“%(name)s” is removed.") % {"name": cohort.name})
    return HttpResponseRedirect(reverse("ambassadors:cockpit_cohorts"), status=303)
