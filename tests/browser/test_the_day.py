"""A trainer shows the code on a phone, somebody scans it and is here; one is marked, corrected, one walks in, the rest follow."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from ambassadors.models import User
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import UserFactory
from tests.factories.trainings import NOW, SessionFactory, states
from trainings import services
from trainings.models import Enrolment, Session

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "light", 390), Look("en", "dark", 390)]
SENT = {"de": "An 3 Personen gesendet.", "en": "Sent to 3 people."}


@pytest.fixture
def session(world: str) -> Session:
    """Began five minutes ago; three of four seats are taken."""
    session = SessionFactory(capacity=4, starts_at=NOW - timedelta(minutes=5))
    session.trainers.add(UserFactory(first_name="Kwame", last_name="Mensah"))
    for name in ("Anna", "Ben", "Chris"):
        person = UserFactory(first_name=name, last_name="Adler")
        services.enrol(session=session, person=person, now=NOW - timedelta(days=5))
    return session


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_day_of_a_session(visit: Callable[..., Visitor], session: Session, look: Look) -> None:
    kwame = visit(session.trainers.get(), look=look)
    kwame.open(reverse("trainings:cockpit_session", args=[session.pk]))
    kwame.follow("Check-in")
    scan_and_press(visit(number(session, 1).person, look=look), kwame)
    kwame.follow("Roster")
    assert summary(kwame) == counted(kwame, here=1, missed=0, open=2)
    mark_and_correct(kwame, number(session, 2))
    write_to_all(kwame, session)
    walk_in(kwame, session, UserFactory(first_name="Lena", last_name="Weiß"))
    kwame.press("Mark the rest as here")
    assert summary(kwame) == counted(kwame, here=4, missed=0, open=0)
    kwame.see_in(look.other_theme)
    kwame.press("Undo")
    assert [state for _number, state in states(session)] == ["attended", "attended", "booked", "attended"]
    assert on_paper(kwame, session) == {
        "name": True,
        "attendance": False,
        "signature": True,
        "buttons": False,
    }
    kwame.open(reverse("trainings:cockpit_session", args=[session.pk]))
    kwame.follow("Sign-in sheet")
    kwame.see_in(look.other_theme)


def on_paper(kwame: Visitor, session: Session) -> dict[str, bool]:
    """What of the whole roster is printed: who missed the session is not."""
    kwame.open(f"{reverse('trainings:cockpit_session', args=[session.pk])}?all=1")
    kwame.page.emulate_media(media="print")
    parts = {
        "name": "tbody th",
        "attendance": ".is-attendance",
        "signature": "thead .only-print",
        "buttons": ".roster-head .buttons",
    }
    seen = {name: kwame.page.locator(part).first.is_visible() for name, part in parts.items()}
    kwame.page.emulate_media(media="screen")
    return seen


def number(session: Session, number: int) -> Enrolment:
    return session.enrolments.select_related("person").get(number=number)


def summary(kwame: Visitor) -> str:
    return kwame.page.locator("#attendance-summary").inner_text()


def counted(kwame: Visitor, **how_many: int) -> str:
    return kwame.words("%(here)s here, %(missed)s missed, %(open)s open", **how_many)


def scan_and_press(anna: Visitor, kwame: Visitor) -> None:
    """A camera opens what the square says; the typed code is the same."""
    kwame.see_in(kwame.look.other_theme)
    code = kwame.page.locator(".here-typed").inner_text()
    anna.open(reverse("trainings:here_scanned", args=[code]))
    assert anna.path == reverse("trainings:here")
    anna.press("I am here")
    assert anna.sees("You are here.")


def mark_and_correct(kwame: Visitor, ben: Enrolment) -> None:
    kwame.press_in_place(kwame.page.locator(f"#missed-{ben.pk}"))
    assert summary(kwame) == counted(kwame, here=1, missed=1, open=1)
    kwame.press_in_place(kwame.page.locator(f"#here-{ben.pk}"))
    assert summary(kwame) == counted(kwame, here=2, missed=0, open=1)
    assert kwame.page.evaluate("document.activeElement.id") == f"here-{ben.pk}"


def write_to_all(kwame: Visitor, session: Session) -> None:
    kwame.follow("Write to all")
    kwame.write("Die Folien liegen bei den Materialien.", into="Your message")
    kwame.press(kwame.page.locator("button[type=submit]", has_text="3"))
    assert kwame.said == [SENT[kwame.look.language]]
    assert session.announcements.get().text == "Die Folien liegen bei den Materialien."


def walk_in(kwame: Visitor, session: Session, lena: User) -> None:
    kwame.follow("Add person")
    with kwame.page.expect_response(lambda response: "q=lena" in response.url):
        kwame.page.locator("#person").fill("lena")
    kwame.page.locator("#found button").wait_for()
    kwame.look_around()
    kwame.press(kwame.page.locator("#found button"))
    assert kwame.said == [kwame.words("%(name)s is here.", name=lena.name)]
    assert number(session, 4).walked_in
