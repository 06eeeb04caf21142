"""Two presses on "plan", at the same moment, by the same or by two coordinators: every date is planned once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from tests.factories.ambassadors import CoordinatorFactory
from tests.factories.trainings import CallFactory, TrainingFactory
from trainings import services
from trainings.forms.series import RhythmForm
from trainings.models import CallDate, Session

pytestmark = pytest.mark.django_db(transaction=True)
RHYTHM = {
    "day": "2026-12-11",
    "until": "2026-12-18",
    "weeks": "1",
    "region": "",
    "starts": "14:00",
    "ends": "15:30",
    "timezone": "Europe/Berlin",
    "capacity": "12",
    "closes_hours": "24",
    "cancel_hours": "1",
    "shown": ["2026-12-11", "2026-12-18"],
    "date": ["2026-12-11", "2026-12-18"],
    "plan": "yes",
}
DATES = [datetime(2026, 12, day, 13, tzinfo=UTC) for day in (11, 18)]


@pytest.fixture
def press_at_once(at_nine, client_for, monkeypatch):
    """Two coordinators press; each has looked at the dates before either plans. Returns the two statuses."""
    desks = [client_for(CoordinatorFactory()) for _one in range(2)]
    both_have_looked, looks, clean = Barrier(2), [], RhythmForm.clean

    def look(form):
        cleaned = clean(form)
        looks.append(form)
        if len(looks) <= len(desks):
            both_have_looked.wait(timeout=20)
        return cleaned

    def press(desk: Client, address: str) -> int:
        try:
            return desk.post(address, RHYTHM).status_code
        finally:
            connection.close()

    def both(address: str) -> list[int]:
        monkeypatch.setattr(RhythmForm, "clean", look)
        with ThreadPoolExecutor(2) as pool:
            return sorted(each.result() for each in [pool.submit(press, desk, address) for desk in desks])

    return both


def test_a_series_is_planned_once(press_at_once):
    assert press_at_once(f"/cockpit/trainings/{TrainingFactory().pk}/series/") == [200, 303]
    assert [session.starts_at for session in Session.objects.by_date()] == DATES


def test_the_dates_of_a_call_are_planned_once(press_at_once):
    assert press_at_once(f"/cockpit/calls/{CallFactory().pk}/dates/") == [200, 303]
    assert [date.starts_at for date in CallDate.objects.by_date()] == DATES


def test_without_the_lock_they_are_planned_twice(press_at_once, monkeypatch):
    """What the tests above would see if nobody waited for anybody."""
    second_look = Barrier(2)

    def nobody_waits(_what):
        return nullcontext()

    monkeypatch.setattr(services, "one_plans", nobody_waits)
    create = services.create_series

    def create_together(**about):
        second_look.wait(timeout=20)
        return create(**about)

    monkeypatch.setattr(services, "create_series", create_together)
    assert press_at_once(f"/cockpit/trainings/{TrainingFactory().pk}/series/") == [303, 303]
    assert [session.starts_at for session in Session.objects.by_date()] == [DATES[0]] * 2 + [DATES[1]] * 2
