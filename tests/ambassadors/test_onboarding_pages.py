"""Coordinators edit the list of first steps; nobody's progress stands there."""

import pytest

from ambassadors.models import Onboarding, OnboardingStep
from ambassadors.services import onboarding
from outbox.models import AuditEntry
from tests.factories.ambassadors import AmbassadorFactory

pytestmark = pytest.mark.django_db
PAGE = "/cockpit/onboarding/"


@pytest.fixture
def client(client_for, selma):
    return client_for(selma)


def keys(**which):
    return list(OnboardingStep.objects.filter(**which).in_order().values_list("key", flat=True))


def test_an_own_step_is_added_moved_changed_and_switched_off(client, client_for, ambassador):
    sent = {"title_de": "Kaffee", "title_en": "Coffee", "link": "https://nordwerk.example/"}
    assert client.post(f"{PAGE}new/", sent).url == PAGE
    key = OnboardingStep.objects.get(title_en="Coffee").key
    client.post(f"{PAGE}{key}/move/", {"to": "forward"})
    client.post(f"{PAGE}{key}/", sent | {"title_en": "Tea"})
    assert (keys()[-2:], "Tea" in client_for(ambassador).get("/").text) == ([key, "training"], True)
    client.post(f"{PAGE}{key}/switch/", {"to": "off"})
    assert (keys(is_on=False), "Tea" in client_for(ambassador).get("/").text) == ([key], False)


@pytest.mark.parametrize(
    "link",
    [
        "http://nordwerk.example/",
        "javascript:alert(1)",
        "//evil.example/",
        "/\\evil.example/",
        "/no-such-page/",
        "ftp://x.example/",
        "https://",
        "nordwerk.example",
        "data:text/html,x",
        "https://x.example/" + "a" * 500,
        " ",
    ],
)
def test_a_link_is_secure_or_a_page_of_the_hub(client, link):
    response = client.post(f"{PAGE}new/", {"title_de": "x", "link": link})
    saved = OnboardingStep.objects.filter(title_de="x").values_list("link", flat=True)
    assert (response.status_code, list(saved)) == ((303, [""]) if link == " " else (200, []))


@pytest.mark.parametrize("link", ["https://nordwerk.example/a?b=c#d", "/trainings/", "/guidelines/?view=x#y"])
def test_good_links_are_kept(client, link):
    client.post(f"{PAGE}new/", {"title_de": "x", "link": link})
    assert OnboardingStep.objects.get(title_de="x").link == link


def test_a_step_without_a_title_is_told_in_a_sentence(client):
    page = client.post(f"{PAGE}new/", {"text_en": "Why"}).text
    assert "Please give a title in at least one language." in page


def test_a_step_that_ticks_itself_may_do_without_words_and_has_no_link(client):
    response = client.post(f"{PAGE}profile/", {"title_de": "", "link": "https://evil.example/"})
    step = OnboardingStep.objects.get(key="profile")
    assert (response.status_code, step.link, "Photo or a line about you" in client.get(PAGE).text) == (
        303,
        "",
        True,
    )


@pytest.mark.parametrize(
    ("days", "kept"), [("30", 30), ("", None), ("0", 14), ("121", 14), ("x", 14), ("9" * 400, 14)]
)
def test_the_interval_of_the_one_reminder(client, days, kept):
    client.post(f"{PAGE}reminder/", {"after_days": days})
    assert Onboarding.current().remind_after_days == kept


@pytest.mark.parametrize("path", ["nothing/", "nothing/move/", "nothing/switch/"])
def test_a_step_that_is_not_there_is_not_found(client, path):
    assert client.post(f"{PAGE}{path}").status_code == 404


def test_the_preview_speaks_both_languages(client):
    said = [client.get(PAGE, {"language": language}).text for language in ("de", "en", "xx")]
    shown = ["Foto oder ein Satz über dich" in page.partition('id="preview"')[2] for page in said]
    assert shown == [True, False, False]


def test_with_every_step_off_the_page_says_so(client):
    for key in ("profile", "channel", "guidelines", "training"):
        client.post(f"{PAGE}{key}/switch/", {"to": "off"})
    assert "Every step is off, so nobody sees a list." in client.get(PAGE).text


def test_how_far_people_are_changes_nothing_on_the_page(client, selma, now):
    step = onboarding.add_step(step=OnboardingStep(title_de="x"), by=selma, now=now)
    before = client.get(PAGE).text
    for _ in range(12):
        person = AmbassadorFactory(person__headline="done").person
        onboarding.tick(person=person, step=step)
        onboarding.put_start_away(person=person)
    after = client.get(PAGE).text
    assert [strip(page) for page in (before, after)] == [strip(before)] * 2


def strip(page):
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line and "nonce" not in line]


def test_ticking_is_for_oneself_on_the_start_page(client_for, ambassador, selma, now):
    step = onboarding.add_step(step=OnboardingStep(title_en="Coffee"), by=selma, now=now)
    own = client_for(ambassador)
    before, audits = own.get("/").text, AuditEntry.objects.count()
    ticked = own.post(f"/start/{step.key}/tick/", follow=True).text
    own.post(f"/start/{step.key}/untick/")
    assert ("Tick it off" in before, "Not yet after all" in ticked, "Tick it off" in own.get("/").text) == (
        True,
    ) * 3
    assert (AuditEntry.objects.count(), own.post("/start/profile/tick/").status_code) == (audits, 404)


def test_a_hidden_list_can_be_brought_back_at_any_time(client_for, ambassador):
    own = client_for(ambassador)
    own.post("/start/hide/")
    own.get("/")
    hidden = own.get("/").text
    own.post("/start/show/")
    assert ("Show my first steps" in hidden, "Hide my first steps" in own.get("/").text) == (True, True)


def test_the_list_takes_the_same_queries_for_any_number_of_steps(
    client, selma, now, django_assert_num_queries
):
    for count in (1, 3, 10):
        for _ in range(count):
            onboarding.add_step(step=OnboardingStep(title_de="x"), by=selma, now=now)
        client.get(PAGE)
        with django_assert_num_queries(6):
            client.get(PAGE)
