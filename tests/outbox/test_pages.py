"""A person's messages and mutes; delivery for coordinators; the way out in a mail; readiness."""

from datetime import date

import pytest
from django.test import Client

from outbox import health, letters, services
from outbox.cache import breaker
from outbox.models import AddressFault, Hold, Message, Mute
from tests.factories.ambassadors import CoordinatorFactory, UserFactory

pytestmark = pytest.mark.django_db


def text(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture
def mine(client_for, person):
    return client_for(person)


@pytest.fixture
def cockpit(client_for):
    return client_for(CoordinatorFactory())


def test_a_person_reads_what_was_sent_and_no_code(mine, person, queued, send):
    queued(recipient=person, context={"words": "Grüße"})
    queued("post_secret", recipient=person, context={"secret": "MJHK"})
    queued(context={"words": "Somebody else's"})
    send()
    page = text(mine.get("/me/messages/"))
    assert ("Grüße" in page, "MJHK" in page, "Somebody" in page) == (True, False, False)
    message = Message.objects.get(recipient=person, kind="post_reminder")
    assert "Grüße" in text(mine.get(f"/me/messages/{message.pk}/"))


def test_somebody_elses_message_and_a_code_do_not_exist(mine, person, queued, send):
    others, secret = queued(), queued("post_secret", recipient=person)
    send()
    assert [mine.get(f"/me/messages/{message.pk}/").status_code for message in (others, secret)] == [404, 404]


def test_what_a_message_was_about_may_be_gone(mine, person, queued, send):
    message = queued(recipient=person)
    send()
    Message.objects.update(kind="sign_in_code")
    assert mine.get(f"/me/messages/{message.pk}/").status_code == 404
    Message.objects.update(kind="trainings_reminder", object_id="5b8b9d1e-0000-4000-8000-000000000000")
    assert "no longer there" in text(mine.get(f"/me/messages/{message.pk}/"))


@pytest.mark.parametrize("count", [1, 3, 40])
def test_the_list_asks_the_same_number_of_questions(
    mine, person, queued, send, count, django_assert_num_queries
):
    for number in range(count):
        queued(recipient=person, occurrence=str(number))
    send()
    mine.get("/me/messages/")
    with django_assert_num_queries(6):
        mine.get("/me/messages/")


def test_a_kind_is_switched_off_and_on(mine, person):
    response = mine.post("/me/messages/post_ask/off/")
    assert (response.status_code, response.headers["Location"]) == (303, "/me/messages/")
    assert list(Mute.objects.values_list("person", "kind")) == [(person.pk, "post_ask")]
    mine.post("/me/messages/post_ask/on/")
    assert not Mute.objects.exists()


@pytest.mark.parametrize("kind", ["post_now", "no_such_kind"])
def test_what_cannot_be_muted_does_not_exist_there(mine, kind):
    assert mine.post(f"/me/messages/{kind}/off/").status_code == 404


def test_quiet_hours_are_saved_and_wrong_ones_are_explained(mine, person):
    mine.post("/me/messages/", {"quiet_from": "21:30", "quiet_until": "06:00", "timezone": "Europe/Lisbon"})
    person.refresh_from_db()
    assert (f"{person.quiet_from:%H:%M}", person.timezone) == ("21:30", "Europe/Lisbon")
    page = text(
        mine.post("/me/messages/", {"quiet_from": "late", "quiet_until": "06:00", "timezone": "Moon/Sea"})
    )
    assert "Error:" in page


def test_a_link_in_a_mail_shows_a_page_and_its_button_mutes(queued, person):
    message = queued("post_ask", recipient=person)
    path = letters.unsubscribe_address(message).partition("8000")[2]
    stranger = Client(enforce_csrf_checks=True)
    assert "No more of these?" in text(stranger.get(path))
    assert not Mute.objects.exists()
    assert stranger.post(path).status_code == 303
    assert Mute.objects.filter(person=person, kind="post_ask").exists()
    assert person.last_name not in text(stranger.get(path))
    stranger.post(f"{path}undo/")
    assert not Mute.objects.exists()


def test_one_click_from_a_mail_programme_mutes_without_a_redirect(queued, person):
    path = letters.unsubscribe_address(queued("post_ask", recipient=person)).partition("8000")[2]
    response = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert (response.status_code, Mute.objects.count()) == (200, 1)


@pytest.mark.parametrize("token", ["x", "A" * 43, "\ud800", "%00", "A" * 5000])
def test_a_token_that_is_not_ours_gets_the_same_words(client, token):
    assert client.get(f"/unsubscribe/{token.encode('utf-8', 'replace').decode()}/").status_code == 404


def test_coordinators_see_numbers_reasons_and_addresses_but_nobody_who_was_asked(cockpit, queued, send):
    ask = queued("post_ask", person={"email": "rcpt-550@nordwerk.example", "last_name": "Asked"})
    queued(person={"email": "data-552@nordwerk.example"})
    send()
    overview = text(cockpit.get("/cockpit/messages/"))
    assert ("rcpt-550@nordwerk.example" in overview, "Addresses that fail" in overview) == (True, True)
    kind = text(cockpit.get("/cockpit/messages/post_ask/"))
    assert ("550" in kind, "Asked" in kind, str(ask.pk) in kind) == (False, False, False)
    assert "552 as told" in text(cockpit.get("/cockpit/messages/post_reminder/"))


def test_the_overview_asks_the_same_number_of_questions(cockpit, queued, django_assert_num_queries):
    cockpit.get("/cockpit/messages/")
    for count in (1, 3, 30):
        for _number in range(count):
            fault = UserFactory()
            AddressFault.objects.create(
                person=fault, address=fault.email, since=date(2026, 11, 20), reason="550"
            )
            queued()
        with django_assert_num_queries(8):
            cockpit.get("/cockpit/messages/")


def test_what_failed_is_tried_again_by_a_button(cockpit, queued, send, sink):
    queued(person={"email": "rcpt-550@nordwerk.example"}, useful_until=now_plus_years())
    send()
    assert (
        cockpit.post("/cockpit/messages/post_reminder/retry/").headers["Location"]
        == "/cockpit/messages/post_reminder/"
    )
    assert "1 message is tried again" in text(cockpit.get("/cockpit/messages/post_reminder/"))
    cockpit.post("/cockpit/messages/post_ask/retry/")
    assert "What failed and is still of use" in text(cockpit.get("/cockpit/messages/post_ask/"))


def now_plus_years():
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime(2056, 1, 1, tzinfo=ZoneInfo("UTC"))


@pytest.mark.parametrize(("button", "state"), [("release", "due"), ("drop", "dropped")])
def test_what_waits_after_a_gap_goes_or_is_dropped_by_a_word(cockpit, queued, now, button, state):
    message = queued("post_ask")
    Hold.objects.create(pk=1, since=now)
    assert "wait for your decision" in text(cockpit.get("/cockpit/messages/"))
    cockpit.post(f"/cockpit/messages/{button}/")
    message.refresh_from_db()
    assert (message.state, Hold.objects.exists()) == (state, False)


def test_a_preview_shows_both_languages_with_invented_data(cockpit):
    page = cockpit.get("/cockpit/messages/post_reminder/preview/")
    assert text(page).count("<iframe") == 2
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    document = cockpit.get("/cockpit/messages/post_reminder/preview/de/")
    assert ("Jördis" in text(document), "sandbox" in document["Content-Security-Policy"]) == (True, True)
    assert cockpit.get("/cockpit/messages/post_reminder/preview/fr/").status_code == 404
    assert cockpit.get("/cockpit/messages/no_such_kind/preview/").status_code == 404


def test_delivery_is_for_coordinators(mine):
    assert mine.get("/cockpit/messages/").status_code == 403


def test_ready_says_how_the_parts_are(client, now):
    services.ticked(name=health.SEND_DUE, now=now)
    answer = client.get("/readyz")
    body = answer.json()
    assert (answer.status_code, sorted(body)) == (
        200,
        ["cache", "database", "last_tick_seconds", "messages", "oldest_due_seconds", "status"],
    )
    assert (body["database"], body["cache"], body["oldest_due_seconds"]) == ("ok", "ok", None)


def test_without_the_cache_it_goes_on_and_says_so(client, now):
    services.ticked(name=health.SEND_DUE, now=now)
    breaker.trip()
    body = client.get("/readyz").json()
    breaker.heal()
    assert (body["status"], body["cache"], body["database"]) == ("degraded", "away", "ok")


def test_messages_that_stand_still_are_said(client, now):
    body = client.get("/readyz").json()
    assert (body["status"], body["messages"]) == ("degraded", "stopped")
