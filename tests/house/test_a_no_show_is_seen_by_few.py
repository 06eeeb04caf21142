"""Whether somebody missed a session is seen by themselves, its trainers and coordinators (docs/rules.md, trainings 16).

Every page, file and admin view that somebody else may open reads the same, letter by letter, the trainer has said "missed" or nothing yet. Coordinators learn it on that session's roster and nowhere else.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache

from ambassadors.models import Programme, User
from tests.factories.trainings import NOW, SessionFactory
from tests.house.addresses import ADDRESSES, ADMINISTRATORS, AMBASSADORS, COORDINATORS, COUNCIL, SIGNED_IN
from tests.house.test_a_no_leaves_no_trace import admin_pages, client_of, list_pages, look
from tests.house.world import World, make
from trainings import services
from trainings.models import Enrolment, Session

pytestmark = pytest.mark.django_db
State = Enrolment.State


@pytest.fixture(autouse=True)
def _an_hour_after(monkeypatch):
    """What is cached for some seconds stays for the whole test: an entry that ran out would cost a statement."""
    cache.clear()
    for module in ("models.programme", "directory", "filtering", "needs"):
        monkeypatch.setattr(f"ambassadors.{module}.CACHE_SECONDS", 3600)
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        yield


@pytest.fixture
def session(db) -> Session:
    """It has just ended."""
    Programme(k=5).save()
    session = SessionFactory(starts_at=NOW + timedelta(hours=1))
    return session


@pytest.fixture
def world(session) -> World:
    """Beside the one who missed it, the ambassador was there. The trainer of this world leads another date alone."""
    made = make()
    made.things[""]["session_id"] = session.pk
    for role in ("employee", "ambassador"):
        Enrolment.objects.create(
            session=session,
            person=made.people[role],
            state=State.BOOKED,
            number=10 + len(role),
            asked_at=NOW,
            booked_at=NOW,
        )
    Session.objects.filter(pk=session.pk).update(taken=2)
    made.things[""]["enrolment_id"] = Enrolment.objects.filter(session=session).first().pk
    return made


# What is there for a role; what everybody signed in may open is looked at by the trainer of another date and a colleague.
ROOMS = {
    "trainer": {SIGNED_IN},
    "ambassador": {SIGNED_IN, AMBASSADORS},
    "council": {COUNCIL},
    "administrator": {ADMINISTRATORS},
    "coordinator": {COORDINATORS},
}


def pages_for(world: World, role: str, about: User) -> Iterator[str]:
    for address, (who, methods) in ADDRESSES.items():
        cockpit_of_all = role == "coordinator" and address.startswith("cockpit/")
        if "GET" in methods and (who in ROOMS[role] or cockpit_of_all):
            yield world.path(address)
    if role == "administrator":
        yield from admin_pages(about)
    if role == "coordinator":
        yield from list_pages(about)


def seen_by(world: World, role: str, about: User) -> dict[str, tuple[int, str]]:
    """Status and words."""
    client = client_of(world, role)
    return {path: look(client, path)[:2] for path in dict.fromkeys(pages_for(world, role, about))}


def of_the_session(session: Session) -> set[str]:
    return {f"/cockpit/sessions/{session.pk}/", f"/cockpit/sessions/{session.pk}/roster.csv"}


@pytest.mark.parametrize("role", ["trainer", "ambassador", "council", "administrator", "coordinator"])
def test_nobody_else_can_tell(world, session, role):
    person = world.people["employee"]
    before = seen_by(world, role, person)
    Enrolment.objects.filter(session=session, person=person).update(state=State.NO_SHOW)
    after = seen_by(world, role, person)
    changed = {path for path, seen in before.items() if after[path] != seen}
    assert (changed, before.keys()) == (
        of_the_session(session) if role == "coordinator" else set(),
        after.keys(),
    )


def test_its_trainer_and_the_person_can(world, session, client_for):
    person, trainer = world.people["employee"], world.people["trainer"]
    session.trainers.add(trainer)
    services.record_attendance(
        session=session, person=person, state=State.NO_SHOW, by=trainer, now=session.ends_at
    )
    roster, file = (client_for(trainer).get(path) for path in sorted(of_the_session(session)))
    assert ("0 here, 1 missed, 1 open" in roster.text, "missed" in file.getvalue().decode()) == (True, True)
    own = " ".join(client_for(person).get("/me/privacy/").text.split())
    assert ("1 missed" in own, "that you missed one is forgotten after 90 days" in own) == (True, True)
