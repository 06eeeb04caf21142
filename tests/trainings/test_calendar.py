"""Calendar files, read back."""

import pytest
from icalendar import Calendar

from ambassadors.models import Programme
from tests.factories.ambassadors import UserFactory
from tests.factories.trainings import SessionFactory
from trainings import calendar
from trainings.models import Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return Programme.objects.create(name="Nordwerk Werkstimmen", contact_email="werkstimmen@nordwerk.example")


def entry(session, person, method, now):
    read = Calendar.from_ical(calendar.entry(session=session, person=person, method=method, now=now))
    return read, read.walk("VEVENT")[0]


def facts(read, event):
    return {
        "method": read["method"],
        "uid": event["uid"],
        "sequence": event["sequence"],
        "stamp": event.decoded("dtstamp"),
        "start": event.decoded("dtstart"),
        "end": event.decoded("dtend"),
        "zone": event["dtstart"].params["TZID"],
        "summary": event["summary"],
        "location": event["location"],
        "status": event["status"],
        "organizer": (event["organizer"], event["organizer"].params["CN"]),
        "last change": event.decoded("last-modified"),
        "attendee": (event["attendee"], event["attendee"].params["CN"], event["attendee"].params["PARTSTAT"]),
    }


def test_an_invitation_says_what_when_where_and_for_whom(now, programme):
    session = SessionFactory()
    person = UserFactory(first_name="Jördis", last_name="Brüggemann", email="j@nordwerk.example")
    assert facts(*entry(session, person, "REQUEST", now)) == {
        "method": "REQUEST",
        "uid": calendar.uid_of(session, person),
        "sequence": 0,
        "stamp": now,
        "start": session.starts_at,
        "end": session.ends_at,
        "zone": "Europe/Berlin",
        "summary": "Fotografieren mit dem Handy",
        "location": "Bremen, Halle 3, Treffpunkt Pforte Süd",
        "status": "CONFIRMED",
        "organizer": ("mailto:werkstimmen@nordwerk.example", "Nordwerk Werkstimmen"),
        "last change": session.published_at,
        "attendee": ("mailto:j@nordwerk.example", "Jördis Brüggemann", "ACCEPTED"),
    }


def test_taking_it_out_again_names_the_same_entry_with_a_later_sequence(now, programme):
    session, person = SessionFactory(sequence=3), UserFactory()
    read, event = entry(session, person, "CANCEL", now)
    found = (read["method"], event["uid"], event["sequence"], event["status"])
    assert found == ("CANCEL", calendar.uid_of(session, person), 3, "CANCELLED")


def test_each_person_has_an_entry_of_their_own_so_that_a_cancel_means_nobody_else(now, programme):
    session, other = SessionFactory(), SessionFactory()
    lena, kwame = UserFactory(), UserFactory()
    found = [calendar.uid_of(*each) for each in ((session, lena), (session, kwame), (other, lena))]
    assert len(set(found)) == 3
    assert calendar.uid_of(Session.objects.get(pk=session.pk), lena) == found[0]


def test_the_copy_to_download_is_no_message_and_invites_nobody(now, programme):
    session, person = SessionFactory(), UserFactory()
    read = Calendar.from_ical(calendar.copy(sessions=[session], person=person, now=now))
    event = read.walk("VEVENT")[0]
    assert [read.get("method"), event.get("attendee"), event.get("organizer")] == [None] * 3
    assert event.decoded("dtstamp") == event.decoded("last-modified") == session.published_at


def test_whoever_answers_for_the_programme_is_invited_by_the_hub_itself(now, programme, settings):
    """Invited by their own address, mail programmes would take them for the organizer."""
    settings.DEFAULT_FROM_EMAIL = "Hub <hub@nordwerk.example>"
    selma = UserFactory(email="Werkstimmen@nordwerk.example")
    _read, event = entry(SessionFactory(), selma, "REQUEST", now)
    assert event["organizer"] == "mailto:hub@nordwerk.example"
    _read, event = entry(SessionFactory(), UserFactory(), "REQUEST", now)
    sent_by = event["organizer"].params["SENT-BY"]
    assert (event["organizer"], sent_by) == (
        "mailto:werkstimmen@nordwerk.example",
        "mailto:hub@nordwerk.example",
    )


def test_the_online_room_is_in_no_entry_that_is_cancelled(now, programme):
    room = "https://meet.nordwerk.example/handy"
    session = SessionFactory(link=room, link_hours=24 * 60, location="", place="")
    invited, taken_out = (
        calendar.entry(session=session, person=UserFactory(), method=method, now=now)
        for method in (calendar.REQUEST, calendar.CANCEL)
    )
    assert (room.encode() in invited, room.encode() in taken_out) == (True, False)


def test_whoever_has_no_mailbox_is_named_by_their_id(now, programme):
    person = UserFactory(email=None)
    _read, event = entry(SessionFactory(), person, "REQUEST", now)
    assert event["attendee"] == f"urn:uuid:{person.pk}"


def test_a_session_in_another_zone_brings_that_zone(now, programme):
    session = SessionFactory(timezone="Europe/Lisbon")
    read, event = entry(session, UserFactory(), "REQUEST", now)
    assert [zone["tzid"] for zone in read.walk("VTIMEZONE")] == ["Europe/Lisbon"]
    assert event.decoded("dtstart") == session.starts_at


def test_lines_are_as_long_and_end_as_the_standard_says(now, programme):
    title = "Ö—ä🙂 " * 20 + "; , \\ and “so on”"
    session = SessionFactory(training__title=title.strip())
    raw = calendar.entry(session=session, person=UserFactory(), method="REQUEST", now=now)
    lines = raw.split(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    assert Calendar.from_ical(raw).walk("VEVENT")[0]["summary"] == session.training.title
