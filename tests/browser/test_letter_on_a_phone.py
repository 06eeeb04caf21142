"""Somebody from a plant, without a mailbox: an import row, a letter, a phone, a training."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone

from ambassadors.models import User
from tests.ambassadors.importing import bring_in, table
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import PASSWORD, CoordinatorFactory
from tests.factories.trainings import SessionFactory, states
from trainings.models import Session

pytestmark = pytest.mark.browser
DESK = {"de": Look("de", "dark", 1440), "en": Look("en", "light", 1440)}
PHONES = [Look("de", "light", 390), Look("en", "dark", 390)]


@pytest.fixture
def selma(world: str) -> User:
    return CoordinatorFactory(personnel_number="900001")


@pytest.fixture
def session(world: str) -> Session:
    return SessionFactory()


@pytest.mark.parametrize("look", PHONES, ids=str)
def test_from_a_row_without_an_address_to_a_seat_in_a_training(
    visit: Callable[..., Visitor], selma: User, session: Session, look: Look
) -> None:
    row = f"200007;Mensah;Kwame;;Fernwärme;Bremen;{look.language};01.02.2019"
    bring_in(table(row), by=selma, now=timezone.now())
    code = print_the_letter(visit(selma, look=DESK[look.language]))
    kwame = visit(look=look)
    accept_with(code, kwame)
    choose_a_password(kwame)
    book(session, kwame)
    come_back_with_number_and_password(kwame, session)
    assert states(session) == [(1, "booked")]


def print_the_letter(selma: Visitor) -> str:
    """The code as it stands on the sheet."""
    selma.open(reverse("ambassadors:cockpit_people") + "?mailbox=no")
    selma.page.get_by_label(selma.words("Tick %(name)s", name="Kwame Mensah")).check()
    selma.press("Invite", "verb")
    selma.press(selma.page.locator("form .btn.is-primary"))
    letter = selma.page.locator("article.letter")
    assert (letter.count(), letter.locator("svg.qr").bounding_box()["width"] > 100) == (1, True)
    selma.page.emulate_media(media="print")
    on_paper = [selma.page.locator(part).is_visible() for part in ("article.letter", ".letters-bar")]
    assert on_paper == [True, False]
    return letter.locator(".letter-code").inner_text()


def accept_with(code: str, kwame: Visitor) -> None:
    """Small letters and blanks do as well."""
    kwame.open(reverse("ambassadors:join"))
    kwame.write(code.lower().replace("-", " "), into="Code from your letter")
    kwame.press("Continue")
    kwame.press("Yes, I'd like to join")
    assert kwame.said == [kwame.words("You are in the programme. Everything in it is voluntary.")]


def choose_a_password(kwame: Visitor) -> None:
    for label in ("new_password1", "new_password2"):
        kwame.page.locator(f"[name={label}]").fill(PASSWORD)
    kwame.press("Set the password")
    assert (kwame.path, kwame.said) == (
        reverse("home"),
        [kwame.words("Your password is set. You can come back with it.")],
    )


def book(session: Session, kwame: Visitor) -> None:
    kwame.follow(kwame.page.locator(".phonebar").get_by_text(kwame.words("Trainings")))
    kwame.follow(kwame.page.locator(f"#session-{session.pk} .btn"))
    kwame.press_in_place("Take a seat")
    assert kwame.said == [
        f"{kwame.words('You have a seat.')} {kwame.words('The confirmation is on its way to you.')}"
    ]


def come_back_with_number_and_password(kwame: Visitor, session: Session) -> None:
    kwame.page.locator(".menu-person").click()
    kwame.press("Sign out")
    kwame.follow("Sign in")
    kwame.write("200007", into="E-mail or personnel number")
    kwame.write(PASSWORD, into="Password")
    kwame.press("Sign in")
    next_date = kwame.page.locator(f"#next-{session.pk}")
    assert (kwame.path, next_date.is_visible()) == (reverse("home"), True)
