"""To the company's sign-in and back; every way it can go wrong ends in words."""

import logging

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.providers.openid_connect.views import callback, login
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from ambassadors import devices
from ambassadors.access import everybody
from ambassadors.single_sign_on import CANCELLED, NO_ANSWER, NOT_FINISHED, OTHER

logger = logging.getLogger(__name__)
# What allauth and the database make of claims that are no words, or hold what is no text.
UNREADABLE = (LookupError, TypeError, AttributeError, DataError)
REASONS = {
    CANCELLED: (_("You went back"), _("Nothing happened. Sign in whenever you like.")),
    NO_ANSWER: (
        _("The company's sign-in does not answer"),
        _("Please try again in some minutes, or take another way in."),
    ),
    NOT_FINISHED: (
        _("The sign-in was not finished"),
        _(
            "It took too long, was opened in another window, or the company's sign-in refused it. Please begin again."
        ),
    ),
    OTHER: (
        _("This account belongs to another sign-in"),
        _(
            "The company's sign-in knows your number or address under another identity. Please ask for help, so that nobody gets into an account that is not theirs."
        ),
    ),
}


@everybody
@never_cache
@require_POST
def start(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    devices.say_whether_shared(request, shared="shared_device" in request.POST)
    try:
        return login(request, provider_id)
    except (RequestException, *UNREADABLE):
        return redirect("single_sign_on_fails", reason=NO_ANSWER)


@everybody
@never_cache
@require_safe
def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """GET signs in: bound to the browser by `state`, which is used up."""
    try:
        return callback(request, provider_id)
    except ImmediateHttpResponse as answer:
        return answer.response
    except UNREADABLE:
        logger.exception("the company's sign-in said what cannot be read")
        return redirect("single_sign_on_fails", reason=NOT_FINISHED)


@everybody
@require_safe
def fails(request: HttpRequest, reason: str) -> HttpResponse:
    if reason not in REASONS:
        raise Http404
    title, words = REASONS[reason]
    return render(request, "account/single_sign_on_fails.html", {"title": title, "words": words})
