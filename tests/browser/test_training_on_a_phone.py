"""Somebody finds a training on the phone, takes a seat and frees it; somebody else waits for a full one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import UserFactory
from tests.factories.trainings import NOW, SessionFactory, TopicFactory, TrainingFactory, states
from trainings import services
from trainings.models import Enrolment, Session, Training

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "dark", 390), Look("en", "light", 390)]
State = Enrolment.State


@pytest.fixture
def photos(world: str) -> Training:
    photos = TrainingFactory(second_title="Photos with your phone", second_summary="Two hours.")
    photos.topics.add(TopicFactory())
    return photos


@pytest.fixture
def session(photos: Training) -> Session:
    """One of four dates; the others are elsewhere, full, or about something else."""
    SessionFactory(training=photos, location="Lyon")
    SessionFactory(training=photos, capacity=1, taken=1, starts_at=NOW + timedelta(days=9))
    SessionFactory(training__title="Interviews")
    return SessionFactory(training=photos)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_search_and_filter_lead_to_a_seat_that_can_be_freed_and_taken_back(
    visit: Callable[..., Visitor], session: Session, look: Look
) -> None:
    person = UserFactory()
    joerdis = visit(person, look=look)
    find(session, joerdis)
    assert will_be_sent(joerdis) == [
        joerdis.words("At once: the confirmation"),
        *reminders_of(session, joerdis),
    ]
    joerdis.press_in_place("Take a seat")
    mute_the_last_reminder(joerdis)
    assert states(session) == [(1, State.BOOKED)]
    joerdis.press_in_place("Free my seat")
    assert states(session) == [(1, State.CANCELLED_IN_TIME)]
    joerdis.press("Undo")
    assert (seat(joerdis), states(session)[-1]) == (joerdis.words("You have a seat"), (2, State.BOOKED))


def find(session: Session, joerdis: Visitor) -> None:
    """From the start page: trainings, filters, a word, a place, the date."""
    joerdis.open(reverse("home"))
    joerdis.follow(joerdis.page.locator(".phonebar").get_by_text(joerdis.words("Trainings")))
    joerdis.page.get_by_role("button", name=joerdis.words("Filters"), exact=True).click()
    joerdis.write("photo" if joerdis.look.language == "en" else "fotogr", into="Search")
    joerdis.page.wait_for_url("**q=*")
    joerdis.choose("Free seats only")
    joerdis.choose(joerdis.page.locator("label.choice", has_text="Bremen").locator("input"))
    joerdis.page.locator("#filters").get_by_role("button", name=joerdis.words("Close")).click()
    assert joerdis.page.locator(".sessions > li").count() == 1
    joerdis.follow(joerdis.page.locator(f"#session-{session.pk} .btn"))


def will_be_sent(joerdis: Visitor) -> list[str]:
    return joerdis.page.locator("#reminders li strong").all_inner_texts()


def reminders_of(session: Session, joerdis: Visitor) -> list[str]:
    before = (timedelta(days=7), timedelta(days=1), timedelta(hours=1))
    return [joerdis.moment(session.starts_at - time) for time in before]


def mute_the_last_reminder(joerdis: Visitor) -> None:
    joerdis.press_in_place(joerdis.page.locator("#reminder-60"))
    muted = joerdis.page.locator("#reminders li.is-muted")
    assert muted.locator("strong").all_inner_texts() == will_be_sent(joerdis)[-1:]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_full_date_has_a_waiting_list_and_a_freed_seat_is_held_for_the_next(
    visit: Callable[..., Visitor], world: str, look: Look
) -> None:
    session = SessionFactory(capacity=1)
    kwame, lena = UserFactory(), UserFactory()
    services.enrol(session=session, person=kwame, now=NOW)
    waiting = visit(lena, look=look)
    wait_for_a_seat(waiting, session)
    services.enrol(session=SessionFactory(), person=lena, now=NOW)
    free_the_seat(visit(kwame, look=look), session)
    take_the_offer(waiting, session)
    assert states(session) == [(1, State.CANCELLED_IN_TIME), (2, State.BOOKED)]


def wait_for_a_seat(lena: Visitor, session: Session) -> None:
    lena.open(reverse("trainings:session", args=[session.pk]))
    lena.press_in_place("Join the waiting list")
    assert seat(lena) == lena.words("You are number %(place)s on the waiting list", place=1)


def free_the_seat(kwame: Visitor, session: Session) -> None:
    kwame.open(reverse("home"))
    kwame.press("Free my seat")
    assert kwame.path == reverse("trainings:session", args=[session.pk])


def take_the_offer(lena: Visitor, session: Session) -> None:
    """The start page shows it, with the seat that they took at the same time meanwhile."""
    lena.open(reverse("home"))
    offer = lena.page.locator(f"section[aria-labelledby*='offer-{session.pk}']")
    assert offer.locator(".both-times dd").count() == 2
    lena.press(offer.get_by_role("button", name=lena.words("Accept all the same")))
    assert seat(lena) == lena.words("You have a seat")


def seat(visitor: Visitor) -> str:
    return visitor.page.locator("#seat h2").inner_text()
