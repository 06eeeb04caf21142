"""The long table of faults: the version before and the new one at work together, as during a deploy."""

import os
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from outbox.models import Message
from tests.factories.ambassadors import UserFactory
from tests.factories.trainings import SessionFactory
from tests.faults.house import House, wait_until
from tests.faults.old import NEW_KIND, NEW_TASK
from tests.faults.post import Audit, audit, due, post
from trainings.models import Enrolment
from trainings.services import enrol

pytestmark = pytest.mark.proof

MINUTE = 60 / float(os.environ.get("PROOF_SPEED", "1"))


@pytest.fixture
def old_house(transactional_db, tmp_path_factory, broker, sink):
    """Knows neither the new kind nor the new task."""
    folder, settings = tmp_path_factory.mktemp("old"), "tests.faults.old_settings"
    house = House(folder, broker=broker, smtp_port=sink.port, settings=settings)
    yield house
    house.end()


def change_columns(words):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE outbox_message {words}")
        cursor.execute(f"ALTER TABLE ambassadors_user {words}")


@contextmanager
def new_columns(*houses):
    """Added as migrations add them: empty, or with a value of the database's own. Nobody works when they go."""
    change_columns("ADD new_and_empty text, ADD new_and_filled integer NOT NULL DEFAULT 7")
    try:
        yield
    finally:
        for house in houses:
            house.end()
        change_columns("DROP new_and_empty, DROP new_and_filled")


def untouched():
    """Due messages that nobody has claimed, tried or judged."""
    return Message.objects.filter(
        attempts=0, template_faults=0, reason="", lease_token=None, state="due"
    ).count()


def a_missing_reminder():
    """Which only the new task writes."""
    now = timezone.now()
    session = SessionFactory(
        starts_at=now + timedelta(hours=30), enrolment_closes_at=now + timedelta(hours=29)
    )
    session.published_at = now - timedelta(days=1)
    session.save()
    enrol(session=session, person=UserFactory(), now=now)
    Message.objects.filter(object_id=str(session.pk)).delete()
    return Message.objects.filter(object_id=str(session.pk))


def news(house, name):
    """What the new version does: its kind of message, its task, and a task with an argument of which nobody knew."""
    post(100, name=name)
    post(100, name=f"{name}-asked", kind=NEW_KIND)
    for _time in range(5):
        house.wake(NEW_TASK)
        house.wake("outbox.tasks.not_written_yet")
        house.wake(unheard_of=True)


def the_old_alone(old_house, old, missing):
    """Does what it knows and leaves the rest."""
    news(old_house, "alone")
    wait_until(lambda: due() == 100, "the old version sends what it knows", 60)
    time.sleep(MINUTE / 2)
    assert (untouched(), missing.count(), old.poll()) == (100, 0, None)


def both_together(house, missing):
    new, _beat = house.worker(), house.beat()
    news(house, "together")
    wait_until(lambda: house.wake(NEW_TASK) or missing.count(), "the new task is done", 60, pause=1)
    Enrolment.objects.all().delete()
    wait_until(lambda: missing.delete() and due() == 0, "everything else is sent", 60)
    house.kill(new)


def test_old_and_new_side_by_side(house, old_house, sink, proof):
    old, _beat = old_house.worker(), old_house.beat()
    post(100, name="before")
    sink.wait_for(20)
    with new_columns(house, old_house):
        missing = a_missing_reminder()
        the_old_alone(old_house, old, missing)
        both_together(house, missing)
        post(100, name="after")
        wait_until(lambda: due() == 0, "the old version goes on", 60)
        assert (audit(sink), old.poll()) == (Audit(sent=600, lost=0, doubled=0, most=1), None)
    proof(
        "an old and a new worker and beat at once: columns added; a kind, a task and an argument that the old does not know",
        passes_when="nothing lost, nothing doubled; what the old does not know waits for the new",
        measured="600 mails, 0 lost, 0 doubled; 100 of the new kind untouched until the new worker came",
    )
