"""The private address for one's own calendar: what it answers, to whom, and how it ends."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from ambassadors.known import facts_about, records_of
from ambassadors.models import Programme
from ambassadors.services import departing
from outbox.tokens import hash_of
from tests.factories.ambassadors import CoordinatorFactory, LeavingFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory
from trainings import services
from trainings.calendar import uid_of
from trainings.models import CalendarFeed, Enrolment, Session

pytestmark = pytest.mark.django_db
ROOM = "https://meet.nordwerk.example/handy"


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


@pytest.fixture
def address(person, at_nine):
    return path_of(services.open_feed(person=person, now=at_nine))


@pytest.fixture
def anybody():
    """A calendar: no cookies, no session."""
    return Client()


def path_of(feed):
    return feed.address.removeprefix("http://").partition("/")[2].join(["/", ""])


def events(response):
    return Calendar.from_ical(response.content).walk("VEVENT")


def told(response):
    return [(str(event["summary"]), str(event["status"])) for event in events(response)]


def booked(person, **facts):
    """Each at another time: two at one would be asked about."""
    hours = 3 * Session.objects.count()
    session = SessionFactory(**{"starts_at": NOW + timedelta(days=14, hours=hours)} | facts)
    services.enrol(session=session, person=person, now=NOW)
    return session


# What is in it ----------------------------------------------------------------------------------------


def test_it_holds_what_is_booked_and_nothing_else(anybody, person, address):
    mine = booked(person, training__title="Meine", link=ROOM)
    full = SessionFactory(capacity=1, taken=1)
    services.join_waiting_list(session=full, person=person, now=NOW)
    freed = booked(person)
    services.cancel(session=freed, person=person, now=NOW)
    booked(UserFactory())
    response = anybody.get(address)
    (event,) = events(response)
    assert (str(event["uid"]), event.decoded("dtstart"), event.decoded("dtend"), str(event["location"])) == (
        uid_of(mine, person),
        mine.starts_at,
        mine.ends_at,
        mine.where,
    )
    assert ROOM not in event["description"]
    Session.objects.update(link_hours=24 * 15)
    (event,) = events(anybody.get(address))
    assert ROOM in event["description"]


def test_it_is_a_file_that_two_parsers_read_and_that_says_nothing_of_anybody(anybody, person, address):
    Programme(name="Werkstimmen", contact_email="selma@nordwerk.example").save()
    session = booked(person)
    session.trainers.add(UserFactory(last_name="Petersen"))
    body = anybody.get(address).content.decode()
    other = IcsCalendarStream.calendar_from_ics(body)
    assert [event.uid for event in other.events] == [uid_of(session, person)]
    for word in ("METHOD", "ATTENDEE", "ORGANIZER", "mailto", "Petersen", "Brüggemann", person.email):
        assert word not in body


def test_it_has_a_name_and_says_how_often_to_ask(anybody, person, address):
    Programme(name="Werkstimmen").save()
    read = Calendar.from_ical(anybody.get(address).content)
    found = [str(read[name]) for name in ("name", "x-wr-calname", "x-published-ttl")]
    assert found == ["Werkstimmen: my sessions"] * 2 + ["PT1H"]
    assert read["refresh-interval"].to_ical() == b"PT1H"


def test_the_last_ninety_days_stay_and_nobody_is_told_who_came(anybody, person, address):
    came, missed, long_ago = booked(person), booked(person), booked(person)
    states = {came: "attended", missed: "no_show", long_ago: "attended"}
    for days, (session, state) in zip((10, 89, 91), states.items(), strict=True):
        session.starts_at = session.enrolment_closes_at = session.cancel_by = NOW - timedelta(days=days)
        session.ends_at = session.starts_at + timedelta(hours=2)
        session.save()
        Enrolment.objects.filter(session=session).update(state=state)
    found = {str(event["uid"]) for event in events(anybody.get(address))}
    assert found == {uid_of(came, person), uid_of(missed, person)}


def test_a_cancelled_session_is_marked_for_thirty_days(anybody, person, address):
    session = booked(person, training__title="Fotos", starts_at=NOW + timedelta(days=60), link=ROOM)
    services.cancel_session(session=session, reason="Frauke ist krank.", by=CoordinatorFactory(), now=NOW)
    response = anybody.get(address)
    assert told(response) == [("Cancelled: Fotos", "CANCELLED")]
    assert (str(events(response)[0]["transp"]), ROOM in response.text) == ("TRANSPARENT", False)
    with time_machine.travel(NOW + timedelta(days=30), tick=False):
        assert told(anybody.get(address)) == []


def test_who_only_waited_for_a_cancelled_session_sees_nothing_of_it(anybody, person, address):
    session = SessionFactory(capacity=1, taken=1)
    services.join_waiting_list(session=session, person=person, now=NOW)
    services.cancel_session(session=session, reason="", by=CoordinatorFactory(), now=NOW)
    assert told(anybody.get(address)) == []


def test_it_speaks_the_persons_language(anybody, person, address):
    booked(person, training__title="Fotos", training__second_title="Photos", training__second_summary="Two.")
    person.language = "de"
    person.save()
    assert told(anybody.get(address))[0][0] == "Fotos"
    person.language = "en"
    person.save()
    assert told(anybody.get(address))[0][0] == "Photos"


@pytest.mark.parametrize("count", [0, 1, 3, 30])
def test_it_takes_the_same_queries_however_much_is_in_it(anybody, person, address, count):
    for _turn in range(count):
        booked(person)
    anybody.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert len(events(anybody.get(address))) == count
    assert len(queries) == 2


# How it is fetched ------------------------------------------------------------------------------------


def test_it_asks_for_no_cookie_and_gives_none(anybody, address):
    response = anybody.get(address)
    assert (
        response.status_code,
        response["Content-Type"],
        response["Cache-Control"],
        dict(response.cookies),
    ) == (
        200,
        "text/calendar; charset=utf-8",
        "private, no-cache",
        {},
    )


def test_what_has_not_changed_is_not_sent_again(anybody, person, address):
    session = booked(person)
    first = anybody.get(address)
    with time_machine.travel(NOW + timedelta(hours=5), tick=False):
        again = anybody.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"], again["Cache-Control"]) == (
            304,
            b"",
            first["ETag"],
            "private, no-cache",
        )
        session.training.title = "Anders"
        session.training.save()
        changed = anybody.get(address, headers={"If-None-Match": first["ETag"]})
        assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)


def test_head_says_the_same_without_the_file(anybody, person, address):
    booked(person)
    head, whole = anybody.head(address), anybody.get(address)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", whole["ETag"])


def test_a_calendar_that_asks_without_end_is_told_to_wait(anybody, address):
    answers = [anybody.get(address).status_code for _turn in range(61)]
    last = anybody.get(address)
    assert (set(answers[:60]), answers[60], last["Retry-After"]) == ({200}, 429, "3600")
    other = path_of(services.open_feed(person=UserFactory(), now=NOW))
    assert anybody.get(other).status_code == 200


def test_whoever_tries_addresses_is_told_to_wait_and_disturbs_nobody(anybody, address):
    answers = [anybody.get(f"/trainings/calendar/{n:032}.ics").status_code for n in range(301)]
    assert (set(answers[:300]), answers[300]) == ({404}, 429)
    assert anybody.get(address).status_code == 200


@pytest.mark.parametrize("token", ["A" * 32, "%00", "ü", "..", "x" * 500, "%ED%A0%80"])
def test_what_is_no_address_of_ours_is_not_there(anybody, address, token):
    assert anybody.get(f"/trainings/calendar/{token}.ics").status_code == 404


# Making, renewing, ending -----------------------------------------------------------------------------


def page(client, **kwargs):
    return client.get("/me/calendar/", **kwargs).text


def test_a_person_makes_it_and_finds_it_again(client, person, anybody):
    assert "Make my address" in page(client)
    assert client.post("/me/calendar/open/").status_code == 303
    feed = CalendarFeed.objects.get(person=person)
    text = page(client)
    assert (feed.address in text, f'href="{feed.webcal}"' in text) == (True, True)
    assert feed.webcal == feed.address.replace("http://", "webcal://")
    client.post("/me/calendar/open/")
    assert CalendarFeed.objects.get(person=person).token == feed.token
    assert anybody.get(path_of(feed)).status_code == 200


def test_what_is_stored_opens_nothing(person, address):
    feed = CalendarFeed.objects.get()
    assert (feed.token_hash, len(feed.token)) == (hash_of(feed.token), 32)
    stored = [str(value) for value in CalendarFeed.objects.values_list().get()]
    assert feed.token not in stored


def test_with_another_key_the_old_address_works_on_but_is_shown_no_more(client, anybody, address, settings):
    settings.SECRET_KEY = "another key, since the old one leaked"
    settings.SECRET_KEY_FALLBACKS = []
    feed = CalendarFeed.objects.get()
    assert (feed.can_be_shown, anybody.get(address).status_code) == (False, 200)


def test_renewed_the_old_address_stops_at_once(client, anybody, address):
    assert anybody.get(address).status_code == 200
    client.post("/me/calendar/renew/")
    new = path_of(CalendarFeed.objects.get())
    assert [anybody.get(each).status_code for each in (address, new)] == [404, 200]


def test_switched_off_it_stops_at_once_and_nothing_is_kept(client, anybody, address):
    client.post("/me/calendar/close/")
    assert (anybody.get(address).status_code, CalendarFeed.objects.count()) == (404, 0)
    assert "Make my address" in page(client)
    assert client.post("/me/calendar/close/").status_code == 303


def test_a_closed_account_has_no_calendar(anybody, person, address):
    person.is_active = False
    person.save()
    assert anybody.get(address).status_code == 404


def test_whoever_leaves_the_company_takes_no_calendar_along(anybody, person, address):
    LeavingFactory(person=person, last_day=(NOW - timedelta(days=1)).date())
    departing.part_with_leavers(now=NOW)
    assert (anybody.get(address).status_code, CalendarFeed.objects.count()) == (404, 0)


def test_erasing_a_person_erases_it(anybody, person, address):
    services.forget(person=person, now=NOW)
    assert (anybody.get(address).status_code, CalendarFeed.objects.count()) == (404, 0)


def test_the_privacy_page_and_the_file_of_ones_data_know_it(person, address):
    facts = {str(fact.to): fact for fact in facts_about(person, NOW)}
    assert "/me/calendar/" in facts
    records = records_of(person)["private calendar address"]
    assert records == [{"made_at": CalendarFeed.objects.get().made_at}]
    services.close_feed(person=person, now=NOW)
    assert "/me/calendar/" not in {str(fact.to) for fact in facts_about(person, NOW)}


def test_nobody_else_makes_one(anybody):
    for deed in ("open", "renew", "close"):
        assert anybody.post(f"/me/calendar/{deed}/")["Location"].startswith("/accounts/login/")
    assert CalendarFeed.objects.count() == 0


def test_its_page_belongs_to_the_trainings(client):
    page = client.get("/me/calendar/").text
    marked = [
        part.partition("</a>")[0]
        for part in page.split('class="nav-item"')[1:]
        if "aria-current" in part.partition(">")[0]
    ]
    assert ["Trainings" in each for each in marked] == [True, True]
