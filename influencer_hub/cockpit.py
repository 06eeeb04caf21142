"""The coordinators' first page: what needs a human, before anything else. No percentages, no rows about people."""

from dataclasses import dataclass

from django.db.models import Exists
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ambassadors import needs
from ambassadors.access import PersonalRequest, coordinators
from ambassadors.models import GuidelineVersion, Programme, User
from campaigns.models import Campaign
from influencer_hub import delivery
from influencer_hub.home import greeting
from outbox import figures
from trainings.figures import with_waiting
from trainings.models import Session

SHOWN_DATES, SHOWN_CAMPAIGNS = 4, 3


@dataclass(frozen=True)
class FirstSteps:
    """What an installation has from the first days on."""

    named: bool
    people: bool
    guidelines: bool
    training: bool
    campaign: bool

    @property
    def is_complete(self) -> bool:
        return self.named and self.people and self.guidelines and self.training and self.campaign


@coordinators
@require_safe
def cockpit(request: PersonalRequest) -> HttpResponse:
    now = timezone.now()
    deliveries = figures.by_kind(k=Programme.current().k, now=now)
    context = {
        "now": now,
        "greeting": greeting(request.user, now),
        "health": delivery.health(now),
        "needs": needs.gather(now),
        "steps": first_steps(request.user),
        "coming": with_waiting(Session.objects.taking_place().coming(now).with_training().by_date())[
            :SHOWN_DATES
        ],
        "campaigns": Campaign.objects.for_a_list(now).open(now).in_order_of_use(now)[:SHOWN_CAMPAIGNS],
        "deliveries": [one for one in deliveries if one.sent or one.failed or one.due],
    }
    return render(request, "cockpit/home.html", context)


def first_steps(person: User) -> FirstSteps:
    """In one query."""
    others = User.objects.active().exclude(pk=person.pk).without_office()
    found = User.objects.filter(pk=person.pk).values_list(
        Exists(others),
        Exists(GuidelineVersion.objects.published()),
        Exists(Session.objects.published()),
        Exists(Campaign.objects.published()),
    )
    return FirstSteps(Programme.current().is_named, *found.get())
