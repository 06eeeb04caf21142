"""Second factors: asked for, kept encrypted, and needed by an office."""

import json
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from cryptography.fernet import InvalidToken
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from ambassadors import factors
from ambassadors.services.invitations import accept, write_letter_back
from outbox.models import AuditEntry, Message
from tests.factories.ambassadors import (
    PASSWORD,
    AdministratorFactory,
    AmbassadorFactory,
    CoordinatorFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LEAD = "/me/sign-in/second-factor/"


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def needed(settings):
    settings.SECOND_FACTOR_WAIVED = False


def code(now, later: int = 0) -> str:
    return format_hotp_value(hotp_value(SECRET, int(now.timestamp()) // 30 + later))


def with_app(person):
    person.set_password(PASSWORD)
    person.save()
    TOTP.activate(person, SECRET)
    return person


def at_second_step(person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def send(client, code: str):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_a_password_alone_is_not_enough_for_whoever_has_an_app(programme, now):
    client = at_second_step(with_app(UserFactory()))
    assert (is_in(client), send(client, "000000").status_code, is_in(client)) == (False, 200, False)
    assert (send(client, code(now)).status_code, is_in(client)) == (302, True)


@pytest.mark.parametrize(("later", "fits"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(programme, now, later, fits):
    client = at_second_step(with_app(UserFactory()))
    send(client, code(now, later))
    assert is_in(client) is fits


def test_a_code_works_once_for_as_long_as_it_fits(programme, now, clock):
    person, shown = with_app(UserFactory()), code(now, 1)
    clients = [at_second_step(person) for _try in range(2)]
    send(clients[0], shown)
    clock.shift(timedelta(seconds=45))
    send(clients[1], shown)
    assert [is_in(client) for client in clients] == [True, False]


def test_codes_cannot_be_tried_out(programme, now):
    client = at_second_step(with_app(UserFactory()))
    pages = [send(client, "000000") for _try in range(6)]
    assert ["tried too often" in page.text for page in pages] == [False] * 5 + [True]
    assert (send(client, code(now)).status_code, is_in(client)) == (200, False)


def test_a_recovery_code_works_once(programme):
    person = with_app(UserFactory())
    spare = RecoveryCodes.activate(person).generate_codes()[0]
    first, second = at_second_step(person), at_second_step(person)
    send(first, spare), send(second, spare)
    assert (is_in(first), is_in(second)) == (True, False)


def test_secrets_are_encrypted_and_outlive_a_new_key(programme, settings):
    person = with_app(UserFactory())
    RecoveryCodes.activate(person)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, '') FROM mfa_authenticator")
        stored = cursor.fetchone()[0]
    assert (SECRET in stored, "seed" in stored) == (False, True)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 8, [settings.SECRET_KEY]
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert factors.FactorAdapter().decrypt(kept) == SECRET
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        factors.FactorAdapter().decrypt(kept)


@pytest.mark.django_db(transaction=True)
def test_an_app_is_added_told_and_removed(client_for, programme, now):
    person = UserFactory()
    client = client_for(person)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    shown = format_hotp_value(hotp_value(secret, int(now.timestamp()) // 30))
    added = client.post(reverse("mfa_activate_totp"), {"code": shown})
    assert (added.url, client.get(added.url).status_code) == (reverse("mfa_view_recovery_codes"), 200)
    client.post(reverse("mfa_deactivate_totp"))
    told = [(message.kind, message.context["way"]) for message in Message.objects.order_by("pk")]
    assert sorted(told) == [("sign_in_way_added", "app"), ("sign_in_way_removed", "app")]
    assert Authenticator.objects.count() == 0


def test_changing_ways_needs_the_password_again(client_for, programme):
    person = UserFactory(email="only@nordwerk.example", personnel_number=None)
    person.set_password(PASSWORD)
    person.save()
    client = client_for(person)
    asked = client.get(reverse("mfa_add_webauthn"))
    assert asked.url.startswith(reverse("account_reauthenticate"))
    wrong, right = (client.post(asked.url, {"password": password}) for password in ("not-this-77", PASSWORD))
    assert (wrong.status_code, right.url) == (200, reverse("mfa_add_webauthn"))


HOSTILE = [
    "", "{", "null", "[]", "1", '"x"', "{}", '{"id": 1}', '{"response": null}', '{"response": {"userHandle": 5}}',
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {
        "clientDataJSON": "e30", "attestationObject": "AA", "authenticatorData": "AA", "signature": "AA", "userHandle": "AA"}}),
    '{"id":"\\u0000","rawId":"\\ud800","response":{"clientDataJSON":"////","attestationObject":"////"}}',
    "[" * 5_000 + "]" * 5_000,
]  # fmt: skip


@pytest.mark.parametrize("sent", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_a_browser_sends_instead_of_a_passkey_is_refused(client_for, programme, sent):
    guest, person = Client(), UserFactory()
    guest.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    assert guest.post(reverse("mfa_login_webauthn"), {"credential": sent}).status_code == 302
    client = client_for(person)
    client.get(reverse("mfa_add_webauthn"))
    assert client.post(reverse("mfa_add_webauthn"), {"credential": sent, "name": "x"}).status_code == 200
    half = at_second_step(with_app(UserFactory()))
    assert half.post(reverse("mfa_authenticate"), {"credential": sent}).status_code == 200
    assert (is_in(guest), is_in(half), Authenticator.objects.filter(user=person).exists()) == (
        False,
        False,
        False,
    )


# An office ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("factory", [CoordinatorFactory, AdministratorFactory])
@pytest.mark.parametrize(
    "path", ["/cockpit/", "/cockpit/people/", "/cockpit/components/", "/admin/", "/admin/ambassadors/user/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_factor_every_page_and_deed_of_an_office_leads_to_one(
    needed, client_for, factory, path, method
):
    response = getattr(client_for(factory()), method)(path)
    assert (response.status_code, response.url.split("?")[0]) == (302 if method == "get" else 303, LEAD)


def test_the_office_of_a_trainer_needs_none_and_neither_do_ones_own_pages(needed, client_for):
    assert client_for(UserFactory()).get("/cockpit/").status_code == 403
    client = client_for(CoordinatorFactory())
    pages = [
        "/",
        "/me/profile/",
        "/me/sign-in/",
        "/me/privacy/",
        "/trainings/",
        "/campaigns/",
        "/guidelines/",
        LEAD,
    ]
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


def test_a_part_of_a_page_leads_there_as_a_whole(needed, client_for):
    response = client_for(CoordinatorFactory()).get("/cockpit/people/", headers={"hx-request": "true"})
    assert response["HX-Redirect"] == LEAD


def test_whoever_has_shown_a_factor_goes_on(needed, now):
    client = at_second_step(with_app(CoordinatorFactory()))
    send(client, code(now))
    assert client.get("/cockpit/").status_code == 200


def test_a_session_from_before_the_factor_shows_it_first(needed, client_for, now):
    client = client_for(with_app(CoordinatorFactory()))
    lead = client.get("/cockpit/people/")
    ask = client.get(lead.url)
    assert ask.url == f"{reverse('mfa_reauthenticate')}?next=%2Fcockpit%2Fpeople%2F"
    assert client.post(ask.url, {"code": code(now)}).url == "/cockpit/people/"
    assert client.get("/cockpit/people/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_whoever_removes_the_last_factor_sets_up_another_before_the_office_opens(needed, now):
    client = at_second_step(with_app(CoordinatorFactory()))
    send(client, code(now))
    client.post(reverse("mfa_reauthenticate"), {"code": code(now, 1)})
    client.post(reverse("mfa_deactivate_totp"))
    lead = client.get("/cockpit/")
    assert (Authenticator.objects.count(), lead.status_code) == (0, 302)
    assert client.get(lead.url).status_code == 200


def test_it_is_waived_only_where_that_is_said(settings, client_for):
    settings.SECOND_FACTOR_WAIVED = True
    assert client_for(CoordinatorFactory()).get("/cockpit/").status_code == 200


# Beginning anew -------------------------------------------------------------------------------------


def test_a_letter_takes_every_former_way_back(programme, selma, now):
    kwame = AmbassadorFactory(person__email=None, person__personnel_number="200007").person
    with_app(kwame)
    letter = write_letter_back(person=kwame, by=selma, now=now)
    accept(token=letter.token, signed_in=None, now=now)
    kwame.refresh_from_db()
    assert (kwame.has_usable_password(), kwame.pin, Authenticator.objects.count()) == (False, "", 0)


def test_the_operator_lets_somebody_in_again(programme, capsys):
    person = with_app(CoordinatorFactory(email="selma@nordwerk.example"))
    call_command("let_in_again", "Selma@nordwerk.example")
    person.refresh_from_db()
    assert (person.has_usable_password(), Authenticator.objects.count(), AuditEntry.objects.get().deed) == (
        False,
        0,
        "ways to sign in taken back by the operator",
    )
    with pytest.raises(CommandError):
        call_command("let_in_again", "nobody@nordwerk.example")


def test_what_is_kept_goes_with_the_person(programme):
    person = with_app(UserFactory())
    RecoveryCodes.activate(person)
    at_second_step(person)
    Message.objects.all().delete()
    person.delete()
    assert Authenticator.objects.count() == 0
