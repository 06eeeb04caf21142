"""What every page knows: the programme, the theme, and whether others use the device too."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ambassadors import devices
from ambassadors.models import Programme
from ambassadors.sessions import SHARED_FOR

THEMES = ("light", "dark", "system")


def programme(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    theme = (
        user.theme if user is not None and user.is_authenticated else request.COOKIES.get("theme", "system")
    )
    return {
        "programme": Programme.current(),
        "theme": theme if theme in THEMES else "system",
        "shared_device": _seconds_on_a_shared_device(request),
        "single_sign_on": bool(settings.OIDC_SERVER_URL),
        "single_sign_on_name": settings.OIDC_NAME,
    }


def _seconds_on_a_shared_device(request: HttpRequest) -> int:
    """How long somebody stays signed in without a request; 0 on a device of their own."""
    user = getattr(request, "user", None)
    ends = user is not None and user.is_authenticated and devices.is_shared(request)
    return int(SHARED_FOR.total_seconds()) if ends else 0
