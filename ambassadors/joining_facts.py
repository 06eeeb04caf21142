"""What is known about a person who comes, goes on or begins, for the page "What the Hub knows about me"."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ambassadors import known
from ambassadors.known import Fact, together
from ambassadors.models import Application, GoOn, NextRound, User
from ambassadors.onboarding import checklist_of
from ambassadors.templatetags.hub import plain_day


@known.register(31)
def first_visit(person: User, now: datetime) -> Iterator[Fact]:
    if person.was_welcomed:
        yield Fact(
            _("First visit"),
            _("The page about taking part was shown to you by itself."),
            _("So that this happens once."),
            _("Nobody"),
            _("your account is deleted"),
        )


@known.register(32)
def application(person: User, now: datetime) -> Iterator[Fact]:
    sent = Application.objects.filter(person=person).first()
    if sent is not None:
        asked = sent.asks_back.count()
        count = ngettext("%(count)d question about it", "%(count)d questions about it", asked)
        day = _("Sent on %(day)s") % {"day": plain_day(localtime(sent.applied_at))}
        yield Fact(
            _("Application"),
            together([day, count % {"count": asked} if asked else ""]),
            _("So that somebody can answer you."),
            _("Coordinators"),
            _("you take it back, you are in the programme, or 90 days after a “not this time”"),
            reverse("ambassadors:join"),
            _("Show"),
        )


@known.register(33)
def next_round(person: User, now: datetime) -> Iterator[Fact]:
    if NextRound.objects.filter(person=person).exists():
        yield Fact(
            _("Next round"),
            _("You want to hear when the next round opens."),
            _("So that you are told, once."),
            _("Only you"),
            _("you switch it off, you apply, or 30 days after you were told"),
            reverse("ambassadors:join"),
            _("Edit"),
        )


@known.register(34)
def going_on(person: User, now: datetime) -> Iterator[Fact]:
    asked = GoOn.objects.filter(pk=person.pk).first() if person.is_ambassador else None
    if asked is not None:
        yield Fact(
            _("Going on"),
            together(
                [
                    ngettext(
                        "You were asked about it after %(count)d year",
                        "You were asked about it after %(count)d years",
                        asked.year,
                    )
                    % {"count": asked.year},
                    _("the question is open") if asked.pauses_on else "",
                    _("you are not asked again until you come back from your pause")
                    if asked.asks_no_more
                    else "",
                ]
            ),
            _("So that you are asked once a year, and no more often."),
            _("Only you"),
            _("you leave the programme"),
        )


@known.register(35)
def first_steps(person: User, now: datetime) -> Iterator[Fact]:
    start = checklist_of(person)
    if start is None:
        return
    own = [step.title for step in start.steps if step.is_own and step.is_done]
    ticked = _("ticked by you: %(names)s") % {"names": together(own)} if own else _("nothing ticked by hand")
    hidden = _("the list is hidden") if start.is_hidden else ""
    reminded = _("the one reminder will not come any more") if person.ambassador.onboarding_reminded else ""
    yield Fact(
        _("First steps"),
        together([ticked, hidden, reminded]),
        _("So that the list on your start page knows what is left, and reminds you once at most."),
        _("Only you"),
        _("you untick it, or leave the programme"),
        reverse("home"),
        _("Show"),
    )
