"""The page of one date: what it shows to whom, and what its buttons answer."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar

from outbox import letterhead, letters
from outbox.models import Message
from outbox.services import mute
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory, people, states
from trainings import services
from trainings.calendar import uid_of
from trainings.models import Enrolment

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
LINK = "https://meet.nordwerk.example/handy"


def page_of(session):
    return f"/trainings/sessions/{session.pk}/"


def press(client, session, button, **headers):
    return client.post(f"{page_of(session)}{button}/", headers=headers)


def text(response):
    return " ".join(response.content.decode().split())


def test_an_open_session_shows_seats_deadlines_and_every_reminder_before_enrolling(client):
    session = SessionFactory(capacity=12, taken=9)
    page = text(client.get(page_of(session)))
    for words in (
        "3 of 12 seats left",
        "Enrolment until Sun 6 December, 09:00.",
        "please free your seat by Tue 8 December, 08:00",
        "<strong>Tue 1 December, 09:00</strong>",
        "<strong>Mon 7 December, 09:00</strong>",
        "<strong>Tue 8 December, 08:00</strong>",
    ):
        assert words in page


def test_pressing_enrol_leads_to_the_page_that_says_so(client, person):
    session = SessionFactory()
    response = press(client, session, "enrol")
    assert (response.status_code, response["Location"]) == (303, page_of(session))
    assert "You have a seat. The confirmation is on its way to you." in text(client.get(page_of(session)))
    assert states(session) == [(1, "booked")]


def test_the_link_is_shown_to_those_who_have_a_seat_and_to_nobody_else(client, client_for):
    session = SessionFactory(link=LINK, training__format="online", starts_at=NOW + timedelta(hours=20))
    session.enrolment_closes_at = session.starts_at
    session.save()
    assert LINK not in text(client.get(page_of(session)))
    press(client, session, "enrol")
    assert LINK in text(client.get(page_of(session)))
    assert LINK not in text(client_for(CoordinatorFactory()).get(page_of(session)))


def test_a_seat_lost_by_a_second_is_content_and_not_an_error(client):
    session = SessionFactory(capacity=1, taken=1)
    response = press(client, session, "enrol", **{"HX-Request": "true"})
    assert response.status_code == 200
    assert "Someone was a second faster." in text(response)
    assert "you would be number 1" in text(response)
    assert "Join the waiting list" in text(response)
    assert states(session) == []


def test_a_fragment_holds_the_card_its_note_and_what_will_be_sent_and_no_page(client):
    page = press(client, SessionFactory(), "enrol", **{"HX-Request": "true"}).content.decode()
    found = [part in page for part in ('id="seat"', 'id="seat-note"', 'id="seat-more"', "<html", "<main")]
    assert found == [True, True, True, False, False]


def test_the_whole_way_through_the_waiting_list(client, person):
    session = SessionFactory(capacity=1)
    (first,) = people(1)
    services.enrol(session=session, person=first, now=NOW)
    press(client, session, "wait")
    assert "You are number 1 on the waiting list" in text(client.get(page_of(session)))
    services.cancel(session=session, person=first, now=NOW)
    assert "It is yours until <strong>Wed 25 November, 09:00</strong>" in text(client.get(page_of(session)))
    press(client, session, "accept")
    assert states(session) == [(1, "cancelled_in_time"), (2, "booked")]


def test_declining_and_leaving_are_one_press_each(client):
    session = SessionFactory(capacity=1)
    (first,) = people(1)
    services.enrol(session=session, person=first, now=NOW)
    press(client, session, "wait")
    press(client, session, "leave")
    assert "You have left the waiting list. Nothing is kept of it." in text(client.get(page_of(session)))
    press(client, session, "wait")
    services.cancel(session=session, person=first, now=NOW)
    press(client, session, "decline")
    assert states(session) == [(1, "cancelled_in_time"), (3, "offer_declined")]


def test_a_freed_seat_can_be_taken_back_from_the_strip(client):
    session = SessionFactory()
    press(client, session, "enrol")
    press(client, session, "cancel")
    page = text(client.get(page_of(session)))
    assert f'class="note undo is-ok" method="post" action="{page_of(session)}enrol/"' in page


def test_nothing_is_offered_for_undoing_when_the_seat_has_gone_on(client):
    session = SessionFactory(capacity=1)
    press(client, session, "enrol")
    services.join_waiting_list(session=session, person=UserFactory(), now=NOW)
    page = text(press(client, session, "cancel", **{"HX-Request": "true"}))
    assert "Seat freed." in page
    assert "undo" not in page


def test_an_offer_that_ended_invites_to_ask_again(client, person):
    session = SessionFactory(capacity=1, taken=1)
    Enrolment.objects.create(
        session=session,
        person=person,
        state="offered",
        number=1,
        asked_at=NOW,
        offered_at=NOW - timedelta(days=2),
        offer_expires_at=NOW,
    )
    assert "Join the waiting list again" in text(client.get(page_of(session)))
    assert "The offer has ended." in text(press(client, session, "accept", **{"HX-Request": "true"}))


def test_freeing_a_seat_late_is_answered_in_the_words_of_freeing_it_in_time(client, time_machine, person):
    """On the page before and after, and in the message: nobody reads that it was late."""
    said = []
    for session, at in (
        (SessionFactory(), NOW),
        (SessionFactory(), NOW + timedelta(days=13, hours=23, minutes=30)),
    ):
        time_machine.move_to(NOW, tick=False)
        press(client, session, "enrol")
        time_machine.move_to(at, tick=False)
        before, after = text(client.get(page_of(session))), text(press(client, session, "cancel", **HTMX))
        message = Message.objects.get(object_id=str(session.pk), kind="trainings_cancellation")
        mail = letters.write(message, paper=letterhead.current(), now=at).text.replace(str(session.pk), "")
        said.append((re.search(r"Seat freed\.</strong> [^<]+", after)[0].rstrip(), mail))
        assert not re.search(r"\blate\b|too late|penalty|missed", before + after + mail, re.IGNORECASE)
        person.enrolments.all().delete()
    assert said[0] == said[1]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"enrolment_closes_at": NOW}, "Enrolment is over"),
        ({"cancelled_at": NOW, "cancel_reason": "Frauke is ill."}, "Frauke is ill."),
        ({"starts_at": NOW - timedelta(minutes=1)}, "The session has begun"),
        ({"starts_at": NOW - timedelta(days=1)}, "This session is over"),
    ],
)
def test_a_session_that_cannot_be_taken_says_why_and_has_no_button(client, facts, words):
    session = SessionFactory(**facts)
    page = text(client.get(page_of(session)))
    assert words in page
    assert f"{page_of(session)}enrol/" not in page


def test_other_dates_of_the_training_are_one_press_away(client):
    session = SessionFactory(capacity=1, taken=1)
    other = SessionFactory(training=session.training, starts_at=NOW + timedelta(days=20), capacity=10)
    page = text(client.get(page_of(session)))
    assert f'Or at once: <a href="{page_of(other)}">Mon 14 December, 10 seats left</a>' in page


def test_a_draft_exists_for_coordinators_and_its_trainers_only(client, client_for, person):
    draft = SessionFactory(published_at=None)
    assert client.get(page_of(draft)).status_code == 404
    assert press(client, draft, "enrol").status_code == 404
    assert client_for(CoordinatorFactory()).get(page_of(draft)).status_code == 200
    draft.trainers.add(person)
    assert client.get(page_of(draft)).status_code == 200


def test_each_reminder_is_muted_and_unmuted_by_itself(client):
    session = SessionFactory()
    press(client, session, "enrol")
    response = client.post(f"{page_of(session)}reminders/", {"mute": "1440"})
    assert (response.status_code, response["Location"]) == (303, f"{page_of(session)}#reminders")
    assert '<strong class="is-struck">Mon 7 December, 09:00</strong>' in text(client.get(page_of(session)))
    client.post(f"{page_of(session)}reminders/", {"unmute": "1440"})
    assert "is-struck" not in text(client.get(page_of(session)))


def test_what_somebody_wants_of_no_training_is_not_promised(client, person):
    full = SessionFactory(capacity=1, taken=1)
    for kind in ("trainings_reminder", "trainings_offer"):
        mute(person=person, kind=kind)
    reminded, offered = "none of these is sent", "an offer stands here and on your start page"
    said = [
        [words in text(client.get(page_of(session))) for words in (reminded, offered)]
        for session in (SessionFactory(), full)
    ]
    assert said == [[True, False], [True, True]]


@pytest.mark.parametrize("minutes", ["", "-1", "x", "9" * 40, "61", "²"])
def test_a_reminder_that_does_not_exist_mutes_nothing(client, minutes):
    session = SessionFactory()
    press(client, session, "enrol")
    assert client.post(f"{page_of(session)}reminders/", {"mute": minutes}).status_code == 303
    assert Enrolment.objects.get().muted_reminders == []


def test_the_calendar_file_is_for_those_who_have_a_seat(client, person):
    session = SessionFactory()
    assert client.get(f"{page_of(session)}calendar.ics").status_code == 404
    press(client, session, "enrol")
    response = client.get(f"{page_of(session)}calendar.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert Calendar.from_ical(response.content).walk("VEVENT")[0]["uid"] == uid_of(session, person)


def test_my_trainings_lists_what_is_coming_and_past_and_one_file_for_the_calendar(client, person):
    coming, waiting = (
        SessionFactory(training__title="coming"),
        SessionFactory(capacity=1, training__title="waiting"),
    )
    past = SessionFactory(training__title="past", starts_at=NOW - timedelta(days=3))
    services.enrol(session=coming, person=person, now=NOW)
    services.enrol(session=past, person=person, now=NOW - timedelta(days=6))
    services.enrol(session=waiting, person=UserFactory(), now=NOW)
    services.join_waiting_list(session=waiting, person=person, now=NOW)
    context = client.get("/me/trainings/").context
    assert sorted(row.session.training.title for row in context["coming"]) == ["coming", "waiting"]
    assert [session.training.title for session in context["past"]] == ["past"]
    events = Calendar.from_ical(client.get("/me/trainings/calendar.ics").content).walk("VEVENT")
    assert [event["summary"] for event in events] == ["coming"]


def test_a_cancelled_session_stays_on_my_list_until_its_day(client, person):
    session = SessionFactory()
    services.enrol(session=session, person=person, now=NOW)
    services.cancel_session(session=session, reason="Ill.", by=CoordinatorFactory(), now=NOW)
    assert [row.state for row in client.get("/me/trainings/").context["coming"]] == ["cancelled"]


@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_page_takes_the_same_queries_however_many_dates_and_people_there_are(client, many, queries_of):
    session = SessionFactory(capacity=60)
    SessionFactory.create_batch(many, training=session.training)
    session.trainers.set(people(many))
    for person in people(many):
        services.enrol(session=session, person=person, now=NOW)
    assert queries_of(client, page_of(session)) == 11


@pytest.mark.parametrize("many", [1, 3, 30])
def test_my_trainings_takes_the_same_queries(client, person, many, queries_of):
    for days in (1, -10):
        for number in range(many):
            session = SessionFactory(starts_at=NOW + timedelta(days=days + 2, hours=3 * number))
            services.enrol(session=session, person=person, now=NOW - timedelta(days=20))
    assert Enrolment.objects.booked().count() == 2 * many
    assert queries_of(client, "/me/trainings/") == 14
