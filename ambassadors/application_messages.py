"""The kinds of message about applying, the next round, and going on."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ambassadors import messages
from ambassadors.models import Application, Cohort, GoOn, NextRound
from ambassadors.models.applications import ApplicationQuerySet
from ambassadors.services import applications, cohorts, deciding, going_on, invitations
from ambassadors.services.applications import NO_LONGER_NEEDED
from outbox import health, kinds
from outbox.models import Message, MessageClass, Mute

# The planner's tick: its absence shows on the delivery page.
PLANNED = "plan joining"
health.watch(PLANNED)


def address_of(name: str, *args: object) -> str:
    return settings.BASE_URL + reverse(name, args=args)


def _facts(message: Message, now: datetime) -> dict[str, Any]:
    """What the deed wrote down, with its days as days."""
    days = {name for name in ("answered_by", "last_day", "kicks_off_on") if message.context.get(name)}
    facts = {name: date.fromisoformat(message.context[name]) for name in days}
    return message.context | facts | {"page": address_of("ambassadors:join")}


def _welcome(message: Message, now: datetime) -> dict[str, Any]:
    return _facts(message, now) | {"page": address_of("home")}


def _is(found: Callable[[Message, datetime], QuerySet[Any]]) -> Callable[[Message, datetime], str]:
    return lambda message, now: "" if found(message, now).exists() else NO_LONGER_NEEDED


def _own(message: Message, now: datetime) -> ApplicationQuerySet:
    return Application.objects.filter(pk=message.object_id)


def _open_question(message: Message, now: datetime) -> QuerySet[Application]:
    return _own(message, now).filter(asks_back=UUID(message.occurrence), asks_back__answered_at__isnull=True)


def _coordinators_own(message: Message, now: datetime) -> QuerySet[Application]:
    return _own(message, now).undecided().filter(asks_back__asked_by__is_coordinator=True)


def _waits_longer(message: Message, now: datetime) -> QuerySet[Application]:
    return Application.objects.filter(
        cohort=UUID(message.object_id), person=message.recipient_id, told_at__isnull=True
    )


def _register(
    name: str,
    label: Promise,
    context: Callable[[Message, datetime], dict[str, Any]],
    sample: Callable[[datetime], dict[str, Any]],
    *,
    message_class: MessageClass = MessageClass.SIGNED_UP,
    **more: Any,
) -> None:
    kinds.register(
        kinds.Kind(
            name=name, label=label, message_class=message_class, context=context, sample=sample, **more
        )
    )


# An application: the person waits for these, so they cannot be switched off. ------------------------------


def _sample(now: datetime) -> dict[str, Any]:
    return {
        "by": "Selma Öztürk",
        "answered_by": (now + timedelta(days=14)).date(),
        "last_day": now.date(),
        "kicks_off_on": (now + timedelta(days=30)).date(),
        "question": _("Which of your topics would you start with?"),
        "page": address_of("ambassadors:join"),
    }


def _sample_welcome(now: datetime) -> dict[str, Any]:
    return _sample(now) | {"text": deciding.suggested_welcome(), "page": address_of("home")}


def _sample_decline(now: datetime) -> dict[str, Any]:
    return _sample(now) | {"text": deciding.suggested_decline()}


def _answered(message: Message, now: datetime) -> dict[str, Any]:
    return {"page": address_of("ambassadors:cockpit_application", message.object_id)}


def _sample_answered(now: datetime) -> dict[str, Any]:
    return {"page": address_of("ambassadors:cockpit_applications")}


_register(
    applications.RECEIVED,
    gettext_lazy("Your application"),
    _facts,
    _sample,
    message_class=MessageClass.NOW,
    can_be_muted=False,
    untrue=_is(_own),
)
_register(
    deciding.QUESTION,
    gettext_lazy("A question about your application"),
    _facts,
    _sample,
    can_be_muted=False,
    untrue=_is(_open_question),
)
_register(
    applications.ANSWERED,
    gettext_lazy("An answer to your question"),
    _answered,
    _sample_answered,
    can_be_muted=False,
    untrue=_is(_coordinators_own),
)
_register(
    deciding.WELCOME, gettext_lazy("Welcome to the programme"), _welcome, _sample_welcome, can_be_muted=False
)
_register(
    deciding.DECLINED,
    gettext_lazy("About your application"),
    _facts,
    _sample_decline,
    can_be_muted=False,
    untrue=_is(_own),
)
_register(
    cohorts.LATER,
    gettext_lazy("Your application: a later day"),
    _facts,
    _sample,
    can_be_muted=False,
    untrue=_is(_waits_longer),
)


# Asks: boundaries, quiet hours and weekdays hold for them. -------------------------------------------------


def _needs_no_reminder(message: Message, now: datetime) -> str:
    """The invitation has reached the person, and is open; whoever wants no invitations wants no reminder of one."""
    arrived = Message.objects.for_person(message.recipient_id).filter(
        kind=invitations.KIND, object_id=message.object_id, state__in=going_on.ARRIVED
    )
    muted = Mute.objects.filter(person=message.recipient_id, kind=invitations.KIND)
    applied = Application.objects.filter(person=message.recipient_id)
    if not arrived.exists() or muted.exists() or applied.exists() or messages.no_longer_open(message, now):
        return NO_LONGER_NEEDED
    return ""


def _still_waits(message: Message, now: datetime) -> str:
    """The round is open, and the person has neither applied nor taken themselves off the list."""
    waits = NextRound.objects.filter(person=message.recipient_id, person__ambassador__isnull=True)
    is_open = Cohort.objects.open(now).filter(pk=message.object_id)
    return "" if waits.exists() and is_open.exists() else NO_LONGER_NEEDED


def _round(message: Message, now: datetime) -> dict[str, Any]:
    cohort = Cohort.objects.get(pk=message.object_id)
    return {"cohort": cohort, "page": address_of("ambassadors:join")}


def _sample_round(now: datetime) -> dict[str, Any]:
    cohort = Cohort(name="2027", opens_at=now, closes_at=now + timedelta(days=21), places=20)
    return {"cohort": cohort, "page": address_of("ambassadors:join")}


def _is_asked(message: Message, now: datetime) -> QuerySet[GoOn]:
    year = message.occurrence.removeprefix("year ")
    return GoOn.objects.filter(pk=message.recipient_id, year=year, pauses_on__isnull=False)


def _go_on(message: Message, now: datetime) -> dict[str, Any]:
    mine = GoOn.objects.get(pk=message.recipient_id)
    return {"pauses_on": mine.pauses_on, "page": address_of("ambassadors:going_on")}


def _sample_go_on(now: datetime) -> dict[str, Any]:
    return {"pauses_on": (now + going_on.SILENCE).date(), "page": address_of("ambassadors:going_on")}


_register(
    invitations.REMINDER,
    gettext_lazy("One reminder of the invitation to the programme"),
    messages.invitation,
    messages.sample_invitation,
    message_class=MessageClass.ASK,
    untrue=_needs_no_reminder,
    reply_to=messages.reply_to_inviter,
    secret=True,
)
_register(
    cohorts.ROUND_OPEN,
    gettext_lazy("The next round is open"),
    _round,
    _sample_round,
    message_class=MessageClass.ASK,
    untrue=_still_waits,
)
_register(
    going_on.KIND,
    gettext_lazy("Once a year: go on?"),
    _go_on,
    _sample_go_on,
    message_class=MessageClass.ASK,
    untrue=_is(_is_asked),
)
