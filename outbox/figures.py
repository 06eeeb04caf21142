"""How delivery goes, kind by kind.

Of asks no numbers are told but failures from k up, in fives: how many went out would tell how many were left out, and
one asking more or less would tell who. The same for kinds that hide their numbers, such as that there is a date now:
how many went out would tell how many had wished for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Min, Q

from outbox import kinds
from outbox.kinds import Kind
from outbox.models import AddressFault, Message, MessageClass
from outbox.models.delivery import AddressFaultQuerySet
from outbox.models.messages import MessageQuerySet

PERIOD = timedelta(days=7)
State = Message.State


@dataclass(frozen=True)
class Delivery:
    """Of one kind: due now, planned for later, sent and failed within the period. None where it is not told."""

    kind: Kind
    due: int | None = 0
    planned: int | None = 0
    sent: int | None = 0
    failed: int | None = 0
    reasons: list[tuple[str, int]] = field(default_factory=list)

    @property
    def is_ask(self) -> bool:
        return self.kind.message_class == MessageClass.ASK

    @property
    def is_hidden(self) -> bool:
        return not self.kind.tells_numbers

    @property
    def is_quiet(self) -> bool:
        """Nothing at all, and nothing hidden."""
        return not self.is_hidden and not (self.due or self.planned or self.sent or self.failed)


def by_kind(*, k: int, now: datetime) -> list[Delivery]:
    """Every kind that is registered, in lane order."""
    counted = _counted(Message.objects.all(), now).values("kind").annotate(**_columns(now))
    rows = {row.pop("kind"): row for row in counted}
    return [_delivery(kind, rows.get(kind.name, {}), k=k) for kind in kinds.every()]


def of_kind(kind: Kind, *, k: int, now: datetime) -> Delivery:
    """One kind with the reasons of its failures, the most frequent first. Where numbers are hidden, so are reasons."""
    messages = _counted(Message.objects.filter(kind=kind.name), now)
    row = messages.aggregate(**_columns(now))
    reasons: Iterable[tuple[str, int]] = ()
    if kind.tells_numbers:
        failed = messages.filter(state=State.FAILED).values_list("reason").annotate(count=Count("pk"))
        reasons = failed.order_by("-count", "reason")
    return _delivery(kind, row, k=k, reasons=list(reasons))


class Failures(NamedTuple):
    """How many messages failed within the period, and the first of them when."""

    number: int
    since: datetime | None


def failures(now: datetime) -> Failures:
    """Without those whose numbers are hidden: few of them could tell whom they meant."""
    hidden = [kind.name for kind in kinds.every() if not kind.tells_numbers]
    failed = _counted(Message.objects.filter(state=State.FAILED).exclude(kind__in=hidden), now)
    return Failures(**failed.aggregate(number=Count("pk"), since=Min("done_at")))


def address_faults() -> AddressFaultQuerySet:
    """The addresses that fail, with their people by name. Nothing says which message was refused."""
    return AddressFault.objects.current().select_related("person").order_by("person__sort_key", "person_id")


def _counted(messages: MessageQuerySet, now: datetime) -> MessageQuerySet:
    return messages.filter(Q(state=State.DUE) | Q(done_at__gte=now - PERIOD))


def _columns(now: datetime) -> dict[str, Count]:
    return {
        "due": Count("pk", filter=Q(state=State.DUE, due_at__lte=now)),
        "planned": Count("pk", filter=Q(state=State.DUE, due_at__gt=now)),
        "sent": Count("pk", filter=Q(state__in=[State.SENT, State.IN_HUB])),
        "failed": Count("pk", filter=Q(state=State.FAILED)),
    }


def _delivery(
    kind: Kind, row: dict[str, int], *, k: int, reasons: list[tuple[str, int]] | None = None
) -> Delivery:
    numbers: dict[str, int | None] = {name: row.get(name, 0) for name in ("due", "planned", "sent", "failed")}
    if not kind.tells_numbers:
        failed = row.get("failed", 0)
        numbers = dict.fromkeys(numbers) | {"failed": failed - failed % 5 if failed >= k else None}
    return Delivery(kind, **numbers, reasons=reasons or [])
