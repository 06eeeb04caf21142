"""Somebody answers an offer from the mail, at a computer where a colleague is signed in; somebody has two at one time."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from ambassadors.models import User
from tests.browser import post
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import UserFactory
from tests.factories.trainings import NOW, SessionFactory, states
from trainings import services
from trainings.models import Session

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "light", 390), Look("en", "dark", 1440)]
both_looks = pytest.mark.parametrize("look", LOOKS, ids=str)


def offered_to(person: User, look: Look, capacity: int = 1) -> Session:
    """Its seat has just been freed; the mail is out."""
    person.language = look.language
    person.save()
    session = SessionFactory(capacity=capacity, training__second_title="Photos with your phone")
    first = UserFactory()
    services.enrol(session=session, person=first, now=NOW)
    for waiting in (person, UserFactory()):
        services.join_waiting_list(session=session, person=waiting, now=NOW)
    services.cancel(session=session, person=first, now=NOW)
    post.deliver()
    return session


def link_to(person: User) -> str:
    (link,) = {link for link in post.links(post.mail_to(person)) if "/offer/" in link}
    return link


@both_looks
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_mail_leads_to_two_buttons_and_counts_for_whom_it_was_written(
    visit: Callable[..., Visitor], look: Look, scripts: bool
) -> None:
    lena, colleague = UserFactory(first_name="Lena"), UserFactory()
    session = offered_to(lena, look)
    shared = visit(colleague, look=look, runs_scripts=scripts)
    link = link_to(lena)
    shared.open(link)
    whose = "This is %(name)s’s offer. What is pressed here counts for %(name)s, not for whoever is signed in to this browser."
    assert shared.sees(whose, name="Lena")
    shared.press("Accept")
    assert shared.headline == shared.words("You have a seat.")
    assert states(session) == [(1, "cancelled_in_time"), (2, "booked"), (3, "waiting")]
    shared.open(link)
    assert shared.headline == shared.words("This link opens nothing")


@both_looks
def test_declining_from_the_mail_hands_the_seat_on(visit: Callable[..., Visitor], look: Look) -> None:
    lena = UserFactory()
    session = offered_to(lena, look)
    nobody = visit(look=look)
    nobody.open(link_to(lena))
    nobody.press("Decline")
    assert nobody.sees("The seat goes to the next in line.")
    assert states(session)[1:] == [(2, "offer_declined"), (3, "offered")]


@both_looks
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_another_seat_at_that_time_is_shown_before_and_asked_about_when_it_arose_since(
    visit: Callable[..., Visitor], look: Look, world: str, scripts: bool
) -> None:
    person = UserFactory()
    session = SessionFactory()
    half_an_hour_later = session.starts_at + timedelta(minutes=30)
    other, third = SessionFactory(starts_at=half_an_hour_later), SessionFactory(starts_at=half_an_hour_later)
    joerdis = visit(person, look=look, runs_scripts=scripts)
    joerdis.open(reverse("trainings:session", args=[session.pk]))
    assert not joerdis.sees("You have something else at that time.")
    services.enrol(session=other, person=person, now=NOW)
    joerdis.press_in_place("Take a seat")
    asked = ("You have something else at that time.", "Nothing was changed yet: have a look at both times.")
    assert joerdis.said == [" ".join(joerdis.words(text) for text in asked)]
    times = joerdis.page.locator("#seat .both-times dd").all_inner_texts()
    assert (len(times), states(session)) == (2, [])
    joerdis.press_in_place("Take the seat all the same")
    assert states(session) == [(1, "booked")]
    joerdis.open(reverse("trainings:session", args=[third.pk]))
    assert joerdis.page.locator("#seat .both-times dd").count() == 3


@both_looks
def test_home_shows_the_place_in_line_and_an_ended_offer_is_asked_for_again_with_one_press(
    visit: Callable[..., Visitor], look: Look
) -> None:
    lena = UserFactory()
    session = offered_to(lena, look)
    waiting = SessionFactory(capacity=1, starts_at=NOW + timedelta(days=20))
    services.enrol(session=waiting, person=UserFactory(), now=NOW)
    services.join_waiting_list(session=waiting, person=lena, now=NOW)
    services.expire_offers(now=NOW + timedelta(hours=25))
    at_home = visit(lena, look=look)
    at_home.open(reverse("home"))
    assert at_home.sees("number %(place)s in line", place=1)
    at_home.press(at_home.page.locator("#waiting ~ ul form button"))
    assert states(session)[-1] == (4, "waiting")
    assert at_home.path == reverse("trainings:session", args=[session.pk])
