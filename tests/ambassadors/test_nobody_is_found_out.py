"""No form tells whether an address or a number has an account: whole pages, statements and hashes are the same."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ambassadors.models import User
from ambassadors.services.pins import set_pin
from tests.ambassadors.signing_in import hashes, words
from tests.factories.ambassadors import PASSWORD, CoordinatorFactory, UserFactory

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "joerdis@nordwerk.example", "nobody1@nordwerk.example"
# What differs between two people's statements: values, and the names of savepoints.
VALUES = re.compile(r" (SET|WHERE|VALUES) .*|SAVEPOINT \S+$", re.DOTALL)
FORMS = {
    "password": ("/accounts/login/", {"password": "not-this-one-77"}),
    "code": ("/accounts/login/code/", {}),
    "reset": ("/accounts/password/reset/", {}),
    "pin": ("/accounts/pin/", {"pin": "918273"}),
}
FIELDS = {"password": "login", "code": "email", "reset": "email", "pin": "number"}


@pytest.fixture(autouse=True)
def counted_hashes(settings):
    settings.PASSWORD_HASHERS = ["tests.ambassadors.signing_in.CountingHasher"]


@pytest.fixture
def people(now) -> dict[str, str]:
    """What somebody types, by what stands behind it."""
    joerdis = UserFactory(email=KNOWN, personnel_number="200006")
    joerdis.set_password(PASSWORD)
    joerdis.save()
    set_pin(person=joerdis, pin="481516", now=now)
    UserFactory(email="nothing1@nordwerk.example", personnel_number="200011")
    UserFactory(email="leftus1@nordwerk.example", personnel_number="200012", is_active=False, pin=joerdis.pin)
    CoordinatorFactory(email="officer@nordwerk.example", personnel_number="200013", pin=joerdis.pin)
    User.objects.bulk_create([UserFactory.build(email="written@nordwerk.example", personnel_number="200014")])
    return {
        "with everything": KNOWN,
        "with nothing": "nothing1@nordwerk.example",
        "inactive": "leftus1@nordwerk.example",
        "office": "officer@nordwerk.example",
        "bulk": "written@nordwerk.example",
        "nobody": UNKNOWN,
    }


def number_of(address: str) -> str:
    person = User.objects.filter(email=address).first()
    return person.personnel_number if person else "299999"


def answer(way: str, typed: str) -> tuple[int, str, str, list[str], int]:
    """Status, way on, page, the kinds of statements, and how many hashes."""
    cache.clear()
    path, sent = FORMS[way]
    client = Client(headers={"accept-language": "en"})
    with hashes() as made, CaptureQueriesContext(connection) as queries:
        response = client.post(path, sent | {FIELDS[way]: typed})
    on = response.get("Location", "")
    shown = words(client.get(on) if on else response, typed)
    statements = [VALUES.sub("", query["sql"]) for query in queries]
    return response.status_code, on, shown, statements, made[0]


@pytest.mark.parametrize("way", FORMS)
def test_every_account_and_none_get_the_same_answer_for_the_same_work(people, way):
    typed = {who: number_of(address) if way == "pin" else address for who, address in people.items()}
    answers = {who: answer(way, text) for who, text in typed.items()}
    assert {who: found == answers["nobody"] for who, found in answers.items()} == dict.fromkeys(people, True)
    assert answers["nobody"][-1] == (1 if way in ("password", "pin") else 0)


def test_numbers_are_answered_as_addresses_are(people):
    known, unknown = (answer("password", number) for number in ("200006", "299999"))
    assert known == unknown


def test_a_wrong_code_of_nobody_is_answered_as_one_of_somebody(people):
    shown = []
    for address in (KNOWN, UNKNOWN):
        cache.clear()
        client = Client(headers={"accept-language": "en"})
        client.post("/accounts/login/code/", {"email": address})
        pages = [client.post("/accounts/login/code/confirm/", {"code": "BCDF-GHJK"}) for _try in range(3)]
        shown.append([(page.status_code, page.get("Location"), words(page, address)) for page in pages])
    assert shown[0] == shown[1]


def test_a_number_rests_whether_somebody_has_it_or_not(people):
    shown = []
    for number in ("200006", "299999"):
        cache.clear()
        client = Client(headers={"accept-language": "en"})
        pages = [client.post("/accounts/pin/", {"number": number, "pin": "918273"}) for _try in range(7)]
        shown.append([(page.status_code, words(page, number)) for page in pages])
    assert shown[0] == shown[1]
