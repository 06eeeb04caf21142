"""Somebody who has left fetches their data, once, with the link from their private mailbox."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ambassadors.access import link_holders
from ambassadors.services.exporting import LinkClosed, fetch, find
from ambassadors.views.privacy import as_download


@link_holders
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def export_link(request: HttpRequest, token: str) -> HttpResponse:
    """GET says what is there; the button fetches it and uses the link up."""
    now = timezone.now()
    try:
        if request.method == "POST":
            if not ratelimit.consume(request, action="join", dry_run=True):
                return ratelimit.respond_429(request)
            return as_download(fetch(token=token, now=now))
        return render(request, "ambassadors/export_link.html", {"link": find(token=token, now=now)})
    except LinkClosed:
        if request.method == "POST":
            ratelimit.consume(request, action="join")
        return render(request, "ambassadors/export_link.html", status=404)
