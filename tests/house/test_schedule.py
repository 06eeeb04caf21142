"""What has a time limit is woken often enough, and every tick wakes a task that is there."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client

from ambassadors.tasks import part_with_leavers
from influencer_hub.celery import app
from tests.factories.ambassadors import LeavingFactory
from tests.factories.trainings import NOW

# Seconds that are promised, by the task: docs/rules.md and docs/messages.md.
PROMISED = {
    "outbox.tasks.send_urgent": 2,
    "outbox.tasks.send_due": 60,
    "trainings.tasks.plan_reminders": 60,
    "trainings.tasks.move_waiting_lists_on": 60,
    "ambassadors.tasks.part_with_leavers": 300,
    "ambassadors.tasks.check_imports": 5,
}


def test_what_is_promised_in_time_is_woken_in_time():
    every = {entry["task"]: entry["schedule"] for entry in app.conf.beat_schedule.values()}
    late = {task: every.get(task) for task, most in PROMISED.items() if every.get(task, most + 1) > most}
    assert late == {}


def test_every_tick_wakes_a_task_that_is_there():
    app.loader.import_default_modules()
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} - app.tasks.keys() == set()


@pytest.mark.django_db
def test_the_tick_ends_the_sessions_of_whoever_has_left():
    leaving = LeavingFactory(last_day=NOW.date())
    with time_machine.travel(NOW, tick=False):
        browser = Client()
        browser.force_login(leaving.person, backend="django.contrib.auth.backends.ModelBackend")
        before = browser.get("/me/privacy/").status_code
    with time_machine.travel(NOW + timedelta(days=1, minutes=1), tick=False):
        part_with_leavers()
        assert (before, browser.get("/me/privacy/").status_code) == (200, 302)
    assert not UserSession.objects.filter(user=leaving.person).exists()
