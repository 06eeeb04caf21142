"""A coordinator brings in the people of a real HR export and invites those of one place."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator

from ambassadors.models import User
from ambassadors.services import import_checking
from tests.ambassadors.conftest import FILES
from tests.browser import post
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import CoordinatorFactory

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "light", 1440), Look("en", "dark", 390)]
PLACE = "Lyon"
FINE, FAULTY = 421, 7


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_from_the_file_of_the_hr_department_to_the_invitation_in_a_mailbox(
    visit: Callable[..., Visitor], look: Look
) -> None:
    selma = visit(CoordinatorFactory(personnel_number="900001"), look=look)
    upload(selma)
    check(selma)
    look_at_the_faulty_rows(selma)
    confirm(selma)
    invited = invite_everybody_of(PLACE, selma)
    assert post.deliver() == len(invited)
    reader = next(person for person in invited if person.language == look.language)
    read_the_invitation(visit(look=look), reader)


def upload(selma: Visitor) -> None:
    selma.open(reverse("ambassadors:cockpit_import"))
    selma.hand_over(FILES / "hr-export-excel-deutsch.csv", "File from the HR system")
    selma.press("Upload and look")
    meanings = selma.page.locator("select").evaluate_all("all => all.map(one => one.value)")
    known = ["personnel_number", "last_name", "first_name", "email"]
    assert meanings == [*known, "department", "location", "language", "entered_on"]


def check(selma: Visitor) -> None:
    """The page waits for the worker and shows by itself that it is done."""
    selma.press("Check the rows")
    import_checking.go_on(now=timezone.now())
    selma.page.locator(".figure-tile").first.wait_for()
    selma.look_around()
    assert figures(selma) == [FINE, FAULTY, 0]


def look_at_the_faulty_rows(selma: Visitor) -> None:
    everybody, to_check = segment(selma, "All", "import rows"), segment(selma, "To check")
    selma.follow(everybody)
    selma.follow(to_check)
    assert selma.page.locator("tr.is-reason.is-danger .import-reason").count() == FAULTY
    with selma.page.expect_download() as download:
        selma.page.get_by_role("link", name=selma.words("Errors as CSV")).click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) > FAULTY


def confirm(selma: Visitor) -> None:
    before = User.objects.count()
    selma.press(selma.page.locator(".btn.is-primary"))
    import_checking.go_on(now=timezone.now())
    selma.page.locator(".figure-tile").first.wait_for()
    selma.look_around()
    assert (figures(selma), User.objects.count() - before) == ([FINE, 0, 0, FAULTY], FINE)


def invite_everybody_of(place: str, selma: Visitor) -> list[User]:
    selma.follow(selma.page.locator("a.btn.is-primary"))
    with selma.page.expect_response("**/cockpit/people/?**"):
        selma.page.locator("#id_location").select_option(place)
    selma.look_around()
    selma.page.locator(".bulk-all input").check()
    selma.press("Invite", "verb")
    selma.press(selma.page.locator("form .btn.is-primary"))
    invited = User.objects.filter(location=place)
    assert invited.filter(programme_invitation__isnull=False).count() == invited.count()
    return list(invited.with_mailbox().by_name())


def read_the_invitation(reader: Visitor, person: User) -> None:
    mail = post.mail_to(person)
    reader.open(next(link for link in post.links(mail) if "/join/" in link))
    assert (mail["To"], reader.headline) == (
        person.email,
        reader.words("would you like to be part of %(programme)s?", programme="Nordwerk Werkstimmen"),
    )


def figures(visitor: Visitor) -> list[int]:
    return [int(figure) for figure in visitor.page.locator(".figure-tile .figure").all_inner_texts()]


def segment(visitor: Visitor, name: str, context: str = "") -> Locator:
    return visitor.page.locator(".segmented a", has_text=visitor.words(name, context))
