"""The company's sign-in finds the right account, makes one for newcomers, and leaves nothing of itself behind."""

from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken

from ambassadors.models import User
from outbox.models import AuditEntry
from tests.factories.ambassadors import UserFactory

pytestmark = pytest.mark.django_db

START = "/accounts/oidc/company/login/"


def come(client, then="", **said):
    """Through the company's sign-in and back, as a browser goes; the last address."""
    there = client.post(START, {"next": then, **said}).headers["Location"]
    if not there.startswith("http"):
        return there
    back = urlsplit(requests.get(there, allow_redirects=False, timeout=5).headers["Location"])
    return client.get(f"{back.path}?{back.query}").headers["Location"]


def signed_in(client):
    return client.session.get("_auth_user_id")


def test_the_personnel_number_says_who_it_is_whatever_the_address(client, company):
    person = UserFactory(personnel_number="100042", was_welcomed=True, email="old@nordwerk.example")
    UserFactory(personnel_number="100043", email="joerdis@nordwerk.example")
    assert (come(client), signed_in(client)) == ("/", str(person.pk))


def test_an_address_says_who_it_is_where_no_number_speaks_against_it(client, company):
    person = UserFactory(personnel_number=None, email="Joerdis@nordwerk.example")
    come(client)
    assert signed_in(client) == str(person.pk)


def test_an_address_that_is_not_vouched_for_says_nothing(client, company):
    person = UserFactory(personnel_number=None, email="joerdis@nordwerk.example")
    company.claims |= {"email_verified": False, "employee": None}
    come(client)
    newcomer = User.objects.get(pk=signed_in(client))
    assert (newcomer == person, newcomer.email) == (False, None)


def test_afterwards_the_subject_alone_says_who_it_is(client, company):
    person = UserFactory(personnel_number="100042", was_welcomed=True)
    come(client)
    client.logout()
    company.claims |= {"employee": "999", "email": "somebody@nordwerk.example"}
    come(client)
    assert (signed_in(client), User.objects.count()) == (str(person.pk), 1)


def test_a_newcomer_gets_an_account_and_no_place_in_the_programme(client, company):
    come(client)
    person = User.objects.get()
    assert (person.name, person.email, person.personnel_number, person.language, person.is_ambassador) == (
        "Jördis Brüggemann",
        "joerdis@nordwerk.example",
        "100042",
        "en",
        False,
    )
    assert list(AuditEntry.objects.values_list("deed", "actor")) == [
        ("account made at the first single sign-on", None)
    ]


def test_an_address_that_somebody_else_still_holds_stays_theirs(client, company):
    holder = UserFactory(personnel_number="7", email="joerdis@nordwerk.example")
    come(client)
    newcomer = User.objects.get(pk=signed_in(client))
    holder.refresh_from_db()
    assert (newcomer.personnel_number, newcomer.email, holder.email) == (
        "100042",
        None,
        "joerdis@nordwerk.example",
    )


def test_nothing_of_what_was_said_and_no_last_seen_is_kept(client, company):
    for _time in range(2):
        come(client)
        client.logout()
    account = SocialAccount.objects.get()
    assert (account.uid, account.extra_data, account.last_login) == ("f3a1", {}, account.date_joined)
    assert SocialToken.objects.count() == 0


def test_a_second_identity_does_not_get_into_the_account_of_the_first(client, company):
    UserFactory(personnel_number="100042", was_welcomed=True)
    come(client)
    client.logout()
    company.claims["sub"] = "another"
    assert (come(client), signed_in(client)) == ("/accounts/oidc/other/", None)


def test_somebody_whose_account_is_switched_off_stays_out(client, company):
    UserFactory(personnel_number="100042", is_active=False)
    assert (come(client), signed_in(client)) == ("/accounts/inactive/", None)
    assert not SocialAccount.objects.exists()


def test_a_number_that_belonged_to_somebody_who_left_leads_nowhere_and_later_to_its_new_owner(
    client, company
):
    left = UserFactory(personnel_number="100042", is_active=False)
    come(client)
    User.objects.filter(pk=left.pk).update(personnel_number=None)
    newcomer = UserFactory(personnel_number="100042", was_welcomed=True)
    assert (come(client), signed_in(client)) == ("/", str(newcomer.pk))


def test_one_comes_out_where_one_wanted_to_go(client, company):
    UserFactory(personnel_number="100042", was_welcomed=True)
    assert come(client, then="/trainings/") == "/trainings/"
    assert come(client, then="https://elsewhere.example/") == "/"


def test_on_a_device_that_others_use_it_ends_with_the_browser(client, company):
    UserFactory(personnel_number="100042", was_welcomed=True)
    come(client, shared_device="on")
    assert client.session.get_expire_at_browser_close()
    come(client)
    assert not client.session.get_expire_at_browser_close()


@pytest.mark.parametrize(("answers", "reason"), [("denied", "cancelled"), ("broken", "not-finished")])
def test_a_refusal_ends_in_words(client, company, answers, reason):
    company.answers = answers
    assert come(client) == f"/accounts/oidc/{reason}/"


def test_a_sign_in_that_does_not_answer_ends_in_words(client, company):
    company.end()
    assert come(client) == "/accounts/oidc/no-answer/"


def test_a_way_back_that_this_browser_did_not_begin_signs_nobody_in(client, company):
    answer = client.get(f"{START}callback/?code=once&state=made-up")
    assert (answer.headers["Location"], signed_in(client)) == ("/accounts/oidc/not-finished/", None)


@pytest.mark.parametrize("reason", ["cancelled", "no-answer", "not-finished", "other"])
def test_each_reason_has_a_page_and_other_words_have_none(client, reason):
    assert "Alle Wege zur Anmeldung" in client.get(f"/accounts/oidc/{reason}/").text
    assert client.get("/accounts/oidc/made-up/").status_code == 404


def test_the_button_is_there_where_the_company_has_a_sign_in_and_only_there(client, company, settings):
    settings.OIDC_NAME = "Nordwerk-Konto"
    assert "Mit Nordwerk-Konto anmelden" in client.get("/accounts/login/").text
    settings.OIDC_SERVER_URL = ""
    assert START not in client.get("/accounts/login/").text


def test_without_a_company_sign_in_its_address_does_not_exist(client):
    assert client.post(START).status_code == 404
    assert client.get(f"{START}callback/").status_code == 404


@pytest.mark.parametrize("claim", ["given_name", "family_name", "employee", "email", "locale"])
@pytest.mark.parametrize("value", ["\x00", "x" * 100_000, ["a"], None, "\u202ename"])
def test_words_however_strange_sign_in(client, company, claim, value):
    company.claims[claim] = value
    assert (come(client), User.objects.count()) == ("/join/", 1)


@pytest.mark.parametrize("claim", ["given_name", "family_name", "email"])
def test_claims_that_are_no_words_end_in_words(client, company, claim):
    company.claims[claim] = 10**30
    assert come(client) == "/accounts/oidc/not-finished/"


@pytest.mark.django_db(transaction=True)
def test_claims_that_the_database_refuses_end_in_words(client, company):
    come(client)
    company.claims["given_name"] = "J\x00rdis"
    assert come(client) == "/accounts/oidc/not-finished/"
