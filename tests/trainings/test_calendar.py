"""Calendar files, read back with the same library that mail programmes' makers use."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from ambassadors.models import Programme
from tests.factories.ambassadors import UserFactory
from tests.factories.trainings import SessionFactory
from trainings import calendar

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


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
        "attendee": (event["attendee"], event["attendee"].params["CN"], event["attendee"].params["PARTSTAT"]),
    }


def test_an_invitation_says_what_when_where_and_for_whom(now, programme):
    session = SessionFactory()
    person = UserFactory(first_name="Jördis", last_name="Brüggemann", email="j@nordwerk.example")
    assert facts(*entry(session, person, "REQUEST", now)) == {
        "method": "REQUEST",
        "uid": str(session.uid),
        "sequence": 0,
        "stamp": now,
        "start": session.starts_at,
        "end": session.ends_at,
        "zone": "Europe/Berlin",
        "summary": "Fotografieren mit dem Handy",
        "location": "Bremen, Halle 3, Treffpunkt Pforte Süd",
        "status": "CONFIRMED",
        "organizer": ("mailto:werkstimmen@nordwerk.example", "Nordwerk Werkstimmen"),
        "attendee": ("mailto:j@nordwerk.example", "Jördis Brüggemann", "ACCEPTED"),
    }


def test_taking_it_out_again_names_the_same_entry_with_a_later_sequence(now, programme):
    session, person = SessionFactory(sequence=3), UserFactory()
    read, event = entry(session, person, "CANCEL", now)
    found = (read["method"], event["uid"], event["sequence"], event["status"])
    assert found == ("CANCEL", str(session.uid), 3, "CANCELLED")


def test_the_copy_to_download_invites_nobody(now, programme):
    _read, event = entry(SessionFactory(), UserFactory(), "PUBLISH", now)
    assert [event.get("attendee"), event.get("organizer")] == [None, None]


def test_whoever_has_no_mailbox_is_named_by_their_id(now, programme):
    person = UserFactory(email=None)
    _read, event = entry(SessionFactory(), person, "REQUEST", now)
    assert event["attendee"] == f"urn:uuid:{person.pk}"


@pytest.mark.parametrize(
    "start",
    [
        datetime(2026, 10, 25, 14, tzinfo=BERLIN),
        datetime(2027, 3, 28, 14, tzinfo=BERLIN),
        datetime(2027, 3, 29, 2, 30, tzinfo=BERLIN),
        datetime(2026, 10, 24, 2, 30, tzinfo=BERLIN),
    ],
    ids=["end of summer time", "start of summer time", "half past two in spring", "half past two in autumn"],
)
def test_the_zone_travels_along_so_that_the_start_is_the_same_moment_everywhere(now, programme, start):
    """Read without our zone database: by the rules inside the file alone."""
    session = SessionFactory(starts_at=start, ends_at=start + timedelta(hours=2))
    read, event = entry(session, UserFactory(), "REQUEST", now)
    zone = read.walk("VTIMEZONE")[0].to_tz()
    wall = event.decoded("dtstart").replace(tzinfo=None)
    assert wall.replace(tzinfo=zone).utcoffset() == start.utcoffset()
    assert event.decoded("dtstart") == start


def test_a_session_in_another_zone_brings_that_zone(now, programme):
    session = SessionFactory(timezone="Europe/Lisbon")
    read, event = entry(session, UserFactory(), "REQUEST", now)
    assert [zone["tzid"] for zone in read.walk("VTIMEZONE")] == ["Europe/Lisbon"]
    assert event.decoded("dtstart") == session.starts_at


def test_lines_are_as_long_and_end_as_the_standard_says(now, programme):
    raw = calendar.entry(session=SessionFactory(), person=UserFactory(), method="REQUEST", now=now)
    lines = raw.split(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
