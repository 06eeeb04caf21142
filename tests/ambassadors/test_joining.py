"""Opening an invitation, accepting it, typing a code."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from ambassadors.letters import ProgrammeLetter
from ambassadors.models import Ambassador, ProgrammeInvitation
from ambassadors.services.invitations import accept, invite
from tests.factories.ambassadors import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen(now):
    with time_machine.travel(now, tick=False):
        yield


def page(token: str) -> str:
    return reverse("ambassadors:invitation", args=[token])


def words(response) -> str:
    """The page without what is new each time: CSRF tokens, nonces, and where the reader is."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    text = re.sub(r'nonce="[^"]+"', "", text)
    return re.sub(r'name="next" value="[^"]+"', "", text)


def type_code(client, code: str):
    return client.post(reverse("ambassadors:join"), {"code": code})


def test_opening_the_link_shows_who_invites_and_changes_nothing(client, invited):
    response = client.get(page(invited.token))
    assert response.status_code == 200
    assert "Selma Öztürk" in response.content.decode()
    assert (Ambassador.objects.exists(), "_auth_user_id" in client.session) == (False, False)


def test_the_button_makes_an_ambassador_and_signs_in(client, invited, joerdis):
    response = client.post(page(invited.token))
    assert (response.status_code, response.url) == (303, reverse("ambassadors:choose_password"))
    assert (Ambassador.objects.get().person, client.session["_auth_user_id"]) == (joerdis, str(joerdis.pk))


def test_who_has_a_password_goes_home(client, invited, joerdis):
    joerdis.set_password(PASSWORD)
    joerdis.save()
    assert client.post(page(invited.token)).url == reverse("home")


def test_a_signed_in_person_accepts_their_own_invitation(client_for, invited, joerdis):
    client = client_for(joerdis)
    assert client.post(page(invited.token)).status_code == 303
    assert Ambassador.objects.get().person == joerdis


@pytest.mark.parametrize("method", ["get", "post"])
def test_wrong_used_replaced_expired_and_foreign_get_the_very_same_page(
    method, client, client_for, invited, kwame, joerdis, letter, selma, now
):
    accept(token=letter.token, signed_in=None, now=now)
    replaced = invited.token
    invited = invite(person=joerdis, way="mail", by=selma, now=now)
    answers = {
        "wrong": getattr(client, method)(page("x" * 32)),
        "used": getattr(client, method)(page(letter.token)),
        "replaced": getattr(client, method)(page(replaced)),
    }
    with time_machine.travel(now + timedelta(days=31)):
        answers["expired"] = getattr(client, method)(page(invited.token))
    assert {
        name: (answer.status_code, words(answer) == words(answers["wrong"]))
        for name, answer in answers.items()
    } == dict.fromkeys(answers, (404, True))
    foreign, unknown = (getattr(client_for(kwame), method)(page(token)) for token in (invited.token, "x"))
    assert (foreign.status_code, words(foreign)) == (404, words(unknown))


def test_a_code_leads_to_the_page_that_asks(client, letter, kwame):
    code = ProgrammeLetter(letter).code
    assert re.fullmatch(r"[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){2}", code)
    for typed in (code, code.lower().replace("-", " "), f"  {code.replace('-', '–')} "):
        response = type_code(client, typed)
        assert (response.status_code, response.url) == (303, page(letter.token))
    assert client.post(response.url).status_code == 303
    assert Ambassador.objects.get().person == kwame


def test_wrong_and_used_codes_get_the_same_page_as_a_wrong_link(client, letter, now):
    code = ProgrammeLetter(letter).code
    accept(token=letter.token, signed_in=None, now=now)
    used, wrong, empty = (type_code(client, text) for text in (code, "ABCD-EFGH-JKLM", ""))
    assert [answer.status_code for answer in (used, wrong, empty)] == [404, 404, 404]
    link = client.get(page("x"))
    assert words(used).replace(f' value="{code}"', "") == words(link)
    assert words(wrong).replace(' value="ABCD-EFGH-JKLM"', "") == words(link)


def test_after_twenty_wrong_codes_in_a_minute_right_ones_wait_too(client, letter):
    for _attempt in range(20):
        assert type_code(client, "ABCD-EFGH-JKLM").status_code == 404
    assert type_code(client, ProgrammeLetter(letter).code).status_code == 429
    assert client.post(page(letter.token)).status_code == 429


def test_right_codes_are_not_counted(client, letter):
    for _attempt in range(30):
        assert type_code(client, ProgrammeLetter(letter).code).status_code == 303


def test_the_page_speaks_the_language_of_the_account_until_another_is_chosen(client, letter, kwame):
    kwame.language = "de"
    kwame.save()
    assert '<html lang="de"' in client.get(page(letter.token)).content.decode()
    client.cookies["django_language"] = "en"
    assert '<html lang="en"' in client.get(page(letter.token)).content.decode()


def test_invitations_are_kept_by_no_cache(client, invited):
    assert "no-store" in client.get(page(invited.token))["Cache-Control"]


def test_a_person_without_a_mailbox_comes_back_with_number_and_password(client, letter, kwame):
    client.post(page(letter.token))
    password = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    response = client.post(reverse("ambassadors:choose_password"), password)
    assert (response.status_code, response.url) == (303, reverse("home"))
    client.logout()
    assert client.login(username=None, personnel_number=kwame.personnel_number, password=PASSWORD)


def test_choosing_a_password_keeps_the_person_signed_in(client, letter):
    client.post(page(letter.token))
    password = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    client.post(reverse("ambassadors:choose_password"), password)
    assert client.get(reverse("ambassadors:profile")).status_code == 200


def test_a_password_is_chosen_once_and_changed_elsewhere(client_for, joerdis):
    joerdis.set_password(PASSWORD)
    joerdis.save()
    client = client_for(joerdis)
    password = {"new_password1": "wind-und-wetter-7", "new_password2": "wind-und-wetter-7"}
    assert client.post(reverse("ambassadors:choose_password"), password).url == reverse("home")
    joerdis.refresh_from_db()
    assert joerdis.check_password(PASSWORD)


def test_only_who_has_a_mailbox_may_skip_the_password(client_for, joerdis, kwame):
    address = reverse("ambassadors:choose_password")
    pages = [client_for(person).get(address).content.decode() for person in (joerdis, kwame)]
    assert ["Skip this" in text for text in pages] == [True, False]


def test_a_letter_to_sign_in_leads_to_a_new_password_also_for_whoever_is_signed_in(
    client, client_for, selma, letter, kwame
):
    client.post(page(letter.token))
    client_for(selma).post(reverse("ambassadors:cockpit_letter_back", args=[kwame.pk]))
    again = ProgrammeInvitation.objects.get(person=kwame)
    assert "good to see you again." in client.get(page(again.token)).content.decode()
    response = client.post(page(again.token))
    assert (response.status_code, response.url) == (303, reverse("ambassadors:choose_password"))
    assert client.get(response.url).status_code == 200
