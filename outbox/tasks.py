"""What Celery wakes. Losing a wake-up loses nothing: the next tick finds the row."""

from celery import shared_task
from django.conf import settings

from outbox import claims, health, services, smtp, wake
from outbox.models import MessageClass
from outbox.sender import BATCH, Sender

# A round ends after this time, so that an orderly end of the worker need not cut it off; then it wakes the next.
ROUND_SECONDS = 4.0


@shared_task
def send_urgent() -> None:
    """One at a time: what another worker could send must not wait behind a server that hangs."""
    _round(lanes=[MessageClass.NOW], batch=1, tick=health.SEND_URGENT, again=wake.URGENT)


@shared_task
def send_due() -> None:
    services.notice_gap(now=claims.database_clock()())
    _round(
        lanes=[MessageClass.SIGNED_UP, MessageClass.ASK], batch=BATCH, tick=health.SEND_DUE, again=wake.DUE
    )


def _round(*, lanes: list[MessageClass], batch: int, tick: str, again: str) -> None:
    clock = claims.database_clock()
    sender = Sender(clock=clock, carrier=smtp.from_settings() if settings.EMAIL_URL else None)
    try:
        more = sender.run(lanes=lanes, batch=batch, seconds=ROUND_SECONDS)
    finally:
        sender.close()
    services.ticked(name=tick, now=clock())
    if sender.accepted:
        services.ticked(name=health.ACCEPTED, now=clock())
    if more:
        wake.send(again)
