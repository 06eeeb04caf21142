"""Wake a sender once the deed is committed.

One publish, no retry, a tenth of a second at most, behind the breaker: a dead or paused broker costs the request nothing
to speak of, and the sender's next tick finds the row anyway.
"""

import threading

from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from kombu import Connection

from outbox.cache import breaker
from outbox.models import MessageClass

URGENT = "outbox.tasks.send_urgent"
DUE = "outbox.tasks.send_due"
PATIENCE = {"socket_timeout": 0.1, "socket_connect_timeout": 0.1, "max_retries": 0}
# A wake-up that waits longer than this is of no use: the tick has been there.
EXPIRES_SECONDS = 5

_kept = threading.local()


def after_commit(lane: int) -> None:
    """Once per transaction and kind of sender, however many messages it queues."""
    call = _wake_urgent if lane == MessageClass.NOW else _wake_due
    if not any(entry[1] is call for entry in connection.run_on_commit):
        transaction.on_commit(call, robust=True)


def send(task: str) -> None:
    """Publish the task, or skip it while the breaker is open."""
    if not breaker.lets_through():
        return
    try:
        current_app.send_task(task, connection=_broker(), retry=False, expires=EXPIRES_SECONDS)
    except Exception:  # noqa: BLE001 (Kombu wraps some of the transport's errors and lets others through)
        breaker.trip()
        _forget_broker()
    else:
        breaker.heal()


def _wake_urgent() -> None:
    send(URGENT)


def _wake_due() -> None:
    send(DUE)


def _broker() -> Connection:
    """A connection of this thread's own, with patience for one publish only."""
    if getattr(_kept, "connection", None) is None:
        _kept.connection = Connection(settings.CELERY_BROKER_URL, transport_options=PATIENCE)
    return _kept.connection


def _forget_broker() -> None:
    kept, _kept.connection = getattr(_kept, "connection", None), None
    if kept is not None:
        kept.collect()
