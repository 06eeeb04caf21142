"""What the hub forgets by itself."""

from datetime import timedelta

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from ambassadors import retention
from ambassadors.models import ProgrammeInvitation
from ambassadors.services import import_staging
from ambassadors.services.forgetting import forget_expired
from outbox.models import AuditEntry, Message
from tests.ambassadors.importing import check, table
from tests.factories.ambassadors import CoordinatorFactory

pytestmark = pytest.mark.django_db


def test_invitations_go_150_days_after_they_expired(invited, now):
    kept = now + timedelta(days=30 + 150)
    assert (forget_expired(now=kept)["invitations"], ProgrammeInvitation.objects.count()) == (0, 1)
    assert forget_expired(now=kept + timedelta(seconds=1))["invitations"] == 1


def test_messages_go_180_days_after_they_were_sent_and_never_before(invited, now):
    Message.objects.update(state="sent", done_at=now)
    assert forget_expired(now=now + timedelta(days=180))["messages"] == 0
    assert forget_expired(now=now + timedelta(days=181))["messages"] == 1


def test_a_message_that_is_due_stays(invited, now):
    assert forget_expired(now=now + timedelta(days=1000))["messages"] == 0


def test_sessions_that_expired_go(now):
    Session.objects.create(session_key="x", session_data="", expire_date=now)
    Session.objects.create(session_key="y", session_data="", expire_date=now + timedelta(days=1))
    assert forget_expired(now=now + timedelta(seconds=1))["sessions"] == 1


@pytest.mark.django_db(transaction=True)
def test_an_import_that_a_worker_is_just_writing_is_not_stopped(now):
    checked = check(table("1;Kade;Ralf;;;;;"), by=CoordinatorFactory(), now=now)
    database = connection.get_connection_params()
    where = {name: database[name] for name in ("host", "port", "user", "dbname") if name in database}
    with psycopg.connect(**where) as worker:
        worker.execute("SELECT FROM ambassadors_import WHERE id = %s FOR UPDATE", [checked.pk])
        assert import_staging.forget_expired_imports(now=now + timedelta(days=8)) == 0
    assert import_staging.forget_expired_imports(now=now + timedelta(days=8)) == 1


def test_the_programmes_own_periods_are_obeyed(invited, programme, now):
    programme.retention = {"messages": 30, "invitations": 30, "journal": 400}
    programme.save()
    Message.objects.update(state="sent", done_at=now)
    AuditEntry.objects.update(at=now)
    kept = now + timedelta(days=60)
    gone = [forget_expired(now=at) for at in (kept, kept + timedelta(seconds=1), now + timedelta(days=401))]
    assert [(each["messages"], each["invitations"], each["deeds"] > 0) for each in gone] == [
        (1, 0, False),
        (0, 1, False),
        (0, 0, True),
    ]


def test_a_period_out_of_bounds_counts_as_its_bound(programme):
    programme.retention = {"messages": 3, "journal": 99_999}
    programme.save()
    assert [retention.days(name) for name in ("messages", "journal", "invitations")] == [30, 3650, 150]
