"""My sessions in my own calendar: a private address that is made, renewed and switched off, and what it answers."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from ambassadors.access import PersonalRequest, link_holders, signed_in
from ambassadors.models import User
from outbox.tokens import hash_of
from trainings import calendar, services
from trainings.calendar import Held
from trainings.models import CalendarFeed, Enrolment

# A calendar asks every five minutes at most, and some people have three.
OF_ONE_FEED, OF_ONE_VISITOR = 60, 300
HOUR = 60 * 60


@signed_in
@require_safe
def my_feed(request: PersonalRequest) -> HttpResponse:
    feed = CalendarFeed.objects.filter(person=request.user).first()
    return render(request, "trainings/my_feed.html", {"feed": feed})


def _page_of(deed: Callable[..., object], words: Callable[[], str]) -> Callable[..., HttpResponse]:
    def press(request: PersonalRequest) -> HttpResponse:
        deed(person=request.user, now=timezone.now())
        messages.success(request, words())
        return HttpResponseRedirect(reverse("trainings:my_feed"), status=303)

    return press


open_feed = signed_in(require_POST(_page_of(services.open_feed, lambda: _("Your address is there."))))
renew_feed = signed_in(
    require_POST(
        _page_of(
            services.renew_feed,
            lambda: _("The old address has stopped. Subscribe once more with the new one."),
        )
    )
)
close_feed = signed_in(
    require_POST(
        _page_of(
            services.close_feed,
            lambda: _("The address has stopped. Remove the subscription from your calendar as well."),
        )
    )
)


@link_holders
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """A person's sessions, for a calendar that has nothing but the address. Everything that opens nothing is alike."""
    found = CalendarFeed.objects.behind(token).first()
    whose, most = (hash_of(token), OF_ONE_FEED) if found else (_visitor(request), OF_ONE_VISITOR)
    if _asks_too_often(whose, most):
        response = HttpResponse(status=429)
        response["Retry-After"] = str(HOUR)
        return response
    if found is None:
        raise Http404
    return _answer(request, found.person, timezone.now())


def _answer(request: HttpRequest, person: User, now: datetime) -> HttpResponse:
    """The name of its state lets a calendar fetch only what has changed."""
    with override(person.language or settings.LANGUAGE_CODE):
        content = calendar.feed(seats=_seats(person, now), person=person, now=now)
    etag = quote_etag(sha256(content).hexdigest()[:32])
    whole = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    whole["Content-Disposition"] = f'inline; filename="{calendar.FILE_NAME}"'
    whole["ETag"] = etag
    response = get_conditional_response(request, etag=etag, response=whole) or whole
    response["Cache-Control"] = "private, no-cache"
    return response


def _seats(person: User, now: datetime) -> list[Held]:
    mine = Enrolment.objects.of(person).in_feed(now).with_session().order_by("session__starts_at", "id")
    return [
        Held(each.session, calendar.changed_at(each.session, each.booked_at) or each.asked_at)
        for each in mine
    ]


def _asks_too_often(who: str, most: int) -> bool:
    """More than so often within an hour of the first time."""
    key = f"calendar-feed:{who}"
    if cache.add(key, 1, HOUR):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # It has just expired.
        return False


def _visitor(request: HttpRequest) -> str:
    return sha256(get_adapter().get_client_ip(request).encode()).hexdigest()
