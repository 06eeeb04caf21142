"""Messages to send under faults, and the audit afterwards: what the database says against what the mail server took."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from ambassadors.models import User
from outbox.models import Message
from outbox.services import queue_for_all
from tests.sink import Sink


def post(count: int, *, kind: str = "post_reminder", name: str = "person") -> None:
    """Due now, to people without quiet hours, whose address begins with `name`."""
    people = [
        User(
            first_name="Jördis",
            last_name="Brüggemann",
            email=f"{name}+{number}@nordwerk.example",
            quiet_from="00:00",
            quiet_until="00:00",
        )
        for number in range(count)
    ]
    User.objects.bulk_create(people)
    now = timezone.now()
    recipients = User.objects.filter(email__startswith=f"{name}+")
    queue_for_all(
        kind=kind,
        recipients=recipients,
        now=now,
        useful_until=now + timedelta(hours=6),
        context={"words": "Words"},
    )


def due() -> int:
    return Message.objects.filter(state=Message.State.DUE).count()


@dataclass(frozen=True)
class Audit:
    """`lost`: sent according to the database, never taken by the server, or still due. `doubled`: taken twice or more."""

    sent: int
    lost: int
    doubled: int
    most: int


def audit(sink: Sink) -> Audit:
    accepted = sink.accepted()
    sent = {str(pk) for pk in Message.objects.filter(state=Message.State.SENT).values_list("pk", flat=True)}
    lost = len(sent - accepted.keys()) + due()
    doubles = [count for count in accepted.values() if count > 1]
    return Audit(sent=len(sent), lost=lost, doubled=len(doubles), most=max(accepted.values(), default=0))
