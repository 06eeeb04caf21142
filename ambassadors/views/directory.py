"""Who takes part: the directory, and one person's page as far as the reader may see it."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from ambassadors import audiences
from ambassadors.access import PersonalRequest, signed_in
from ambassadors.directory import Filters, found, offered
from ambassadors.lists import KeysFirst
from ambassadors.models import Ambassador, Audience

PAGE = 12


@signed_in
@require_safe
@vary_on_headers("HX-Request")
def people(request: PersonalRequest) -> HttpResponse:
    """Filters live in the address; a request for a fragment gets the list and the counts."""
    level = audiences.level_of(request.user)
    offer = offered(level)
    filters = Filters.read(request.GET).known(offer)
    in_order = found(filters, level, timezone.localdate(timezone.now()))
    count = None if filters.is_on else offer.total
    list_ = KeysFirst(in_order, PAGE, rows=audiences.whole(Ambassador.objects.all()), count=count)
    page = list_.get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "offer": offer,
        "chips": list(filters.chips(offer)),
        "topics": [(choice.label, choice.value, filters.about(choice.value)) for choice in offer.most_told],
        "everyone": filters.about(""),
        "page": page,
        "people": [audiences.shown(each, level) for each in page.object_list],
    }
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, "ambassadors/people.html", context)
    response = render(request, "ambassadors/people.html#fragment", context)
    response["HX-Push-Url"] = f"{request.path}{filters.address}"
    return response


@signed_in
@require_safe
def person(request: PersonalRequest, person_id: uuid.UUID) -> HttpResponse:
    """Whoever is not listed for the reader does not exist."""
    there = Ambassador.objects.filter(pk=person_id, person__is_active=True)
    ambassador = get_object_or_404(audiences.whole(there))
    level = audiences.level_towards(request.user, ambassador)
    if not audiences.shows(ambassador, "listed", level):
        raise Http404
    context = {
        "shown": audiences.shown(ambassador, level),
        "is_own": level == Audience.ME,
        "level": int(level),
    }
    return render(request, "ambassadors/person.html", context)
