"""Is the process alive; can it work."""

from datetime import timedelta
from typing import Any, cast

from django.core.cache import caches
from django.db import Error as DatabaseFault
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ambassadors.access import everybody
from outbox import health
from outbox.cache import FAULTS, BreakerRedisCache, breaker


@everybody
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@everybody
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """503 when this process cannot answer requests: without the database.

    Without the cache, or with messages that stand still, pages go on: that is "degraded", for whoever is on call.
    """
    parts = {"cache": _cache(), **_database_and_messages()}
    ready = parts["database"] == "ok"
    fine = ready and parts["cache"] == "ok" and parts["messages"] == "healthy"
    state = "ready" if fine else "degraded" if ready else "not ready"
    return JsonResponse({"status": state, **parts}, status=200 if ready else 503)


def _cache() -> str:
    if not breaker.lets_through():
        return "away"
    try:
        cast(BreakerRedisCache, caches["default"]).ping()
    except FAULTS:
        breaker.trip()
        return "away"
    breaker.heal()
    return "ok"


def _database_and_messages() -> dict[str, Any]:
    try:
        post = health.look(timezone.now())
    except DatabaseFault:
        return {
            "database": "away",
            "messages": "unknown",
            "oldest_due_seconds": None,
            "last_tick_seconds": None,
        }
    return {
        "database": "ok",
        "messages": post.state,
        "oldest_due_seconds": _seconds(post.oldest_due),
        "last_tick_seconds": _seconds(post.last_tick),
    }


def _seconds(age: timedelta | None) -> int | None:
    return None if age is None else int(age.total_seconds())
