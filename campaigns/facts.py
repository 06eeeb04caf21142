"""What this app knows about a person, for the page "What the Hub knows about me"."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ambassadors import known
from ambassadors.known import Fact
from ambassadors.models import User
from campaigns.models import Answer, Invitation, PersonShown


@known.register(50)
def answers(person: User, now: datetime) -> Iterator[Fact]:
    asked = Invitation.objects.for_person(person).count()
    said = dict(Answer.objects.for_person(person).values_list("choice").annotate(Count("pk")).order_by())
    parts = [f"{said[choice]} × {label}" for choice, label in Answer.Choice.choices if choice in said]
    invited = ngettext("%(count)d invitation", "%(count)d invitations", asked) % {"count": asked}
    yield Fact(
        _("Answers to campaigns"),
        f"{invited}: {', '.join(parts)}" if parts else invited,
        _("So that you can change your answer, and nobody is asked twice."),
        _("Only you; others see totals of large groups. Your name alone if you tick that box"),
        _("you leave the programme"),
        reverse("campaigns:campaigns"),
        _("Show"),
    )


@known.register(55)
def pictures(person: User, now: datetime) -> Iterator[Fact]:
    shown = (
        PersonShown.objects.for_person(person).select_related("asset__campaign").order_by("named_at", "id")
    )
    titles = [
        _("“%(picture)s” in “%(campaign)s”") % {"picture": one.asset.title, "campaign": one.asset.campaign}
        for one in shown
    ]
    if titles:
        yield Fact(
            _("Pictures that show you"),
            ", ".join(titles),
            _("So that a picture is taken out, or kept with your consent, when you leave the company."),
            _("You and coordinators"),
            _("your name or the picture is taken out"),
        )
