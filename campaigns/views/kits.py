"""What everybody with an account reads: the list of campaigns, a kit, its files."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from ambassadors.access import PersonalRequest, signed_in
from ambassadors.lists import KeysFirst
from ambassadors.markdown import to_html
from ambassadors.searching import tidy
from campaigns import images
from campaigns.answering import answering
from campaigns.models import Asset, Campaign
from campaigns.models.campaigns import day_of

PAGE_SIZE = 12


@signed_in
@require_safe
@vary_on_headers("HX-Request")
def campaigns(request: PersonalRequest) -> HttpResponse:
    now = timezone.now()
    words = tidy(request.GET.get("q", ""))
    there, rows = Campaign.objects.published(), Campaign.objects.for_a_list(now)
    found, count = there.matching(words).in_order_of_use(now), None if words else there.count()
    page = KeysFirst(found, PAGE_SIZE, rows=rows, count=count).get_page(request.GET.get("page"))
    part = "#results" if request.htmx else ""
    return render(request, f"campaigns/campaigns.html{part}", {"page": page, "q": words})


@signed_in
@require_safe
def campaign(request: PersonalRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    visible = Campaign.objects.visible_to(request.user).with_answer_of(request.user)
    shown = get_object_or_404(visible.select_related("contact").defer("search"), slug=slug)
    context = {
        "campaign": shown,
        "words": shown.words,
        "story": to_html(shown.story_in(shown.words.language), 3),
        "stage": shown.stage(now),
        "is_over": shown.is_over(now),
        "assets": list(shown.assets.visible_to(request.user, day_of(now)).in_order()),
        "answering": answering(shown, now),
    }
    return render(request, "campaigns/campaign.html", context)


def _asset(request: PersonalRequest, slug: str, asset_id: UUID) -> Asset:
    visible = Asset.objects.visible_to(request.user, day_of(timezone.now()))
    return get_object_or_404(visible, pk=asset_id, campaign__slug=slug)


def _file(name: str, content_type: str, *, download_as: str = "") -> FileResponse:
    """Our own re-encoded picture. Raises Http404 where the file is gone."""
    try:
        opened = images.path_of(name).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(
        opened, as_attachment=bool(download_as), filename=download_as or name, content_type=content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=3600"
    return response


@signed_in
@require_safe
def header(request: PersonalRequest, slug: str) -> FileResponse:
    shown = get_object_or_404(Campaign.objects.visible_to(request.user).exclude(header=""), slug=slug)
    return _file(shown.header, images.TYPE_OF_PREVIEWS)


@signed_in
@require_safe
def asset(request: PersonalRequest, slug: str, asset_id: UUID) -> FileResponse:
    """The small copy, for the page."""
    return _file(_asset(request, slug, asset_id).preview, images.TYPE_OF_PREVIEWS)


@signed_in
@require_safe
def download(request: PersonalRequest, slug: str, asset_id: UUID) -> FileResponse:
    """The whole picture, to keep."""
    found = _asset(request, slug, asset_id)
    return _file(
        found.file, found.content_type, download_as=f"{slugify(found.title) or 'picture'}.{found.extension}"
    )
