"""A year later: somebody answers, somebody does not; one press and both are back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from ambassadors import reminders
from ambassadors.models import Ambassador, Boundary
from tests.browser import post
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import AmbassadorFactory
from tests.factories.trainings import NOW

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "light", 390), Look("en", "dark", 1440)]


@pytest.fixture
def asked(world: str) -> Ambassador:
    """The mail is there."""
    ambassador = AmbassadorFactory(joined_at=NOW.replace(year=NOW.year - 1))
    reminders.queue_due(now=NOW)
    assert post.deliver() == 1
    return ambassador


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_answered_from_the_mail_and_on_the_home_page(
    visit: Callable[..., Visitor], asked: Ambassador, look: Look
) -> None:
    visitor = visit(asked.person, look=look)
    visitor.open(post.links(post.mail_to(asked.person))[0])
    visitor.press("Leave me be")
    visitor.press("Undo")
    assert not Boundary.objects.get().is_paused
    visitor.open("/")
    assert not visitor.sees("Would you like to go on?")


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_unanswered_it_pauses_on_the_day_that_was_said(
    visit: Callable[..., Visitor], asked: Ambassador, look: Look, time_machine: Any
) -> None:
    visitor = visit(asked.person, look=look)
    visitor.open("/")
    assert visitor.sees("Would you like to go on?")
    later = NOW + timedelta(days=30)
    time_machine.move_to(later, tick=True)
    reminders.queue_due(now=later)
    # Their sign-in has run out by then.
    visitor = visit(asked.person, look=look)
    visitor.open("/")
    assert visitor.sees("You pause")
    visitor.press("Come back now")
    assert (Boundary.objects.get().is_paused, reminders.queue_due(now=later)) == (False, 0)
