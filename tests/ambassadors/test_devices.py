"""Where somebody is signed in, and devices that several use."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from ambassadors import devices
from ambassadors.letters import ProgrammeLetter
from ambassadors.services.forgetting import forget_expired
from ambassadors.services.pins import set_pin
from tests.factories.ambassadors import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/accounts/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
CHROME = (
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36"
)


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def person(programme):
    person = UserFactory(personnel_number="200006")
    person.set_password(PASSWORD)
    person.save()
    return person


def signed_in(person, agent=FIREFOX, **more) -> Client:
    client = Client(headers={"user-agent": agent, "accept-language": "en"})
    client.post(reverse("account_login"), {"login": person.personnel_number, "password": PASSWORD} | more)
    return client


def test_a_browser_is_noted_in_words_and_nothing_else(person):
    signed_in(person)
    noted = UserSession.objects.get()
    assert (noted.ip, noted.user_agent, noted.last_seen_at) == (
        "0.0.0.0",
        "Firefox/Windows",
        noted.created_at,
    )


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (FIREFOX, "Firefox on Windows"),
        (CHROME, "Chrome on Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/142.0 Safari/537.36 Edg/142.0", "Edge on Windows"),
        ("curl/8", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_device_in_words(agent, said, in_english):
    assert devices.in_words(devices.named(agent)) == said


def test_the_newest_comes_first_and_this_one_is_marked(person, clock):
    signed_in(person, CHROME)
    clock.shift(timedelta(hours=1))
    client = signed_in(person)
    found = client.get(PAGE).context["devices"]
    assert [(each.name, each.is_current) for each in found] == [
        ("Firefox on Windows", True),
        ("Chrome on Android", False),
    ]


def test_one_elsewhere_is_signed_out(person):
    phone, tablet, client = signed_in(person, CHROME), signed_in(person, CHROME), signed_in(person)
    key = devices.devices_of(
        person, current=None, now=Session.objects.latest("expire_date").expire_date - timedelta(days=30)
    )
    chosen = next(each.key for each in key if _named(each, phone))
    assert client.post(PAGE, {"device": chosen}).status_code == 303
    assert [each.get("/me/profile/").status_code for each in (phone, tablet, client)] == [302, 200, 200]


def _named(device, client) -> bool:
    return device.key == devices._key(UserSession.objects.get(session_key=client.session.session_key))


def test_everywhere_else_is_signed_out(person):
    phone, tablet, client = signed_in(person, CHROME), signed_in(person, CHROME), signed_in(person)
    client.post(PAGE)
    assert [each.get("/me/profile/").status_code for each in (phone, tablet, client)] == [302, 302, 200]


def test_nobody_is_signed_out_by_somebody_else(person):
    other = UserFactory(personnel_number="200011")
    other.set_password(PASSWORD)
    other.save()
    client, stranger = signed_in(person), signed_in(other)
    key = devices._key(UserSession.objects.get(user=person))
    for sent in ({"device": key}, {"device": "\x00"}, {}):
        stranger.post(PAGE, sent)
    assert client.get("/me/profile/").status_code == 200


def test_a_changed_password_keeps_this_browser_in_the_list_and_ends_the_others(person):
    phone, client = signed_in(person, CHROME), signed_in(person)
    new = {"oldpassword": PASSWORD, "password1": "nachtschicht-77-tor", "password2": "nachtschicht-77-tor"}
    client.post("/accounts/password/change/", new)
    assert [(each.name, each.is_current) for each in client.get(PAGE).context["devices"]] == [
        ("Firefox on Windows", True)
    ]
    assert phone.get("/me/profile/").status_code == 302
    assert set(UserSession.objects.values_list("ip", flat=True)) <= {"0.0.0.0"}


def test_the_list_takes_the_same_statements_for_one_browser_and_for_many(person, django_assert_num_queries):
    client = signed_in(person)
    for _more in range(3):
        with django_assert_num_queries(4):
            client.get(PAGE)
        signed_in(person, CHROME)


def test_browsers_are_forgotten_with_their_sessions(person, now):
    signed_in(person)
    assert forget_expired(now=now + timedelta(days=29))["devices"] == 0
    assert forget_expired(now=now + timedelta(days=31))["devices"] == 1


# Shared devices ------------------------------------------------------------------------------------


def ends_by_itself(client, clock) -> bool:
    """Ten minutes after the last request, and not before; the cookie with the browser."""
    cookie = client.cookies["sessionid"]
    for minutes, status in ((9, 200), (9, 200), (10, 302)):
        clock.shift(timedelta(minutes=minutes, seconds=minutes == 10))
        if client.get("/me/profile/").status_code != status:
            return False
    return cookie["max-age"] == "" and cookie["expires"] == ""


def test_a_page_that_asks_by_itself_does_not_move_the_end(person, clock):
    client, answers = signed_in(person, shared_device="on"), []
    for _minute in range(11):
        clock.shift(timedelta(minutes=1))
        answers.append(client.get("/me/profile/", headers={"Asks-By-Itself": "1"}).status_code)
    assert answers == [200] * 9 + [302] * 2


def test_every_page_that_asks_by_itself_says_so(settings):
    pages = {path.name: path.read_text() for path in (settings.BASE_DIR / "templates").rglob("*.html")}
    asking = {name for name, text in pages.items() if 'hx-trigger="every ' in text}
    said = """hx-headers='{"Asks-By-Itself": "1"}'"""
    assert asking == {name for name, text in pages.items() if said in text} != set()


def test_after_a_password(person, clock):
    assert ends_by_itself(signed_in(person, shared_device="on"), clock)


def test_after_a_pin(kwame, clock, now):
    set_pin(person=kwame, pin="481516", now=now)
    client = Client()
    client.post("/accounts/pin/", {"number": "200007", "pin": "481516", "shared_device": "on"})
    assert ends_by_itself(client, clock)


def test_after_a_mailed_code(person, clock):
    client = Client()
    client.post("/accounts/login/code/", {"email": person.email, "shared_device": "on"})
    code = client.session["account_login"]["state"]["stages"]["login_by_code"]["data"]["code"]
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert ends_by_itself(client, clock)


def test_after_a_letter(letter, clock):
    client = Client()
    client.post(reverse("ambassadors:invitation", args=[letter.token]), {"shared_device": "on"})
    assert ProgrammeLetter(letter).code
    assert ends_by_itself(client, clock)


def test_nothing_of_it_stays_in_a_cache_and_the_end_clears_what_scripts_kept(person, clock):
    client = signed_in(person, shared_device="on")
    assert client.get("/me/profile/")["Cache-Control"] == "no-store"
    assert client.cookies["shared_device"]["max-age"] == ""
    clock.shift(timedelta(minutes=11))
    ended = client.get("/me/profile/")
    assert (ended.status_code, ended["Clear-Site-Data"]) == (302, '"storage"')
    assert "Clear-Site-Data" not in client.get("/accounts/login/")


def test_signing_out_clears_it_too(person):
    client = signed_in(person, shared_device="on")
    assert client.post("/accounts/logout/")["Clear-Site-Data"] == '"storage"'


def test_the_page_says_so_and_a_device_of_ones_own_says_nothing(person):
    told = "10 minutes without a click sign you out"
    shared, own = (
        signed_in(person, **more).get("/me/profile/").text for more in ({"shared_device": "on"}, {})
    )
    assert (told in shared, 'data-shared-for="600"' in shared) == (True, True)
    assert (told in own, "data-shared-for" in own) == (False, False)


def test_a_device_of_ones_own_stays_signed_in_for_thirty_days(person, clock):
    client = signed_in(person)
    clock.shift(timedelta(days=29))
    assert client.get("/me/profile/").status_code == 200


def test_a_device_that_is_no_longer_shared_proposes_nothing(person):
    client = signed_in(person, shared_device="on")
    client.post("/accounts/logout/")
    client.post(reverse("account_login"), {"login": "200006", "password": PASSWORD})
    client.get("/me/profile/")
    assert client.cookies["shared_device"].value == ""


def test_who_unticks_it_the_second_time_is_taken_at_their_word(person, clock):
    client = Client()
    client.post(reverse("account_login"), {"login": "200006", "password": "wrong", "shared_device": "on"})
    client.post(reverse("account_login"), {"login": "200006", "password": PASSWORD})
    clock.shift(timedelta(hours=1))
    assert client.get("/me/profile/").status_code == 200
