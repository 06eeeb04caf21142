"""What people see when a session is so busy that its lock did not come in time."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trainings.services.locking import is_busy

RETRY_AFTER_SECONDS = 5


class BusyMiddleware:
    """Turns a lock that timed out into a friendly "please try again" (503); nothing was changed.

    A fragment comes back as a note inside the seat card, since htmx shows no page of an error.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError) or not is_busy(exception):
            return None
        if getattr(request, "htmx", False):
            response = render(request, "trainings/busy.html#note")
            response["HX-Retarget"], response["HX-Reswap"] = "#seat-note", "innerHTML"
            return response
        response = render(request, "trainings/busy.html", status=503)
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response
