"""What every page knows: the programme and the theme."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ambassadors.models import Programme

THEMES = ("light", "dark", "system")


def programme(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    theme = (
        user.theme if user is not None and user.is_authenticated else request.COOKIES.get("theme", "system")
    )
    return {
        "programme": Programme.current(),
        "theme": theme if theme in THEMES else "system",
        "single_sign_on": bool(settings.OIDC_SERVER_URL),
        "single_sign_on_name": settings.OIDC_NAME,
    }
