"""Checking oneself in by the code on the screen: good for a moment, in the room, for whoever has a seat."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from outbox.models import AuditEntry
from tests.factories.ambassadors import UserFactory
from tests.factories.trainings import NOW, SessionFactory, states
from trainings import here, services
from trainings.models import Enrolment

pytestmark = pytest.mark.django_db
STARTS = NOW + timedelta(days=14)


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture(autouse=True)
def clock():
    """The start. Codes change at whole twenties of seconds, of which this is one."""
    cache.clear()
    with time_machine.travel(STARTS, tick=False) as clock:
        yield clock


@pytest.fixture
def session():
    session = SessionFactory(capacity=2)
    session.trainers.add(UserFactory(first_name="Kwame"))
    return session


@pytest.fixture
def anna(session):
    anna = UserFactory(first_name="Anna")
    services.enrol(session=session, person=anna, now=NOW)
    return anna


def screen(client_for, session):
    return client_for(session.trainers.get()).get(f"/cockpit/sessions/{session.pk}/check-in/")


def scan(client, session, at=STARTS):
    return client.get(f"/here/{here.sign(session, at).code}/")


def test_who_scans_presses_and_is_here(client_for, session, anna, settings):
    settings.BASE_URL = "https://hub.nordwerk.example"
    shown = screen(client_for, session)
    sign = shown.context["sign"]
    assert (sign.place, sign.address) == (
        "hub.nordwerk.example/here/",
        f"https://hub.nordwerk.example/here/{sign.code}/",
    )
    assert ("of 1 are here" in text(shown), sign.shown in text(shown)) == (True, True)
    client = client_for(anna)
    page = client.get(f"/here/{sign.code}/", follow=True)
    assert (page.redirect_chain, states(session)) == ([("/here/", 303)], [(1, "booked")])
    assert "I am here" in text(page)
    assert "You are here." in text(client.post("/here/", follow=True))
    mine = Enrolment.objects.get()
    assert (mine.state, mine.recorded_by, mine.recorded_at) == ("attended", anna, STARTS)
    assert screen(client_for, session).context["attendance"].here == 1
    assert "You are here." in text(client.get(f"/trainings/sessions/{session.pk}/"))
    # What people say about themselves is not in the journal.
    assert not AuditEntry.objects.filter(deed="record attendance").exists()


@pytest.mark.parametrize(
    ("seconds", "status"), [(0, 303), (19, 303), (20, 303), (39, 303), (40, 404), (60, 404), (-1, 404)]
)
def test_a_code_is_good_in_its_own_step_and_the_next(client_for, session, anna, clock, seconds, status):
    clock.shift(seconds)
    assert scan(client_for(anna), session).status_code == status


def test_wrong_old_and_foreign_codes_get_the_same_words(client_for, session, anna):
    tomorrow = SessionFactory(starts_at=STARTS + timedelta(days=1))
    over = SessionFactory(starts_at=STARTS - timedelta(hours=2))
    cancelled = SessionFactory(cancelled_at=NOW)
    codes = [here.sign(each, STARTS).code for each in (tomorrow, over, cancelled)]
    codes += [here.sign(session, STARTS - timedelta(seconds=40)).code, "AAAABBBB", "-", "%00", "ä"]
    client = client_for(anna)
    pages = [client.get(f"/here/{code}/") for code in codes]
    said = {(page.status_code, text(page).split("<main")[1].split("</main>")[0]) for page in pages}
    assert (len(said), {status for status, _words in said}) == (1, {404})
    assert "I am here" not in text(client.get("/here/"))
    assert client.post("/here/").status_code == 200
    assert states(session) == [(1, "booked")]


def test_it_is_typed_as_well_however_it_is_written(client_for, session, anna):
    code = here.sign(session, STARTS).shown.lower().replace("-", " ")
    page = client_for(anna).get("/here/", {"code": code}, follow=True)
    assert "I am here" in text(page)


def test_signing_in_between_loses_nothing(session, anna, clock):
    """And what was scanned stands in no address."""
    browser = Client()
    first = scan(browser, session)
    asked = browser.get(first["Location"])
    assert (first["Location"], asked["Location"]) == ("/here/", "/accounts/login/?next=/here/")
    clock.shift(5 * 60)
    browser.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    browser.post("/here/")
    assert states(session) == [(1, "attended")]


def test_what_was_scanned_belongs_to_this_browser_and_is_forgotten_soon(client_for, session, anna, clock):
    browser = client_for(anna)
    scan(browser, session)
    client_for(anna).post("/here/")
    clock.shift(30 * 60)
    browser.post("/here/")
    assert (states(session), "type it here" in text(browser.get("/here/"))) == ([(1, "booked")], True)


def test_who_is_early_scans_and_presses_from_the_start_on(client_for, session, anna, clock):
    clock.move_to(STARTS - timedelta(minutes=16))
    assert (
        screen(client_for, session).context["sign"],
        scan(client_for(anna), session, STARTS).status_code,
    ) == (
        None,
        404,
    )
    clock.move_to(STARTS - timedelta(minutes=15))
    assert "The button on your phone opens at 09:00" in text(screen(client_for, session))
    client = client_for(anna)
    scan(client, session, STARTS - timedelta(minutes=15))
    assert "The training starts at 09:00." in text(client.post("/here/", follow=True))
    assert states(session) == [(1, "booked")]
    clock.move_to(STARTS)
    client.post("/here/")
    assert states(session) == [(1, "attended")]


def test_who_has_no_seat_is_told_kindly(client_for, session, anna):
    services.enrol(session=session, person=UserFactory(), now=NOW)
    waiting, guest = UserFactory(), UserFactory()
    services.join_waiting_list(session=session, person=waiting, now=NOW)
    for person in (waiting, guest):
        client = client_for(person)
        scan(client, session)
        page = text(client.post("/here/", follow=True))
        assert "they can add you as long as there is room" in page
    assert [state for _number, state in states(session)] == ["booked", "booked", "waiting"]


def test_after_the_end_nobody_checks_in(client_for, session, anna, clock):
    client = client_for(anna)
    clock.move_to(session.ends_at - timedelta(seconds=20))
    scan(client, session, session.ends_at - timedelta(seconds=20))
    clock.move_to(session.ends_at)
    assert "This session is over." in text(client.post("/here/", follow=True))
    assert ("This session is over." in text(screen(client_for, session)), states(session)) == (
        True,
        [(1, "booked")],
    )


def test_guessing_is_slowed_down(client_for, session, anna):
    client = client_for(anna)
    answers = [client.get(f"/here/AAAA{number:04}/").status_code for number in range(61)]
    assert (answers, scan(client, session).status_code) == ([404] * 60 + [429], 429)


def test_codes_of_two_sessions_and_two_moments_differ(session):
    other = SessionFactory()
    moments = [STARTS + here.STEP * step for step in range(50)]
    codes = {here.sign(each, at).code for each in (session, other) for at in moments}
    assert (len(codes), {len(code) for code in codes}) == (100, {8})
