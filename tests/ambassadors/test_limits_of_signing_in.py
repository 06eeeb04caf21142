"""How often a way in may be tried, and by whose address that is counted."""

import pytest
from django.test import Client

from tests.factories.ambassadors import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def wrong(number: int, **headers: str):
    client = Client(
        headers={"accept-language": "en"} | {name.replace("_", "-"): said for name, said in headers.items()}
    )
    return client.post(
        "/accounts/login/", {"login": f"nobody{number}@nordwerk.example", "password": "wrong-77"}
    )


def is_told_to_wait(response) -> bool:
    return "tried too often" in response.text


def test_one_account_is_not_tried_more_than_five_times(programme):
    person = UserFactory(email="nobody1@nordwerk.example")
    person.set_password(PASSWORD)
    person.save()
    assert [is_told_to_wait(wrong(1)) for _try in range(6)] == [False] * 5 + [True]
    right = {"login": person.email, "password": PASSWORD}
    assert is_told_to_wait(Client(headers={"accept-language": "en"}).post("/accounts/login/", right))


def test_one_address_does_not_try_many_accounts(programme):
    assert [is_told_to_wait(wrong(number)) for number in range(31)] == [False] * 30 + [True]


@pytest.mark.parametrize(("proxies", "waits"), [(0, True), (1, False)])
def test_a_forwarded_address_counts_only_behind_that_many_proxies(programme, settings, proxies, waits):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    answers = [wrong(number, x_forwarded_for=f"198.51.100.{number}") for number in range(31)]
    assert is_told_to_wait(answers[-1]) is waits


def test_what_stands_before_the_trusted_proxies_is_what_anybody_can_write(programme, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    answers = [wrong(number, x_forwarded_for=f"203.0.113.{number}, 198.51.100.7") for number in range(31)]
    assert is_told_to_wait(answers[-1])


@pytest.mark.parametrize(
    ("path", "sent", "most"),
    [
        ("/accounts/login/code/", {"email": "nobody@nordwerk.example"}, 3),
        ("/accounts/password/reset/", {"email": "nobody@nordwerk.example"}, 5),
    ],
)
def test_mails_to_one_address_are_few(programme, path, sent, most):
    clients = [Client(headers={"accept-language": "en"}) for _try in range(most + 1)]
    answers = [client.post(path, sent) for client in clients]
    assert [answer.status_code for answer in answers[:most]] == [302] * most
    assert answers[-1].status_code == 429 or is_told_to_wait(answers[-1])


def test_a_friendly_page_says_that_it_is_a_pause(programme):
    for _try in range(6):
        page = Client(headers={"accept-language": "en"}).post(
            "/accounts/password/reset/", {"email": "nobody@nordwerk.example"}
        )
    assert (page.status_code, "One moment, please" in page.text) == (429, True)


def test_links_to_a_new_password_are_not_tried_out(programme):
    answers = [
        Client().post(f"/accounts/password/reset/key/{n:032x}-x-y/", {}).status_code for n in range(21)
    ]
    assert answers == [200] * 20 + [429]
