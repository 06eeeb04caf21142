"""Pages that everybody may read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ambassadors.access import everybody


@everybody
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/help.html")


@everybody
def imprint(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/imprint.html")


@everybody
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


@everybody
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html")


@everybody
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
