"""How messages go, for coordinators: kind by kind, the addresses that fail, and what each kind looks like.

No page here says who was sent what: asks are counted from k up, and an address that fails stands without the occasion.
"""

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ambassadors.access import coordinators
from ambassadors.models import Programme, User
from influencer_hub import framed
from outbox import figures, kinds, letters, services
from outbox import health as post_health
from outbox.health import Health
from outbox.kinds import Kind
from outbox.models import Hold

PAGE_SIZE = 25


def health(now: datetime) -> Health:
    """For the coordinators' first page too: healthy, delayed or stopped, and whether messages wait for a word."""
    return post_health.look(now)


@coordinators
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    now, k = timezone.now(), Programme.current().k
    deliveries, state = figures.by_kind(k=k, now=now), health(now)
    context = {
        "health": state,
        "hold": Hold.objects.first() if state.held else None,
        "deliveries": [delivery for delivery in deliveries if not delivery.is_quiet],
        "quiet": [delivery for delivery in deliveries if delivery.is_quiet],
        "k": k,
        "faults": Paginator(figures.address_faults(), PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return render(request, "delivery/overview.html", context)


@coordinators
@require_safe
def one_kind(request: HttpRequest, name: str) -> HttpResponse:
    k = Programme.current().k
    delivery = figures.of_kind(_kind(name), k=k, now=timezone.now())
    return render(request, "delivery/kind.html", {"delivery": delivery, "k": k})


@coordinators
@require_POST
def retry(request: HttpRequest, name: str) -> HttpResponse:
    kind = _kind(name)
    count = services.retry(kind=kind.name, by=request.user, now=timezone.now())
    if not kind.tells_numbers:
        said = _("What failed and is still of use is tried again.")
    elif count:
        said = ngettext("%(count)d message is tried again.", "%(count)d messages are tried again.", count)
    else:
        said = _("There is nothing to try again: what failed is of no use any more.")
    messages.success(request, said % {"count": count})
    return _see(reverse("cockpit_messages_kind", args=[name]))


@coordinators
@require_POST
def release(request: HttpRequest) -> HttpResponse:
    services.release_held(by=request.user, now=timezone.now())
    messages.success(request, _("What waited goes out now."))
    return _see(reverse("cockpit_messages"))


@coordinators
@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    services.drop_held(by=request.user, now=timezone.now())
    messages.success(request, _("What waited was dropped. What is planned for later goes as usual."))
    return _see(reverse("cockpit_messages"))


@coordinators
@require_safe
@framed.may_frame_own_pages
def preview(request: HttpRequest, name: str) -> HttpResponse:
    kind, now = _kind(name), timezone.now()
    samples = [
        (code, word, letters.write_sample(kind, language=code, now=now)) for code, word in User.LANGUAGES
    ]
    return render(request, "delivery/preview.html", {"kind": kind, "samples": samples})


@coordinators
@require_safe
def preview_html(request: HttpRequest, name: str, language: str) -> HttpResponse:
    if language not in dict(User.LANGUAGES):
        raise Http404
    letter = letters.write_sample(_kind(name), language=language, now=timezone.now())
    return framed.mail(letter.html, letter.pictures)


def _kind(name: str) -> Kind:
    if not kinds.known(name):
        raise Http404
    return kinds.get(name)


def _see(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, status=303)
