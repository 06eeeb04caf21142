"""What this app and the outbox know about a person, for the page "What the Hub knows about me"."""

from collections.abc import Iterator
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, get_language_info, ngettext
from django.utils.translation import gettext as _

from ambassadors import devices, known, networks, retention
from ambassadors.decisions import decisions_of
from ambassadors.known import Fact
from ambassadors.models import (
    Application,
    Boundary,
    ConsentEvent,
    ConsentSubject,
    GoOn,
    NextRound,
    SavedView,
    User,
)
from ambassadors.models.boundaries import WEEKDAYS
from ambassadors.onboarding import checklist_of
from ambassadors.presented import presented
from ambassadors.templatetags.hub import plain_day
from outbox.models import AuditEntry, Message


def _together(parts: list[str], between: str = ", ") -> str:
    return between.join(part for part in parts if part)


@known.register(10)
def account(person: User, now: datetime) -> Iterator[Fact]:
    number = _("personnel number %(number)s") % {"number": person.personnel_number}
    entered = plain_day(person.entered_on)
    yield Fact(
        _("From the company"),
        _together(
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
        _("Coordinators and administrators; your name also colleagues"),
        _("your last day in the company; name and number a year longer, in case you come back"),
    )


@known.register(11)
def signing_in(person: User, now: datetime) -> Iterator[Fact]:
    known_ways = Authenticator.objects.filter(user=person).order_by("created_at")
    own: dict[str, list[Authenticator]] = {}
    for way in known_ways:
        own.setdefault(way.type, []).append(way)
    names = _together([way.wrap().name for way in own.get("webauthn", [])])
    kept = [
        _("a password, as a hash that cannot be read") if person.has_usable_password() else _("no password"),
        _("a PIN, as a hash that cannot be read") if person.pin else "",
        _("public keys of passkeys: %(names)s") % {"names": names} if names else "",
        _("the key of your app, encrypted") if "totp" in own else "",
        _("recovery codes, encrypted") if "recovery_codes" in own else "",
        _("by which sign the company's sign-in knows you") if _has_company_sign_in(person) else "",
    ]
    yield Fact(
        _("Sign-in"),
        _together(kept),
        _("So that nobody else signs in as you. The hub keeps no “last seen”."),
        _("Only you"),
        _("you change or remove it, or your account is deleted"),
        reverse("ambassadors:ways"),
        _("Show"),
    )
    places = [device.name for device in devices.devices_of(person, current=None, now=now)]
    yield Fact(
        _("Where you are signed in"),
        _together(places) or _("nothing is noted"),
        _("So that you can sign out elsewhere. Browser and system, no address in the network."),
        _("Only you"),
        _("you sign out; 30 days after signing in, on a shared device 10 minutes after the last click"),
        reverse("ambassadors:devices"),
        _("Show"),
    )
    if person.pin:
        yield Fact(
            _("Wrong PINs"),
            _("How often one was tried for your number since it last fitted; not by whom."),
            _("So that nobody finds your PIN by trying."),
            _("Nobody"),
            _("you sign in with your PIN, or 90 days after the last try"),
        )


def _has_company_sign_in(person: User) -> bool:
    return SocialAccount.objects.filter(user=person).exists()


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
        _together(parts),
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
        _together(
            [
                get_language_info(person.language)["name_local"],
                person.timezone,
                _("quiet hours from %(start)s to %(end)s")
                % {"start": f"{person.quiet_from:%H:%M}", "end": f"{person.quiet_until:%H:%M}"},
                _("invitations on %(days)s") % {"days": _together(days)} if len(days) < len(WEEKDAYS) else "",
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
        _together([*(_limits(own, now.astimezone(person.zone).date()) or [_("none")]), *asked], "; "),
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
    limits += [_("only about %(names)s") % {"names": _together(topics)}] if topics else []
    names = [networks.LABELS[name] for name in own.networks]
    limits += [_("only for %(names)s") % {"names": _together([str(name) for name in names])}] if names else []
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
            _together([day, count % {"count": asked} if asked else ""]),
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
            _together(
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
    ticked = _("ticked by you: %(names)s") % {"names": _together(own)} if own else _("nothing ticked by hand")
    hidden = _("the list is hidden") if start.is_hidden else ""
    reminded = _("the one reminder will not come any more") if person.ambassador.onboarding_reminded else ""
    yield Fact(
        _("First steps"),
        _together([ticked, hidden, reminded]),
        _("So that the list on your start page knows what is left, and reminds you once at most."),
        _("Only you"),
        _("you untick it, or leave the programme"),
        reverse("home"),
        _("Show"),
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
        _together([*(valid or [_("none that is valid now")]), events % {"count": count}]),
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
        f"{_together(counted)}. {untracked}",
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
        _together([*(str(role.label) for role in person.roles), shown]),
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
            _together([_("“%(words)s”") % {"words": name} for name in names]),
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
            _together([own % {"count": deeds} if deeds else "", others % {"count": about} if about else ""]),
            _(
                "So that it is clear who changed what for others. What people decide about themselves is not in it."
            ),
            _("Coordinators, administrators and the council"),
            _("%(days)s; if your account is deleted before, your name goes and the deed stays")
            % {"days": retention.in_words(retention.JOURNAL)},
        )
