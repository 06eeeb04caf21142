"""System checks: every view declares who may enter, and production refuses unsafe defaults."""

from collections.abc import Iterator

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.urls import URLPattern, URLResolver, get_resolver

# Addresses of other packages' views, with who enters as their own documentation says.
FOREIGN_ADDRESSES = {"accounts/": "sign-in pages", "admin/": "administrators"}


def views(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address with its pattern."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, address)
        else:
            yield address, pattern


def access_of(address: str, pattern: URLPattern) -> str:
    """Who may enter, or an empty string where nobody said so."""
    declared = getattr(pattern.callback, "access", "")
    if declared:
        return str(declared)
    return next((who for prefix, who in FOREIGN_ADDRESSES.items() if address.startswith(prefix)), "")


@register(Tags.urls)
def every_view_declares_its_access(**kwargs: object) -> list[CheckMessage]:
    return [
        Error(
            f"The view at /{address} does not say who may enter.",
            hint="Decorate it with one of ambassadors.access.",
            id="hub.E001",
        )
        for address, pattern in views(get_resolver().url_patterns)
        if not access_of(address, pattern)
    ]


@register(Tags.security)
def local_mails_stay_local(**kwargs: object) -> list[CheckMessage]:
    if settings.LOCAL_MAILS and not settings.EMBEDDED:
        return [
            Error(
                "LOCAL_MAILS shows every mail to anybody and works on the embedded database alone.",
                hint="Remove LOCAL_MAILS, or unset DATABASE_URL.",
                id="hub.E002",
            )
        ]
    return []
