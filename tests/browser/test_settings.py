"""The programme gets its name, word and colour; roles are given and taken; a smaller group needs the council; the trail tells it."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from ambassadors import brand
from ambassadors.models import Programme, Role, User
from outbox.models import KeptMail
from tests.browser import post
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import CoordinatorFactory, CouncilFactory, UserFactory

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "light", 390), Look("en", "dark", 1440)]
NAME, WORD, COBALT = "Voices", "voices", "#2446A8"


@pytest.fixture
def selma(world: str) -> User:
    return CoordinatorFactory()


@pytest.fixture
def kwame(world: str) -> User:
    return UserFactory(first_name="Kwame", last_name="Mensah")


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("runs_scripts", [True, False], ids=["scripts", "no scripts"])
def test_name_word_and_colour_show_on_home_and_in_mails(
    visit: Callable[..., Visitor], selma: User, kwame: User, look: Look, runs_scripts: bool
) -> None:
    coordinator = visit(selma, look=look, runs_scripts=runs_scripts)
    name_it(coordinator)
    colour_it(coordinator)
    colleague = visit(kwame, look=look)
    colleague.open(reverse("home"))
    assert colleague.page.locator(".company-name").first.inner_text() == NAME
    assert colleague.sees("We call them %(ambassadors)s.", ambassadors=WORD)
    assert colour_of(colleague) == brand.both(COBALT)[look.theme == "dark"].accent
    coordinator.open(reverse("cockpit_messages_preview", args=["campaigns_invitation"]))
    mail = coordinator.page.locator(f"iframe[lang={look.language}], iframe").first
    text = mail.content_frame.locator("body").inner_text()
    assert (NAME in text, WORD in text) == (True, True)


def name_it(coordinator: Visitor) -> None:
    coordinator.open(reverse("ambassadors:settings"))
    coordinator.follow("Name and words")
    coordinator.write(NAME, into="Name of the programme")
    for field in ("word_de", "words_de", "word_en", "words_en"):
        coordinator.page.locator(f"#id_{field}").fill(WORD)
    coordinator.press("Save")
    assert coordinator.said[0].startswith(coordinator.words("Saved. It is so everywhere from now on."))


def colour_it(coordinator: Visitor) -> None:
    """The preview shows it before it is saved, and warns of what could be taken for a danger."""
    coordinator.open(reverse("ambassadors:settings_look"))
    for accent in ("#A03A12", COBALT):
        coordinator.write(accent, into="Colour of the company")
        if coordinator.runs_scripts:
            coordinator.page.get_by_role(
                "heading", name=coordinator.words("Preview of %(accent)s", accent=accent)
            ).wait_for()
            coordinator.look_around()
        else:
            coordinator.press("Preview")
        assert coordinator.sees("Close to the red of warnings.") is (accent != COBALT)
    assert Programme.objects.get().accent == "#0B5C57"
    panel = coordinator.page.locator('.brand-panel[data-theme="light"] .btn').first
    expect(panel).to_have_css("background-color", "rgb(36, 70, 168)")
    coordinator.press("Save the colour")
    assert Programme.objects.get().accent == COBALT


def colour_of(visitor: Visitor) -> str:
    return visitor.page.locator("html").evaluate("e => getComputedStyle(e).getPropertyValue('--accent')")


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_role_is_given_agreed_to_and_taken(
    visit: Callable[..., Visitor], selma: User, kwame: User, look: Look
) -> None:
    coordinator, helper = visit(selma, look=look), visit(kwame, look=look)
    coordinator.open(reverse("ambassadors:roles"))
    coordinator.write("mensah", into="Name, personnel number or e-mail")
    coordinator.press("Search", "verb")
    coordinator.follow(coordinator.page.locator(f"a[href='{role_page(kwame)}']"))
    coordinator.press("Give the role")
    assert (post.deliver(), KeptMail.objects.get().message.recipient) == (1, kwame)
    assert on_the_help_page(helper, kwame) is False
    helper.open(reverse("ambassadors:profile"))
    helper.page.get_by_label(helper.words("Show my name on the help page")).check()
    helper.press(helper.page.locator("#helper button"))
    assert on_the_help_page(helper, kwame) is True
    coordinator.follow(coordinator.page.locator(f"a[href='{role_page(kwame)}']").first)
    coordinator.press("Take the role back")
    assert on_the_help_page(helper, kwame) is False
    coordinator.open(reverse("ambassadors:audit") + "?kind=roles")
    assert coordinator.page.locator(".trail > li").count() == 2


def role_page(person: User) -> str:
    return reverse("ambassadors:role", args=[person.pk, Role.HELPER.value])


def on_the_help_page(visitor: Visitor, person: User) -> bool:
    visitor.open(reverse("help"))
    return visitor.page.locator("aside").get_by_text(person.name).count() > 0


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_smaller_group_waits_for_the_council_and_the_trail_tells_it(
    visit: Callable[..., Visitor], selma: User, look: Look
) -> None:
    coordinator, council = visit(selma, look=look), visit(CouncilFactory(), look=look)
    coordinator.open(reverse("ambassadors:settings_k"))
    coordinator.page.get_by_role("spinbutton").fill("7")
    coordinator.press("Save")
    assert Programme.objects.get().k == 10
    council.open(reverse("council"))
    council.press("Agree to %(k)s", k=7)
    assert Programme.objects.get().k == 7
    coordinator.open(reverse("ambassadors:audit"))
    told = "%(who)s set the smallest group from %(before)s to %(after)s people."
    assert coordinator.sees(told, who="Rosa Lindqvist", before=10, after=7)
    council.open(reverse("ambassadors:council_audit"))
    assert council.sees(told, who="Rosa Lindqvist", before=10, after=7)
