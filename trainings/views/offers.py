"""Answering an offer by the link of its mail, whoever is signed in to this browser."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps

from allauth.core import ratelimit
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ambassadors.access import link_holders
from ambassadors.models import User
from trainings import services
from trainings.models import Enrolment
from trainings.overlaps import overlaps
from trainings.services import LinkClosed, Outcome, Result
from trainings.views.words import sentence

# What was answered stays readable for so long, also when the page is loaded again.
RESULT_SECONDS = 60 * 60
SALT = "trainings.offer answered"


def _guarded(view: Callable[[HttpRequest, str], HttpResponse]) -> Callable[[HttpRequest, str], HttpResponse]:
    """The same words for a wrong link and for one that was used or is over; guessing is slowed down."""

    @wraps(view)
    def with_open_link(request: HttpRequest, token: str) -> HttpResponse:
        presses = request.method == "POST"
        if presses and not ratelimit.consume(request, action="join", dry_run=True):
            return ratelimit.respond_429(request)
        try:
            return view(request, token)
        except LinkClosed:
            if presses:
                ratelimit.consume(request, action="join")
            return render(request, "trainings/offer_over.html", status=404)

    return with_open_link


@contextmanager
def _read_by(person: User, request: HttpRequest) -> Iterator[None]:
    """In their language, or the one that this browser was switched to; by their clock."""
    switched = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    language = switched if switched in dict(settings.LANGUAGES) else person.language
    with translation.override(language or settings.LANGUAGE_CODE), timezone.override(person.zone):
        yield


@link_holders
@never_cache
@require_safe
@_guarded
def offer(request: HttpRequest, token: str) -> HttpResponse:
    """Opening it changes nothing: the two buttons do."""
    return _page(request, token)


@link_holders
@never_cache
@require_POST
@_guarded
def accept(request: HttpRequest, token: str) -> HttpResponse:
    seen = request.POST.getlist("overlap")
    result = services.accept_by_link(token=token, confirmed=seen, now=timezone.now())
    return _page(request, token, result) if result.outcome == Outcome.OVERLAP else _answered(result)


@link_holders
@never_cache
@require_POST
@_guarded
def decline(request: HttpRequest, token: str) -> HttpResponse:
    return _answered(services.decline_by_link(token=token, now=timezone.now()))


@link_holders
@never_cache
@require_safe
def answered(request: HttpRequest, result: str) -> HttpResponse:
    """How it ended: the link is used up, so that this address carries it, signed and for a while."""
    try:
        enrolment_id, outcome = signing.loads(result, salt=SALT, max_age=RESULT_SECONDS)
    except signing.BadSignature:
        return render(request, "trainings/offer_over.html", status=404)
    of_person = Enrolment.objects.with_session().select_related("person", "session__training")
    enrolment = of_person.filter(pk=enrolment_id).first()
    if enrolment is None:
        return render(request, "trainings/offer_over.html", status=404)
    with _read_by(enrolment.person, request):
        said = sentence(Result(Outcome(outcome), enrolment=enrolment))
        context = _about(request, enrolment) | {"said": said, "booked": outcome == Outcome.BOOKED}
        return render(request, "trainings/offer_answered.html", context)


def _page(request: HttpRequest, token: str, result: Result | None = None) -> HttpResponse:
    now = timezone.now()
    found = services.offer_behind(token=token, now=now)
    with _read_by(found.person, request):
        elsewhere = overlaps(sessions=[found.session], person=found.person, now=now)[found.session_id]
        context = _about(request, found) | {
            "token": token,
            "overlaps": elsewhere,
            "said": sentence(result) if result else None,
        }
        return render(request, "trainings/offer.html", context)


def _answered(result: Result) -> HttpResponse:
    assert result.enrolment is not None
    signed = signing.dumps([str(result.enrolment.pk), result.outcome], salt=SALT)
    return HttpResponseRedirect(reverse("trainings:answered_by_link", args=[signed]), status=303)


def _about(request: HttpRequest, enrolment: Enrolment) -> dict[str, object]:
    """`somebody_else` is signed in to this browser: the page says for whom its buttons count."""
    person = enrolment.person
    return {
        "offer": enrolment,
        "session": enrolment.session,
        "training": enrolment.session.training,
        "words": enrolment.session.training.words,
        "person": person,
        "somebody_else": request.user.is_authenticated and request.user != person,
    }
