"""What the roster says about the messages of a session: numbers, and never whom one went to."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from outbox.models import Message
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory
from trainings import services
from trainings.on_the_way import Round, rounds
from trainings.services import Deadlines, Meeting

pytestmark = pytest.mark.django_db
State = Message.State


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"), timezone.override("Europe/Berlin"):
        yield


@pytest.fixture
def session(now):
    """Two have a seat. The confirmations: one is sent, one could not be delivered."""
    session = SessionFactory(training__reminder_minutes=[1440, 60])
    for person in UserFactory.create_batch(2):
        services.enrol(session=session, person=person, now=NOW)
    first, second = Message.objects.filter(kind="trainings_confirmation")
    for message, state in ((first, State.SENT), (second, State.FAILED)):
        message.state, message.done_at = state, NOW
        message.save()
    return session


def moved(session):
    start = session.starts_at + timedelta(days=1)
    services.move_session(
        session=session,
        meeting=Meeting(starts_at=start, ends_at=start + timedelta(hours=2), timezone=session.timezone),
        deadlines=Deadlines(enrolment_closes_at=start, cancel_by=start),
        by=CoordinatorFactory(),
        now=NOW + timedelta(hours=1),
    )
    session.refresh_from_db()


def test_each_sort_is_counted_by_how_it_stands(session):
    assert rounds(session) == [
        Round("Confirmation", sent=1, planned=0, failed=1),
        Round("Reminder, Mon 7 December, 09:00", sent=0, planned=2, failed=0),
        Round("Reminder, Tue 8 December, 08:00", sent=0, planned=2, failed=0),
    ]


def test_reminders_of_the_old_time_are_no_longer_told(session):
    Message.objects.filter(kind="trainings_reminder").update(state=State.SENT, done_at=NOW)
    moved(session)
    assert [(each.label, each.sent, each.planned) for each in rounds(session)] == [
        ("Confirmation", 1, 0),
        ("Reminder, Tue 8 December, 09:00", 0, 2),
        ("Reminder, Wed 9 December, 08:00", 0, 2),
        ("Moved", 0, 2),
    ]


def test_what_was_withdrawn_is_not_told(session):
    services.cancel_session(session=session, reason="", by=CoordinatorFactory(), now=NOW)
    assert [each.label for each in rounds(session)] == ["Confirmation", "Cancelled"]


def test_where_nothing_was_written_there_is_no_card(client_for, at_nine):
    selma, empty = client_for(CoordinatorFactory()), SessionFactory()
    assert "sent-list" not in selma.get(f"/cockpit/sessions/{empty.pk}/").text


def test_the_roster_shows_them(client_for, at_nine, session):
    page = " ".join(client_for(CoordinatorFactory()).get(f"/cockpit/sessions/{session.pk}/").text.split())
    assert (
        '<strong>Confirmation</strong><br><span class="small quiet">1 sent · 1 could not be delivered' in page
    )
    assert "2 planned" in page


def test_a_seat_that_came_by_the_waiting_list_is_marked(client_for, at_nine):
    session = SessionFactory(capacity=1)
    first, second = UserFactory.create_batch(2)
    services.enrol(session=session, person=first, now=NOW)
    services.join_waiting_list(session=session, person=second, now=NOW)
    services.cancel(session=session, person=first, now=NOW)
    services.accept_offer(session=session, person=second, now=NOW + timedelta(minutes=1))
    page = client_for(CoordinatorFactory()).get(f"/cockpit/sessions/{session.pk}/").text
    assert page.count("moved up from the waiting list") == 1
