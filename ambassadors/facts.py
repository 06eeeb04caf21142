"""What this app and the outbox know about a person, for the page "What the Hub knows about me"."""

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, get_language_info, ngettext, pgettext
from django.utils.translation import gettext as _

from ambassadors import known, networks, retention
from ambassadors.decisions import decisions_of
from ambassadors.known import Fact, together
from ambassadors.models import (
    Boundary,
    ConsentEvent,
    ConsentSubject,
    SavedView,
    User,
)
from ambassadors.models.boundaries import WEEKDAYS
from ambassadors.presented import presented
from ambassadors.templatetags.hub import plain_day
from outbox.models import AuditEntry, Message


@known.register(10)
def account(person: User, now: datetime) -> Iterator[Fact]:
    number = _("personnel number %(number)s") % {"number": person.personnel_number}
    entered = plain_day(person.entered_on)
    yield Fact(
        _("From the company"),
        together(
            [
                person.name,
                number if person.personnel_number else "",
                person.email or "",
                person.department,
                person.location,
                _("in the company since %(day)s") % {"day": entered} if entered else "",
            ]
        ),
        _("So that you can sign in and are not entered twice."),
        _(
            "Coordinators and administrators, in the programme department and place as you choose; your name also colleagues"
        ),
        _("your last day in the company; name and number a year longer, in case you come back"),
    )


@known.register(12)
def last_day(person: User, now: datetime) -> Iterator[Fact]:
    leaving = getattr(person, "leaving", None)
    if leaving is not None:
        yield Fact(
            _("Your last day in the company"),
            _(
                "%(day)s. After it your account closes, your seats go to the next in line, and what you gave the programme is deleted."
            )
            % {"day": plain_day(leaving.last_day)},
            _(
                "You are missing from the company’s list, so a coordinator has entered it. They can take it back until then."
            ),
            _("Coordinators"),
            _("it is taken back, you come back, or a year has passed"),
        )


@known.register(22)
def private_address(person: User, now: datetime) -> Iterator[Fact]:
    if person.private_email:
        yield Fact(
            _("Private address for the time after the company"),
            person.private_email,
            _("So that your data reach you once your last day has passed. Nothing else is sent there."),
            _("Only you"),
            _("you take it out, or have fetched your data"),
            reverse("ambassadors:privacy") + "#private-address",
            _("Edit"),
        )


@known.register(20)
def profile(person: User, now: datetime) -> Iterator[Fact]:
    if person.is_ambassador:
        yield from presented(person)
        return
    parts = [
        _("Your picture") if person.photo else _("no picture"),
        _("“%(words)s”") % {"words": person.headline} if person.headline else _("no words about yourself"),
    ]
    yield Fact(
        _("Profile"),
        together(parts),
        _("So that colleagues know who you are."),
        _("Colleagues who are signed in"),
        _("you change or delete it; a picture you put away is deleted within a day"),
        reverse("ambassadors:profile"),
        _("Edit"),
    )


@known.register(21)
def preferences(person: User, now: datetime) -> Iterator[Fact]:
    days = [str(name) for day, name in WEEKDAYS if person.ask_days & day]
    yield Fact(
        _("Settings"),
        together(
            [
                get_language_info(person.language)["name_local"],
                person.timezone,
                _("quiet hours from %(start)s to %(end)s")
                % {"start": f"{person.quiet_from:%H:%M}", "end": f"{person.quiet_until:%H:%M}"},
                _("invitations on %(days)s") % {"days": together(days)} if len(days) < len(WEEKDAYS) else "",
            ]
        ),
        _("So that pages and messages come in your language and at your times."),
        _("Only you"),
        _("you change it"),
        reverse("ambassadors:profile"),
        _("Edit"),
    )


@known.register(25)
def boundaries(person: User, now: datetime) -> Iterator[Fact]:
    if not person.is_ambassador:
        return
    own = getattr(person.ambassador, "boundary", None)
    counts = person.ambassador.ask_counts.order_by("month")
    asked = [
        ngettext("%(count)d invitation in %(month)s", "%(count)d invitations in %(month)s", each.count)
        % {"count": each.count, "month": date_format(each.month, "F Y")}
        for each in counts
    ]
    yield Fact(
        _("Boundaries"),
        together(
            [*(_limits(own, now.astimezone(person.zone).date()) or [pgettext("boundaries", "none")]), *asked],
            "; ",
        ),
        _("So that you are asked as often, about what and when you want."),
        _("Only you"),
        _("you change them, or leave the programme; what was counted goes two months after its month"),
        reverse("ambassadors:boundaries"),
        _("Edit"),
    )


def _limits(own: Boundary | None, today: date) -> list[str]:
    if own is None:
        return []
    limits = []
    if own.pauses_on(today):
        until = _("paused until %(day)s") % {"day": plain_day(own.paused_until)}
        limits.append(until if own.paused_until else _("paused until you come back"))
    if own.asks_per_month is not None:
        most = ngettext("%(count)d invitation a month", "%(count)d invitations a month", own.asks_per_month)
        limits.append(most % {"count": own.asks_per_month})
    topics = [topic.name for topic in own.topics.order_by("key")]
    limits += [_("only about %(names)s") % {"names": together(topics)}] if topics else []
    names = [networks.LABELS[name] for name in own.networks]
    limits += [_("only for %(names)s") % {"names": together([str(name) for name in names])}] if names else []
    return [*limits, _("no photos")] if own.no_photo else limits


@known.register(30)
def programme(person: User, now: datetime) -> Iterator[Fact]:
    if person.is_ambassador:
        yield Fact(
            _("Programme"),
            _("You are in it since %(day)s.") % {"day": plain_day(localtime(person.ambassador.joined_at))},
            _("So that you are asked at all."),
            _("Coordinators and colleagues"),
            _("you leave the programme"),
        )
    invitation = getattr(person, "programme_invitation", None)
    if invitation is not None:
        yield Fact(
            _("Invitation to the programme"),
            _("You were invited on %(day)s.") % {"day": plain_day(localtime(invitation.invited_at))},
            _("So that the link in it opens for you alone."),
            _("Coordinators: that you were invited, not whether you read it"),
            _("you accept it, or %(days)s after it has expired")
            % {"days": retention.in_words(retention.INVITATIONS)},
        )


@known.register(60)
def consent(person: User, now: datetime) -> Iterator[Fact]:
    subjects = ConsentSubject.objects.filter(person=person)
    count = ConsentEvent.objects.filter(subject__in=subjects.values("key")).count()
    valid = [
        _("“%(title)s”, version %(number)s")
        % {
            "title": decision.guideline.title_in(get_language() or ""),
            "number": decision.consent.version.number,
        }
        for decision in decisions_of(person)
        if decision.consent
    ]
    events = ngettext("%(count)d event in your history", "%(count)d events in your history", count)
    yield Fact(
        _("Guideline consent"),
        together([*(valid or [_("none that is valid now")]), events % {"count": count}]),
        _("So that your consent can be proved and withdrawn."),
        _("Only you. The history holds a random key instead of your name"),
        _("you leave: then the link between the key and you is deleted"),
        reverse("ambassadors:guidelines"),
        _("Show"),
    )


@known.register(70)
def messages(person: User, now: datetime) -> Iterator[Fact]:
    own = Message.objects.for_person(person)
    sent, due = own.readable().count(), own.filter(state=Message.State.DUE).count()
    counted = [
        ngettext("%(count)d sent", "%(count)d sent", sent) % {"count": sent},
        ngettext("%(count)d waiting", "%(count)d waiting", due) % {"count": due} if due else "",
    ]
    untracked = _("No tracking: nobody learns what you open.")
    yield Fact(
        _("Messages to you"),
        f"{together(counted)}. {untracked}",
        _("So that each message goes out once."),
        _("You; coordinators see totals, and whether your address works"),
        retention.in_words(retention.MESSAGES),
    )


@known.register(75)
def roles(person: User, now: datetime) -> Iterator[Fact]:
    if not person.roles:
        return
    shown = _("your name stands on the help page") if person.shows_as_helper else ""
    yield Fact(
        _("Roles"),
        together([*(str(role.label) for role in person.roles), shown]),
        _("So that you may do what the role needs."),
        _("Coordinators, administrators and the council; of helpers who agreed, everybody who is signed in"),
        _("the role is taken back"),
        reverse("ambassadors:profile") + "#helper" if person.is_helper else "",
        _("Edit"),
    )


@known.register(75)
def views_kept(person: User, now: datetime) -> Iterator[Fact]:
    """Of coordinators."""
    names = [view.name for view in SavedView.objects.visible_to(person).by_name()]
    if names:
        yield Fact(
            _("Saved views"),
            together([_("“%(words)s”") % {"words": name} for name in names]),
            _("So that you find filters of the list of people again. What you searched for is not kept."),
            _("Only you, and whoever you give their links"),
            _("you remove them, or your account is deleted"),
            reverse("ambassadors:cockpit_people"),
            _("Show"),
        )


@known.register(80)
def journal(person: User, now: datetime) -> Iterator[Fact]:
    """What people with an office did to others, and what was done to an account. Nobody's own decisions are in it."""
    deeds = AuditEntry.objects.filter(actor=person).count()
    about = AuditEntry.objects.filter(subject=f"{User._meta.label}:{person.pk}").count()
    own = ngettext("%(count)d deed of yours as coordinator", "%(count)d deeds of yours as coordinator", deeds)
    others = ngettext("%(count)d deed about your account", "%(count)d deeds about your account", about)
    if deeds or about:
        yield Fact(
            _("Journal"),
            together([own % {"count": deeds} if deeds else "", others % {"count": about} if about else ""]),
            _(
                "So that it is clear who changed what for others. What people decide about themselves is not in it."
            ),
            _("Coordinators, administrators and the council"),
            _("%(days)s; if your account is deleted before, your name goes and the deed stays")
            % {"days": retention.in_words(retention.JOURNAL)},
        )
