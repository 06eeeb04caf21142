"""A round is closed: somebody asks to be told; it opens, they hear of it and apply, on a phone without scripts too."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ambassadors import reminders
from ambassadors.models import Application, Cohort, NextRound, User
from tests.browser import post
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "dark", 390), Look("en", "light", 1440)]


@pytest.mark.parametrize("runs_scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_closed_then_told_then_open_then_applied(
    visit: Callable[..., Visitor], world: str, look: Look, runs_scripts: bool, time_machine: Any
) -> None:
    mira: User = UserFactory(first_name="Mira", email="mira@nordwerk.example")
    make_a_round(visit(CoordinatorFactory(), look=Look("en"), runs_scripts=runs_scripts))
    visitor = visit(mira, look=look, runs_scripts=runs_scripts)
    visitor.open("/join/")
    visitor.press("Tell me when it opens")
    visitor.press("Undo")
    visitor.press("Tell me when it opens")
    assert NextRound.objects.get().person == mira
    opens = NOW + timedelta(days=7)
    time_machine.move_to(opens, tick=True)
    assert [reminders.queue_due(now=opens), reminders.queue_due(now=opens), post.deliver()] == [1, 0, 1]
    visitor.open(post.links(post.mail_to(mira))[0])
    visitor.write("Now it suits me.", into="Why would you like to take part?")
    visitor.press("Send the application")
    assert Application.objects.get().cohort == Cohort.objects.get()


def make_a_round(coordinator: Visitor) -> None:
    """It begins in a week; the page says what is missing first."""
    coordinator.open("/cockpit/cohorts/")
    coordinator.follow("New cohort")
    coordinator.press("Save")
    assert coordinator.page.locator(".error-summary").count() == 1
    today = timezone.localdate()
    coordinator.write("Spring 2027", into="Name")
    coordinator.write(f"{today + timedelta(days=7):%Y-%m-%d}", into="Applications from")
    coordinator.write(f"{today + timedelta(days=21):%Y-%m-%d}", into="Until")
    coordinator.write("12", into="Places", context="of a cohort")
    coordinator.press("Save")
    assert coordinator.headline == "Spring 2027"
