"""A coordinator clears what waits, finds somebody, keeps a view of the list, and takes it out as files."""

import csv
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse

from ambassadors.models import Audience, SavedView, User
from outbox.models import AuditEntry
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import CoordinatorFactory, ListedFactory, TopicFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "light", 1440), Look("en", "dark", 390)]


@pytest.fixture
def selma(world: str) -> User:
    return CoordinatorFactory()


@pytest.fixture
def many(world: str) -> None:
    """Thirty ambassadors at Bremen, of whom one shows no department, and one at Görlitz."""
    topic = TopicFactory(name="Fernwärme")
    for number in range(30):
        person = {"first_name": "Jördis", "last_name": f"Brüggemann {number:02}", "location": "Bremen"}
        ambassador = ListedFactory(
            department_to=Audience.ME if number == 0 else Audience.EVERYBODY,
            **{f"person__{name}": value for name, value in person.items()},
            person__department="Netz",
        )
        topic.ambassadors.add(ambassador)
    ListedFactory(person__last_name="Weiß", person__location="Görlitz")


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_what_needs_a_human_is_cleared(visit: Callable[..., Visitor], selma: User, look: Look) -> None:
    session = SessionFactory(training__title="Storm", published_at=NOW - timedelta(days=3))
    frauke = UserFactory(first_name="Frauke", last_name="Petersen")
    visitor = visit(selma, look=look)
    visitor.open(reverse("cockpit"))
    assert visitor.sees("Nobody leads “%(title)s” yet", title="Storm")
    visitor.follow(visitor.page.locator(".todo a").first)
    visitor.page.locator("[name=trainers]").fill(frauke.email or "")
    visitor.press(visitor.page.locator("main form button[type=submit]").first)
    assert list(session.trainers.all()) == [frauke]
    visitor.open(reverse("cockpit"))
    assert not visitor.sees("Nobody leads “%(title)s” yet", title="Storm")


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_from_a_search_to_files(
    visit: Callable[..., Visitor], selma: User, many: None, look: Look, tmp_path: Path
) -> None:
    visitor = visit(selma, look=look)
    find_somebody(visitor)
    save_a_view(visitor)
    export_all(visitor, tmp_path)
    assert [entry.details["people"] for entry in AuditEntry.objects.order_by("at")] == [30, 30]


def find_somebody(visitor: Visitor) -> None:
    """The key leads to the search where there is a keyboard."""
    visitor.open(reverse("cockpit"))
    if visitor.look.is_phone:
        visitor.open(reverse("cockpit_search"))
    else:
        visitor.page.keyboard.press("/")
    field = visitor.page.locator("#cockpit-search")
    field.fill("brueg")
    with visitor.page.expect_navigation(url="**/cockpit/search/?q=brueg"):
        field.press("Enter")
    visitor.look_around()
    assert visitor.page.locator(".search-hit mark").first.inner_text() == "Brüg"
    visitor.follow(visitor.page.locator("a[href='/cockpit/people/?q=brueg']"))


def save_a_view(visitor: Visitor) -> None:
    page = visitor.page
    with page.expect_response(lambda response: "location=Bremen" in response.url):
        page.locator("#id_location").select_option("Bremen")
    page.wait_for_url("**/cockpit/people/?q=brueg&location=Bremen")
    page.locator(".people-save summary").click()
    page.locator("#view-name").fill("Bremen")
    visitor.press("Save")
    assert SavedView.objects.get().query == "location=Bremen"
    assert page.locator(".people-views nav [aria-current]").inner_text() == "Bremen"


def export_all(visitor: Visitor, folder: Path) -> None:
    page = visitor.page
    page.locator("[data-selection-everybody]").check()
    assert page.locator("[data-selection-count]").inner_text() == visitor.words("# selected").replace(
        "#", "30"
    )
    visitor.press("Export", "verb")
    assert "30" in visitor.headline
    rows = {form: take(visitor, form, folder) for form in ("csv", "xlsx")}
    assert [len(rows["xlsx"]), rows["csv"][:31]] == [31, rows["xlsx"]]
    assert rows["csv"][1][3] == visitor.words("private", "kept to oneself")
    assert [row[3] for row in rows["csv"][2:31]] == ["Netz"] * 29


def take(visitor: Visitor, form: str, folder: Path) -> list[list[str]]:
    page = visitor.page
    page.locator(f"[name=form][value={form}]").check()
    with page.expect_download() as download:
        page.locator("main form button[type=submit]").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    if form == "csv":
        return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    return [[cell or "" for cell in row] for row in openpyxl.load_workbook(path).worksheets[0].values]


def test_the_key_can_be_switched_off(visit: Callable[..., Visitor], selma: User) -> None:
    visitor = visit(selma, look=Look())
    visitor.open(reverse("cockpit_search"))
    page = visitor.page
    page.locator("#cockpit-search").blur()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "cockpit-search"
    page.locator("[data-shortcut-switch]").click()
    visitor.open(reverse("cockpit"))
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == ""
    assert page.locator("[data-shortcut-sign]").is_hidden()


def test_without_scripts_a_list_is_filtered_and_taken_out(
    visit: Callable[..., Visitor], selma: User, many: None
) -> None:
    visitor = visit(selma, look=Look(), runs_scripts=False)
    visitor.open(f"{reverse('ambassadors:cockpit_people')}?topic=fernwarme")
    visitor.page.locator("[data-selection-everybody]").check()
    visitor.press("Export", "verb")
    assert "30" in visitor.headline
