"""What this app knows about a person, for the page "What the Hub knows about me"."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from ambassadors import known
from ambassadors.known import Fact
from ambassadors.models import User
from ambassadors.templatetags.hub import plain_day
from trainings.models import AccessNeed, CalendarFeed, Enrolment

State = Enrolment.State
COUNTED = [
    ([State.BOOKED], ngettext_lazy("%(count)d booked", "%(count)d booked", "count")),
    ([State.OFFERED], ngettext_lazy("%(count)d seat offered", "%(count)d seats offered", "count")),
    (
        [State.WAITING],
        ngettext_lazy("%(count)d on the waiting list", "%(count)d on the waiting list", "count"),
    ),
    ([State.ATTENDED], ngettext_lazy("%(count)d attended", "%(count)d attended", "count")),
    ([State.NO_SHOW], ngettext_lazy("%(count)d missed", "%(count)d missed", "count")),
]
ENDED = ngettext_lazy("%(count)d freed or expired", "%(count)d freed or expired", "count")
NONE = gettext_lazy("None so far.")


@known.register(40)
def enrolments(person: User, now: datetime) -> Iterator[Fact]:
    counts = dict(Enrolment.objects.of(person).values_list("state").annotate(Count("pk")).order_by())
    live = [(sum(counts.pop(state, 0) for state in states), words) for states, words in COUNTED]
    parts = [
        str(words % {"count": count}) for count, words in [*live, (sum(counts.values()), ENDED)] if count
    ]
    yield Fact(
        _("Trainings"),
        ", ".join(parts) or NONE,
        _("So that a seat is yours, and the next in line gets it when you free it."),
        _("You, and whoever leads the session or coordinates"),
        _("your account is deleted"),
        reverse("trainings:catalogue"),
        _("Show"),
    )


@known.register(41)
def feed(person: User, now: datetime) -> Iterator[Fact]:
    own = CalendarFeed.objects.filter(person=person).first()
    if own is not None:
        yield Fact(
            _("Private calendar address"),
            _("On since %(day)s") % {"day": plain_day(localtime(own.made_at))},
            _("So that the calendar you use fetches your sessions by itself. Who fetches when is not kept."),
            _("You, and whoever you give the address to"),
            _("you switch it off, you leave the company, or your account is deleted"),
            reverse("trainings:my_feed"),
            _("Show"),
        )


@known.register(42)
def access_needs(person: User, now: datetime) -> Iterator[Fact]:
    """One line for each date, as long as it is kept."""
    for need in AccessNeed.objects.of(person).with_session().order_by("enrolment__session__starts_at", "pk"):
        session = need.enrolment.session
        yield Fact(
            _("What you need to take part"),
            f"{session.training.words.title}: {need.text}",
            _("So that whoever leads the training can prepare for it."),
            _("You, and whoever leads that date"),
            _("the day after the session"),
            reverse("trainings:session", args=[session.pk]),
            _("Change"),
        )
