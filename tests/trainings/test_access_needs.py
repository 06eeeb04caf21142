"""What somebody needs to take part: for those who lead that date alone, and gone the next day."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from outbox.models import AuditEntry
from tests.factories.ambassadors import AdministratorFactory, CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory
from trainings import services, tasks
from trainings.models import AccessNeed

pytestmark = pytest.mark.django_db
TEXT = "Gebärdensprache, bitte"


@pytest.fixture
def trainer():
    return UserFactory(first_name="Kwame", last_name="Mensah")


@pytest.fixture
def session(trainer):
    session = SessionFactory()
    session.trainers.add(trainer)
    return session


@pytest.fixture
def told(now, session, person):
    """Somebody with a seat has said what they need."""
    services.enrol(session=session, person=person, now=now)
    services.say_need(session=session, person=person, text=TEXT, now=now)
    return session


def page_of(session):
    return f"/trainings/sessions/{session.pk}/"


def roster_of(session):
    return f"/cockpit/sessions/{session.pk}/"


def needs():
    return list(AccessNeed.objects.values_list("text", flat=True))


def test_it_can_be_said_while_taking_a_seat(client, session, person):
    page = client.get(page_of(session)).text
    assert "Do you need something to take part well?" in page
    assert 'Read only by <span class="name">Kwame Mensah</span>.' in page
    client.post(f"{page_of(session)}enrol/", {"need": f"  {TEXT} "})
    assert needs() == [TEXT]


def test_it_can_be_said_while_joining_the_waiting_list(client, person):
    full = SessionFactory(capacity=1, taken=1)
    client.post(f"{page_of(full)}wait/", {"need": TEXT})
    assert needs() == [TEXT]


def test_without_a_seat_nobody_is_told(client, person):
    full = SessionFactory(capacity=1, taken=1)
    client.post(f"{page_of(full)}enrol/", {"need": TEXT})
    page = client.post(f"{page_of(full)}need/", {"need": TEXT}, follow=True).text
    assert "You have no seat here, so there is nobody to tell." in page
    assert needs() == []


def test_later_it_is_changed_and_taken_back(client, told):
    assert TEXT in client.get(page_of(told)).text
    assert (
        "Only those who lead this date read it."
        in client.post(f"{page_of(told)}need/", {"need": "Große Schrift"}, follow=True).text
    )
    assert needs() == ["Große Schrift"]
    assert (
        "Nobody reads it any more." in client.post(f"{page_of(told)}need/", {"need": " "}, follow=True).text
    )
    assert needs() == []


def test_in_place_the_card_says_it_and_keeps_what_was_too_long(client, told):
    def press(text):
        return client.post(f"{page_of(told)}need/", {"need": text}, headers={"HX-Request": "true"})

    saved = press("Große Schrift").text
    assert ("Only those who lead this date read it." in saved, needs()) == (True, ["Große Schrift"])
    assert ('id="need-card"' in saved, "<html" in saved, "Große Schrift</textarea>" in saved) == (
        True,
        False,
        True,
    )
    too_long = press("x" * 501).text
    assert ("This is too long." in too_long, "x" * 501 in too_long, needs()) == (
        True,
        True,
        ["Große Schrift"],
    )
    press("")
    assert needs() == []
    services.cancel(session=told, person=told.enrolments.get().person, now=NOW)
    assert press("x")["HX-Redirect"] == page_of(told)


def test_a_new_line_is_one_letter(client, session):
    text = "\n".join(["x"] * 250)
    client.post(f"{page_of(session)}enrol/", {"need": text.replace("\n", "\r\n")})
    assert needs() == [text]


@pytest.mark.parametrize("text", ["x" * 501, "\x00"])
def test_what_cannot_be_kept_costs_nobody_a_seat(client, session, person, text):
    client.post(f"{page_of(session)}enrol/", {"need": text})
    assert (session.enrolments.booked().count(), needs()) == (1, [])
    assert client.post(f"{page_of(session)}need/", {"need": text}).status_code == 303


def test_only_those_who_lead_the_date_read_it(at_nine, client_for, told, trainer):
    leading = CoordinatorFactory(last_name="Lindqvist")
    told.trainers.add(leading)
    other = SessionFactory()
    elsewhere = UserFactory(last_name="Woanders")
    other.trainers.add(elsewhere)
    readers = {
        "trainer": trainer,
        "coordinator who leads it": leading,
        "coordinator": CoordinatorFactory(),
        "administrator": AdministratorFactory(),
    }
    pages = {who: client_for(reader).get(roster_of(told)) for who, reader in readers.items()}
    found = {who: TEXT in page.text for who, page in pages.items()}
    assert found == {
        "trainer": True,
        "coordinator who leads it": True,
        "coordinator": False,
        "administrator": False,
    }
    assert client_for(elsewhere).get(roster_of(told)).status_code == 404


def test_it_is_in_no_file_and_in_no_journal(at_nine, client_for, told, trainer):
    file = b"".join(client_for(trainer).get(f"{roster_of(told)}roster.csv").streaming_content).decode()
    assert (TEXT in file, AuditEntry.objects.count()) == (False, 0)


def test_a_freed_seat_shows_it_to_nobody_at_once(client_for, told, person, trainer, now):
    services.cancel(session=told, person=person, now=now)
    with time_machine.travel(now, tick=False):
        assert TEXT not in client_for(trainer).get(roster_of(told)).text
    assert services.forget_needs(now=now) == 1


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Tokyo"])
def test_it_goes_on_the_day_after_by_the_clock_of_the_place(told, zone):
    told.timezone = zone
    told.starts_at = datetime(2026, 12, 8, 20, tzinfo=ZoneInfo(zone))
    told.ends_at = told.starts_at + timedelta(hours=2)
    told.save()
    midnight = datetime(2026, 12, 9, tzinfo=ZoneInfo(zone))
    gone = [services.forget_needs(now=midnight + timedelta(seconds=step)) for step in (-1, 0)]
    assert gone == [0, 1]


def test_nobody_reads_it_on_the_day_after_even_before_the_worker_has_come(client_for, told, trainer):
    midnight = (told.ends_at + timedelta(days=1)).replace(hour=0, minute=0)
    found = []
    for moment in (midnight - timedelta(seconds=1), midnight):
        with time_machine.travel(moment, tick=False):
            found.append(TEXT in client_for(trainer).get(roster_of(told)).text)
    assert found == [True, False]


def test_the_worker_forgets_it(told):
    with time_machine.travel(told.ends_at + timedelta(days=1), tick=False):
        tasks.forget_access_needs()
    assert needs() == []


def test_after_the_session_nothing_is_said_any_more(told, person):
    assert services.say_need(session=told, person=person, text="x", now=told.ends_at) is False
    assert needs() == [TEXT]


def test_the_person_reads_of_it_and_takes_it_along(client, told, person):
    page = client.get("/me/privacy/").text
    assert TEXT in page
    assert "You, and whoever leads that date" in page
    assert "the day after the session" in page
    assert TEXT in own_data_of(client)


def own_data_of(client):
    import io
    import zipfile

    answer = client.get("/me/privacy/export.zip")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return "".join(file.read(name).decode() for name in file.namelist() if name.endswith(".json"))


def test_it_goes_with_its_person(told, person, now):
    assert services.forget(person=person, now=now) == 1
    assert needs() == []


@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_roster_takes_the_same_queries_however_many_need_something(
    at_nine, client_for, trainer, many, queries_of
):
    session = SessionFactory(capacity=many)
    session.trainers.add(trainer)
    for someone in UserFactory.create_batch(many):
        services.enrol(session=session, person=someone, now=NOW)
        services.say_need(session=session, person=someone, text=TEXT, now=NOW)
    assert queries_of(client_for(trainer), roster_of(session)) == 9
