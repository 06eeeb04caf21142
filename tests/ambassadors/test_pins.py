"""Personnel number and PIN."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from ambassadors.models import PinTries
from ambassadors.pins import is_guessable
from ambassadors.services import pins
from ambassadors.services.forgetting import forget_expired
from outbox.models import Message
from tests.factories.ambassadors import PASSWORD, CoordinatorFactory, UserFactory

pytestmark = pytest.mark.django_db
PIN = "481516"


@pytest.fixture(autouse=True)
def frozen(now):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def with_pin(kwame, now):
    kwame.was_welcomed = True
    kwame.save()
    pins.set_pin(person=kwame, pin=PIN, now=now)
    return kwame


def sign_in(client, pin=PIN, number="200007", **more):
    return client.post("/accounts/pin/", {"number": number, "pin": pin} | more)


def test_number_and_pin_sign_in(client, with_pin):
    response = sign_in(client)
    assert (response.status_code, response.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(with_pin.pk)


def test_it_leads_where_somebody_wanted_to_go_and_nowhere_foreign(with_pin):
    for wanted, led in (("/trainings/", "/trainings/"), ("https://elsewhere.example/", "/")):
        assert sign_in(Client(), next=wanted).url == led


def test_a_pin_is_stored_as_a_hash(with_pin):
    assert (PIN in with_pin.pin, with_pin.pin.count("$") >= 2) == (False, True)


@pytest.mark.parametrize(
    "pin",
    [
        "000000",
        "123456",
        "654321",
        "012345",
        "121212",
        "123123",
        "112233",
        "200007",
        "2000071",
        "010219",
        "01022019",
    ],
)
def test_a_pin_that_is_easy_to_guess_is_refused(kwame, client_for, pin):
    kwame.entered_on = date(2019, 2, 1)
    kwame.save()
    page = client_for(kwame).post(reverse("ambassadors:pin"), {"pin": pin, "again": pin})
    kwame.refresh_from_db()
    assert ("easy to guess" in page.text, kwame.pin) == (True, "")


@pytest.mark.parametrize("pin", ["12345", "48151a", "４８１５１６", "4815162342108", "48 151 6", ""])
def test_a_pin_has_six_to_twelve_digits(kwame, client_for, pin):
    client_for(kwame).post(reverse("ambassadors:pin"), {"pin": pin, "again": pin})
    kwame.refresh_from_db()
    assert kwame.pin == ""


def test_other_pins_are_fine(kwame):
    assert [pin for pin in (PIN, "930174", "770913", "20070815") if is_guessable(pin, kwame)] == []


def test_after_five_wrong_tries_the_number_rests_and_longer_each_time(client, with_pin, frozen):
    for _try in range(5):
        assert sign_in(client, "918273").status_code == 200
    assert sign_in(client).status_code == 200
    frozen.shift(timedelta(minutes=15))
    assert sign_in(client, "918273").status_code == 200
    frozen.shift(timedelta(minutes=29))
    assert sign_in(client).status_code == 200
    frozen.shift(timedelta(minutes=1))
    assert sign_in(client).status_code == 302
    assert PinTries.objects.count() == 0


def test_a_rest_ends_after_a_day_at_the_latest(with_pin, now):
    tries = PinTries.objects.create(key=pins._key("200007"), wrong=50, last_at=now)
    assert pins.person_with(number="200007", pin="918273", now=now) is None
    tries.refresh_from_db()
    assert tries.rests_until == now + timedelta(days=1)


def test_a_right_pin_forgets_wrong_ones(client, with_pin):
    for _try in range(3):
        for _wrong in range(4):
            sign_in(client, "918273")
        assert sign_in(client).status_code == 302
        client.logout()


def test_many_tries_from_one_address_of_the_network_end_in_a_friendly_page(client, with_pin):
    answers = [sign_in(client, "918273", number=str(300_000 + n)).status_code for n in range(21)]
    assert answers == [200] * 20 + [429]


def test_people_with_an_office_have_no_pin(now, client_for):
    selma = CoordinatorFactory()
    with pytest.raises(PermissionDenied):
        pins.set_pin(person=selma, pin=PIN, now=now)
    assert client_for(selma).get(reverse("ambassadors:pin")).status_code == 404


def test_a_pin_ends_with_an_office(client, with_pin):
    with_pin.is_coordinator = True
    with_pin.save()
    assert sign_in(client).status_code == 200


def test_who_gets_an_office_sets_up_a_second_factor_with_the_pin_of_before(client_for, with_pin):
    with_pin.email, with_pin.is_coordinator = "kwame@nordwerk.example", True
    with_pin.save()
    client, page = client_for(with_pin), reverse("mfa_activate_totp")
    asked = client.get(page)
    assert asked.url.startswith(reverse("ambassadors:pin_again"))
    assert client.post(asked.url, {"present": "918273"}).status_code == 200
    assert (client.post(asked.url, {"present": PIN}).url, client.get(page).status_code) == (page, 200)


def test_another_pin_needs_the_one_before(client_for, with_pin):
    client, page = client_for(with_pin), reverse("ambassadors:pin")
    assert (
        "That is not your PIN"
        in client.post(page, {"present": "918273", "pin": "930174", "again": "930174"}).text
    )
    assert client.post(page, {"present": PIN, "pin": "930174", "again": "930174"}).status_code == 303
    assert sign_in(Client(), "930174").status_code == 302


@pytest.mark.parametrize("name", ["mfa_add_webauthn", "mfa_activate_totp", "account_set_password"])
def test_whoever_has_only_a_pin_types_it_before_another_way_is_added(client_for, with_pin, name):
    client, page = client_for(with_pin), reverse(name)
    asked = client.get(page)
    assert asked.url.startswith(reverse("ambassadors:pin_again"))
    assert "That is not your PIN" in client.post(asked.url, {"present": "918273"}).text
    assert (client.get(page).status_code, client.post(asked.url, {"present": PIN}).url) == (303, page)
    assert client.get(page).status_code == 200


def test_whoever_has_a_password_types_it_before_the_first_pin(client_for, kwame):
    kwame.set_password(PASSWORD)
    kwame.save()
    client, page = client_for(kwame), reverse("ambassadors:pin")
    asked = client.post(page, {"pin": PIN, "again": PIN})
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert client.post(asked.url, {"password": PASSWORD}).url == page
    client.post(page, {"pin": PIN, "again": PIN})
    kwame.refresh_from_db()
    assert kwame.pin


def test_the_last_way_back_is_not_removed(client_for, with_pin):
    client = client_for(with_pin)
    assert "Remove the PIN" not in client.get(reverse("ambassadors:ways")).text
    assert client.post(reverse("ambassadors:pin_remove")).status_code == 403
    with_pin.refresh_from_db()
    assert with_pin.pin


def test_a_new_pin_is_told_and_so_is_its_end(client_for, with_pin):
    with_pin.email = "kwame@nordwerk.example"
    with_pin.save()
    assert client_for(with_pin).post(reverse("ambassadors:pin_remove")).status_code == 303
    with_pin.refresh_from_db()
    told = [(message.kind, message.context) for message in Message.objects.order_by("created_at", "kind")]
    assert (with_pin.pin, told) == (
        "",
        [("sign_in_way_added", {"way": "pin"}), ("sign_in_way_removed", {"way": "pin"})],
    )


def test_tries_are_forgotten_90_days_after_the_last(now):
    pins.person_with(number="299999", pin=PIN, now=now)
    assert forget_expired(now=now + timedelta(days=90))["PIN tries"] == 0
    assert forget_expired(now=now + timedelta(days=91))["PIN tries"] == 1


def test_what_no_keyboard_types_is_refused(client, with_pin):
    for sent in ("\x00", "9" * 10_000, "\u202e481516", "²²²²²²"):
        assert sign_in(client, sent).status_code == 200
        assert sign_in(client, number=sent).status_code == 200


def test_a_person_without_a_number_chooses_no_pin(client_for):
    person = UserFactory(personnel_number=None)
    page = client_for(person).get(reverse("ambassadors:choose_password")).text
    assert ("Set the PIN" in page, "Set the password" in page) == (False, True)
