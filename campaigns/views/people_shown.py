"""Coordinators say who is in the pictures of a kit, and look after those that show somebody who has left."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ambassadors.access import PersonalRequest, coordinators
from ambassadors.models import User
from ambassadors.notes import undoable
from campaigns.forms import ConsentKeptForm
from campaigns.models import Asset, PersonShown
from campaigns.models.campaigns import day_of
from campaigns.services import people_shown
from campaigns.views.cockpit import PAGE_SIZE, to_page

FOUND_SHOWN = 10


def _asset(request: PersonalRequest, asset_id: UUID) -> Asset:
    visible = Asset.objects.visible_to(request.user, day_of(timezone.now()))
    return get_object_or_404(visible.select_related("campaign"), pk=asset_id)


def _shown(request: PersonalRequest, asset_id: UUID, shown_id: UUID) -> PersonShown:
    rows = _asset(request, asset_id).people_shown.select_related("asset__campaign", "person__leaving")
    return get_object_or_404(rows, pk=shown_id)


@coordinators
@require_safe
def people(request: PersonalRequest, asset_id: UUID) -> HttpResponse:
    """Who is in the picture, and a search for somebody to add."""
    return _page(request, _asset(request, asset_id))


def _page(request: PersonalRequest, asset: Asset, consent: forms.Form | None = None) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    named = list(asset.people_shown.by_name())
    found: list[User] = []
    if words:
        others = User.objects.visible_to(request.user).active().exclude(pictures__asset=asset)
        found = list(others.found_by(words).by_name().select_related("ambassador")[:FOUND_SHOWN])
    context = {
        "asset": asset,
        "campaign": asset.campaign,
        "named": named,
        "q": words,
        "found": found,
        "form": consent or ConsentKeptForm(),
    }
    part = "#found" if request.htmx and not request.htmx.boosted and request.method == "GET" else ""
    return render(request, f"campaigns/cockpit_people_shown.html{part}", context)


@coordinators
@require_POST
def name_person(request: PersonalRequest, asset_id: UUID, person_id: UUID) -> HttpResponse:
    asset = _asset(request, asset_id)
    person = get_object_or_404(User.objects.visible_to(request.user).active(), pk=person_id)
    shown = people_shown.name_person(asset=asset, person=person, by=request.user, now=timezone.now())
    undo = reverse("campaigns:take_name_out", args=[asset.pk, shown.pk])
    undoable(
        request, _("%(name)s is named. They see it on their own page.") % {"name": person.name}, undo=undo
    )
    return to_page("people_shown", asset.pk)


@coordinators
@require_POST
def take_name_out(request: PersonalRequest, asset_id: UUID, shown_id: UUID) -> HttpResponse:
    shown = _shown(request, asset_id, shown_id)
    people_shown.take_name_out(shown=shown, by=request.user, now=timezone.now())
    messages.success(request, _("The name is taken out."))
    return to_page("people_shown", asset_id)


@coordinators
@require_POST
def keep_with_consent(request: PersonalRequest, asset_id: UUID, shown_id: UUID) -> HttpResponse:
    shown = _shown(request, asset_id, shown_id)
    form = ConsentKeptForm(request.POST)
    if not form.is_valid():
        return _page(request, shown.asset, form)
    people_shown.keep_with_consent(
        shown=shown, because=form.cleaned_data["because"], by=request.user, now=timezone.now()
    )
    messages.success(request, _("The picture stays."))
    return to_page("people_shown", asset_id)


@coordinators
@require_safe
def of_leavers(request: PersonalRequest) -> HttpResponse:
    """Every picture that shows somebody who has left, until it is taken out or kept with a reason."""
    page = Paginator(PersonShown.objects.of_leavers().by_place(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "campaigns/cockpit_of_leavers.html", {"page": page})
