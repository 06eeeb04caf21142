"""A signed-in person's own language and time zone, for the length of one request; nothing of it stays in a cache."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation


class PreferencesMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            timezone.deactivate()
            return self.get_response(request)
        if request.user.language:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(request.user.zone):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        # On a device that several use, "back" must not show what the one before was reading.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
