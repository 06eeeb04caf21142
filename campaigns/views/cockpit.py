"""The coordinators' pages of campaigns: list, story, publishing, asking."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from ambassadors.access import PersonalRequest, coordinators
from ambassadors.figures import in_fives
from ambassadors.lists import KeysFirst
from ambassadors.markdown import to_html
from ambassadors.models import Programme
from ambassadors.searching import tidy
from campaigns import figures, images, slugs
from campaigns.forms import CampaignForm
from campaigns.models import Answer, Campaign, PersonShown
from campaigns.services import campaigns as deeds

PAGE_SIZE = 25
NAMES_PAGE_SIZE = 100


def to_page(name: str, *args: object) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(f"campaigns:{name}", args=args), status=303)


@coordinators
@require_safe
@vary_on_headers("HX-Request")
def campaigns(request: PersonalRequest) -> HttpResponse:
    now = timezone.now()
    words = tidy(request.GET.get("q", ""))
    there, rows = Campaign.objects.visible_to(request.user), Campaign.objects.for_a_list(now).with_kit_size()
    found, count = there.matching(words).in_order_of_use(now), None if words else there.count()
    page = KeysFirst(found, PAGE_SIZE, rows=rows, count=count).get_page(request.GET.get("page"))
    part = "#results" if request.htmx else ""
    context = {"page": page, "q": words, "of_leavers": PersonShown.objects.of_leavers().count()}
    return render(request, f"campaigns/cockpit_campaigns.html{part}", context)


@coordinators
@require_safe
def campaign(request: PersonalRequest, campaign_id: UUID) -> HttpResponse:
    """All at a glance. Of the answers: two totals, and the names of those who want to be named."""
    now = timezone.now()
    shown = get_object_or_404(
        Campaign.objects.visible_to(request.user).select_related("contact", "figures"), pk=campaign_id
    )
    assets = list(shown.assets.kept().in_order())
    names = Paginator(Answer.objects.names_shown(shown), NAMES_PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "campaign": shown,
        "stage": shown.stage(now),
        "is_open": shown.is_open(now),
        "assets": assets,
        "of_leavers": PersonShown.objects.of_leavers().filter(asset__campaign=shown).by_place(),
        "without_alt": [asset for asset in assets if not asset.alt],
        "figures": getattr(shown, "figures", None),
        "totals": figures.totals_of(shown),
        "k": Programme.current().k,
        "asked": in_fives(figures.asked(shown)),
        "names": names,
    }
    return render(request, "campaigns/cockpit_campaign.html", context)


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonalRequest) -> HttpResponse:
    now = timezone.now()
    form = CampaignForm(request.POST or None, request.FILES or None, instance=Campaign(contact=request.user))
    if request.method == "POST" and "preview" not in request.POST and form.is_valid():
        draft = form.save(commit=False)
        draft.slug = slugs.free_slug(draft.title)
        draft.header = images.keep_header(form.cleaned_data["header_picture"])
        deeds.draft(campaign=draft, topics=form.cleaned_data["topics"], by=request.user, now=now)
        messages.success(request, _("Draft saved. Nothing has been sent."))
        return to_page("cockpit_campaign", draft.pk)
    return _story_page(request, form, None)


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonalRequest, campaign_id: UUID) -> HttpResponse:
    now = timezone.now()
    found = get_object_or_404(Campaign.objects.visible_to(request.user), pk=campaign_id)
    form = CampaignForm(request.POST or None, request.FILES or None, instance=found)
    if request.method == "POST" and "preview" not in request.POST and form.is_valid():
        revised = form.save(commit=False)
        if form.cleaned_data["header_picture"]:
            revised.header = images.keep_header(form.cleaned_data["header_picture"])
        written = {"fields": form.written_fields(), "topics": form.cleaned_data["topics"]}
        deeds.revise(campaign=revised, **written, by=request.user, now=now)
        messages.success(request, _("Saved."))
        return to_page("cockpit_campaign", revised.pk)
    return _story_page(request, form, found)


def _story_page(request: PersonalRequest, form: CampaignForm, campaign: Campaign | None) -> HttpResponse:
    """The form; with "preview", the story as people will read it, and nothing is saved."""
    previews = []
    if "preview" in request.POST:
        texts = [(request.POST.get(name, ""), name) for name in ("story", "second_story")]
        previews = [(name, to_html(text[:20_000], 3)) for text, name in texts if text.strip()]
        if not request.htmx:
            form = CampaignForm(instance=campaign, initial=request.POST.dict())
    part = "#preview" if request.htmx and "preview" in request.POST else ""
    context = {"form": form, "campaign": campaign, "previews": previews}
    return render(request, f"campaigns/cockpit_story.html{part}", context)
