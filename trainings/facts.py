"""What this app knows about a person, for the page "What the Hub knows about me"."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from ambassadors import known, retention
from ambassadors.known import Fact
from ambassadors.models import User
from ambassadors.templatetags.hub import plain_day
from trainings.models import (
    AccessNeed,
    CalendarFeed,
    Certificate,
    Enrolment,
    FeedbackGiven,
    Interest,
    Progress,
)
from trainings.retaining import ATTENDANCE, FEEDBACK, INTERESTS, MISSED

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
STARTED = ngettext_lazy("%(count)d started", "%(count)d started", "count")
DONE = ngettext_lazy("%(count)d ticked off", "%(count)d ticked off", "count")
WISHED = ngettext_lazy("%(count)d training", "%(count)d trainings", "count")
CERTIFIED = ngettext_lazy("%(count)d certificate", "%(count)d certificates", "count")
NAMED = ngettext_lazy("%(count)d names you in public", "%(count)d name you in public", "count")
LED = ngettext_lazy("%(count)d session", "%(count)d sessions", "count")
WRITTEN = ngettext_lazy("%(count)d message", "%(count)d messages", "count")
NONE = gettext_lazy("None so far.")


def _in_words(parts: Iterable[tuple[int, Any]]) -> Any:
    """What there is of each, or that there is none."""
    return ", ".join(str(words % {"count": count}) for count, words in parts if count) or NONE


@known.register(40)
def enrolments(person: User, now: datetime) -> Iterator[Fact]:
    counts = dict(Enrolment.objects.of(person).values_list("state").annotate(Count("pk")).order_by())
    live = [(sum(counts.pop(state, 0) for state in states), words) for states, words in COUNTED]
    yield Fact(
        _("Trainings"),
        _in_words([*live, (sum(counts.values()), ENDED)]),
        _("So that a seat is yours, and the next in line gets it when you free it."),
        _("You, and whoever leads the session or coordinates"),
        _(
            "your account is deleted; %(kept)s after a session only you see that you were there, and nothing else is left of it; that you missed one is forgotten after %(missed)s"
        )
        % {"kept": retention.in_words(ATTENDANCE), "missed": retention.in_words(MISSED)},
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


@known.register(43)
def own_pace(person: User, now: datetime) -> Iterator[Fact]:
    mine = list(Progress.objects.of(person).values_list("done_at", flat=True))
    done = sum(1 for done_at in mine if done_at)
    parts = [(len(mine) - done, STARTED), (done, DONE)]
    yield Fact(
        _("Trainings at your own pace"),
        _in_words(parts),
        _("So that you find your place again, and for your learning paths."),
        _("Only you"),
        _("you remove it, or your account is deleted"),
        reverse("trainings:mine"),
        _("Show"),
    )


@known.register(44)
def wishes(person: User, now: datetime) -> Iterator[Fact]:
    count = Interest.objects.of(person).count()
    yield Fact(
        _("Trainings you would come to"),
        _in_words([(count, WISHED)]),
        _("So that we tell you of a date, and a date is planned where enough people would come."),
        _("Only you. Coordinators see a number, never of a small group."),
        _("you take a seat, take it back, or %(days)s have passed") % {"days": retention.in_words(INTERESTS)},
        reverse("trainings:mine"),
        _("Show"),
    )


@known.register(45)
def certificates(person: User, now: datetime) -> Iterator[Fact]:
    named = list(Certificate.objects.of(person).values_list("names_person", flat=True))
    parts = [(len(named), CERTIFIED), (sum(named), NAMED)]
    yield Fact(
        _("Certificates of trainings"),
        _in_words(parts),
        _("So that you can show what you have attended, and others can check it by its number."),
        _("You. Whoever has the number sees title and date, and your name only if you let them."),
        _("you delete it, or your account is deleted"),
        reverse("trainings:record"),
        _("Show"),
    )


@known.register(46)
def feedback_given(person: User, now: datetime) -> Iterator[Fact]:
    count = FeedbackGiven.objects.of(person).count()
    yield Fact(
        _("That you have given feedback on a training"),
        _in_words([(count, WISHED)]),
        _(
            "So that everybody answers once. What you said is kept without your name: nobody can find it, change it or "
            "delete it for you. Its texts go after %(days)s."
        )
        % {"days": retention.in_words(FEEDBACK)},
        _("Nobody"),
        _("30 days after the session; at your own pace, until your account is deleted"),
    )


@known.register(47)
def leading(person: User, now: datetime) -> Iterator[Fact]:
    if led := person.led_sessions.count():
        yield Fact(
            _("Sessions that you lead"),
            _in_words([(led, LED)]),
            _("So that people know who leads a session, and you see who comes."),
            _("Everybody who is signed in"),
            _("somebody else leads them, or your account is deleted"),
            reverse("trainings:mine"),
            _("Show"),
        )


@known.register(48)
def written_to_all(person: User, now: datetime) -> Iterator[Fact]:
    if written := person.announcements.count():
        yield Fact(
            _("What you have written to everybody with a seat"),
            _in_words([(written, WRITTEN)]),
            _("So that whoever takes a seat later can read it too."),
            _("Whoever has a seat in that session, leads it or coordinates"),
            _("the session is deleted; your name is no longer on it once your account is deleted"),
        )
