"""The page of a session in each way somebody can stand towards it, and its roster: axe finds nothing, nothing is too wide."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from ambassadors.models import User
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory
from trainings.models import Enrolment, Session
from trainings.standing import State, standings

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "light", 1440), Look("en", "dark", 390)]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PAST = {"starts_at": NOW - DAY, "taken": 1, "asked": 1}
# How the session is, and in what state the person's enrolment; by the state that they see.
SESSIONS: dict[State, tuple[dict[str, Any], str]] = {
    State.OPEN: ({}, ""),
    State.FULL: ({"capacity": 1, "taken": 1, "asked": 1}, ""),
    State.WAITING: ({"capacity": 1, "taken": 1, "asked": 2}, "waiting"),
    State.MAY_PRESS: ({"capacity": 1, "asked": 1, "first_come_since": NOW - HOUR}, "waiting"),
    State.OFFERED: ({"capacity": 1, "taken": 1, "asked": 1}, "offered"),
    State.BOOKED: ({"taken": 1, "asked": 1}, "booked"),
    State.NOT_YET: ({"opens_at": NOW + DAY}, ""),
    State.CLOSED: ({"enrolment_closes_at": NOW - HOUR}, ""),
    State.CANCELLED: ({"cancelled_at": NOW - HOUR, "cancel_reason": "Frauke ist krank."}, ""),
    State.OVER: (PAST, "attended"),
}


def made(person: User, state: State) -> Session:
    facts, enrolled = SESSIONS[state]
    session = SessionFactory(**facts)
    if enrolled:
        booked_at = NOW - 2 * DAY if enrolled in ("booked", "attended") else None
        Enrolment.objects.create(
            session=session,
            person=person,
            state=enrolled,
            number=1,
            asked_at=NOW - 2 * DAY,
            booked_at=booked_at,
            **({"offered_at": NOW, "offer_expires_at": NOW + DAY} if enrolled == "offered" else {}),
        )
    return session


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_state_of_a_seat_is_accessible(world: str, visit: Callable[..., Visitor], look: Look) -> None:
    person = UserFactory(first_name="Annabell", last_name="Schünemann-Oßwald")
    sessions = {state: made(person, state) for state in SESSIONS}
    stands = standings(sessions=list(sessions.values()), person=person, now=NOW)
    assert [at.state for at in stands] == list(SESSIONS)
    visitor = visit(person, look=look, minds_colours=True)
    for session in sessions.values():
        visitor.open(reverse("trainings:session", args=[session.pk]))
        visitor.see_in(look.other_theme)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_state_of_a_roster_is_accessible(world: str, visit: Callable[..., Visitor], look: Look) -> None:
    person = UserFactory(first_name="Annabell", last_name="Schünemann-Oßwald")
    rosters = [made(person, state) for state in (State.OFFERED, State.CANCELLED, State.OVER)]
    rosters += [
        SessionFactory(published_at=None),
        SessionFactory(taken=14, over_by=2),
        SessionFactory(starts_at=NOW - 800 * DAY),
    ]
    visitor = visit(CoordinatorFactory(), look=look, minds_colours=True)
    for session in rosters:
        visitor.open(reverse("trainings:cockpit_session", args=[session.pk]))
        visitor.see_in(look.other_theme)
