"""The database goes away in the middle of somebody's leaving: everything of it happens, or nothing."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session as SignIn
from django.db import connection

from ambassadors import leavers
from ambassadors.models import Ambassador, ExportLink, Leaving
from ambassadors.services import departing
from outbox.models import AuditEntry, Message
from tests.factories.ambassadors import AmbassadorFactory, LeavingFactory, UserFactory
from tests.factories.campaigns import AnswerFactory
from tests.factories.trainings import NOW, SessionFactory, states
from trainings import services

pytestmark = pytest.mark.django_db(transaction=True)
AFTER = NOW + timedelta(days=7)


def dies(*, person, now):
    """After everything that the apps do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def everything(session) -> tuple:
    leaving = Leaving.objects.select_related("person").get()
    return (
        (leaving.left_at is None, leaving.person.is_active, leaving.person.private_email),
        (Ambassador.objects.count(), SignIn.objects.count(), ExportLink.objects.count()),
        states(session),
        sorted(Message.objects.values_list("kind", "state")),
        AuditEntry.objects.count(),
    )


@pytest.mark.parametrize("place", [0, 1, 2])
def test_all_or_nothing(monkeypatch, client_for, place):
    leaver = AnswerFactory(
        ambassador=AmbassadorFactory(person__private_email="z@home.example")
    ).ambassador.person
    session = SessionFactory(capacity=1)
    services.enrol(session=session, person=leaver, now=NOW)
    services.join_waiting_list(session=session, person=UserFactory(), now=NOW)
    LeavingFactory(person=leaver)
    client_for(leaver)
    before = everything(session)
    with monkeypatch.context() as patch:
        deeds = list(leavers._LEAVING)
        patch.setattr(leavers, "_LEAVING", [*deeds[:place], dies, *deeds[place:]])
        assert departing.part_with_leavers(now=AFTER) == 0
    connection.close()

    assert everything(session) == before
    assert departing.part_with_leavers(now=AFTER) == 1
    assert states(session) == [(1, "cancelled_in_time"), (2, "offered")]
    assert everything(session)[0] == (False, False, "")
