"""Somebody finds what has no date: a lesson that they take at their own pace, a path, and a training they would come to.

Somebody else makes a path at the desk, and publishes the date that was wished for.
"""

from collections.abc import Callable

import pytest
from django.urls import reverse

from ambassadors.models import User
from tests.browser import post
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import OwnPaceFactory, PathFactory, SessionFactory, TrainingFactory
from trainings.models import Interest, LearningPath, Progress, Training

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "dark", 390), Look("en", "light", 1440)]


@pytest.fixture
def lesson(world: str) -> Training:
    """On a path with a training that has a date."""
    texts = {
        "second_title": "Alternative text",
        "second_summary": "Twenty minutes.",
        "second_lesson": "Look.",
    }
    lesson = OwnPaceFactory(slug="alt", **texts)
    other = SessionFactory(training__second_title="Photos", training__second_summary="Two hours.").training
    PathFactory(
        slug="first", stations=[lesson, other], second_title="Your first post", second_summary="In two steps."
    )
    return lesson


@pytest.fixture
def wished(world: str) -> Training:
    return TrainingFactory(
        slug="podcast", published_at="2026-11-01T00:00Z", second_title="Podcast", second_summary="Half a day."
    )


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_lesson_is_found_started_and_ticked_off_and_the_path_goes_on(
    visit: Callable[..., Visitor], lesson: Training, look: Look
) -> None:
    joerdis = visit(UserFactory(), look=look)
    joerdis.open(reverse("trainings:catalogue") + "?format=self_paced")
    joerdis.follow(joerdis.page.locator(f"#training-{lesson.pk} .btn"))
    joerdis.press_in_place("Start", "a training")
    joerdis.page.get_by_label(joerdis.words("Remind me on")).fill("2026-11-30")
    joerdis.press_in_place("Remind me")
    assert Progress.objects.get().nudge_on is not None
    joerdis.press_in_place("Tick it off")
    assert card(joerdis) == joerdis.words("You have ticked it off")
    joerdis.open(reverse("trainings:paths"))
    joerdis.follow(joerdis.page.locator(".paths a"))
    marks = joerdis.page.locator(".step").evaluate_all("steps => steps.map((step) => step.classList[1])")
    assert marks == ["is-done", "is-now"]


def card(visitor: Visitor) -> str:
    return visitor.page.locator("#own-pace-title").inner_text()


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_who_would_come_is_told_of_the_date_and_takes_a_seat(
    visit: Callable[..., Visitor], wished: Training, look: Look
) -> None:
    lena = UserFactory()
    visitor = visit(lena, look=look)
    wish_for_a_date(visitor)
    draft = SessionFactory(training=wished, published_at=None)
    desk = visit(CoordinatorFactory(), look=look)
    desk.open(reverse("trainings:cockpit_session", args=[draft.pk]))
    desk.press("Publish")
    post.deliver()
    take_the_seat(visitor, lena)
    assert Interest.objects.count() == 0


def wish_for_a_date(lena: Visitor) -> None:
    """By the line at the end of the catalogue; taken back once, and said again."""
    lena.open(reverse("trainings:catalogue"))
    lena.follow(lena.page.locator(".catalogue-missing a"))
    lena.follow(lena.page.locator(".session .btn"))
    lena.press_in_place("I would come if there were a date")
    lena.press_in_place("Take it back")
    lena.press_in_place("I would come if there were a date")
    assert lena.page.locator("#wish-title").inner_text() == lena.words("You would come")


def take_the_seat(lena: Visitor, person: User) -> None:
    lena.open(next(link for link in post.links(post.mail_to(person)) if "/trainings/sessions/" in link))
    lena.press_in_place("Take a seat")
    assert lena.page.locator("#seat h2").inner_text() == lena.words("You have a seat")


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_coordinator_lays_a_path(
    visit: Callable[..., Visitor], lesson: Training, wished: Training, look: Look
) -> None:
    selma = visit(CoordinatorFactory(), look=look)
    selma.open(reverse("trainings:cockpit_paths"))
    selma.follow("New learning path")
    selma.write("Hören und sehen", into="Title")
    selma.write("Zwei Schritte.", into="In one or two sentences")
    selma.press("Save")
    for training in (lesson, wished):
        selma.page.get_by_label(selma.words("Training"), exact=True).select_option(str(training.pk))
        selma.press("Add at the end")
    selma.press(selma.page.locator(f"#station-{wished.pk} [value=forward]"))
    selma.press("Publish")
    path = LearningPath.objects.get(title="Hören und sehen")
    order = list(path.trainings.order_by("path_steps__place"))
    assert (path.is_published, order) == (True, [wished, lesson])
