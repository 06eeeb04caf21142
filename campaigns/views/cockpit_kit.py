"""The coordinators' pages of a kit: its pictures, their order and their words."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ambassadors.access import PersonalRequest, coordinators
from ambassadors.notes import undoable
from campaigns import images
from campaigns.forms import AssetForm, NewAssetForm
from campaigns.models import Asset, Campaign
from campaigns.models.campaigns import day_of
from campaigns.services import assets
from campaigns.views.cockpit import to_page

STEPS = {"forward": -1, "back": 1}


def _found(request: PersonalRequest, asset_id: UUID) -> Asset:
    visible = Asset.objects.visible_to(request.user, day_of(timezone.now()))
    return get_object_or_404(visible.select_related("campaign"), pk=asset_id)


@coordinators
@require_safe
def kit(request: PersonalRequest, campaign_id: UUID) -> HttpResponse:
    campaign = get_object_or_404(Campaign.objects.visible_to(request.user), pk=campaign_id)
    today = day_of(timezone.now())
    held = [(asset, asset.is_usable(today)) for asset in campaign.assets.kept().in_order()]
    return render(request, "campaigns/cockpit_kit.html", {"campaign": campaign, "assets": held})


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PersonalRequest, campaign_id: UUID) -> HttpResponse:
    campaign = get_object_or_404(Campaign.objects.visible_to(request.user), pk=campaign_id)
    form = NewAssetForm(request.POST or None, request.FILES or None, instance=Asset(campaign=campaign))
    if request.method == "POST" and form.is_valid():
        asset = images.keep_asset(form.cleaned_data["picture"], form.save(commit=False))
        assets.add(asset=asset, by=request.user, now=timezone.now())
        messages.success(request, _("Added “%(title)s”.") % {"title": asset.title})
        again = "again" in request.POST
        return to_page("cockpit_asset_add" if again else "cockpit_kit", campaign_id)
    return render(request, "campaigns/cockpit_asset.html", {"campaign": campaign, "form": form})


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonalRequest, asset_id: UUID) -> HttpResponse:
    asset = _found(request, asset_id)
    form = AssetForm(request.POST or None, instance=asset)
    if request.method == "POST" and form.is_valid():
        fields = form.changed_data
        assets.describe(asset=form.save(commit=False), fields=fields, by=request.user, now=timezone.now())
        messages.success(request, _("Saved."))
        return to_page("cockpit_kit", asset.campaign_id)
    context = {"campaign": asset.campaign, "asset": asset, "form": form}
    return render(request, "campaigns/cockpit_asset.html", context)


@coordinators
@require_POST
def move(request: PersonalRequest, asset_id: UUID) -> HttpResponse:
    asset = _found(request, asset_id)
    steps = STEPS.get(request.POST.get("to", ""), 0)
    if steps:
        assets.move(asset=asset, steps=steps, by=request.user, now=timezone.now())
    return to_page("cockpit_kit", asset.campaign_id)


@coordinators
@require_POST
def remove(request: PersonalRequest, asset_id: UUID) -> HttpResponse:
    asset = _found(request, asset_id)
    assets.remove(asset=asset, by=request.user, now=timezone.now())
    undoable(
        request,
        _("Removed “%(title)s”.") % {"title": asset.title},
        undo=reverse("campaigns:restore_asset", args=[asset.pk]),
    )
    return to_page("cockpit_kit", asset.campaign_id)


@coordinators
@require_POST
def restore(request: PersonalRequest, asset_id: UUID) -> HttpResponse:
    asset = get_object_or_404(Asset.objects.select_related("campaign"), pk=asset_id)
    try:
        assets.restore(asset=asset, by=request.user, now=timezone.now())
    except assets.AltMissing:
        messages.error(request, _("It stays removed: the kit is public by now, and its text is missing."))
    else:
        messages.success(request, _("“%(title)s” is back.") % {"title": asset.title})
    return to_page("cockpit_kit", asset.campaign_id)
