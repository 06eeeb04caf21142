"""What each message says, and until when it is true."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from outbox import kinds, letterhead, letters
from outbox.models import Message
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import SessionFactory, people
from trainings import services
from trainings.services import notices

pytestmark = pytest.mark.django_db
KINDS = [name for name in vars(notices).values() if isinstance(name, str) and name.startswith("trainings_")]


@pytest.fixture
def booked(now):
    session = SessionFactory(
        link="https://meet.nordwerk.example/handy", training__title="Fotografieren & mehr"
    )
    person = UserFactory(first_name="Jördis")
    services.enrol(session=session, person=person, now=now)
    return session, person


def message(kind, **which):
    return (
        Message.objects.select_related("recipient")
        .filter(kind=f"trainings_{kind}", **which)
        .latest("created_at")
    )


def untrue(kind, now, **which):
    found = message(kind, **which)
    return kinds.get(found.kind).untrue(found, now)


def calendar_of(letter):
    (attachment,) = letter.attachments
    read = Calendar.from_ical(attachment.content)
    return attachment.content_type, read["method"], int(read.walk("VEVENT")[0]["sequence"])


def test_every_kind_is_registered():
    assert sorted(kind.name for kind in kinds.every() if kind.name.startswith("trainings_")) == sorted(KINDS)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", KINDS)
def test_every_kind_can_be_previewed_in_both_languages(name, language, now):
    letter = letters.write_sample(kinds.get(name), language=language, now=now)
    assert ("Gegenwind" if language == "de" else "Calm in a storm") in letter.subject
    assert "{{" not in letter.text + letter.html
    assert "<" not in letter.text


def test_a_confirmation_carries_the_invitation_and_says_from_when_the_link_is_there(booked, now):
    session, _person = booked
    letter = letters.write(message("confirmation"), paper=letterhead.current(), now=now)
    assert letter.subject == "You have a seat: Fotografieren & mehr, Tue 8 December, 09:00"
    assert calendar_of(letter) == ("text/calendar; charset=utf-8; method=REQUEST", "REQUEST", 0)
    for written in (letter.text, letter.html):
        assert "stands on the session’s page from Mon 7 December, 09:00." in written
    assert f"/trainings/sessions/{session.pk}/" in letter.text


def test_a_reminder_says_tomorrow_on_the_eve(booked, now):
    session, _person = booked
    eve = session.starts_at - timedelta(days=1)
    letter = letters.write(
        message("reminder", occurrence__endswith=":1440"), paper=letterhead.current(), now=eve
    )
    assert letter.subject == "Tomorrow, 09:00: Fotografieren & mehr"
    assert calendar_of(letter)[1] == "REQUEST"


def test_a_freed_seat_leaves_the_calendar(booked, now):
    session, person = booked
    services.cancel(session=session, person=person, now=now)
    letter = letters.write(message("cancellation"), paper=letterhead.current(), now=now)
    assert calendar_of(letter) == ("text/calendar; charset=utf-8; method=CANCEL", "CANCEL", 1)
    assert session.link not in letter.text


def test_a_cancelled_session_gives_its_reason_and_leaves_the_calendar(booked, now):
    session, _person = booked
    services.cancel_session(session=session, reason="Frauke ist krank.", by=CoordinatorFactory(), now=now)
    letter = letters.write(message("session_cancelled"), paper=letterhead.current(), now=now)
    assert "Frauke ist krank." in letter.text
    assert calendar_of(letter)[1:] == ("CANCEL", 1)


def test_whoever_only_waits_gets_no_calendar_file(booked, now):
    session, _person = booked
    waiting = UserFactory()
    services.join_waiting_list(session=session, person=waiting, now=now)
    services.cancel(session=session, person=waiting, now=now)
    services.cancel_session(session=session, reason="", by=CoordinatorFactory(), now=now)
    letter = letters.write(
        message("session_cancelled", recipient=waiting), paper=letterhead.current(), now=now
    )
    assert list(letter.attachments) == []


def test_messages_about_a_seat_end_with_the_seat(booked, now):
    session, person = booked
    Message.objects.update(state="due")
    assert [untrue("confirmation", now), untrue("reminder", now)] == ["", ""]
    services.cancel(session=session, person=person, now=now)
    assert [untrue("confirmation", now), untrue("reminder", now)] == ["no longer booked"] * 2


def test_a_reminder_is_dropped_when_it_was_switched_off_or_the_session_moved(booked, now):
    session, person = booked
    services.mute_reminder(session=session, person=person, minutes=60, now=now)
    hour, day = {"occurrence__endswith": ":60"}, {"occurrence__endswith": ":1440"}
    assert [untrue("reminder", now, **hour), untrue("reminder", now, **day)] == [
        "this reminder is switched off",
        "",
    ]
    session.starts_at += timedelta(minutes=5)
    session.save()
    assert untrue("reminder", now, **day) == "the session was moved"


def test_an_offer_is_dropped_once_it_is_over(now):
    session = SessionFactory(capacity=1)
    first, second = people(2)
    services.enrol(session=session, person=first, now=now)
    services.join_waiting_list(session=session, person=second, now=now)
    assert untrue("waiting", now) == ""
    services.cancel(session=session, person=first, now=now)
    assert [untrue("waiting", now), untrue("offer", now)] == ["no longer waiting", ""]
    assert untrue("offer", now + timedelta(hours=24)) == "the offer is over"


def test_a_free_seat_is_not_announced_once_it_is_taken(now):
    session = SessionFactory(capacity=1, enrolment_closes_at=now + timedelta(hours=1))
    first, second, third = people(3)
    services.enrol(session=session, person=first, now=now)
    for person in (second, third):
        services.join_waiting_list(session=session, person=person, now=now)
    services.cancel(session=session, person=first, now=now)
    assert untrue("first_come", now, recipient=third) == ""
    services.enrol(session=session, person=second, now=now)
    assert untrue("first_come", now, recipient=third) == "no seat is free any more"


def test_that_a_seat_was_freed_is_untrue_once_it_is_taken_again(booked, now):
    """A mail server that puts the mail off must not take the entry out of the calendar again."""
    session, person = booked
    services.cancel(session=session, person=person, now=now)
    assert untrue("cancellation", now) == ""
    services.enrol(session=session, person=person, now=now)
    assert untrue("cancellation", now) == "booked again"


def body(letter):
    """What it says between its headline and its foot."""
    return letter.text.partition("\n\n")[2].partition("\n--\n")[0]


def test_a_confirmation_says_everything_that_a_reminder_would_have_said(now):
    """So whoever joins late needs no reminder that is past: it is told at once."""
    session = SessionFactory(
        starts_at=now + timedelta(hours=3),
        enrolment_closes_at=now + timedelta(hours=3),
        link="https://meet.nordwerk.example/handy",
    )
    session.trainers.add(UserFactory(last_name="Petersen"))
    services.enrol(session=session, person=UserFactory(), now=now)
    soon = session.starts_at - timedelta(hours=1)
    confirmation, reminder = (
        body(letters.write(message(kind), paper=letterhead.current(), now=at))
        for kind, at in (("confirmation", now), ("reminder", soon))
    )
    missing = [line for line in reminder.splitlines() if line not in confirmation.splitlines()]
    assert ("Petersen" in reminder, missing) == (True, [])


@pytest.mark.parametrize("kind", ["confirmation", "reminder"])
def test_somebody_elsewhere_is_told_their_own_time_and_that_of_the_place(kind, now):
    session = SessionFactory(starts_at=now.replace(hour=14) + timedelta(days=2))
    person = UserFactory(timezone="America/New_York")
    services.enrol(session=session, person=person, now=now - timedelta(days=1))
    letter = letters.write(
        message(kind, recipient=person), paper=letterhead.current(), now=now + timedelta(days=1)
    )
    told = "Thu 26 November, 08:00 – 10:00\nThere (Europe/Berlin) it is 14:00 – 16:00."
    assert told in letter.text
    assert "There (Europe/Berlin) it is 14:00 – 16:00." in letter.html


def test_somebody_at_the_place_is_told_one_time(booked, now):
    letter = letters.write(message("confirmation"), paper=letterhead.current(), now=now)
    assert "Europe/Berlin" not in letter.text + letter.html


def test_tomorrow_is_the_readers_tomorrow(now):
    """Half past midnight in Bremen is the evening before in New York."""
    session = SessionFactory(starts_at=now.replace(hour=0, minute=30) + timedelta(days=5))
    here, there = UserFactory(), UserFactory(timezone="America/New_York")
    for person in (here, there):
        services.enrol(session=session, person=person, now=now)
    eve = session.starts_at - timedelta(hours=10)
    subjects = [
        letters.write(
            message("reminder", recipient=person, occurrence__endswith=":60"),
            paper=letterhead.current(),
            now=eve,
        ).subject
        for person in (here, there)
    ]
    assert subjects == [
        "Tomorrow, 00:30: Fotografieren mit dem Handy",
        "Today, 18:30: Fotografieren mit dem Handy",
    ]


def test_that_a_date_was_moved_says_what_becomes_of_an_offer_and_of_a_place_in_line(now):
    """As things stand when the mail goes: who accepted meanwhile has a seat."""
    session, leaving = SessionFactory(capacity=2), UserFactory()
    accepts, offered, waiting = people(3)
    for person in (leaving, UserFactory()):
        services.enrol(session=session, person=person, now=now)
    services.change_capacity(session=session, capacity=3, by=CoordinatorFactory(), now=now)
    for person in (accepts, offered, waiting):
        services.join_waiting_list(session=session, person=person, now=now)
    services.cancel(session=session, person=leaving, now=now)
    week = timedelta(days=7)
    services.move_session(
        session=session,
        meeting=services.Meeting(
            starts_at=session.starts_at + week, ends_at=session.ends_at + week, timezone="Europe/Berlin"
        ),
        deadlines=services.Deadlines(
            enrolment_closes_at=session.enrolment_closes_at, cancel_by=session.cancel_by
        ),
        by=CoordinatorFactory(),
        now=now,
    )
    services.accept_offer(session=session, person=accepts, now=now)
    said = {
        accepts: "Your seat stays yours, and the attached file changes the entry",
        offered: "The seat is still held for you until Wed 25 November, 09:00",
        waiting: "You keep your place on the waiting list.",
    }
    for person, words in said.items():
        letter = letters.write(message("moved", recipient=person), paper=letterhead.current(), now=now)
        assert [words in " ".join(written.split()) for written in (letter.text, letter.html)] == [True, True]
