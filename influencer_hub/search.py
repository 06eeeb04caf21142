"""One search for coordinators: people, trainings with their dates, and campaigns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from ambassadors.access import PersonalRequest, coordinators
from ambassadors.lists import KeysFirst
from ambassadors.models import User
from ambassadors.models.names import words_of
from ambassadors.searching import tidy
from campaigns.models import Campaign
from trainings.models import Session, Training

SHOWN, SHOWN_DATES = 5, 2


@dataclass(frozen=True)
class Group:
    """The first of what was found in one room, how much there is, and the list that shows all of it."""

    rows: Sequence[Any]
    total: int
    address: str

    @property
    def has_more(self) -> bool:
        return self.total > len(self.rows)


@coordinators
@require_safe
@vary_on_headers("HX-Request")
def search(request: PersonalRequest) -> HttpResponse:
    text = tidy(request.GET.get("q", ""))
    context: dict[str, Any] = {"text": text}
    if words_of(text):
        context |= _found(text, request.user, timezone.now())
    part = "#results" if request.htmx and not request.htmx.history_restore_request else ""
    return render(request, f"cockpit/search.html{part}", context)


def _found(text: str, reader: User, now: datetime) -> dict[str, Any]:
    groups = {
        "people": _people(text, reader),
        "trainings": _trainings(text, reader, now),
        "campaigns": _campaigns(text, reader, now),
    }
    return groups | {"total": sum(group.total for group in groups.values())}


def _people(text: str, reader: User) -> Group:
    found = User.objects.visible_to(reader).active().found_by(text)
    rows = User.objects.select_related("ambassador", "programme_invitation")
    return _group(found.by_name(), rows, "ambassadors:cockpit_people", text)


def _trainings(text: str, reader: User, now: datetime) -> Group:
    """Each with its next dates."""
    found = Training.objects.visible_to(reader).matching(text)
    coming = Session.objects.taking_place().coming(now).only("training", "starts_at", "location")
    dates = coming.by_date()[:SHOWN_DATES]
    rows = Training.objects.defer("search").prefetch_related(Prefetch("sessions", dates, "next_dates"))
    in_order = found.with_outlook(now).by_next_date()
    return _group(in_order, rows, "trainings:cockpit_trainings", text)


def _campaigns(text: str, reader: User, now: datetime) -> Group:
    found = Campaign.objects.visible_to(reader).matching(text).in_order_of_use(now)
    return _group(found, Campaign.objects.for_a_list(now), "campaigns:cockpit_campaigns", text)


def _group(in_order: QuerySet[Any], rows: QuerySet[Any], name: str, text: str) -> Group:
    page = KeysFirst(in_order, SHOWN, rows=rows).get_page(1)
    return Group(list(page), page.paginator.count, f"{reverse(name)}?{urlencode({'q': text})}")
