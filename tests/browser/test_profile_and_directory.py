"""An ambassador says who they are, adds a channel, decides who sees what, and is found by a colleague."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from ambassadors.models import Ambassador, Audience, Channel
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import AmbassadorFactory, ListedFactory, TopicFactory, UserFactory

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "dark", 390), Look("en", "light", 1440)]
WORDS = {
    "In one line": "Ein Satz unter dem Bild.",
    "My topics": "Fernwärme, Ausbildung",
    "Languages I speak": "Deutsch, Türkçe",
}
OPENED = ("listed", "stands_for", "topics", "channels")


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_from_an_empty_profile_to_being_found(visit: Callable[..., Visitor], world: str, look: Look) -> None:
    lena = AmbassadorFactory(person__first_name="Lena", person__last_name="Weiß")
    colleague = UserFactory(first_name="Daniel", last_name="Oyelaran")
    writes, reads = visit(lena.person, look=look), visit(colleague, look=look)
    finds_nobody(reads)
    fill_the_profile(writes, lena)
    add_a_channel(writes, lena)
    see_it_as_a_colleague(writes)
    find_her(reads, lena)


def finds_nobody(reads: Visitor) -> None:
    reads.open(reverse("ambassadors:people"))
    assert reads.sees("Nobody is listed yet")


def fill_the_profile(writes: Visitor, lena: Ambassador) -> None:
    writes.open(reverse("ambassadors:profile"))
    for label, text in WORDS.items():
        writes.page.get_by_role("textbox", name=writes.words(label)).fill(text)
    for field in OPENED:
        writes.page.locator(f"[name={field}_to][value='{Audience.EVERYBODY}']").check()
    writes.press("Save changes")
    assert writes.said == [writes.words("Your profile is saved.")]
    lena.refresh_from_db()
    assert [getattr(lena, f"{field}_to") for field in (*OPENED, "languages")] == [3, 3, 3, 3, 0]


def add_a_channel(writes: Visitor, lena: Ambassador) -> None:
    """It is taken away once by mistake, and taken back."""
    writes.follow("Add a channel")
    assert writes.sees("You are a voice without a channel, too.")
    writes.write("https://de.linkedin.com/in/lena-weiss?trk=public_profile", "Address or handle")
    writes.page.locator("#new [name=depth][value=tell]").check()
    writes.press("Add this channel")
    channel = Channel.objects.get()
    assert writes.said == [writes.words("%(channel)s is added.", channel=channel)]
    writes.press(writes.page.locator("form[action$='/remove/'] button"))
    writes.press("Undo")
    assert writes.said == [writes.words("%(channel)s is back.", channel=channel)]
    assert Channel.objects.get().address == "https://www.linkedin.com/in/lena-weiss/"


def see_it_as_a_colleague(writes: Visitor) -> None:
    writes.follow("My profile")
    writes.follow("View as a colleague")
    assert (writes.headline, writes.sees("This is what everybody in the company sees of you.")) == (
        "Lena Weiß",
        True,
    )
    assert [writes.sees(text) for text in ("Fernwärme", "Ein Satz unter dem Bild.", "Tell")] == [
        True,
        True,
        False,
    ]


def find_her(reads: Visitor, lena: Ambassador) -> None:
    """By name without the ß, and by topic."""
    reads.open(f"{reverse('ambassadors:people')}?q=weiss")
    reads.follow("Lena Weiß")
    assert (reads.headline, reads.page.locator(".channel-lines a").get_attribute("href")) == (
        "Lena Weiß",
        "https://www.linkedin.com/in/lena-weiss/",
    )
    reads.follow("Fernwärme")
    assert reads.page.locator(".directory h2").all_inner_texts() == ["Lena Weiß"]
    assert reads.page.locator("#filter-topic").input_value() == "fernwarme"


def test_typing_narrows_the_list_without_a_new_page(visit: Callable[..., Visitor], world: str) -> None:
    topic = TopicFactory(name="Fernwärme")
    for first, last in (("Kwame", "Mensah"), ("Lena", "Weiß"), ("Ömer", "Şahin")):
        topic.ambassadors.add(ListedFactory(person__first_name=first, person__last_name=last))
    visitor = visit(UserFactory(), look=Look())
    visitor.open(reverse("ambassadors:people"))
    with visitor.page.expect_response(lambda response: "q=oemer" in response.url):
        visitor.write("oemer", "Name")
    visitor.page.wait_for_url("**/people/?q=oemer")
    visitor.look_around()
    assert visitor.page.locator(".directory h2").all_inner_texts() == ["Ömer Şahin"]
    assert visitor.page.locator("#found").inner_text() == "1 person found"
    visitor.follow(visitor.page.locator(".directory-chips .chip"))
    assert visitor.page.locator(".directory h2").count() == 3
