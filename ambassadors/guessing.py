"""How often codes and numbers may be guessed by opening an address, as `ACCOUNT_RATE_LIMITS` says.

allauth's public function counts no GET.
"""

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest


def may_guess(request: HttpRequest, action: str) -> bool:
    return _consume(request, action, dry_run=True)


def count_guess(request: HttpRequest, action: str) -> None:
    """Called for a wrong one alone."""
    _consume(request, action, dry_run=False)


def is_too_eager(request: HttpRequest) -> bool:
    """Whether too many wrong links were pressed from there. Opening one is not counted: a company has few addresses."""
    return request.method == "POST" and not may_guess(request, "link")


def count_wrong_link(request: HttpRequest) -> None:
    if request.method == "POST":
        count_guess(request, "link")


def _consume(request: HttpRequest, action: str, *, dry_run: bool) -> bool:
    return bool(consume(request, app="allauth.account", action=action, dry_run=dry_run, limit_get=True))
