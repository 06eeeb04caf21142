"""Reminders as HTML mails to a local sink by the real worker with two senders, beside bare smtplib with ready-made bytes."""

import contextlib
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from ambassadors.models import User
from benchmarks import house, sink, visitors
from benchmarks.enrolments import open_date
from benchmarks.house import Base
from benchmarks.results import Row
from benchmarks.sizes import Sizes
from outbox import letterhead, letters, mime, wake
from outbox.mime import Envelope
from outbox.models import Message, MessageClass
from trainings import policies
from trainings.models import Enrolment, Session
from trainings.services.notices import REMINDER

MAILS_PER_SECOND = 500
SENDER = "Werkstimmen <werkstimmen@nordwerk.example>"
PATIENCE = 120.0


def measure(base: Base, sizes: Sizes) -> Iterator[Row]:
    people = visitors.colleagues(sizes.mails, start=1_000_000)
    session = _tomorrow(people)
    with _sink(base.folder / "accepted") as port:
        mail = _ready_made(_remind(session, people[:1])[0])
        one, four = (_bare(port, mail, sizes.mails, processes) for processes in (1, 4))
        Message.objects.filter(kind=REMINDER, object_id=str(session.pk)).delete()
        Message.objects.filter(state=Message.State.DUE).update(state=Message.State.DROPPED)
        _remind(session, people)
        rate = _worker(base, port, sizes.mails)
    left = Message.objects.filter(object_id=str(session.pk)).exclude(state=Message.State.SENT).count()
    yield Row(
        f"reminders: {sizes.mails:,} HTML mails, two senders",
        f"{rate:.0f}/s, {left} not sent",
        f"bare smtplib, ready-made bytes: {one:.0f}/s over one connection, {four:.0f}/s over four processes",
        rate / one,
        f"rendered, with a calendar file, {len(mail) / 1000:.0f} kB each; looked at again before each, result committed after each",
        f"{MAILS_PER_SECOND}/s",
        rate >= MAILS_PER_SECOND and left == 0,
    )


def _tomorrow(people: Sequence[User]) -> Session:
    session, now = open_date(len(people)), timezone.now()
    session.starts_at = now + timedelta(days=1)
    session.enrolment_closes_at = session.cancel_by = now + timedelta(hours=20)
    session.taken = session.asked = len(people)
    session.save()
    Enrolment.objects.bulk_create(
        (
            Enrolment(
                session=session,
                person=person,
                state=Enrolment.State.BOOKED,
                number=number,
                asked_at=now,
                booked_at=now,
                reminder_minutes=[policies.DAY],
            )
            for number, person in enumerate(people, start=1)
        ),
        batch_size=2000,
    )
    return session


def _remind(session: Session, people: Sequence[User]) -> list[Message]:
    """The reminder of the day before, due now."""
    now = timezone.now()
    return Message.objects.bulk_create(
        (
            Message(
                kind=REMINDER,
                recipient=person,
                object_id=str(session.pk),
                occurrence=policies.occurrence(session.starts_at, policies.DAY),
                lane=MessageClass.SIGNED_UP,
                due_at=now,
                useful_until=session.starts_at,
                created_at=now,
            )
            for person in people
        ),
        batch_size=2000,
    )


def _ready_made(message: Message) -> bytes:
    now = timezone.now()
    envelope = Envelope(
        sender=mime.sender(SENDER),
        recipient=message.recipient.email or "",
        message_id=mime.message_id(message.pk, mime.sender(SENDER).domain),
        at=now,
        one_click=letters.unsubscribe_address(message),
    )
    return mime.as_bytes(letters.write(message, paper=letterhead.current(), now=now), envelope)


def _worker(base: Base, port: int, mails: int) -> float:
    """Mails per second from the moment the sink takes the first until it has taken all."""
    file = base.folder / "accepted"
    before = sink.accepted(file)
    environment = {"EMAIL_URL": f"smtp://127.0.0.1:{port}", "DEFAULT_FROM_EMAIL": SENDER}
    with house.worker(base, "worker", environment):
        until, last = time.monotonic() + PATIENCE, 0.0
        while sink.accepted(file) == before and time.monotonic() < until:
            # A wake-up is forgotten after some seconds; the worker may take longer to start.
            if time.monotonic() > last + 1:
                last = time.monotonic()
                wake.send(wake.DUE)
                wake.send(wake.DUE)
            time.sleep(0.01)
        began = time.perf_counter()
        while sink.accepted(file) < before + mails and time.monotonic() < until:
            time.sleep(0.01)
        seconds = time.perf_counter() - began
        _let_results_be_written(until)
        return (sink.accepted(file) - before) / seconds


def _let_results_be_written(until: float) -> None:
    """The sink has a mail before its sender has noted it."""
    while (
        Message.objects.filter(state=Message.State.DUE, due_at__lte=timezone.now()).exists()
        and time.monotonic() < until
    ):
        time.sleep(0.1)


def _bare(port: int, mail: bytes, mails: int, processes: int) -> float:
    """Mails per second by smtplib alone."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        list(pool.map(sink.fill, [port] * processes, [mail] * processes, [5] * processes))
        began = time.perf_counter()
        list(pool.map(sink.fill, [port] * processes, [mail] * processes, [mails // processes] * processes))
        return mails / (time.perf_counter() - began)


@contextlib.contextmanager
def _sink(file: Path) -> Iterator[int]:
    command = [sys.executable, "-m", "benchmarks.sink", str(file)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=house.ROOT, env=os.environ)
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()
