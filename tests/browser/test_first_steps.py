"""A coordinator edits the first steps; a newcomer sees them tick, hides them, brings them back, and is reminded once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ambassadors import reminders
from ambassadors.models import User
from ambassadors.onboarding import START_REMINDER
from outbox.models import Message
from tests.browser import post
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import AmbassadorFactory, CoordinatorFactory

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "dark", 390), Look("en", "light", 1440)]
COFFEE = {"de": "Kaffee trinken", "en": "Have a coffee"}


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_from_the_list_to_the_one_reminder(visit: Callable[..., Visitor], look: Look) -> None:
    person = AmbassadorFactory(joined_at=timezone.now() - timedelta(days=8)).person
    edit_the_list(visit(CoordinatorFactory(), look=look))
    ada = visit(person, look=look)
    take_steps(ada)
    hide_and_bring_back(ada)
    one_reminder(ada, person)


def edit_the_list(selma: Visitor) -> None:
    selma.open(reverse("ambassadors:cockpit_onboarding"))
    selma.follow("New step")
    selma.write(COFFEE["de"], "Title in German")
    selma.write(COFFEE["en"], "Title in English")
    selma.write("http://nordwerk.example/", "Link")
    selma.press("Save")
    assert selma.page.locator("#id_link_error, [id^=id_link][id*=error]").count() > 0
    selma.write("https://nordwerk.example/", "Link")
    selma.press("Save")
    selma.press(selma.page.locator("#step-channel button[value=off]"))
    own = selma.page.locator("main li", has_text=COFFEE[selma.look.language]).first
    selma.press(own.locator("button[value=forward]"))
    selma.write("7", "Days after joining")
    selma.press("Save the interval")
    preview = selma.page.locator(".onboarding-preview .step-title").all_inner_texts()
    assert preview[1:] == [COFFEE[selma.look.language], selma.words("First training booked")]


def take_steps(ada: Visitor) -> None:
    ada.open("/")
    assert ada.page.locator(".step.is-done").count() == 0
    ada.press(ada.page.locator("form[action*='/tick/'] button"))
    assert ada.said == [f"{ada.words('Ticked. Only you see that.')}"]
    ada.open(reverse("ambassadors:profile"))
    ada.page.locator("#id_headline").fill("I keep the pipes warm.")
    ada.press("Save changes")
    ada.open("/")
    done = ada.page.locator(".step.is-done .step-title").all_inner_texts()
    assert done == [ada.words("Photo or a line about you"), COFFEE[ada.look.language]]


def hide_and_bring_back(ada: Visitor) -> None:
    ada.press("Hide my first steps")
    ada.open("/")
    assert ada.page.locator(".step").count() == 0
    ada.press("Show my first steps")
    assert ada.page.locator(".step").count() == 3


def one_reminder(ada: Visitor, person: User) -> None:
    for minutes in (0, 10):
        reminders.queue_due(now=timezone.now() + timedelta(minutes=minutes))
    assert Message.objects.filter(recipient=person, kind=START_REMINDER).count() == 1
    post.deliver()
    ada.open(next(link for link in post.links(post.mail_to(person)) if link.rstrip("/") == ada.home))
    assert ada.page.locator(".step").count() == 3
