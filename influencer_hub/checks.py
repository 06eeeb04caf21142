"""System checks: every view declares who may enter, and production refuses unsafe defaults."""

import os
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
    if settings.LOCAL_MAILS and not settings.ON_THIS_MACHINE:
        return [
            Error(
                "LOCAL_MAILS shows every mail to anybody: it works on the embedded database and under a local address.",
                hint="Remove LOCAL_MAILS, or unset DATABASE_URL and BASE_URL.",
                id="hub.E002",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def production_leaves_nothing_to_a_default(**kwargs: object) -> list[CheckMessage]:
    refused = [
        (
            "hub.E003",
            not os.environ.get("SECRET_KEY"),
            "SECRET_KEY is not set: each machine would make one of its own, and links and sign-ins end with it.",
        ),
        ("hub.E004", not settings.HTTPS, "BASE_URL is no https address: cookies and links could be read."),
        ("hub.E005", not settings.EMAIL_URL, "EMAIL_URL is not set: no mail would ever leave."),
        ("hub.E006", settings.DEBUG, "DEBUG shows the inside of the hub to whoever meets an error."),
        (
            "hub.E007",
            settings.SECOND_FACTOR_WAIVED,
            "SECOND_FACTOR_WAIVED lets coordinators and administrators in with a password alone.",
        ),
    ]
    return [Error(words, id=code) for code, is_so, words in refused if is_so]
