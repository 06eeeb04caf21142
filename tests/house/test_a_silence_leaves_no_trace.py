"""Reminded or not, paused by silence or by oneself, declined or never applied: to others it looks the same.

The pages are those of `test_a_no_leaves_no_trace`; coordinators see a decline in their queue, and nowhere else.
"""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from ambassadors import reminders
from ambassadors.models import Application, Boundary, Programme, User
from ambassadors.services import boundaries, deciding, going_on, invitations
from outbox.models import Message, Mute
from tests.factories.ambassadors import CoordinatorFactory, ListedFactory, UserFactory
from tests.factories.joining import ApplicationFactory
from tests.factories.trainings import NOW
from tests.house.test_a_no_leaves_no_trace import (
    NAMES,
    K,
    admin_pages,
    client_of,
    look,
    own_pages,
    path_is_about,
    without_identity,
)
from tests.house.world import World, make

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=31)
GOING_ON = ("silent", "paused", "left in peace", "goes on", "never asked")
INVITED = ("declined", "ignored", "never opened")


@pytest.fixture(autouse=True)
def _a_month_later(monkeypatch):
    monkeypatch.setattr("ambassadors.models.programme.CACHE_SECONDS", 3600)
    monkeypatch.setattr("ambassadors.directory.CACHE_SECONDS", 3600)
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def world() -> World:
    Programme(k=K).save()
    return make()


def named(number: int) -> dict[str, str]:
    first, last = NAMES[number]
    return {
        "first_name": first,
        "last_name": last,
        "email": f"{first}@nordwerk.example",
        "personnel_number": f"4711{number}",
    }


def go_on_or_not(number: int, fate: str) -> User:
    """Asked a year after joining, and what came of it in the month that followed."""
    joined = datetime(2025, 11, 24, 8, tzinfo=UTC)
    person = ListedFactory(
        joined_at=joined, **{f"person__{field}": value for field, value in named(number).items()}
    ).person
    if fate == "never asked":
        boundaries.pause(person=person, until=None, now=NOW)
    going_on.ask_due(now=NOW)
    Message.objects.filter(recipient=person).update(state=Message.State.SENT, done_at=NOW)
    deeds = {"paused": going_on.pause, "left in peace": going_on.leave_me_be}
    if fate in deeds:
        deeds[fate](person=person, now=NOW)
    elif fate == "goes on":
        going_on.go_on(person=person)
    return person


def invite_and_wait(number: int, fate: str) -> User:
    """Invited on the same day; one wants no more invitations, one reads the reminder, one never looks."""
    person = UserFactory(**named(number))
    invitations.invite(person=person, way="mail", by=User.objects.coordinators().first(), now=NOW)
    Message.objects.filter(recipient=person).update(state=Message.State.SENT, done_at=NOW)
    if fate == "declined":
        Mute.objects.create(person=person, kind=invitations.KIND)
    reminders.queue_due(now=NOW + timedelta(days=14))
    dropped = fate == "declined"
    Message.objects.filter(recipient=person, kind=invitations.REMINDER).update(
        state="dropped" if dropped else "sent", reason="no longer needed" if dropped else "", done_at=LATER
    )
    return person


def pages_about(world: World, role: str, person: User) -> dict[str, str]:
    client = client_of(world, role)
    paths = [
        path for path in [*own_pages(world, person), *admin_pages(person)] if path_is_about(path, person)
    ]
    for path in paths:
        client.get(path)  # warms the caches
    return {
        without_identity(path, person): without_identity(str(look(client, path)), person) for path in paths
    }


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_silence_a_pause_and_going_on_look_the_same(world, role):
    people = [go_on_or_not(number, fate) for number, fate in enumerate(GOING_ON)]
    assert going_on.pause_the_silent(now=LATER) == 1
    paused = Boundary.objects.filter(is_paused=True).values_list("pk", flat=True)
    assert set(paused) == {one.pk for one, fate in zip(people, GOING_ON, strict=True) if fate != "goes on"}
    seen = [pages_about(world, role, person) for person in people]
    assert len(seen[0]) > 3
    assert [pages for pages in seen if pages != seen[0]] == []


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_who_was_reminded_and_what_they_did_looks_the_same(world, role):
    people = [invite_and_wait(number, fate) for number, fate in enumerate(INVITED)]
    seen = [pages_about(world, role, person) for person in people]
    assert len(seen[0]) > 1
    assert [pages for pages in seen if pages != seen[0]] == []


@pytest.mark.parametrize("role", ["coordinator", "administrator", "ambassador", "employee"])
def test_a_decline_shows_nowhere_but_in_the_queue(world, role):
    declined, never_applied, _waits = (UserFactory(**named(number)) for number in range(3))
    application = ApplicationFactory(person=declined, applied_at=NOW)
    by = CoordinatorFactory(first_name="Ömer")
    deciding.decline(application=application, text="Not this time.", by=by, now=NOW)
    deciding.settle(now=LATER)
    assert Application.objects.get(person=declined).told_state == "declined"
    seen = [pages_about(world, role, person) for person in (declined, never_applied)]
    assert len(seen[0]) > 1
    assert seen[0] == seen[1]
