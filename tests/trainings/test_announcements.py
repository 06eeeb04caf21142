"""Who leads a session writes to everybody with a seat: once, under their name, and on the page of the session."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from outbox import kinds, letterhead, letters
from outbox.models import AuditEntry, Message
from tests.factories.ambassadors import AdministratorFactory, CoordinatorFactory, UserFactory
from tests.factories.trainings import SessionFactory
from trainings import services
from trainings.models import Announcement
from trainings.services import SessionOverError

pytestmark = pytest.mark.django_db
KEY = UUID(int=7)
TEXT = "We meet in the small hall.\nhttps://maps.nordwerk.example/hall"


@pytest.fixture
def trainer():
    return UserFactory(first_name="Kwame", last_name="Mensah")


@pytest.fixture
def session(trainer):
    session = SessionFactory(capacity=2)
    session.trainers.add(trainer)
    return session


@pytest.fixture
def seated(now, session, person):
    """Two have a seat, one waits."""
    for one in (person, UserFactory()):
        services.enrol(session=session, person=one, now=now)
    services.join_waiting_list(session=session, person=UserFactory(), now=now)
    return session


def address(session):
    return f"/cockpit/sessions/{session.pk}/write/"


def announce(session, by, now, key=KEY):
    return services.announce(session=session, key=key, text=TEXT, by=by, now=now)


def sent():
    return Message.objects.filter(kind="trainings_announcement")


def test_it_goes_to_everybody_with_a_seat_and_to_nobody_else(client_for, seated, trainer, person, at_nine):
    desk = client_for(trainer)
    page = desk.get(address(seated))
    assert "Send to 2 people" in page.text
    key = page.context["form"].initial["go"]
    answer = desk.post(address(seated), {"text": f"  {TEXT}  ", "go": key}, follow=True)
    assert "Sent to 2 people." in answer.text
    assert [
        (each.pk, each.text, each.written_by, each.written_at) for each in Announcement.objects.all()
    ] == [(key, TEXT, trainer, at_nine)]
    booked = seated.enrolments.booked().values_list("person", flat=True)
    assert sorted(sent().values_list("recipient", flat=True)) == sorted(booked)
    assert [(each.deed, each.details) for each in AuditEntry.objects.filter(actor=trainer)] == [
        ("write to all", {"told": 2})
    ]


def test_pressed_twice_it_is_sent_once(seated, trainer, now):
    assert [announce(seated, trainer, now) for _press in range(2)] == [2, 2]
    assert (sent().count(), Announcement.objects.count()) == (2, 1)
    announce(seated, trainer, now, key=uuid4())
    assert (sent().count(), Announcement.objects.count()) == (4, 2)


def test_the_key_of_another_session_sends_nothing(seated, trainer, now):
    announce(seated, trainer, now)
    other = SessionFactory()
    other.trainers.add(trainer)
    services.enrol(session=other, person=UserFactory(), now=now)
    announce(other, trainer, now)
    assert (sent().count(), Announcement.objects.get().session) == (2, seated)


def test_the_mail_says_who_writes_and_what(seated, trainer, person, now):
    announce(seated, trainer, now)
    letter = letters.write(sent().get(recipient=person), paper=letterhead.current(), now=now)
    title = seated.training.words.title
    assert letter.subject.startswith(f"About {title}, ")
    assert f"Kwame Mensah writes about “{title}”\n\n{TEXT}\n" in letter.text
    assert 'We meet in the small hall.<br><a href="https://maps.nordwerk.example/hall"' in letter.html


def test_whoever_takes_a_seat_later_reads_it_on_the_page(client, session, trainer, person, now):
    announce(session, trainer, now)
    page = f"/trainings/sessions/{session.pk}/"
    assert "small hall" not in client.get(page).text
    services.enrol(session=session, person=person, now=now)
    shown = client.get(page).text
    assert ("We meet in the small hall." in shown, "Kwame Mensah</span>, " in shown) == (True, True)
    services.cancel(session=session, person=person, now=now)
    assert "small hall" not in client.get(page).text


def test_while_nobody_has_a_seat_it_waits_on_the_page(client_for, session, trainer, at_nine):
    desk = client_for(trainer)
    assert "Put it on the page" in desk.get(address(session)).text
    answer = desk.post(address(session), {"text": TEXT, "go": uuid4()}, follow=True)
    assert "It stands on the page of the session now." in answer.text
    assert "We meet in the small hall." in desk.get(address(session)).text
    assert sent().count() == 0


def test_whoever_frees_the_seat_meanwhile_is_not_written_to(seated, trainer, person, now):
    announce(seated, trainer, now)
    services.cancel(session=seated, person=person, now=now)
    kind, message = kinds.get("trainings_announcement"), sent().get(recipient=person)
    assert kind.untrue(message, now) == "no longer booked"


@pytest.mark.parametrize(
    ("about", "after", "is_open"),
    [
        ({}, timedelta(days=15), True),  # a day after it: thanks and slides
        ({}, timedelta(days=15 + 90), False),
        ({"published_at": None}, timedelta(0), False),
        ({"cancelled_at": "now"}, timedelta(0), False),
    ],
)
def test_it_is_possible_while_it_can_be_of_use(client_for, trainer, now, about, after, is_open):
    session = SessionFactory(**{name: now if value == "now" else value for name, value in about.items()})
    session.trainers.add(trainer)
    with time_machine.travel(now + after, tick=False):
        desk = client_for(trainer)
        assert desk.get(address(session)).status_code == (200 if is_open else 303)
        assert ("Write to all" in desk.get(f"/cockpit/sessions/{session.pk}/").text) == is_open
    if not is_open:
        with pytest.raises(SessionOverError):
            announce(session, trainer, now + after)
        assert Announcement.objects.count() == 0


@pytest.mark.parametrize("factory", [UserFactory, AdministratorFactory])
def test_nobody_else_writes(client_for, session, factory, at_nine):
    somebody = factory()
    assert client_for(somebody).post(address(session), {"text": TEXT, "go": uuid4()}).status_code == 404
    with pytest.raises(PermissionDenied):
        announce(session, somebody, at_nine)


def test_coordinators_write_too(client_for, seated, at_nine):
    answer = client_for(CoordinatorFactory()).post(
        address(seated), {"text": TEXT, "go": uuid4()}, follow=True
    )
    assert "Sent to 2 people." in answer.text


@pytest.mark.parametrize("text", ["", "   \n", "x" * 2_001])
def test_what_cannot_be_sent_is_kept_in_the_field(client_for, seated, trainer, at_nine, text):
    answer = client_for(trainer).post(address(seated), {"text": text, "go": uuid4()})
    assert (answer.status_code, len(answer.context["form"].errors["text"])) == (200, 1)
    assert (text.strip() in answer.text, sent().count()) == (True, 0)


def test_a_broken_key_is_refused_with_a_sentence(client_for, seated, trainer, at_nine):
    answer = client_for(trainer).post(address(seated), {"text": TEXT, "go": "7"})
    assert (answer.status_code, sent().count(), "small hall" in answer.text) == (200, 0, True)


@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_page_takes_as_many_queries_for_one_as_for_many(
    client_for, session, trainer, now, queries_of, many
):
    for number in range(many):
        announce(session, trainer, now, key=UUID(int=number))
    with time_machine.travel(now, tick=False):
        assert queries_of(client_for(trainer), address(session)) == 6
