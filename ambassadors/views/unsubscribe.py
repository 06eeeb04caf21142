"""The way out in a mail's foot: a page with a button, and one click for mail programmes (RFC 8058). No sign-in."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from ambassadors import guessing
from ambassadors.access import link_holders
from outbox import kinds, services
from outbox.models import Message, Mute
from outbox.services.mutes import message_of


@csrf_exempt
@link_holders
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The token is the key, so a mail programme that posts needs neither cookies nor a form of ours."""
    if guessing.is_too_eager(request):
        return ratelimit.respond_429(request)
    message = message_of(token)
    if message is None:
        return _unknown(request)
    if request.method == "POST":
        services.unsubscribe(token=token)
        if "List-Unsubscribe" in request.POST:
            return HttpResponse(status=200)
        return _see(token)
    return _page(request, message, token)


@csrf_exempt
@link_holders
@require_POST
def subscribe_again(request: HttpRequest, token: str) -> HttpResponse:
    if guessing.is_too_eager(request):
        return ratelimit.respond_429(request)
    message = message_of(token)
    if message is None:
        return _unknown(request)
    services.unmute(person=message.recipient, kind=message.kind)
    return _see(token)


def _unknown(request: HttpRequest) -> HttpResponse:
    guessing.count_wrong_link(request)
    return render(request, "ambassadors/unsubscribe_unknown.html", status=404)


def _page(request: HttpRequest, message: Message, token: str) -> HttpResponse:
    """In the language of the person the mail went to; nothing names that person."""
    muted = Mute.objects.filter(person=message.recipient, kind=message.kind).exists()
    with translation.override(message.recipient.language):
        context = {"label": kinds.get(message.kind).label, "muted": muted, "token": token}
        return render(request, "ambassadors/unsubscribe.html", context)


def _see(token: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("ambassadors:unsubscribe", args=[token]), status=303)
