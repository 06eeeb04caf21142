"""Everything works in a browser that runs no scripts."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone

from ambassadors.models import User
from ambassadors.services import import_checking
from campaigns.models import Answer
from campaigns.services.invitations import invite_ambassadors
from tests.ambassadors.importing import table
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import AmbassadorFactory, CoordinatorFactory, UserFactory
from tests.factories.campaigns import CampaignFactory
from tests.factories.trainings import SessionFactory, states

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "light", 390), Look("en", "dark", 1440)]
both_looks = pytest.mark.parametrize("look", LOOKS, ids=str)


@both_looks
def test_a_seat_is_taken_a_reminder_muted_and_the_seat_freed(
    visit: Callable[..., Visitor], look: Look
) -> None:
    session = SessionFactory()
    visitor = visit(UserFactory(), look=look, runs_scripts=False)
    visitor.open(reverse("trainings:catalogue") + "?q=handy&place=Bremen")
    visitor.follow(visitor.page.locator(f"#session-{session.pk} .btn"))
    visitor.press("Take a seat")
    assert visitor.said == [
        f"{visitor.words('You have a seat.')} {visitor.words('The confirmation is on its way to you.')}"
    ]
    visitor.press(visitor.page.locator("#reminder-60"))
    assert visitor.page.locator("#reminders li.is-muted").count() == 1
    visitor.press("Free my seat")
    visitor.press("Undo")
    assert states(session) == [(1, "cancelled_in_time"), (2, "booked")]


@both_looks
def test_an_invitation_is_answered_and_the_answer_changed(visit: Callable[..., Visitor], look: Look) -> None:
    visitor = visit(AmbassadorFactory().person, look=look, runs_scripts=False)
    campaign = CampaignFactory()
    invite_ambassadors(campaign=campaign, remind_at=None, by=campaign.contact, now=timezone.now())
    for page in (reverse("home"), reverse("campaigns:campaign", args=[campaign.slug])):
        visitor.open(page)
        visitor.page.get_by_label(visitor.words("I'm in" if page == "/" else "Maybe"), exact=True).check()
        visitor.press("Save my answer")
    assert list(Answer.objects.values_list("choice", flat=True)) == ["maybe"]


@both_looks
def test_language_and_theme_change(visit: Callable[..., Visitor], look: Look) -> None:
    person = UserFactory()
    visitor = visit(person, look=look, runs_scripts=False)
    visitor.open(reverse("trainings:catalogue"))
    switch_the_theme(visitor)
    switch_the_language(visitor)
    person.refresh_from_db()
    now = visitor.page.locator("html").evaluate("one => [one.lang, one.dataset.theme]")
    assert [person.language, person.theme] == now != [look.language, look.theme]


def switch_the_theme(visitor: Visitor) -> None:
    visitor.page.get_by_label(visitor.words("Light or dark")).click()
    visitor.press("Dark" if visitor.look.theme == "light" else "Light")


def switch_the_language(visitor: Visitor) -> None:
    """On a phone it stands in the person's menu."""
    if visitor.look.is_phone:
        visitor.page.locator(".menu-person").click()
    other = "en" if visitor.look.language == "de" else "de"
    with visitor.page.expect_navigation():
        visitor.page.locator(f"button[name=language][value={other}]").filter(visible=True).click()


@both_looks
def test_people_are_imported_step_by_step(visit: Callable[..., Visitor], look: Look) -> None:
    selma = visit(CoordinatorFactory(), look=look, runs_scripts=False)
    selma.open(reverse("ambassadors:cockpit_import"))
    rows = table("200007;Mensah;Kwame;;Fernwärme;Bremen;de;", "200008;Weiß;;lena(at)nordwerk.example;;;;")
    file = {"name": "neu.csv", "mimeType": "text/csv", "buffer": rows}
    selma.page.get_by_label(selma.words("File from the HR system")).set_input_files(file)
    for button in ("Upload and look", "Check the rows"):
        selma.press(button)
    work(selma)
    assert selma.page.locator(".figure-tile .figure").all_inner_texts() == ["1", "1", "0"]
    selma.press("Import the good row")
    work(selma)
    assert list(User.objects.filter(is_coordinator=False).values_list("first_name", "email")) == [
        ("Kwame", None)
    ]


def work(selma: Visitor) -> None:
    """The worker's part; without scripts the page is asked again by hand."""
    import_checking.go_on(now=timezone.now())
    selma.follow("Refresh")
