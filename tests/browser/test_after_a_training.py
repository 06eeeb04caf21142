"""Somebody was there: their record, a certificate that others can check, and what they say about it without their name."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from ambassadors.models import User
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory, attended, people
from trainings import feedback, services
from trainings.models import Certificate, Enrolment, Feedback, Session
from trainings.models.feedback import Recommends, Useful
from trainings.services import Said

pytestmark = pytest.mark.browser
LOOKS = [Look("en", "light", 1440), Look("de", "dark", 390)]


@pytest.fixture
def session(world: str) -> Session:
    """It has just ended; nine others were there, and have said what they think."""
    texts = {"training__second_title": "Photos", "training__second_summary": "Two hours."}
    starts_at = NOW.replace(hour=6)
    session = SessionFactory(starts_at=starts_at, capacity=20, **texts)
    said = Said(Useful.VERY, Recommends.YES, helped="Die drei Einstellungen.")
    for person in people(9):
        attended(session, person)
        services.give_feedback(training=session.training, session=session, person=person, said=said, now=NOW)
    return session


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_who_was_there_has_it_on_paper_and_says_how_it_was(
    visit: Callable[..., Visitor], session: Session, look: Look
) -> None:
    person, selma = UserFactory(first_name="Łucja", last_name="Şahin"), CoordinatorFactory()
    attended(session, person)
    Enrolment.objects.of(person).update(state="booked")
    services.record_attendance(
        session=session, person=person, state=Enrolment.State.ATTENDED, by=selma, now=NOW
    )
    lucja, desk, somebody = (visit(who, look=look) for who in (person, selma, None))
    make_a_certificate(lucja)
    show_the_name(lucja, somebody, person)
    tell(desk, session, said="Nothing to show yet")
    say_how_it_was(lucja)
    tell(desk, session, said="Nothing to show yet")
    feedback.recount(NOW)
    tell(desk, session, said="In their words")
    assert Feedback.objects.count() == 0


def make_a_certificate(lucja: Visitor) -> None:
    lucja.open(reverse("trainings:mine"))
    lucja.follow("My training record")
    lucja.press(lucja.page.locator(".record-entry form button"))
    with lucja.page.expect_download() as found:
        lucja.page.locator(".record-certificate a[download]").click()
    assert (found.value.suggested_filename[-15:], found.value.path().read_bytes()[:4]) == (
        "-2026-11-24.pdf",
        b"%PDF",
    )


def show_the_name(lucja: Visitor, somebody: Visitor, person: User) -> None:
    """Nameless as long as she says nothing, and again as soon as she takes it back."""
    code = Certificate.objects.get().code
    somebody.open(reverse("trainings:check_certificate"))
    seen = []
    for deed in ("", "show-name", "hide-name"):
        if deed:
            lucja.press(lucja.page.locator(f"form[action$='{deed}/'] button"))
        if somebody.path == reverse("trainings:check_certificate"):
            somebody.write(code.lower().replace("-", ""), into="Number")
            somebody.press("Check", "verb")
        else:
            somebody.open(somebody.path)
        card = somebody.page.locator(".certificate").inner_text()
        seen.append((code in card, person.name in card))
    assert seen == [(True, False), (True, True), (True, False)]
    somebody.open(reverse("trainings:certificate", args=["AAAA-AAAA-AAAA"]))
    assert somebody.sees("No certificate has this number.")


def say_how_it_was(lucja: Visitor) -> None:
    lucja.follow(lucja.page.locator(".record-entry a[href$='/feedback/']"))
    lucja.press("Send without a name")
    assert lucja.sees("Please choose one of the five.")
    lucja.page.locator("[name=useful][value='2']").check()
    lucja.page.locator("[name=recommends][value=perhaps]").check()
    lucja.page.locator("[name=change]").fill("Länger")
    lucja.press("Send without a name")
    assert lucja.said == [lucja.words("Thank you. Nobody sees that it was you.")]


def tell(desk: Visitor, session: Session, said: str) -> None:
    desk.open(reverse("trainings:cockpit_session", args=[session.pk]))
    desk.follow("Feedback")
    assert desk.sees(said)
