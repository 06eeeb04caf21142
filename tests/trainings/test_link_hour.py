"""The link to the online room: for those who have a seat, and from its hour on; on the page, in mails, in calendars."""

from datetime import timedelta

import pytest
import time_machine
from icalendar import Calendar

from outbox import letterhead, letters
from outbox.models import Message
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import SessionFactory
from trainings import calendar, services

pytestmark = pytest.mark.django_db
LINK = "https://meet.nordwerk.example/handy"


@pytest.fixture
def session(now, person):
    """Online, with a reminder three days and one an hour before; the link is shown from six hours before."""
    session = SessionFactory(
        link=LINK,
        link_hours=6,
        location="",
        place="",
        training__format="online",
        training__reminder_minutes=[4_320, 60],
    )
    services.enrol(session=session, person=person, now=now)
    return session


def reminder(session, minutes, at):
    due = Message.objects.get(kind="trainings_reminder", occurrence__endswith=f":{minutes}")
    return letters.write(due, paper=letterhead.current(), now=at)


def entry(letter):
    (attachment,) = letter.attachments
    return Calendar.from_ical(attachment.content).walk("VEVENT")[0]


def test_the_page_says_from_when_and_has_the_link_from_then_until_the_end(client_for, person, session):
    shown = {}
    for hours in (-7, -6, 0, 1.9, 2):
        with time_machine.travel(session.starts_at + timedelta(hours=hours), tick=False):
            page = client_for(person).get(f"/trainings/sessions/{session.pk}/").text
        shown[hours] = (LINK in page, "stands here from Tue 8 December, 03:00" in page)
    assert shown == {
        -7: (False, True),
        -6: (True, False),
        0: (True, False),
        1.9: (True, False),
        2: (False, False),
    }


def test_who_leads_the_date_has_it_at_any_time_and_who_has_no_seat_never(client_for, session, now):
    trainer, waiting, nobody = UserFactory.create_batch(3)
    session.trainers.add(trainer)
    services.change_capacity(session=session, capacity=1, by=CoordinatorFactory(), now=now)
    services.join_waiting_list(session=session, person=waiting, now=now)
    shown = []
    for hours in (-24, -1):
        with time_machine.travel(session.starts_at + timedelta(hours=hours), tick=False):
            for reader in (trainer, waiting, nobody):
                shown.append(LINK in client_for(reader).get(f"/trainings/sessions/{session.pk}/").text)
    assert shown == [True, False, False] * 2


@pytest.mark.parametrize(("minutes", "carries"), [(4_320, False), (60, True)])
def test_a_reminder_carries_it_only_from_its_hour_on(session, minutes, carries):
    at = session.starts_at - timedelta(minutes=minutes)
    letter = reminder(session, minutes, at)
    event = entry(letter)
    found = [
        LINK in each for each in (letter.text, letter.html, event["description"], event.get("location", ""))
    ]
    assert found == [carries] * 4
    assert ("from Tue 8 December, 03:00" in letter.text) is not carries


def test_a_reminder_that_comes_early_because_of_quiet_hours_does_not_carry_it(session):
    letter = reminder(session, 60, session.starts_at - timedelta(hours=11))
    assert LINK not in letter.text + letter.html + entry(letter).to_ical().decode()


def test_a_copy_for_the_calendar_carries_it_from_its_hour_on(session, person):
    def copied(hours):
        at = session.starts_at - timedelta(hours=hours)
        return calendar.copy(sessions=[session], person=person, now=at).decode()

    assert [LINK in copied(hours) for hours in (6.1, 6)] == [False, True]


def test_moving_the_session_moves_its_hour(session, now):
    session.starts_at += timedelta(days=7)
    session.ends_at += timedelta(days=7)
    assert (session.link_at(session.starts_at - timedelta(days=7)), session.link_at(session.starts_at)) == (
        "",
        LINK,
    )
