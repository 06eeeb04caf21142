"""The kinds of message of this app."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ambassadors import asking, letterhead, signin
from ambassadors.models import ExportLink, ProgrammeInvitation
from ambassadors.models.invitations import VALID_FOR
from ambassadors.models.leaving import VALID_FOR as EXPORT_VALID_FOR
from ambassadors.services.boundaries import NO_LONGER_NEEDED
from ambassadors.services.departing import KIND as OWN_DATA
from ambassadors.services.departing import PARTED
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


def _no_longer_open(message: Message, now: datetime) -> str:
    invitations = ProgrammeInvitation.objects.open(now).filter(person__ambassador__isnull=True)
    its_own = invitations.filter(person=message.recipient_id, batch=message.object_id)
    return "" if its_own.exists() else "the invitation is no longer open"


def _invitation(message: Message, now: datetime) -> dict[str, Any]:
    invitation = ProgrammeInvitation.objects.select_related("invited_by").get(person=message.recipient_id)
    return {
        "address": invitation.address,
        "inviter": invitation.invited_by.name if invitation.invited_by else "",
        "expires_at": invitation.expires_at,
    }


def _reply_to_inviter(message: Message) -> str:
    invitation = ProgrammeInvitation.objects.select_related("invited_by").get(person=message.recipient_id)
    return (invitation.invited_by and invitation.invited_by.email) or ""


def _sample(now: datetime) -> dict[str, Any]:
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
        untrue=_no_longer_open,
        context=_invitation,
        sample=_sample,
        reply_to=_reply_to_inviter,
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
