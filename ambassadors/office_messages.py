"""The kinds of message about offices: whoever gets or loses a role is told at once, and the council is asked."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from ambassadors.models import KLowering, Role, User
from ambassadors.services.roles import KIND as ROLE_CHANGED
from ambassadors.services.smallest_group import KIND as COUNCIL_ASKED
from outbox import kinds
from outbox.models import Message, MessageClass


def _role_changed_since(message: Message, now: datetime) -> str:
    has = Role(message.context["role"]) in message.recipient.roles
    return "" if has == message.context["has"] else "the role has changed again"


def _role(message: Message, now: datetime) -> dict[str, Any]:
    role, by = Role(message.context["role"]), User.objects.filter(pk=message.context["by"]).first()
    return {"role": role, "has": message.context["has"], "by": by.name if by else ""}


def _sample_role(now: datetime) -> dict[str, Any]:
    return {"role": Role.HELPER, "has": True, "by": "Selma Öztürk"}


def _decided(message: Message, now: datetime) -> str:
    waits = KLowering.objects.waiting().filter(pk=message.object_id).exists()
    return "" if waits else "the question is no longer open"


def _question(message: Message, now: datetime) -> dict[str, Any]:
    lowering = KLowering.objects.select_related("asked_by").get(pk=message.object_id)
    asked_by = lowering.asked_by.name if lowering.asked_by else ""
    return {"k": lowering.k, "before": lowering.k_before, "asked_by": asked_by}


def _sample_question(now: datetime) -> dict[str, Any]:
    return {"k": 6, "before": 10, "asked_by": "Selma Öztürk"}


kinds.register(
    kinds.Kind(
        name=COUNCIL_ASKED,
        label=_("Question to the council"),
        message_class=MessageClass.NOW,
        untrue=_decided,
        context=_question,
        sample=_sample_question,
        can_be_muted=False,
    )
)

kinds.register(
    kinds.Kind(
        name=ROLE_CHANGED,
        label=_("Role given or taken"),
        message_class=MessageClass.NOW,
        untrue=_role_changed_since,
        context=_role,
        sample=_sample_role,
        can_be_muted=False,
    )
)
