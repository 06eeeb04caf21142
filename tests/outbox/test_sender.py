"""What becomes of a message when its turn has come, against a real mail server."""

import time
from datetime import timedelta

import pytest
from django.db.models.functions import Now

from outbox import kinds, services
from outbox.models import AddressFault, KeptMail, Message, MessageClass
from outbox.sender import Sender
from outbox.smtp import Smtp

HOUR = timedelta(hours=1)


def outcome(message: Message) -> tuple[str, str]:
    message.refresh_from_db()
    return message.state, message.reason


def test_a_due_message_is_sent_once(queued, send, sink):
    message = queued()
    assert (send(), send()) == (1, 0)
    assert sink.accepted() == {str(message.pk): 1}
    assert outcome(message) == ("sent", "")


def test_a_message_that_is_not_due_waits(queued, send, now):
    message = queued(due_at=now + HOUR)
    assert send() == 0
    assert outcome(message) == ("due", "")


def test_lanes_go_in_their_order(queued, send, sink):
    ids = [str(queued(kind).pk) for kind in ("post_ask", "post_reminder", "post_now")]
    send()
    assert list(sink.accepted()) == ids[::-1]


@pytest.mark.parametrize(
    ("facts", "at", "expected"),
    [
        (
            {"context": {"untrue": "the session was cancelled"}},
            timedelta(0),
            ("dropped", "the session was cancelled"),
        ),
        ({"person": {"is_active": False}}, timedelta(0), ("dropped", "the account is closed")),
        ({}, timedelta(days=3), ("dropped", "no longer useful")),
        ({"person": {"email": None}}, timedelta(0), ("in_hub", "")),
        ({"person": {"email": "not an address"}}, timedelta(0), ("failed", "not an e-mail address")),
    ],
)
def test_what_is_no_longer_true_is_not_sent(queued, send, now, facts, at, expected):
    message = queued(**facts)
    assert send(now + at) == 0
    assert outcome(message) == expected


def test_a_muted_kind_is_dropped_and_another_goes(queued, send, sink):
    muted = queued("post_ask")
    other = queued("post_reminder", recipient=muted.recipient)
    services.mute(person=muted.recipient, kind="post_ask")
    assert send() == 1
    assert (outcome(muted), outcome(other)) == (
        ("dropped", "the person wants no more of this kind"),
        ("sent", ""),
    )


def test_an_ask_that_comes_up_in_quiet_hours_waits_for_their_end(queued, send, now):
    message = queued("post_ask")
    assert send(now.replace(hour=22)) == 0
    message.refresh_from_db()
    assert message.due_at == now.replace(hour=7) + timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("post_ask", ("dropped", "no longer needed")),
        ("post_reminder", ("sent", "")),
        ("post_now", ("sent", "")),
    ],
)
def test_a_gate_stops_asks_alone(queued, send, monkeypatch, kind, expected):
    monkeypatch.setattr(kinds, "_GATES", [lambda message, now: "", lambda message, now: "no longer needed"])
    message = queued(kind)
    send()
    message.refresh_from_db()
    assert (message.state, message.reason) == expected


def test_a_message_that_comes_true_again_while_it_is_sent_goes_anew(queued, send, sink, now, monkeypatch):
    """Withdrawn and queued again between the mail server's words: the first mail says what is no longer so."""
    message = queued(object_id="1")
    deliver = Smtp.deliver

    def in_between(carrier, **mail):
        monkeypatch.setattr(Smtp, "deliver", deliver)
        services.withdraw(reason="no longer true", now=now, object_id="1")
        queued(object_id="1", recipient=message.recipient, context={"words": "Other words"})
        deliver(carrier, **mail)

    monkeypatch.setattr(Smtp, "deliver", in_between)
    assert send() == 2
    assert (outcome(message), "Other words" in sink.last()) == (("sent", ""), True)


def test_what_was_withdrawn_while_it_was_sent_counts_as_sent_and_does_not_come_again(
    queued, send, now, monkeypatch
):
    message = queued(object_id="1")
    deliver = Smtp.deliver

    def in_between(carrier, **mail):
        services.withdraw(reason="no longer true", now=now, object_id="1")
        deliver(carrier, **mail)

    monkeypatch.setattr(Smtp, "deliver", in_between)
    assert send() == 1
    assert queued(object_id="1", recipient=message.recipient) is None
    assert outcome(message) == ("sent", "")


def test_a_reminder_that_is_late_goes_in_quiet_hours_only_when_it_would_be_useless_later(queued, send, now):
    patient, pressing = queued(), queued(useful_until=now.replace(hour=23))
    assert send(now.replace(hour=22)) == 1
    assert (outcome(patient), outcome(pressing)) == (("due", ""), ("sent", ""))


def test_a_reminder_moved_to_the_start_of_quiet_hours_goes_when_they_begin(queued, send, now):
    """Its turn comes some seconds later, and that is not a reason to wait for the morning."""
    moved = queued(due_at=now.replace(hour=23))
    assert moved.due_at == now.replace(hour=20)
    assert send(now.replace(hour=20, second=3)) == 1
    assert outcome(moved) == ("sent", "")


def test_a_4xx_at_rcpt_waits_and_goes_later(queued, send, sink, now):
    message = queued(person={"email": "rcpt-450@nordwerk.example"})
    other = queued()
    assert send() == 1
    assert outcome(message) == ("due", "450 as told")
    assert send(now + timedelta(seconds=29)) == 0
    sink.tell(kind=True)
    assert send(now + timedelta(seconds=30)) == 1
    assert sink.accepted() == {str(message.pk): 1, str(other.pk): 1}


def test_pauses_double_up_to_an_hour(queued, send, now):
    message = queued(person={"email": "data-451@nordwerk.example"}, useful_until=now + timedelta(days=9))
    pauses, at = [], now
    for _try in range(9):
        send(at)
        message.refresh_from_db()
        pauses.append((message.retry_at - at).total_seconds())
        at = message.retry_at
        at = at.replace(hour=12) if not 8 < at.astimezone(now.tzinfo).hour < 19 else at
    assert pauses == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_a_message_that_would_be_useless_after_the_pause_has_failed(queued, send, now):
    message = queued(person={"email": "rcpt-450@nordwerk.example"}, useful_until=now + timedelta(seconds=20))
    send()
    assert outcome(message) == ("failed", "450 as told")


@pytest.mark.parametrize("name", ["rcpt-550", "data-554"])
def test_a_5xx_fails_for_good_and_marks_the_address(queued, send, now, name):
    message, other = queued(person={"email": f"{name}@nordwerk.example"}), queued()
    assert send() == 1
    assert (outcome(message), outcome(other)) == (("failed", f"{name[-3:]} as told"), ("sent", ""))
    fault = AddressFault.objects.get()
    assert (fault.person, fault.address, fault.since) == (
        message.recipient,
        f"{name}@nordwerk.example",
        now.date(),
    )


def test_an_accepted_mail_clears_the_address(queued, send, sink):
    message = queued(person={"email": "rcpt-550@nordwerk.example"})
    send()
    sink.tell(kind=True)
    queued(recipient=message.recipient, occurrence="2")
    assert send() == 1
    assert not AddressFault.objects.exists()


def test_an_address_that_changed_fails_no_more(queued, send):
    person = queued(person={"email": "rcpt-550@nordwerk.example"}).recipient
    send()
    assert list(AddressFault.objects.current()) == [person.address_fault]
    person.email = "new@nordwerk.example"
    person.save()
    assert list(AddressFault.objects.current()) == []


@pytest.mark.parametrize("phase", ["connect", "mail"])
@pytest.mark.parametrize("code", [421, 554])
def test_a_refusal_before_rcpt_is_an_outage_whatever_its_number(queued, send, sink, now, phase, code):
    first, second = queued(), queued(due_at=now + timedelta(seconds=1))
    sink.tell(refuse={phase: code})
    assert send(now + timedelta(seconds=1)) == 0
    assert [outcome(first), outcome(second)] == [("due", f"{code} as told"), ("due", "")]
    assert Message.objects.filter(lease_token__isnull=False).count() == 0
    sink.tell(refuse=None)
    assert send(now + timedelta(seconds=31)) == 2


def test_a_server_that_is_away_is_an_outage(queued, now):
    from outbox.smtp import Smtp

    message = queued()
    Sender(clock=lambda: now, carrier=Smtp("127.0.0.1", 1)).run(lanes=list(MessageClass), batch=5, seconds=1)
    assert outcome(message) == ("due", "the mail server cannot be reached")


def test_a_server_that_hangs_costs_the_time_out_and_no_more(queued, send, sink, now):
    message = queued(person={"email": "hang@nordwerk.example"})
    begun = time.monotonic()
    assert send(timeout=0.5) == 0
    assert time.monotonic() - begun < 2
    assert outcome(message) == ("due", "the mail server closed the connection or did not answer in time")


def test_a_cut_after_the_mail_was_taken_doubles_it_once_at_most(queued, send, sink, now):
    message = queued(person={"email": "cut@nordwerk.example"})
    assert send() == 0
    sink.tell(kind=True)
    assert send(now + HOUR) == 1
    assert sink.accepted() == {str(message.pk): 2}


def test_a_message_that_cannot_be_written_is_set_aside_and_the_others_go_on(queued, send, now):
    message = queued(context={"broken": "no/such/template.txt"})
    accepted = [
        send(now + timedelta(minutes=5 * n)) + 0 * len(str(queued(occurrence=str(n)).pk)) for n in range(4)
    ]
    assert outcome(message) == ("failed", "the mail could not be written")
    assert (message.template_faults, sum(accepted)) == (3, 3)


def test_a_code_is_wiped_once_it_is_sent(queued, send, sink):
    message = queued("post_secret", context={"secret": "MJHK-TWQC"})
    nonce = message.nonce
    assert send() == 1
    message.refresh_from_db()
    assert "MJHK-TWQC" in sink.last()
    assert (message.context, message.subject, message.nonce == nonce) == ({}, "", False)


def test_without_a_mail_server_the_mail_stays_here(queued, now):
    message = queued()
    Sender(clock=lambda: now, carrier=None).run(lanes=list(MessageClass), batch=5, seconds=1)
    assert outcome(message) == ("sent", "")
    assert f"Message-ID: <{message.pk}@localhost>".encode() in bytes(
        KeptMail.objects.get(message=message).raw
    )
    message.recipient.delete()
    assert not KeptMail.objects.exists()


def test_a_message_of_a_kind_nobody_knows_is_left_for_a_newer_process(queued, send):
    message = queued()
    Message.objects.update(kind="of_the_next_release")
    assert send() == 0
    assert outcome(message) == ("due", "")


def test_a_claim_about_to_end_is_renewed_before_the_next_mail(queued, send, sink):
    from outbox import claims

    message = queued()
    claim = claims.claim(lanes=list(MessageClass), limit=5, now=message.created_at)
    Message.objects.update(lease_until=Now() + timedelta(seconds=34))
    assert claims.look_again(message.pk, claim).message == message
    assert Message.objects.filter(lease_until__gt=Now() + timedelta(seconds=110)).count() == 1


def test_a_claim_that_ended_sends_nothing_and_writes_nothing(queued, now):
    from outbox import claims

    message = queued()
    old = claims.claim(lanes=list(MessageClass), limit=5, now=now)
    Message.objects.update(lease_until=Now() - timedelta(seconds=1))
    new = claims.claim(lanes=list(MessageClass), limit=5, now=now)
    assert (old.ids, new.ids) == ([message.pk], [message.pk])
    assert claims.look_again(message.pk, old) is None
    assert claims.write_result(message, old.token, {"state": "sent"}) is False
    assert claims.write_result(message, new.token, {"state": "sent"}) is True


def test_what_is_claimed_is_claimed_by_one(queued, now):
    from outbox import claims

    message = queued()
    assert claims.claim(lanes=list(MessageClass), limit=5, now=now).ids == [message.pk]
    assert claims.claim(lanes=list(MessageClass), limit=5, now=now).ids == []


def test_lane_zero_is_taken_by_others_after_ten_seconds(queued, send, now):
    queued("post_now")
    assert send(lanes=[MessageClass.ASK]) == 0
    assert send(now + timedelta(seconds=10), lanes=[MessageClass.ASK]) == 1
