"""The kinds of message of this app."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ambassadors import asking, letterhead, signin
from ambassadors.decisions import decision_on
from ambassadors.models import (
    ConsentEvent,
    ConsentSubject,
    ExportLink,
    Guideline,
    ProgrammeInvitation,
)
from ambassadors.models.invitations import VALID_FOR
from ambassadors.models.leaving import VALID_FOR as EXPORT_VALID_FOR
from ambassadors.onboarding import START_REMINDER, checklist_of
from ambassadors.services.boundaries import NO_LONGER_NEEDED
from ambassadors.services.departing import KIND as OWN_DATA
from ambassadors.services.departing import PARTED
from ambassadors.services.guideline_texts import NEW_VERSION, RETIRED
from ambassadors.services.invitations import KIND
from outbox import health, kinds
from outbox import letterhead as outbox_letterhead
from outbox.models import Message, MessageClass

health.watch(PARTED)


@kinds.guard_asks
def beyond_boundaries(message: Message, now: datetime) -> str:
    """The reason is the one of an ask that was answered: it tells neither that there is a boundary, nor which."""
    about = kinds.get(message.kind).about(message) or asking.About()
    return "" if asking.may_reach(message.recipient, about, now=now) else NO_LONGER_NEEDED


def no_longer_open(message: Message, now: datetime) -> str:
    invitations = ProgrammeInvitation.objects.open(now).filter(person__ambassador__isnull=True)
    its_own = invitations.filter(person=message.recipient_id, batch=message.object_id)
    return "" if its_own.exists() else "the invitation is no longer open"


def invitation(message: Message, now: datetime) -> dict[str, Any]:
    found = ProgrammeInvitation.objects.select_related("invited_by").get(person=message.recipient_id)
    return {
        "address": found.address,
        "inviter": found.invited_by.name if found.invited_by else "",
        "expires_at": found.expires_at,
    }


def reply_to_inviter(message: Message) -> str:
    found = ProgrammeInvitation.objects.select_related("invited_by").get(person=message.recipient_id)
    return (found.invited_by and found.invited_by.email) or ""


def sample_invitation(now: datetime) -> dict[str, Any]:
    return {
        "address": settings.BASE_URL + reverse("ambassadors:invitation", args=["sample"]),
        "inviter": "Selma Öztürk",
        "expires_at": now + VALID_FOR,
    }


kinds.register(
    kinds.Kind(
        name=KIND,
        label=_("Invitation to the programme"),
        message_class=MessageClass.ASK,
        untrue=no_longer_open,
        context=invitation,
        sample=sample_invitation,
        reply_to=reply_to_inviter,
        secret=True,
    )
)


# A new version of a guideline asks once. -------------------------------------------------------------


def _needs_no_decision(message: Message, now: datetime) -> str:
    """The reason is the same whatever was decided, and whether anything was."""
    guideline = Guideline.objects.current().filter(pk=message.object_id).first()
    decision = decision_on(guideline, message.recipient) if guideline else None
    if decision is None:
        return RETIRED
    if message.occurrence != str(decision.asked):
        return "a newer version is valid"
    return "" if decision.is_asked_again and message.recipient.is_ambassador else NO_LONGER_NEEDED


def _new_version(message: Message, now: datetime) -> dict[str, Any]:
    """What was consented to before it, also when the message is read again after a decision."""
    guideline, number = Guideline.objects.get(pk=message.object_id), int(message.occurrence)
    subject = ConsentSubject.objects.get(person=message.recipient_id, guideline=guideline)
    earlier = ConsentEvent.objects.of(subject).filter(version__number__lt=number).newest_first()
    page = settings.BASE_URL + reverse("ambassadors:guideline", args=[guideline.slug])
    return {
        "title": guideline.title_in(get_language() or ""),
        "number": number,
        "earlier": earlier.values_list("version__number", flat=True)[0],
        "address": f"{page}?view=differences",
    }


def _sample_new_version(now: datetime) -> dict[str, Any]:
    page = settings.BASE_URL + reverse("ambassadors:guidelines")
    return {"title": _("Guidelines"), "number": 3, "earlier": 2, "address": page}


kinds.register(
    kinds.Kind(
        name=NEW_VERSION,
        label=_("New version of a guideline, voluntary"),
        message_class=MessageClass.ASK,
        untrue=_needs_no_decision,
        context=_new_version,
        sample=_sample_new_version,
    )
)


# The one friendly reminder of the first steps. ---------------------------------------------------------


def _needs_no_reminder(message: Message, now: datetime) -> str:
    """Done, hidden or left meanwhile: the reason tells none of it."""
    start = checklist_of(message.recipient)
    return "" if start and start.is_shown else NO_LONGER_NEEDED


def _reminder(message: Message, now: datetime) -> dict[str, Any]:
    return {"address": settings.BASE_URL + reverse("home")}


kinds.register(
    kinds.Kind(
        name=START_REMINDER,
        label=_("First steps, one reminder"),
        message_class=MessageClass.ASK,
        untrue=_needs_no_reminder,
        context=_reminder,
        sample=lambda now: {"address": settings.BASE_URL + reverse("home")},
    )
)


# Sign-in: asked for this minute, so never muted and never late. ---------------------------------------


def _code(message: Message, now: datetime) -> dict[str, Any]:
    return {"code": message.context["code"], "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60}


def _sample_code(now: datetime) -> dict[str, Any]:
    return {"code": "MJHK-TWQC", "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60}


def _reset(message: Message, now: datetime) -> dict[str, Any]:
    return {"address": signin.reset_address(message.recipient)}


def _sample_reset(now: datetime) -> dict[str, Any]:
    return {"address": f"{settings.BASE_URL}{reverse('account_reset_password')}"}


def _changed(message: Message, now: datetime) -> dict[str, Any]:
    return {"at": message.created_at, "reset": f"{settings.BASE_URL}{reverse('account_reset_password')}"}


def _sample_changed(now: datetime) -> dict[str, Any]:
    return {"at": now, "reset": f"{settings.BASE_URL}{reverse('account_reset_password')}"}


# What a mail calls each way to sign in.
WAYS = {
    "app": _("Codes from an app"),
    "codes": _("Recovery codes"),
    "passkey": _("Passkey"),
    "pin": _("PIN"),
}


def _way(message: Message, now: datetime) -> dict[str, Any]:
    return {"way": WAYS[message.context["way"]], "at": message.created_at, "page": _page_of_ways()}


def _sample_way(now: datetime) -> dict[str, Any]:
    return {"way": WAYS["passkey"], "at": now, "page": _page_of_ways()}


def _page_of_ways() -> str:
    return settings.BASE_URL + reverse("ambassadors:ways")


def _asked_for_now(name: str, label: Promise, context: Any, sample: Any, *, secret: bool) -> None:
    kinds.register(
        kinds.Kind(
            name=name,
            label=label,
            message_class=MessageClass.NOW,
            context=context,
            sample=sample,
            can_be_muted=False,
            secret=secret,
        )
    )


_asked_for_now(signin.CODE, _("Sign-in code"), _code, _sample_code, secret=True)
_asked_for_now(signin.PASSWORD_RESET, _("New password"), _reset, _sample_reset, secret=True)
_asked_for_now(signin.PASSWORD_CHANGED, _("Password changed"), _changed, _sample_changed, secret=False)
_asked_for_now(signin.WAY_ADDED, _("New way to sign in"), _way, _sample_way, secret=False)
_asked_for_now(signin.WAY_REMOVED, _("Way to sign in removed"), _way, _sample_way, secret=False)

# The file of somebody who has left, to the private address they gave. -------------------------------------


def _data_is_gone(message: Message, now: datetime) -> str:
    there = ExportLink.objects.filter(person=message.recipient_id, expires_at__gt=now).exists()
    return "" if there else "the file is no longer there"


def _own_data(message: Message, now: datetime) -> dict[str, Any]:
    link = ExportLink.objects.defer("content").get(person=message.recipient_id)
    return {"address": link.link, "expires_at": link.expires_at}


def _sample_own_data(now: datetime) -> dict[str, Any]:
    address = settings.BASE_URL + reverse("ambassadors:export_link", args=["sample"])
    return {"address": address, "expires_at": now + EXPORT_VALID_FOR}


def _private_address(message: Message) -> str:
    return ExportLink.objects.values_list("address", flat=True).get(person=message.recipient_id)


kinds.register(
    kinds.Kind(
        name=OWN_DATA,
        label=_("Your data, after your last day"),
        message_class=MessageClass.NOW,
        untrue=_data_is_gone,
        context=_own_data,
        sample=_sample_own_data,
        address=_private_address,
        after_closing=True,
        can_be_muted=False,
        secret=True,
    )
)

# What every mail says about whose post it is. -----------------------------------------------------------

outbox_letterhead.provide(letterhead.letterhead)
