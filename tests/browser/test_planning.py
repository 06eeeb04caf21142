"""A coordinator plans a series that skips a holiday and publishes it; somebody enrols, says what they need, prints a note."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import CallDateFactory, TrainingFactory
from trainings.models import AccessNeed, Session, Training

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "light", 1440), Look("en", "dark", 390)]
NEED = "Große Schrift"


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_series_is_planned_published_and_somebody_takes_part(
    visit: Callable[..., Visitor], world: str, look: Look
) -> None:
    training = TrainingFactory(is_working_time=None, account="")
    selma, trainer, joerdis = CoordinatorFactory(), UserFactory(last_name="Mensah"), UserFactory()
    desk = visit(selma, look=look)
    plan(desk, training, trainer.email)
    publish(desk, training)
    session = Session.objects.by_date()[0]
    take_part(visit(joerdis, look=look), session)
    assert AccessNeed.objects.get().text == NEED
    kwame = visit(trainer, look=look)
    kwame.open(reverse("trainings:cockpit_session", args=[session.pk]))
    assert kwame.page.get_by_text(NEED).is_visible()
    desk.open(reverse("trainings:cockpit_session", args=[session.pk]))
    assert desk.page.get_by_text(NEED).count() == 0


def plan(desk: Visitor, training: Training, trainer: str) -> None:
    """Three Fridays; Christmas is named and left out, and one more is unticked."""
    desk.open(reverse("trainings:cockpit_series", args=[training.pk]))
    desk.write("2026-12-11", into="Day")
    desk.write("2027-01-15", into="Last day")
    desk.page.locator("#id_region").select_option("DE-HB")
    desk.page.locator("#id_trainers").fill(trainer)
    desk.press_in_place("Show the dates")
    assert desk.page.locator("#dates input[name=date]:checked").count() == 4
    assert desk.page.locator("#dates .tag").count() == 2
    desk.page.locator("#dates input[name=date][value='2027-01-15']").uncheck()
    desk.press("Plan the ticked dates")
    assert Session.objects.count() == 3


def publish(desk: Visitor, training: Training) -> None:
    """Refused until it is said whether it is working time."""
    desk.press(desk.page.locator("form[action$='/publish-drafts/'] button"))
    assert desk.page.locator(".field-error").count() == 1
    assert Session.objects.published().count() == 0
    desk.page.locator("#id_is_working_time_0").check()
    desk.page.locator("#id_account").fill("Kostenstelle 4711")
    desk.press("Save and publish")
    assert Session.objects.published().count() == 3


def take_part(joerdis: Visitor, session: Session) -> None:
    joerdis.open(reverse("trainings:session", args=[session.pk]))
    joerdis.page.locator(".need > summary").click()
    joerdis.page.locator("#need").fill(NEED)
    joerdis.press_in_place("Take a seat")
    need = joerdis.page.locator("#need-card textarea")
    assert need.input_value() == NEED
    need.fill("")
    joerdis.press_in_place("Save or, left empty, delete")
    assert joerdis.sees("Deleted. Nobody reads it any more.")
    need.fill(NEED)
    joerdis.press_in_place("Tell them")
    joerdis.follow("Note for your shift lead")
    joerdis.follow("The training and the programme too")
    assert joerdis.page.locator(".release-note").get_by_text("Nordwerk Werkstimmen").is_visible()


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_community_call_is_moved_and_found_and_its_notes_are_read(
    visit: Callable[..., Visitor], world: str, look: Look
) -> None:
    date = CallDateFactory()
    desk = visit(CoordinatorFactory(), look=look)
    desk.open(reverse("trainings:cockpit_call_notes", args=[date.pk]))
    desk.page.locator("#id_notes").fill("- Zwei Fragen")
    desk.press("Save")
    date.refresh_from_db()
    assert date.notes == "- Zwei Fragen"
    desk.follow(desk.page.locator(f"a[href$='/{date.pk}/move/']"))
    desk.write("2026-11-27", into="Day")
    desk.press("Move")
    was = desk.moment(date.starts_at)
    joerdis = visit(UserFactory(), look=look)
    joerdis.open(reverse("trainings:catalogue"))
    joerdis.follow(joerdis.page.get_by_role("link", name=date.call.title))
    assert joerdis.sees("moved from %(was)s", was=was)
    assert (
        joerdis.page.get_by_role("link", name=joerdis.words("Open the room")).get_attribute("href")
        == date.call.link
    )
