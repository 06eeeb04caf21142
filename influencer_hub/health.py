"""Is the process alive; can it work."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from ambassadors.access import everybody


@everybody
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@everybody
def readyz(request: HttpRequest) -> HttpResponse:
    return JsonResponse({})
