"""Enrolment that opens later: nobody is earlier than the others."""

from datetime import timedelta

import pytest
import time_machine

from tests.factories.ambassadors import CoordinatorFactory
from tests.factories.trainings import NOW, SessionFactory, states
from trainings import services
from trainings.models import Session
from trainings.services import Outcome

pytestmark = pytest.mark.django_db
OPENS = NOW + timedelta(days=2, hours=1)


@pytest.fixture
def session():
    return SessionFactory(opens_at=OPENS)


@pytest.mark.parametrize("deed", [services.enrol, services.join_waiting_list])
def test_before_it_opens_nobody_takes_a_seat_or_stands_in_line(session, person, deed):
    moments = [OPENS - timedelta(seconds=1), OPENS]
    outcomes = [deed(session=session, person=person, now=at).outcome for at in moments]
    assert outcomes[0] == Outcome.NOT_YET
    assert outcomes[1] in (Outcome.BOOKED, Outcome.OFFERED)


def test_the_page_and_the_lists_say_when_it_opens(client, session):
    page = client.get(f"/trainings/sessions/{session.pk}/").text
    assert "Enrolment opens on Thu 26 November, 10:00" in page
    assert "Take a seat" not in page
    for address in ("/trainings/", f"/trainings/{session.training.slug}/"):
        assert "Opens Thu 26 November, 10:00" in client.get(address).text


def test_whoever_presses_too_early_is_told_so(client, session):
    page = client.post(f"/trainings/sessions/{session.pk}/enrol/", follow=True).text
    assert "Not open yet. This page says from when seats can be taken." in page
    assert states(session) == []


def test_from_then_on_the_page_has_its_button(client_for, person, session):
    with time_machine.travel(OPENS, tick=False):
        assert "Take a seat" in client_for(person).get(f"/trainings/sessions/{session.pk}/").text


def test_free_seats_are_those_that_can_be_taken_now(session):
    found = [list(Session.objects.with_free_seats(at)) for at in (NOW, OPENS)]
    assert found == [[], [session]]


def test_a_coordinator_sets_it_by_the_clock_of_the_place(client_for):
    session, desk = SessionFactory(timezone="Europe/Istanbul"), client_for(CoordinatorFactory())
    address = f"/cockpit/sessions/{session.pk}/change/"
    with time_machine.travel(NOW, tick=False):
        desk.post(address, {"opens": "2026-11-26T12:00"})
        session.refresh_from_db()
        assert session.opens_at == OPENS
        assert 'value="2026-11-26T12:00"' in desk.get(address).text


def test_it_opens_before_it_closes(client_for):
    session, desk = SessionFactory(), client_for(CoordinatorFactory())
    with time_machine.travel(NOW, tick=False):
        response = desk.post(
            f"/cockpit/sessions/{session.pk}/change/",
            {"opens": "2026-12-07T12:00", "enrolment_closes": "2026-12-07T12:00"},
        )
    assert response.context["form"].errors == {"opens": ["Enrolment has to open before it closes."]}
