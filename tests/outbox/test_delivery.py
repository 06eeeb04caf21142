"""Health, the hold after a long gap, another try, mutes."""

from datetime import timedelta

import pytest

from outbox import figures, health, kinds, services, tokens
from outbox.models import AuditEntry, Hold, Message, Mute, Tick
from outbox.services.mutes import message_of
from tests.factories.ambassadors import CoordinatorFactory, UserFactory

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def ticking(db, now):
    services.ticked(name=health.SEND_DUE, now=now)


def state(now):
    return health.look(now).state


def test_health_is_the_age_of_ticks_and_of_the_oldest_due(ticking, queued, now):
    assert state(now) == "healthy"
    queued()
    assert (state(now + 5 * MINUTE), state(now + 6 * MINUTE)) == ("healthy", "delayed")
    assert (state(now + 10 * MINUTE), state(now + 11 * MINUTE)) == ("delayed", "stopped")


def test_nothing_that_ever_ticked_is_stopped(db, now):
    assert health.look(now) == health.Health(now=now, oldest_due=None, last_tick=None, held=False)
    assert state(now) == "stopped"


def test_a_planner_that_is_watched_can_stop_the_health(ticking, now, monkeypatch):
    monkeypatch.setattr(health, "_watched", [health.SEND_DUE])
    health.watch("plan reminders")
    services.ticked(name="plan reminders", now=now - 11 * MINUTE)
    assert state(now) == "stopped"


def test_a_full_mailbox_does_not_make_the_post_late_but_an_outage_does(ticking, queued, send, sink, now):
    queued(person={"email": "rcpt-452@nordwerk.example"})
    queued()
    send()
    services.ticked(name=health.ACCEPTED, now=now + MINUTE)
    services.ticked(name=health.SEND_DUE, now=now + 6 * MINUTE)
    assert state(now + 6 * MINUTE) == "healthy"
    queued(occurrence="later")
    sink.tell(refuse={"mail": 421})
    send(now + 2 * MINUTE)
    assert state(now + 6 * MINUTE) == "delayed"


def test_after_a_long_gap_asks_wait_for_a_word_and_the_rest_goes(ticking, queued, send, now):
    ask, reminder = queued("post_ask"), queued("post_reminder")
    later = now + 2 * HOUR
    assert (services.notice_gap(now=later), services.notice_gap(now=later)) == (True, False)
    new = queued("post_ask", now=later + MINUTE, useful_until=later + HOUR)
    assert send(later + MINUTE) == 2
    assert {m.pk: m.state for m in Message.objects.all()} == {
        ask.pk: "due",
        reminder.pk: "sent",
        new.pk: "sent",
    }
    assert health.look(later).held
    assert services.release_held(by=UserFactory(), now=later) == 1
    assert send(later + 2 * MINUTE) == 1
    assert AuditEntry.objects.get().deed == "released held messages"


def test_a_short_gap_and_a_gap_without_asks_hold_nothing(ticking, queued, send, now):
    queued("post_reminder")
    assert services.notice_gap(now=now + HOUR) is False
    assert not Hold.objects.exists()
    assert services.notice_gap(now=now + 3 * HOUR) is False
    assert send(now + 3 * HOUR) == 1


def test_after_a_restore_what_was_sent_before_can_be_dropped(ticking, queued, send, now):
    sent_before, planned = queued("post_reminder"), queued("post_reminder", due_at=now + 5 * HOUR)
    assert services.hold_everything(now=now + HOUR) == 2
    assert send(now + HOUR) == 0
    assert services.drop_held(by=UserFactory(), now=now + HOUR) == 1
    assert {m.pk: m.state for m in Message.objects.all()} == {sent_before.pk: "dropped", planned.pk: "due"}
    assert send(now + 6 * HOUR) == 1


def test_a_second_word_changes_nothing(db, now):
    assert (services.release_held(by=None, now=now), services.drop_held(by=None, now=now)) == (0, 0)


def test_what_failed_is_tried_again_while_it_is_of_use(queued, send, sink, now):
    queued(person={"email": "rcpt-550@nordwerk.example"})
    queued(person={"email": "rcpt-551@nordwerk.example"}, useful_until=now + HOUR)
    send()
    sink.tell(kind=True)
    assert services.retry(kind="post_reminder", by=None, now=now + 2 * HOUR) == 1
    assert send(now + 2 * HOUR) == 1


def test_a_failed_code_is_forgotten_when_it_is_of_no_use(queued, send, now):
    message = queued(
        "post_secret", context={"secret": "MJHK-TWQC"}, person={"email": "rcpt-550@nordwerk.example"}
    )
    send()
    assert services.forget(now=now) == 0
    assert services.forget(now=now + timedelta(days=3)) == 1
    message.refresh_from_db()
    assert message.context == {}


def test_the_secret_of_a_message_that_a_person_dropped_is_forgotten(queued, now):
    message = queued("post_secret", useful_until=now + HOUR)
    services.hold_everything(now=now)
    services.drop_held(by=None, now=now)
    assert (services.forget(now=now + 2 * HOUR), Message.objects.get(pk=message.pk).context) == (1, {})


def test_trying_again_is_written_into_the_journal_whether_or_not_anything_failed(db, now):
    coordinator = CoordinatorFactory()
    services.retry(kind="post_ask", by=coordinator, now=now)
    written = AuditEntry.objects.values_list("actor", "deed", "subject", "details").get()
    assert written == (coordinator.pk, "had failed messages tried again", "outbox.Message:post_ask", {})


def test_a_reason_names_no_address(queued, send, sink):
    """Beside "sign-in code" it would tell who tried to sign in."""
    sink.tell(refuse={"rcpt": "550 5.1.1 <joerdis@nordwerk.example>: no such user joerdis@nordwerk.example,"})
    message = queued(person={"email": "joerdis@nordwerk.example"})
    send()
    message.refresh_from_db()
    assert message.reason == "550 5.1.1 …: no such user …, as told"


def test_figures_count_each_kind_but_not_the_asks(queued, send, now):
    for number in range(3):
        queued("post_ask", occurrence=str(number))
        queued("post_reminder", occurrence=str(number), due_at=now + number * HOUR)
    queued("post_reminder", person={"email": "rcpt-550@nordwerk.example"})
    send()
    found = {d.kind.name: (d.due, d.planned, d.sent, d.failed) for d in figures.by_kind(k=3, now=now)}
    assert (found["post_ask"], found["post_reminder"]) == ((None, None, None, None), (0, 2, 1, 1))
    assert figures.of_kind(kinds.get("post_reminder"), k=3, now=now).reasons == [("550 as told", 1)]
    assert figures.of_kind(kinds.get("post_ask"), k=3, now=now).reasons == []


def test_an_unsubscribe_token_is_bound_to_message_person_and_kind(queued):
    message = queued("post_ask")
    token = tokens.unsubscribe_token(message.pk, message.recipient_id, message.kind)
    other = tokens.unsubscribe_token(message.pk, UserFactory().pk, message.kind)
    assert (message_of(token), message_of(other), message_of(token[:-1] + "_"), message_of("x")) == (
        message,
        None,
        None,
        None,
    )
    assert services.unsubscribe(token=token) == message
    assert list(Mute.objects.values_list("person", "kind")) == [(message.recipient_id, "post_ask")]


def test_a_code_cannot_be_muted(queued):
    message = queued("post_now")
    assert message_of(tokens.unsubscribe_token(message.pk, message.recipient_id, message.kind)) is None
    with pytest.raises(ValueError, match="post_now"):
        services.mute(person=message.recipient, kind="post_now")


def test_tokens_are_derived_and_only_their_hash_is_kept():
    token = tokens.token_for("invitation", 7, "nonce")
    assert (token == tokens.token_for("invitation", 7, "nonce"), len(token)) == (True, 32)
    assert token not in {tokens.token_for("answer", 7, "nonce"), tokens.token_for("invitation", 7, "other")}
    assert (tokens.matches(token, tokens.hash_of(token)), tokens.matches("x", tokens.hash_of(token))) == (
        True,
        False,
    )


def test_ticks_are_kept_by_name(now, db):
    services.ticked(name="x", now=now)
    services.ticked(name="x", now=now + MINUTE)
    assert list(Tick.objects.values_list("name", "finished_at")) == [("x", now + MINUTE)]
