"""Who may enter a view. Every view of the hub carries exactly one of these; a system check refuses one without.

The decorator says who enters; `visible_to(user)` says what exists; a predicate in the deed says what is allowed.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django_htmx.middleware import HtmxDetails

from ambassadors.models import User

type_view = Callable[Concatenate[HttpRequest, ...], HttpResponseBase]


class PersonalRequest(HttpRequest):
    """What a view behind `signed_in` and its narrower siblings is given: somebody is there."""

    user: User
    htmx: HtmxDetails


def _declare(
    name: str, may_enter: Callable[[User], bool] | None
) -> Callable[[Callable[Concatenate[Any, ...], HttpResponseBase]], type_view]:
    def decorate(view: Callable[Concatenate[Any, ...], HttpResponseBase]) -> type_view:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if may_enter is not None:
                if not request.user.is_authenticated:
                    return redirect_to_login(request.get_full_path())
                if not may_enter(request.user):
                    raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = name  # type: ignore[attr-defined]
        return guarded

    return decorate


everybody = _declare("everybody", None)
# The address itself is the key: a token that the view looks up.
link_holders = _declare("link holders", None)
signed_in = _declare("signed in", lambda user: True)
ambassadors_only = _declare("ambassadors", lambda user: user.is_ambassador)
council = _declare("council", lambda user: user.is_council)
coordinators = _declare("coordinators", lambda user: user.is_coordinator)
administrators = _declare("administrators", lambda user: user.is_administrator)
