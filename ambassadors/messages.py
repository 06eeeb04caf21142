"""The kinds of message of this app."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ambassadors import asking, letterhead, signin
from ambassadors.models import ProgrammeInvitation
from ambassadors.models.invitations import VALID_FOR
from ambassadors.services.boundaries import NO_LONGER_NEEDED
from ambassadors.services.invitations import KIND
from outbox import kinds
from outbox import letterhead as outbox_letterhead
from outbox.models import Message, MessageClass


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

# What every mail says about whose post it is. -----------------------------------------------------------

outbox_letterhead.provide(letterhead.letterhead)
