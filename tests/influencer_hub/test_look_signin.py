"""The sign-in pages wear our dress and speak our German."""

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from ambassadors.models import User
from influencer_hub.wording import FOREIGN_WORDS
from tests.factories.ambassadors import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
FORMAL = re.compile(r"\b(Sie|Ihr|Ihre|Ihnen|Ihren|Ihrem|Ihrer)\b")
OUTSIDE = [
    "account_login",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_signup",
    "account_inactive",
]
INSIDE = ["account_change_password", "account_logout", "account_reauthenticate"]


def body(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_page_outside_is_ours_and_says_du(name: str) -> None:
    page = Client(headers={"accept-language": "de"}).get(reverse(name)).text
    assert ('class="topbar' in page, FORMAL.findall(body(page))) == (True, [])


@pytest.mark.parametrize("name", INSIDE)
def test_a_page_inside_is_ours_and_says_du(name: str, client_for: Callable[[User], Client]) -> None:
    person = UserFactory(language="de")
    person.set_password(PASSWORD)
    person.save()
    page = client_for(person).get(reverse(name)).text
    assert ('class="topbar' in page, FORMAL.findall(body(page))) == (True, [])


@pytest.mark.parametrize("path", ["email/", "confirm-email/", "confirm-email/MQ:abc/"])
def test_an_address_comes_from_the_company_and_is_not_changed_here(path: str, client_for) -> None:
    client, sent = client_for(UserFactory()), {"email": "other@nordwerk.example", "action_add": ""}
    shown, pressed = client.get(f"/accounts/{path}"), client.post(f"/accounts/{path}", sent)
    assert (shown.status_code, shown.url, pressed.status_code) == (302, "/me/profile/", 405)
    assert EmailAddress.objects.count() == 0


def test_a_password_is_changed_from_the_profile(client_for) -> None:
    person = UserFactory()
    assert reverse("account_change_password") not in client_for(person).get("/me/profile/").text
    person.set_password(PASSWORD)
    person.save()
    assert reverse("account_change_password") in client_for(person).get("/me/profile/").text


def test_a_wrong_password_is_told_above_the_form_and_in_the_title() -> None:
    form = {"login": "nobody@nordwerk.example", "password": "wrong-password"}
    page = Client(headers={"accept-language": "en"}).post(reverse("account_login"), form).text
    title = page[page.index("<title>") :].split("</title>")[0]
    assert ("Error:" in title, page.count('class="error-summary"')) == (True, 1)


def test_a_signing_in_person_is_not_greeted_with_a_note() -> None:
    person = UserFactory(was_welcomed=True)
    person.set_password(PASSWORD)
    person.save()
    client = Client()
    client.post(reverse("account_login"), {"login": person.personnel_number, "password": PASSWORD})
    assert 'class="note is-' not in client.get(reverse("help")).text


def test_words_of_other_packages_are_said_with_du() -> None:
    with translation.override("de"):
        said = [gettext(words) for words in FOREIGN_WORDS]
    assert ([FORMAL.findall(words) for words in said], set(said) & set(FOREIGN_WORDS)) == (
        [[]] * len(said),
        set(),
    )
