"""Two presses on "plan" or "copy" at the same moment: every date is planned once, and a training copied once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import UTC, datetime
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from tests.factories.ambassadors import CoordinatorFactory
from tests.factories.trainings import CallFactory, TrainingFactory
from trainings import services
from trainings.forms.series import RhythmForm
from trainings.models import CallDate, Session, Training
from trainings.services import courses

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
def desks(at_nine, client_for):
    return [client_for(CoordinatorFactory()) for _one in range(2)]


def press_together(desks: list[Client], address: str, sent: dict) -> list:
    """Over two connections. What each is answered."""

    def press(desk: Client):
        try:
            return desk.post(address, sent)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return [each.result() for each in [pool.submit(press, desk) for desk in desks]]


def together(deed):
    """Done by two at the same moment: each waits for the other before it begins."""
    both = Barrier(2)

    def begin(*args, **about):
        both.wait(timeout=20)
        return deed(*args, **about)

    return begin


@pytest.fixture
def press_at_once(desks, monkeypatch):
    """Two coordinators press; each has looked at the dates before either plans. Returns the two statuses."""
    both_have_looked, looks, clean = Barrier(2), [], RhythmForm.clean

    def look(form):
        cleaned = clean(form)
        looks.append(form)
        if len(looks) <= len(desks):
            both_have_looked.wait(timeout=20)
        return cleaned

    def both(address: str) -> list[int]:
        monkeypatch.setattr(RhythmForm, "clean", look)
        return sorted(answer.status_code for answer in press_together(desks, address, RHYTHM))

    return both


def test_a_series_is_planned_once(press_at_once):
    assert press_at_once(f"/cockpit/trainings/{TrainingFactory().pk}/series/") == [200, 303]
    assert [session.starts_at for session in Session.objects.by_date()] == DATES


def test_the_dates_of_a_call_are_planned_once(press_at_once):
    assert press_at_once(f"/cockpit/calls/{CallFactory().pk}/dates/") == [200, 303]
    assert [date.starts_at for date in CallDate.objects.by_date()] == DATES


def test_without_the_lock_they_are_planned_twice(press_at_once, monkeypatch):
    """What the tests above would see if nobody waited for anybody."""
    monkeypatch.setattr(services, "one_plans", lambda _what: nullcontext())
    monkeypatch.setattr(services, "create_series", together(services.create_series))
    assert press_at_once(f"/cockpit/trainings/{TrainingFactory().pk}/series/") == [303, 303]
    assert [session.starts_at for session in Session.objects.by_date()] == [DATES[0]] * 2 + [DATES[1]] * 2


def test_a_training_is_copied_once(desks, monkeypatch):
    training, key = TrainingFactory(), uuid4()
    monkeypatch.setattr(services, "copy_training", together(services.copy_training))
    answers = press_together(desks, f"/cockpit/trainings/{training.pk}/copy/", {"go": key})
    assert {answer["Location"] for answer in answers} == {f"/cockpit/trainings/{key}/edit/"}
    assert [copy.pk for copy in Training.objects.exclude(pk=training.pk)] == [key]


def test_without_the_lock_the_second_copy_fails(desks, monkeypatch):
    training = TrainingFactory()
    monkeypatch.setattr(courses, "_lock", lambda _training: None)
    monkeypatch.setattr(courses, "_write", together(courses._write))
    with pytest.raises(IntegrityError):
        press_together(desks, f"/cockpit/trainings/{training.pk}/copy/", {"go": uuid4()})
