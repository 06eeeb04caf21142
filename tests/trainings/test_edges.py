"""Edges: the admin, the ticks, and a session that is too busy."""

from datetime import timedelta

import psycopg
import pytest
from django.conf import settings
from django.contrib import admin
from django.db import connection
from django.test import Client

from outbox import services as outbox
from outbox.models import Message, Tick
from tests.factories.ambassadors import AdministratorFactory, CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory, people, states
from trainings import services, tasks
from trainings.models import Enrolment, Session, Topic, Training


def test_the_admin_knows_trainings_and_sessions_and_no_enrolment():
    known = admin.site._registry
    assert [model in known for model in (Training, Session, Topic, Enrolment)] == [True, True, True, False]


@pytest.mark.django_db
def test_the_admin_deletes_nothing_and_leaves_seats_to_the_deeds(client_for, at_nine):
    session = SessionFactory(capacity=12)
    client = client_for(AdministratorFactory())
    assert client.get(f"/admin/trainings/session/{session.pk}/delete/").status_code == 403
    assert client.get("/admin/trainings/session/add/").status_code == 403
    response = client.post(
        f"/admin/trainings/session/{session.pk}/change/", {"capacity": 1, "directions": ""}
    )
    session.refresh_from_db()
    assert (response.status_code, session.capacity) == (302, 12)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "model", ["trainings/session", "trainings/topic", "campaigns/campaign", "campaigns/asset"]
)
def test_the_admin_is_for_every_administrator_and_no_other(client_for, model):
    """Not for superusers alone: an administrator makes others by ticking one box."""
    people = [AdministratorFactory(is_superuser=False), UserFactory(), CoordinatorFactory()]
    assert [client_for(person).get(f"/admin/{model}/").status_code for person in people] == [200, 302, 302]


@pytest.mark.django_db
def test_the_admin_names_nobody_who_has_a_seat(client_for, at_nine):
    session, person = SessionFactory(), UserFactory(last_name="Unübersehbar")
    services.enrol(session=session, person=person, now=NOW)
    client = client_for(AdministratorFactory())
    for address in (f"session/{session.pk}/change/", "session/", f"training/{session.training_id}/change/"):
        assert "Unübersehbar" not in client.get(f"/admin/trainings/{address}").content.decode()


@pytest.mark.django_db
def test_the_tick_moves_waiting_lists_on(at_nine):
    session = SessionFactory(capacity=1)
    first, second, third = people(3)
    services.enrol(session=session, person=first, now=NOW)
    for person in (second, third):
        services.join_waiting_list(session=session, person=person, now=NOW)
    services.cancel(session=session, person=first, now=NOW - timedelta(hours=24))
    tasks.move_waiting_lists_on()
    assert states(session) == [(1, "cancelled_in_time"), (2, "offer_expired"), (3, "offered")]
    assert Tick.objects.get(name="move waiting lists on").finished_at == NOW


@pytest.mark.django_db
def test_waiting_lists_stand_still_while_everything_waits_for_a_word(at_nine):
    """After a restore the offers in the database are old ones: what moves them on would be said twice."""
    session = SessionFactory(capacity=1)
    first, second, third = people(3)
    services.enrol(session=session, person=first, now=NOW)
    for person in (second, third):
        services.join_waiting_list(session=session, person=person, now=NOW)
    services.cancel(session=session, person=first, now=NOW - timedelta(hours=24))
    outbox.hold_everything(now=NOW)
    tasks.move_waiting_lists_on()
    assert states(session) == [(1, "cancelled_in_time"), (2, "offered"), (3, "waiting")]
    outbox.release_held(by=None, now=NOW)
    tasks.move_waiting_lists_on()
    assert states(session) == [(1, "cancelled_in_time"), (2, "offer_expired"), (3, "offered")]


@pytest.mark.django_db
def test_the_tick_finds_missing_reminders(at_nine):
    session = SessionFactory(
        starts_at=NOW + timedelta(days=1, hours=1), enrolment_closes_at=NOW + timedelta(hours=1)
    )
    services.enrol(session=session, person=UserFactory(), now=NOW)
    Message.objects.all().delete()
    tasks.plan_reminders()
    assert Message.objects.filter(kind="trainings_reminder").count() == 2
    assert Tick.objects.get(name="plan training reminders").finished_at == NOW


@pytest.fixture
def busy_session(transactional_db):
    """A free seat, somebody who waits for it, and somebody else who holds the row; nobody waits long for a lock."""
    session = SessionFactory()
    Enrolment.objects.create(session=session, person=UserFactory(), state="waiting", number=1, asked_at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '50ms'")
    database = connection.get_connection_params()
    where = {name: database[name] for name in ("host", "port", "user", "dbname") if name in database}
    with psycopg.connect(**where) as other:
        other.execute("SELECT FROM trainings_session WHERE id = %s FOR UPDATE", [session.pk])
        yield session
    connection.close()


def test_a_busy_session_asks_to_try_again_and_changes_nothing(busy_session, client_for, at_nine):
    client: Client = client_for(UserFactory())
    response = client.post(f"/trainings/sessions/{busy_session.pk}/enrol/")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "Please go back and try again in a few seconds." in response.content.decode()
    assert states(busy_session) == [(1, "waiting")]


def test_a_busy_session_answers_a_fragment_with_a_note_in_the_card(busy_session, client_for, at_nine):
    client: Client = client_for(UserFactory())
    address = f"/trainings/sessions/{busy_session.pk}/enrol/"
    response = client.post(address, headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Retarget"]) == (200, "#seat-note")
    assert "Nothing was changed." in response.content.decode()


def test_the_tick_leaves_a_busy_session_for_the_next_one(busy_session, at_nine):
    assert services.offer_free_seats(now=NOW) == 0


def test_a_lock_is_waited_for_three_seconds_at_most():
    assert "lock_timeout=3s" in settings.DATABASES["default"]["OPTIONS"]["options"]
