"""Somebody applies, is asked back, answers and is welcomed; another is declined kindly and applies again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from ambassadors import reminders
from ambassadors.models import Ambassador, Application, Cohort, CohortQuestion, User
from tests.browser import post
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.joining import CohortFactory, CohortQuestionFactory
from tests.factories.trainings import NOW

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "light", 390), Look("en", "dark", 1440)]
JOIN, QUEUE = "/join/", "/cockpit/people/applications/"
WORDS = "Why would you like to take part?"
ON_THE_DESK = Look("en")


@pytest.fixture
def mira(world: str) -> User:
    return UserFactory(first_name="Mira", last_name="Yılmaz", email="mira@nordwerk.example")


@pytest.fixture
def selma(world: str) -> User:
    return CoordinatorFactory(email="selma@nordwerk.example")


@pytest.fixture
def cohort(world: str) -> Cohort:
    return CohortQuestionFactory(cohort=CohortFactory(kicks_off_on=(NOW + timedelta(days=60)).date())).cohort


def ten_minutes_pass(time_machine: Any, so_far: int = 1) -> int:
    """The planner looks, and what is due goes out."""
    now = NOW + timedelta(minutes=11 * so_far)
    time_machine.move_to(now, tick=True)
    reminders.queue_due(now=now)
    return post.deliver()


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_apply_be_asked_answer_be_welcomed(
    visit: Callable[..., Visitor], mira: User, selma: User, cohort: Cohort, look: Look, time_machine: Any
) -> None:
    visitor, coordinator = visit(mira, look=look), visit(selma, look=ON_THE_DESK)
    visitor.open("/")
    visitor.follow("How to take part")
    send(visitor, "I explain grids anyway.")
    ask_back(coordinator, "Which topic would you start with?")
    assert post.deliver() == 2
    visitor.open(post.links(post.mail_to(mira))[0])
    assert visitor.sees("%(name)s has a question", name=selma.name)
    visitor.write("Heat pumps.", into="Your answer")
    visitor.press("Send the answer")
    approve(coordinator)
    assert (ten_minutes_pass(time_machine), Ambassador.objects.filter(person=mira).count()) == (1, 1)
    visitor.open(post.links(post.mail_to(mira))[0])
    visitor.open(JOIN)
    assert visitor.headline == visitor.words("You are in the programme")


def send(visitor: Visitor, words: str) -> None:
    """Without words at first: the page says what is missing."""
    visitor.press("Send the application")
    assert visitor.page.locator(".error-summary").count() == 1
    visitor.write(words, into=WORDS)
    visitor.press("Send the application")
    assert visitor.said == [visitor.words("Your application is on its way.")]


def ask_back(coordinator: Visitor, question: str) -> None:
    coordinator.open(QUEUE)
    coordinator.follow("Mira Yılmaz")
    coordinator.write(question, into="Your question")
    coordinator.press("Ask")
    assert coordinator.sees("Waits for an answer.")


def approve(coordinator: Visitor) -> None:
    """By mistake at first: one press takes it back."""
    for is_mistake in (True, False):
        coordinator.open(f"{QUEUE}{Application.objects.get().pk}/")
        coordinator.follow("Approve")
        coordinator.press("Preview", "verb")
        coordinator.press("Approve")
        if is_mistake:
            coordinator.press("Undo")
    assert Application.objects.get().state == "approved"


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_declined_kindly_and_applies_again(
    visit: Callable[..., Visitor], mira: User, selma: User, look: Look, time_machine: Any
) -> None:
    visitor, coordinator = visit(mira, look=look), visit(selma, look=ON_THE_DESK)
    apply(visitor, "I explain grids anyway.")
    coordinator.open(QUEUE)
    coordinator.follow("Mira Yılmaz")
    coordinator.follow("Decline kindly")
    coordinator.write("Not this time, dear Mira.", into=f"Your words to {mira.first_name}")
    coordinator.press("Send this answer")
    visitor.open(JOIN)
    assert visitor.sees("Your application is here")
    ten_minutes_pass(time_machine)
    visitor.open(post.links(post.mail_to(mira))[0])
    assert visitor.page.get_by_text("Not this time, dear Mira.").count() == 1
    apply(visitor, "Here I am again.")
    assert Application.objects.get().words == "Here I am again."
    visitor.follow("Take it back")
    visitor.press("Take it back")
    assert (Application.objects.count(), CohortQuestion.objects.count()) == (0, 0)


def apply(visitor: Visitor, words: str) -> None:
    visitor.open(JOIN)
    visitor.write(words, into=WORDS)
    visitor.press("Send the application")
