"""A mail server, and a sender that talks to it at a fixed time."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from outbox import mime, services
from outbox.models import Message, MessageClass
from outbox.sender import Sender
from outbox.smtp import Smtp
from tests.factories.ambassadors import UserFactory
from tests.sink import Sink


@pytest.fixture(scope="session")
def running_sink(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sink]:
    sink = Sink(tmp_path_factory.mktemp("sink"))
    yield sink
    sink.end()


@pytest.fixture
def sink(running_sink: Sink) -> Sink:
    running_sink.forget()
    return running_sink


@pytest.fixture
def send(sink: Sink, now: datetime) -> Callable[..., int]:
    """Send what is due at `at`, and return how many mails were accepted."""

    def run(at: datetime = now, lanes: list[MessageClass] | None = None, **about: Any) -> int:
        carrier = Smtp("127.0.0.1", sink.port, **({"timeout": 2.0} | about))
        sender = Sender(clock=lambda: at, carrier=carrier, sender=mime.sender("Hub <hub@nordwerk.example>"))
        try:
            sender.run(lanes=lanes or list(MessageClass), batch=20, seconds=5)
        finally:
            sender.close()
        return sender.accepted

    return run


@pytest.fixture
def queued(db: None, now: datetime) -> Callable[..., Message]:
    """A message that is due now."""

    def queue(kind: str = "post_reminder", **facts: Any) -> Message:
        recipient = facts.pop("recipient", None) or UserFactory(**facts.pop("person", {}))
        about = {"now": now, "useful_until": now + timedelta(days=2), "context": {"words": "Words"}} | facts
        return services.queue(kind=kind, recipient=recipient, **about)

    return queue
