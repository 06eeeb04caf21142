"""The coordinators' list of people, and one person's page."""

import uuid
from typing import Any
from urllib.parse import parse_qsl

from django.contrib import messages
from django.core.paginator import Page
from django.db import IntegrityError
from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from ambassadors import policies
from ambassadors.access import PersonalRequest, coordinators
from ambassadors.columns import BESIDE, COLUMNS, ORDER_LABELS, SIZES, Arrangement, cells, with_all_for
from ambassadors.forms.people import SomebodyForm
from ambassadors.forms.people_filter import PeopleFilter
from ambassadors.lists import KeysFirst
from ambassadors.models import SavedView, User
from ambassadors.services.accounts import invite_somebody
from ambassadors.views.inviting import go_of


@coordinators
@require_safe
@vary_on_headers("HX-Request")
def cockpit_people(request: PersonalRequest) -> HttpResponse:
    """Filters, order and columns live in the address; a request for a fragment gets the rows and the number."""
    everybody = User.objects.visible_to(request.user).active()
    found = PeopleFilter(request.GET, queryset=everybody)
    arrangement = Arrangement.read(request.GET)
    totals = everybody.aggregate(people=Count("pk"), ambassadors=Count("ambassador"))
    page = _page(request, found, arrangement, totals["people"])
    context = {
        "filter": found,
        "chips": list(found.chips),
        "arrangement": arrangement,
        "sizes": SIZES,
        "orders": ORDER_LABELS,
        "headings": [(name, COLUMNS[name].label) for name in arrangement.names],
        "carried": parse_qsl(found.address),
        "ignored": bool(found.form.errors) or arrangement.ignored,
        "page": page,
        "rows": [(person, cells(person, arrangement.names)) for person in page.object_list],
        "totals": totals,
        **_saved(request.user, found.kept),
    }
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, "ambassadors/cockpit_people.html", context)
    response = render(request, "ambassadors/cockpit_people.html#results", context)
    response["HX-Push-Url"] = f"{request.path}?{found.address}"
    return response


def _page(request: PersonalRequest, found: PeopleFilter, arrangement: Arrangement, everybody: int) -> Page:
    rows = with_all_for(User.objects.all(), arrangement.names)
    count = None if found.is_on else everybody
    list_ = KeysFirst(arrangement.in_order(found.qs), arrangement.size, rows=rows, count=count)
    return list_.get_page(request.GET.get("page"))


def _saved(owner: User, kept: str) -> dict[str, Any]:
    views = list(SavedView.objects.visible_to(owner).by_name())
    return {"kept": kept, "saved_views": views, "is_saved": any(view.query == kept for view in views)}


@coordinators
@require_safe
def cockpit_person(request: PersonalRequest, person_id: uuid.UUID) -> HttpResponse:
    people = User.objects.visible_to(request.user).active().select_related(*BESIDE)
    person = get_object_or_404(people, pk=person_id)
    now = timezone.now()
    invitation = getattr(person, "programme_invitation", None)
    context = {
        "person": person,
        "account": cells(person, ("number", "email", "department", "location")),
        "invitation": invitation,
        "is_open": invitation is not None and invitation.is_open(now),
        "go": uuid.uuid4(),
        "may_invite": policies.may_invite.test(request.user, person),
        "may_invite_by_mail": policies.may_invite_by_mail.test(request.user, person),
        "may_invite_by_letter": policies.may_invite_by_letter.test(request.user, person),
        "may_write_letter_back": policies.may_write_letter_back.test(request.user, person),
    }
    return render(request, "ambassadors/cockpit_person.html", context)


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def invite_someone(request: PersonalRequest) -> HttpResponse:
    form = SomebodyForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        try:
            person = form.known or form.instance
            invitation = invite_somebody(
                person=person, by=request.user, now=timezone.now(), batch=go_of(request)
            )
        except IntegrityError:
            form.add_error(None, _("Somebody else has just entered this person. Please look in the list."))
        else:
            messages.success(request, _("%(name)s is invited.") % {"name": invitation.person.name})
            page = reverse("ambassadors:cockpit_person", args=[invitation.person_id])
            return HttpResponseRedirect(page, status=303)
    return render(request, "ambassadors/cockpit_person_new.html", {"form": form, "go": uuid.uuid4()})
