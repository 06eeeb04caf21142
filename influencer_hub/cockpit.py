"""The coordinators' first page: what needs a human, before anything else. No percentages, no rows about people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ambassadors.access import PersonalRequest, coordinators
from ambassadors.imports.problems import problem_sentence
from ambassadors.models import GuidelineVersion, Import, Programme, User
from campaigns.models import Campaign
from influencer_hub import delivery
from influencer_hub.home import greeting
from outbox import figures
from outbox.figures import Delivery
from outbox.health import Health
from trainings.figures import with_waiting
from trainings.models import Session

SHOWN_IMPORTS, SHOWN_OVER, SHOWN_DATES = 5, 5, 4


@dataclass(frozen=True)
class ToDo:
    """One thing that waits for a person: what, a quiet line, and the button that leads there."""

    icon: str
    title: str
    text: str
    label: str
    to: str


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
    health, deliveries = delivery.health(now), figures.by_kind(k=Programme.current().k, now=now)
    context = {
        "now": now,
        "greeting": greeting(request.user, now),
        "health": health,
        "todos": [*_post(health, deliveries), *_imports(request.user, now), *_sessions_over(now)],
        "steps": first_steps(request.user),
        "coming": with_waiting(Session.objects.taking_place().coming(now).with_training().by_date())[
            :SHOWN_DATES
        ],
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


def _post(health: Health, deliveries: list[Delivery]) -> Iterator[ToDo]:
    to = reverse("cockpit_messages")
    if health.held:
        yield ToDo(
            "hourglass",
            _("Some messages wait for your decision"),
            _("The hub stood still for a while. Should what waits still go?"),
            _("Decide"),
            to,
        )
    # Failed asks are left out: few of them could tell who was asked.
    failed = sum(one.failed or 0 for one in deliveries if not one.is_ask)
    if failed:
        title = ngettext("%(n)d message did not arrive", "%(n)d messages did not arrive", failed)
        text = _("In the last seven days. The reasons are beside them.")
        yield ToDo("mail-warning", title % {"n": failed}, text, _("Have a look"), to)


def _imports(person: User, now: datetime) -> Iterator[ToDo]:
    waiting = Import.objects.visible_to(person).wanting_somebody(now)
    for one in waiting.latest_first()[:SHOWN_IMPORTS]:
        to = reverse("ambassadors:import_page", args=[one.pk])
        if one.state == Import.State.FAILED:
            title = _("Import “%(file)s” could not be read") % {"file": one.file_name}
            yield ToDo("circle-alert", title, problem_sentence(*one.problem), _("Have a look"), to)
            continue
        title = _("Import “%(file)s” waits for you") % {"file": one.file_name}
        columns = _("Please look at its columns before the rows are checked.")
        text = _in_numbers(one) if one.state == Import.State.CHECKED else columns
        yield ToDo("file-up", title, text, _("Review"), to)


def _in_numbers(one: Import) -> str:
    fine = sum(one.counts.get(name, 0) for name in ("new", "changed", "unchanged"))
    doubtful = sum(one.counts.get(name, 0) for name in ("undecided", "faulty"))
    said = ngettext("%(n)d row is fine", "%(n)d rows are fine", fine) % {"n": fine}
    if doubtful:
        said += ", " + ngettext("%(n)d to check", "%(n)d to check", doubtful) % {"n": doubtful}
    return f"{said}."


def _sessions_over(now: datetime) -> Iterator[ToDo]:
    over = Session.objects.taking_place().coming(now).filter(over_by__gt=0).with_training().by_date()
    for session in over[:SHOWN_OVER]:
        title = _("“%(title)s” is over by %(n)d") % {
            "title": session.training.words.title,
            "n": session.over_by,
        }
        text = _("More people have a seat than there are seats. Nobody is thrown out.")
        to = reverse("trainings:cockpit_session", args=[session.pk])
        yield ToDo("armchair", title, text, _("Roster"), to)
