"""The one lock: whoever touches a session's seats holds its row."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg.errors
from django.db import OperationalError, transaction

from ambassadors.models import User
from trainings.models import Call, Enrolment, Session, Training


@contextmanager
def locked(session: Session) -> Iterator[Session]:
    """The session as it stands now, held until the end of the transaction.

    Raises OperationalError when the lock does not come within the connection's `lock_timeout` (`is_busy`).
    """
    with transaction.atomic():
        rows = Session.objects.select_for_update(of=("self",)).with_training()
        yield rows.get(pk=session.pk)


@contextmanager
def one_plans(what: Training | Call) -> Iterator[None]:
    """Held while its dates are looked at and more are planned: who presses at the same moment waits, and finds these."""
    with transaction.atomic():
        type(what).objects.select_for_update().values_list("pk").get(pk=what.pk)
        yield


def is_busy(error: OperationalError) -> bool:
    """Whether a lock did not come in time, rather than the database being away."""
    return isinstance(error.__cause__, psycopg.errors.LockNotAvailable | psycopg.errors.DeadlockDetected)


def history(session: Session, person: User) -> tuple[Enrolment | None, bool]:
    """The person's live enrolment, and whether they had a seat before that is no longer theirs."""
    live, had_seat = None, False
    for enrolment in Enrolment.objects.for_session(session).of(person):
        enrolment.person = person
        if enrolment.is_live:
            live = enrolment
        elif enrolment.booked_at is not None:
            had_seat = True
    return live, had_seat


def live_enrolment(session: Session, person: User) -> Enrolment | None:
    return history(session, person)[0]
