""" "I'd come if there were a date": one press, and one to take it back."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ambassadors.access import PersonalRequest, signed_in
from ambassadors.models import Programme, User
from trainings import services, wishes
from trainings.models import Interest, Training


def wishing(shown: Training, person: User, now: datetime) -> dict[str, Any]:
    """What the card asks and says; without `wish` and `may_wish` there is no card."""
    mine = Interest.objects.for_training(shown).of(person).select_related("told_of").first()
    return {
        "wish": mine,
        "told_of": _still_there(mine, now),
        "may_wish": wishes.may_wish(training=shown, person=person, now=now),
        "k": Programme.current().k,
    }


def _still_there(mine: Interest | None, now: datetime) -> Any:
    """The date that the person was told of, unless it is cancelled or over."""
    told = mine.told_of if mine else None
    return told if told and not told.is_cancelled and not told.has_started(now) else None


@signed_in
@require_POST
def wish(request: PersonalRequest, slug: str) -> HttpResponse:
    shown, now = _visible(request, slug), timezone.now()
    if services.show_interest(training=shown, person=request.user, now=now):
        return _answer(request, shown, now, _("Noted. We tell you once when there is a date."))
    said = _("A seat is free, or you have one already: have a look at the dates.")
    return _answer(request, shown, now, said, is_refused=True)


@signed_in
@require_POST
def take_back(request: PersonalRequest, slug: str) -> HttpResponse:
    shown, now = _visible(request, slug), timezone.now()
    services.take_interest_back(training=shown, person=request.user, now=now)
    return _answer(request, shown, now, _("Taken back. Nothing is kept of it."))


def _visible(request: PersonalRequest, slug: str) -> Training:
    return get_object_or_404(Training.objects.visible_to(request.user).with_dates(), slug=slug)


def _answer(
    request: PersonalRequest, shown: Training, now: datetime, said: str, *, is_refused: bool = False
) -> HttpResponse:
    if request.htmx:
        context = {"training": shown, "said": said, "is_refused": is_refused}
        context |= wishing(shown, request.user, now)
        return render(request, "trainings/wish.html", context)
    (messages.warning if is_refused else messages.success)(request, said)
    return HttpResponseRedirect(reverse("trainings:training", args=[shown.slug]) + "#wish", status=303)
