"""The coordinators' list of people, and one person's page."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
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
from ambassadors.forms.people import PeopleFilter, SomebodyForm
from ambassadors.lists import Counted
from ambassadors.models import User
from ambassadors.services.accounts import invite_somebody
from ambassadors.views.inviting import go_of

PAGE_SIZE = 25
BESIDE = ("ambassador", "programme_invitation", "address_fault")


@coordinators
@require_safe
@vary_on_headers("HX-Request")
def cockpit_people(request: PersonalRequest) -> HttpResponse:
    everybody = User.objects.visible_to(request.user).active()
    found = PeopleFilter(request.GET, queryset=everybody)
    totals = everybody.aggregate(people=Count("pk"), ambassadors=Count("ambassador"))
    people = found.qs.by_name().select_related(*BESIDE)
    list_ = Paginator(people, PAGE_SIZE) if found.is_on else Counted(people, PAGE_SIZE, totals["people"])
    page = list_.get_page(request.GET.get("page"))
    context = {
        "filter": found,
        "ignored": bool(found.form.errors),
        "page": page,
        "totals": totals,
    }
    if request.htmx and not request.htmx.boosted:
        return render(request, "ambassadors/cockpit_people.html#results", context)
    return render(request, "ambassadors/cockpit_people.html", context)


@coordinators
@require_safe
def cockpit_person(request: PersonalRequest, person_id: uuid.UUID) -> HttpResponse:
    people = User.objects.visible_to(request.user).active().select_related(*BESIDE)
    person = get_object_or_404(people, pk=person_id)
    now = timezone.now()
    invitation = getattr(person, "programme_invitation", None)
    context = {
        "person": person,
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
