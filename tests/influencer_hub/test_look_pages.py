"""Base pages, preferences, error pages and the company's colour."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from ambassadors import brand
from ambassadors.models import Programme, User
from tests.factories.ambassadors import AdministratorFactory, CoordinatorFactory, UserFactory

pytestmark = pytest.mark.django_db
FOOT = ["help", "imprint", "accessibility", "privacy"]


@pytest.fixture
def programme() -> Programme:
    programme = Programme(
        name="Werkstimmen", company="Nordwerk AG", postal_address="Überseedamm 12", accent="#A03A12"
    )
    programme.save()
    return programme


@pytest.mark.parametrize("name", FOOT)
@pytest.mark.parametrize("language", ["de", "en"])
def test_everybody_reads_the_pages_at_the_foot(name: str, language: str) -> None:
    page = Client(headers={"accept-language": language}).get(reverse(name))
    assert (page.status_code, f'<html lang="{language}"' in page.text) == (200, True)


def test_the_imprint_names_the_company(programme: Programme) -> None:
    text = Client().get(reverse("imprint")).text
    assert [words in text for words in ("Nordwerk AG", "Überseedamm 12")] == [True, True]


@pytest.mark.parametrize(
    "name", [*FOOT, "account_login", "account_request_login_code", "account_reset_password"]
)
def test_a_page_has_one_heading_a_skip_link_and_a_title(name: str) -> None:
    text = Client().get(reverse(name)).text
    assert (text.count("<h1"), 'href="#main"' in text, text.count("<title>")) == (1, True, 1)


def test_a_theme_is_rendered_by_the_server_at_once() -> None:
    client = Client()
    answer = client.post(reverse("theme"), {"theme": "dark", "next": "/help/"})
    page = client.get("/help/").text
    assert (answer.status_code, answer["Location"], 'data-theme="dark"' in page) == (303, "/help/", True)


def test_a_language_is_kept_in_the_profile(client_for: Callable[[User], Client]) -> None:
    person = UserFactory(language="en")
    client = client_for(person)
    client.post(reverse("language"), {"language": "de", "next": "/help/"})
    person.refresh_from_db()
    assert (person.language, '<html lang="de"' in client.get("/help/").text) == ("de", True)


def test_a_theme_is_kept_in_the_profile(client_for: Callable[[User], Client]) -> None:
    person = UserFactory()
    client_for(person).post(reverse("theme"), {"theme": "light"})
    person.refresh_from_db()
    assert person.theme == "light"


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_a_switch_never_leads_to_another_host(there: str) -> None:
    assert Client().post(reverse("language"), {"language": "en", "next": there})["Location"] == "/"


@pytest.mark.parametrize("name", ["language", "theme"])
def test_a_link_alone_changes_nothing(name: str) -> None:
    assert Client().get(reverse(name)).status_code == 405


def test_an_unknown_choice_is_ignored() -> None:
    answer = Client().post(reverse("theme"), {"theme": "neon"})
    assert (answer.status_code, answer.cookies.keys()) == (303, {}.keys())


def test_the_companys_colour_may_be_kept_for_good_at_its_own_address(programme: Programme) -> None:
    known = Client().get(reverse("brand"), {"v": brand.version(programme.accent)})
    other = Client().get(reverse("brand"), {"v": "old"})
    assert ("--accent:#a03a12" in known.text, known["Cache-Control"], other["Cache-Control"]) == (
        True,
        "public, max-age=31536000, immutable",
        "public, max-age=60",
    )


def test_a_page_links_one_sheet_and_the_companys_colour(programme: Programme) -> None:
    links = re.findall(r'rel="stylesheet" href="([^"]+)"', Client().get("/help/").text)
    assert links == ["/static/css/hub.css", f"/brand.css?v={brand.version(programme.accent)}"]


def test_a_missing_page_is_told_kindly() -> None:
    page = Client(headers={"accept-language": "en"}).get("/no/such/page/")
    assert (page.status_code, "This page does not exist." in page.text) == (404, True)


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_a_fault_of_ours_needs_nothing_to_be_shown(name: str, django_assert_num_queries: Callable) -> None:
    from django.template.loader import get_template

    with django_assert_num_queries(0):
        assert "<h1>" in get_template(name).render()


def test_a_forged_form_is_refused_kindly() -> None:
    page = Client(enforce_csrf_checks=True, headers={"accept-language": "en"}).post(
        reverse("theme"), {"theme": "dark"}
    )
    assert (page.status_code, "Please send that once more." in page.text) == (403, True)


@pytest.mark.parametrize(
    ("factory", "status"), [(UserFactory, 403), (CoordinatorFactory, 403), (AdministratorFactory, 200)]
)
def test_administrators_see_every_component(
    factory: Callable[[], User], status: int, client_for: Callable[[User], Client]
) -> None:
    assert client_for(factory()).get(reverse("cockpit_components")).status_code == status


def test_every_component_stands_on_the_components_page(client_for: Callable[[User], Client]) -> None:
    text = client_for(AdministratorFactory()).get(reverse("cockpit_components")).text
    expected = "btn answer seats date session tag chip hash card note steps avatar table pager bar empty dialog moment"
    assert [name for name in expected.split() if f'class="{name}' not in text] == []


STATES = {
    "session": [
        "8 seats left",
        "1 seat left",
        "See the waiting list",
        "Waiting list, place 2",
        "is-cancelled",
        "is-past",
    ],
    "answer": ['value="in" checked', 'value="maybe" checked', 'value="not_this_time" checked'],
    "field": ["readonly", 'aria-invalid="true"'],
    "avatar": ["is-32", "is-176", "<img"],
    "table": ["is-selected", "Noch niemand", 'aria-busy="true"'],
    "progress": ["is-stopped", 'max="84" value="84"'],
    "hashtag": ["data-copy="],
}


def test_every_component_stands_there_in_all_its_states(client_for: Callable[[User], Client]) -> None:
    text = client_for(AdministratorFactory(language="en")).get(reverse("cockpit_components")).text
    missing = {name: [mark for mark in marks if mark not in text] for name, marks in STATES.items()}
    assert {name: marks for name, marks in missing.items() if marks} == {}
