"""A coordinator mends three rows in place and imports them; enters last days; and what becomes of it for the others."""

import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator

from ambassadors.models import Import, Leaving, User
from ambassadors.services import departing, import_checking
from campaigns import images
from campaigns.models import PersonShown
from tests.ambassadors.conftest import FILES
from tests.ambassadors.importing import check, table
from tests.browser import post
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import AmbassadorFactory, CoordinatorFactory, UserFactory
from tests.factories.campaigns import PersonShownFactory
from tests.factories.trainings import NOW, SessionFactory, states
from trainings import services
from trainings.models import Session

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "light", 1440), Look("en", "dark", 390)]
FAULTY = [
    "1;Größmann;Sören;s.groessmann@nordwerk,example;;Görlitz;de;01.09.2026",
    "2;Van den Broeck;Zoë;z.vandenbroeck@nordwerk.example;;Würzburg;en;31.09.2026",
    "1,2E+05;Al-Khatib;Abdulrahman;a.alkhatib@nordwerk.example;;Bremen;de;01.09.2026",
]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_three_bad_rows_are_mended_in_place_and_imported(visit: Callable[..., Visitor], look: Look) -> None:
    coordinator = CoordinatorFactory(personnel_number="900001", email="selma@nordwerk.example")
    of_import = check(table(*FAULTY), by=coordinator, now=timezone.now())
    selma = visit(coordinator, look=look)
    selma.open(reverse("ambassadors:import_page", args=[of_import.pk]))
    for proposal in ("s.groessmann@nordwerk.example", "30.09.2026"):
        selma.press_in_place(button(selma, proposal))
        selma.page.locator("#notes .undo").wait_for()
    assert rows(of_import) == ["new", "new", "faulty"]
    type_in("120004", selma)
    assert rows(of_import) == ["new", "new", "new"]
    selma.press(selma.page.locator(".btn.is-primary"))
    import_checking.go_on(now=timezone.now())
    selma.page.locator(".figure-tile").first.wait_for()
    selma.look_around()
    assert User.objects.get(personnel_number="120004").name == "Abdulrahman Al-Khatib"
    assert User.objects.get(personnel_number="1").email == "s.groessmann@nordwerk.example"


def type_in(text: str, selma: Visitor) -> None:
    """By keyboard alone: the field opens, takes the text, and Enter has the row checked."""
    selma.page.locator(".import-type summary").focus()
    selma.page.keyboard.press("Enter")
    selma.look_around()
    field = selma.page.locator(".import-type input[type=text]")
    field.fill(text)
    with selma.page.expect_response(lambda response: "/static/" not in response.url):
        field.press("Enter")
    selma.page.locator("tr.is-danger").first.wait_for(state="detached")
    selma.look_around()


def test_without_scripts_a_proposal_is_one_press_too(visit: Callable[..., Visitor]) -> None:
    coordinator = CoordinatorFactory()
    of_import = check(table(*FAULTY), by=coordinator, now=timezone.now())
    selma = visit(coordinator, look=LOOKS[0], runs_scripts=False)
    selma.open(reverse("ambassadors:import_page", args=[of_import.pk]))

    selma.press(button(selma, "30.09.2026"))

    assert selma.sees("Row %(line)s is fine now.", line=3)
    assert rows(of_import) == ["faulty", "new", "faulty"]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_from_the_last_day_to_the_freed_seat_and_the_private_mailbox(
    visit: Callable[..., Visitor], look: Look, time_machine: Any
) -> None:
    leaver, next_in_line = somebody(look), UserFactory(email="next@nordwerk.example")
    session = seats(leaver, next_in_line)
    coordinator = CoordinatorFactory()
    content = table(
        *(f"{one.personnel_number};{one.last_name};{one.first_name};;;;;" for one in others(leaver))
    )
    of_import = check(content, by=coordinator, now=timezone.now())
    selma = visit(coordinator, look=look)
    enter_last_day(selma, of_import, leaver)
    assert departing.part_with_leavers(now=NOW + timedelta(days=1)) == 0
    time_machine.move_to(NOW + timedelta(days=7))
    assert departing.part_with_leavers(now=timezone.now()) == 1
    assert states(session) == [(1, "cancelled_in_time"), (2, "offered")]
    pictures(selma)
    post.deliver()
    fetch_own_data(visit(look=look), leaver)


def somebody(look: Look) -> User:
    person = AmbassadorFactory(person__first_name="Zofia", person__last_name="Wójcik").person
    person.private_email, person.language = "zofia@home.example", look.language
    person.save()
    return person


def others(leaver: User) -> list[User]:
    UserFactory.create_batch(12)
    return list(User.objects.exclude(pk=leaver.pk))


def seats(leaver: User, next_in_line: User) -> Session:
    session = SessionFactory(capacity=1)
    services.enrol(session=session, person=leaver, now=NOW)
    services.join_waiting_list(session=session, person=next_in_line, now=NOW)
    shown = PersonShownFactory(person=leaver, asset__title="At the coffee machine")
    picture = SimpleUploadedFile("coffee.jpg", (FILES / "coffee.jpg").read_bytes())
    images.keep_asset(images.read(picture), shown.asset).save()
    return session


def enter_last_day(selma: Visitor, of_import: Import, leaver: User) -> None:
    selma.open(reverse("ambassadors:import_missing", args=[of_import.pk]))
    selma.page.get_by_label(selma.words("%(name)s leaves", name=leaver.name)).check()
    selma.press("Those ticked leave")
    selma.page.get_by_label(selma.words("Last day")).fill("2026-11-26")
    selma.press(selma.page.locator(".btn.is-primary"))
    assert [(row.person, str(row.last_day)) for row in Leaving.objects.all()] == [(leaver, "2026-11-26")]
    selma.follow("Everybody with a last day")
    assert selma.sees("To come")


def pictures(selma: Visitor) -> None:
    selma.open(reverse("campaigns:of_leavers"))
    selma.follow(selma.page.locator("td a", has_text=selma.words("Decide", "picture")))
    selma.write("in writing, with the press office", into="Where is their consent kept?")
    selma.press("Keep the picture")
    assert PersonShown.objects.of_leavers().count() == 0


def fetch_own_data(reader: Visitor, leaver: User) -> None:
    mail = post.mail_to(leaver)
    assert mail["To"] == "zofia@home.example"
    link = next(link for link in post.links(mail) if "/export/" in link)
    reader.open(link)
    with reader.page.expect_download() as download:
        reader.button("Get my data").click()
    told = json.loads(zipfile.ZipFile(download.value.path()).read("about-me.json"))
    assert told["records"]["account"][0]["last_name"] == "Wójcik"
    reader.open(link)
    assert reader.headline == reader.words("This link opens nothing")


def button(visitor: Visitor, words: str) -> Locator:
    return visitor.page.get_by_role("button", name=words).first


def rows(of_import: Import) -> list[str]:
    return list(of_import.rows.order_by("line").values_list("state", flat=True))
