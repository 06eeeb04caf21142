"""People who are missing from a file: a coordinator enters their last day, or takes it back while it is to come."""

import uuid
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from ambassadors.access import PersonalRequest, coordinators
from ambassadors.forms.leaving import LastDayForm, SecondLookForm
from ambassadors.models import Import, Leaving, User
from ambassadors.models.people import UserQuerySet
from ambassadors.services import leaving
from ambassadors.services.leaving import LooksWrong, NothingToTakeBack, Size
from ambassadors.templatetags.hub import plain_day
from ambassadors.views.choosing import chosen_ids
from ambassadors.views.imports import PAGE_SIZE, back_to, found

NAMES_SHOWN = 12


@coordinators
@require_safe
def import_missing(request: PersonalRequest, import_id: uuid.UUID) -> HttpResponse:
    """Who is here and not in the file: listed, and nothing happens unasked."""
    of_import = found(request, import_id)
    if of_import.state != Import.State.CHECKED:
        return back_to(of_import)
    missing = of_import.missing_people()
    page = Paginator(missing.select_related("leaving", "ambassador").by_name(), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {"import": of_import, "page": page, "may_leave": leaving.may_leave(missing).count()}
    return render(request, "ambassadors/import_missing.html", context)


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def import_leave(request: PersonalRequest, import_id: uuid.UUID) -> HttpResponse:
    """GET asks for the last day and names how many; of more than a tenth of everybody the number is typed again."""
    of_import = found(request, import_id)
    if of_import.state != Import.State.CHECKED:
        return back_to(of_import)
    people = _chosen(request, of_import)
    size = leaving.size(people, now=timezone.now())
    day, second = LastDayForm(request.POST or None), None
    if size.needs_a_second_look:
        second = SecondLookForm(request.POST or None, chosen=size.chosen)
    if request.method == "POST" and size.chosen and day.is_valid() and (second is None or second.is_valid()):
        said = second.cleaned_data["number"] if second else None
        if entered := _enter(request, people, day, said):
            return _entered(request, of_import, entered, day)
    context = {"import": of_import, "size": size, "form": day, "second": second}
    names = list(leaving.may_leave(people).by_name()[: NAMES_SHOWN + 1])
    context |= {"names": names[:NAMES_SHOWN], "more": size.chosen - len(names[:NAMES_SHOWN])}
    return render(request, "ambassadors/import_leave.html", context | _shares(size))


def _shares(size: Size) -> dict[str, int]:
    return {"percent": size.percent, "with_them": size.chosen + size.already}


def _chosen(request: PersonalRequest, of_import: Import) -> UserQuerySet:
    """Those ticked in the list, or all of it; the query string says which."""
    missing = of_import.missing_people()
    if "all" in request.GET:
        return missing
    return missing.filter(pk__in=chosen_ids(request, "person"))


def _enter(request: PersonalRequest, people: UserQuerySet, day: LastDayForm, said: int | None) -> int:
    try:
        return leaving.enter_last_day(
            people=people,
            last_day=day.cleaned_data["last_day"],
            said=said,
            by=request.user,
            now=timezone.now(),
        )
    except LooksWrong:
        messages.warning(request, _("The number has changed. Please look again."))
        return 0


def _entered(request: PersonalRequest, of_import: Import, number: int, day: LastDayForm) -> HttpResponse:
    text = ngettext(
        "Last day %(day)s for %(n)s person. You can take it back until then.",
        "Last day %(day)s for %(n)s people. You can take it back until then.",
        number,
    )
    messages.success(request, text % {"n": number, "day": plain_day(day.cleaned_data["last_day"])})
    return HttpResponseRedirect(reverse("ambassadors:import_missing", args=[of_import.pk]), status=303)


@coordinators
@require_safe
@vary_on_headers("HX-Request")
def cockpit_leaving(request: PersonalRequest) -> HttpResponse:
    """Whose last day is to come, and who has left."""
    words = request.GET.get("q", "").strip()[:100]
    rows = Leaving.objects.visible_to(request.user).select_related("person").in_order()
    if words:
        rows = rows.filter(person__in=User.objects.found_by(words).values("pk"))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    part = "#results" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"ambassadors/cockpit_leaving.html{part}", {"page": page, "q": words})


@coordinators
@require_POST
def leaving_take_back(request: PersonalRequest, person_id: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Leaving.objects.visible_to(request.user).select_related("person"), pk=person_id)
    now: datetime = timezone.now()
    try:
        leaving.take_back(leaving=row, by=request.user, now=now)
    except NothingToTakeBack:
        messages.warning(request, _("The day has passed. A later file brings the person back."))
    else:
        said = _("%(name)s stays: the last day is taken back.") % {"name": row.person.name}
        messages.success(request, said)
    return HttpResponseRedirect(reverse("ambassadors:cockpit_leaving"), status=303)
