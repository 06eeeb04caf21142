"""The post as people see it: coordinators how it goes, everybody what came to them, a newcomer what stayed here."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import FrameLocator

from ambassadors.models import User
from campaigns.services.invitations import INVITATION, invite_ambassadors
from outbox.models import Message, Mute
from tests.browser import post
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import AmbassadorFactory, CoordinatorFactory, UserFactory
from tests.factories.campaigns import CampaignFactory
from tests.factories.trainings import SessionFactory
from trainings import services
from trainings.services.notices import CONFIRMATION

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "dark", 1440), Look("en", "light", 390)]
both_looks = pytest.mark.parametrize("look", LOOKS, ids=str)


def seat_for(person: User) -> None:
    services.enrol(session=SessionFactory(), person=person, now=timezone.now())


@both_looks
def test_a_coordinator_sees_why_a_mail_failed_and_has_it_tried_again(
    visit: Callable[..., Visitor], look: Look
) -> None:
    kwame = UserFactory(first_name="Kwame", last_name="Mensah")
    seat_for(kwame)
    selma = visit(CoordinatorFactory(), look=look)
    selma.open(reverse("cockpit_messages"))
    assert health(selma) == selma.words("Stopped", "delivery")
    post.deliver(post.RefusingServer())
    selma.open(reverse("cockpit_messages"))
    assert health(selma) == selma.words("Healthy", "delivery")
    look_at_the_address(kwame, selma)
    try_again(selma)
    assert post.deliver() == 1
    selma.open(reverse("cockpit_messages"))
    assert selma.sees("Every address works.")


def health(selma: Visitor) -> str:
    return selma.page.locator(".head .tag").inner_text()


def look_at_the_address(kwame: User, selma: Visitor) -> None:
    """It stands with the person, who is one step away."""
    selma.follow("Kwame Mensah")
    assert selma.page.locator(".note.is-danger strong").inner_text() == selma.words("Mails do not arrive.")
    assert kwame.email in selma.page.locator(".note.is-danger").inner_text()


def try_again(selma: Visitor) -> None:
    selma.open(reverse("cockpit_messages_kind", args=[CONFIRMATION]))
    reason = selma.page.get_by_role("row", name="550 5.1.1 mailbox unknown").get_by_role("cell")
    assert reason.all_inner_texts() == ["550 5.1.1 mailbox unknown", "1"]
    selma.press("Try what failed again")
    assert selma.page.locator("tr").count() == 0


def test_a_kind_of_mail_can_be_looked_at_in_both_languages(visit: Callable[..., Visitor]) -> None:
    selma = visit(CoordinatorFactory(), look=LOOKS[0])
    selma.open(reverse("cockpit_messages_preview", args=[CONFIRMATION]))
    mails = [mail_in(selma.page.frame_locator("iframe").nth(place)) for place in (0, 1)]
    assert mails == [
        ("de", "Du hast einen Platz: Wenn’s stürmt: ruhig bleiben bei Gegenwind"),
        ("en", "You have a seat: Calm in a storm"),
    ]


def mail_in(frame: FrameLocator) -> tuple[str | None, str]:
    return frame.locator("html").get_attribute("lang"), frame.locator("h1").inner_text()


@both_looks
def test_somebody_reads_what_came_and_wants_no_more_of_one_kind(
    visit: Callable[..., Visitor], look: Look
) -> None:
    lena = AmbassadorFactory(person__email=None).person
    visitor = visit(lena, look=look)
    ask_ambassadors()
    visitor.open(reverse("ambassadors:my_messages"))
    visitor.follow(Message.objects.get().subject)
    assert "/campaigns/" in visitor.page.locator("pre").inner_text()
    visitor.follow(visitor.page.locator(".back, main a").first)
    visitor.press(visitor.page.locator(f"form[action*='{INVITATION}'] button"))
    assert mutes() == [(lena.pk, INVITATION)]
    visitor.press("Undo")
    assert mutes() == []


@both_looks
def test_a_link_in_a_mail_ends_its_kind_without_signing_in(visit: Callable[..., Visitor], look: Look) -> None:
    lena = AmbassadorFactory(person__language=look.language, person__theme=look.theme).person
    ask_ambassadors()
    visitor = visit(look=look)
    visitor.open(next(link for link in post.links(post.mail_to(lena)) if "/unsubscribe/" in link))
    assert (visitor.headline, mutes()) == (visitor.words("No more of these?"), [])
    visitor.press("No more of these")
    assert (visitor.headline, mutes()) == (visitor.words("No more of these"), [(lena.pk, INVITATION)])
    visitor.press("Undo")
    assert mutes() == []


def ask_ambassadors() -> None:
    campaign = CampaignFactory()
    invite_ambassadors(campaign=campaign, remind_at=None, by=campaign.contact, now=timezone.now())
    post.deliver()


def mutes() -> list[tuple[object, str]]:
    return list(Mute.objects.values_list("person", "kind"))


@both_looks
@pytest.mark.urls("tests.outbox.local_urls")
def test_a_newcomer_without_a_mail_server_reads_what_would_have_been_sent(
    visit: Callable[..., Visitor], look: Look
) -> None:
    visitor = visit(look=look)
    visitor.open("/local/mails/")
    assert visitor.sees("No mails yet")
    seat_for(UserFactory(language=look.language, theme=look.theme))
    post.deliver()
    visitor.open("/local/mails/")
    visitor.follow(visitor.page.locator(".lines a"))
    language, title = mail_in(visitor.page.frame_locator("iframe"))
    assert (language, visitor.headline.startswith(title)) == (look.language, True)
    with visitor.page.expect_download() as download:
        visitor.page.locator("dd a").click()
    assert download.value.path().read_text().startswith("BEGIN:VCALENDAR")
