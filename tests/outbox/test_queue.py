"""Writing due messages."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from ambassadors.models import User
from outbox import services, wake
from outbox.models import Message
from outbox.services import Draft, queue, queue_for_all, queue_many, withdraw
from tests.factories.ambassadors import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def soon(now):
    return {"now": now, "useful_until": now + timedelta(days=2)}


def test_the_same_message_is_written_once(soon):
    person = UserFactory()
    about = {"kind": "post_reminder", "recipient": person, "object_id": 7, "occurrence": "a"}
    first = queue(**about, **soon)
    assert (first.state, queue(**about, **soon), Message.objects.count()) == ("due", None, 1)
    assert queue(**about | {"occurrence": "b"}, **soon) is not None


def test_what_was_withdrawn_comes_back_when_it_is_queued_again(soon, now):
    person = UserFactory()
    about = {"kind": "post_reminder", "recipient": person, "object_id": 7}
    first = queue(**about, context={"words": "old"}, **soon)
    assert withdraw(reason="the seat was freed", now=now, object_id=7) == 1
    again = queue(**about, context={"words": "new"}, **soon)
    assert (again.pk, again.state, again.reason, again.context) == (first.pk, "due", "", {"words": "new"})


def test_what_a_sender_dropped_stays_dropped(soon, queued, send, now):
    message = queued(context={"untrue": "the session was cancelled"})
    send()
    assert queue(kind=message.kind, recipient=message.recipient, **soon) is None


def test_a_moment_past_its_use_writes_nothing(now):
    useless = {"now": now.replace(hour=21), "useful_until": now.replace(hour=23)}
    assert queue(kind="post_ask", recipient=UserFactory(), **useless) is None


@pytest.mark.parametrize(
    ("kind", "hour", "expected"),
    [
        ("post_now", 22, (24, 22)),
        ("post_reminder", 22, (25, 7)),
        ("post_ask", 22, (25, 7)),
        ("post_ask", 12, (24, 12)),
    ],
)
def test_quiet_hours_move_each_class_in_its_own_way(now, kind, hour, expected):
    at = now.replace(hour=hour)
    message = queue(kind=kind, recipient=UserFactory(), now=at, useful_until=at + timedelta(days=2))
    local = message.due_at.astimezone(now.tzinfo)
    assert (local.day, local.hour) == expected


def test_a_reminder_planned_into_quiet_hours_moves_to_their_start(now, soon):
    message = queue(kind="post_reminder", recipient=UserFactory(), due_at=now.replace(hour=22), **soon)
    assert message.due_at == now.replace(hour=20)


def test_many_drafts_are_written_in_one_go(now, soon):
    people = [UserFactory(quiet_from="00:00", quiet_until="00:00"), UserFactory()]
    about = {"useful_until": soon["useful_until"], "object_id": 3}
    drafts = [Draft("post_ask", person, context={"words": "x"}, **about) for person in [*people, people[0]]]
    assert (queue_many(drafts=drafts, now=now.replace(hour=23)), queue_many(drafts=drafts, now=now)) == (2, 0)
    due = {m.recipient_id: m.due_at.astimezone(now.tzinfo).hour for m in Message.objects.all()}
    assert due == {people[0].pk: 23, people[1].pk: 7}


def test_a_message_for_everybody_of_a_query_is_written_with_each_persons_hours(now, soon):
    UserFactory.create_batch(3)
    UserFactory(timezone="America/New_York")
    about = {"kind": "post_ask", "recipients": User.objects.all(), "object_id": 9}
    assert (queue_for_all(**about, **soon), queue_for_all(**about, **soon)) == (4, 0)
    hours = sorted(m.due_at.astimezone(now.tzinfo).hour for m in Message.objects.all())
    assert hours == [9, 9, 9, 13]


def test_one_statement_writes_them_all(now, soon, django_assert_num_queries):
    UserFactory.create_batch(3)
    with transaction.atomic(), django_assert_num_queries(2):
        queue_for_all(kind="post_ask", recipients=User.objects.all(), **soon)


def test_a_sender_is_woken_once_for_a_transaction(soon, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        for _number in range(3):
            queue(kind="post_reminder", recipient=UserFactory(), **soon)
        queue(kind="post_now", recipient=UserFactory(), **soon)
    assert callbacks == [wake._wake_due, wake._wake_urgent]


def test_nobody_is_woken_for_what_is_due_later(soon, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        queue(kind="post_now", recipient=UserFactory(), due_at=now + timedelta(hours=1), **soon)
    assert callbacks == []


def test_a_rolled_back_deed_leaves_no_message(soon):
    with transaction.atomic():
        queue(kind="post_reminder", recipient=UserFactory(), **soon)
        transaction.set_rollback(True)
    assert (Message.objects.count(), len(connection.run_on_commit)) == (0, 0)


def test_withdrawing_is_narrowed_by_kind_and_person(soon, now):
    one, other = UserFactory(), UserFactory()
    for kind in ("post_reminder", "post_ask"):
        for person in (one, other):
            queue(kind=kind, recipient=person, object_id=1, **soon)
    assert withdraw(reason="moved", now=now, object_id=1, kind="post_ask", recipient=one) == 1
    assert withdraw(reason="moved", now=now, object_id=1) == 3


def test_the_journal_keeps_the_deed(now):
    by, subject = UserFactory(), UserFactory()
    entry = services.record(actor=by, deed="invited", subject=subject, now=now, mails=3)
    assert (entry.subject, entry.details) == (f"ambassadors.User:{subject.pk}", {"mails": 3})
