"""What becomes of a message when its turn has come, and after a try.

Each answer is what to store in the row; the reasons name facts, never an answer that somebody gave.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_noop

from outbox import kinds, quiet
from outbox.models import Message, MessageClass

State = Message.State
Result = dict[str, Any]

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
TEMPLATE_TRIES = 3
# A turn comes some seconds after the moment at which a message is due.
ON_TIME = timedelta(minutes=5)
REASON_LENGTH = 200

ACCOUNT_CLOSED = "the account is closed"
NOT_USEFUL = gettext_noop("no longer useful")
CANNOT_BE_WRITTEN = gettext_noop("the mail could not be written")
MUTED = "the person wants no more of this kind"


def pause(attempts: int) -> timedelta:
    """After that many failed tries: 30 s, doubling to an hour."""
    return min(FIRST_PAUSE * 2 ** min(attempts, 12), LONGEST_PAUSE)


def judge(message: Message, *, muted: bool, now: datetime) -> Result | None:
    """Whether a message still goes: None for yes, else what to store instead. Asks the message's kind."""
    kind, recipient = kinds.get(message.kind), message.recipient
    if not recipient.is_active and not kind.after_closing:
        return dropped(message, ACCOUNT_CLOSED, now=now)
    if message.useful_until <= now:
        return too_late(message, now=now)
    if muted and kind.can_be_muted:
        return dropped(message, MUTED, now=now)
    if reason := kind.untrue(message, now):
        return dropped(message, reason, now=now)
    if kind.message_class == MessageClass.ASK and (reason := kinds.closed(message, now)):
        return dropped(message, reason, now=now)
    at = _moment_to_judge(message, kind.message_class, now)
    needed_by = kind.needed_by(message) or message.useful_until
    moment = quiet.moment(kind.message_class, at, recipient=recipient, now=at, useful_until=needed_by)
    if moment > now:
        return {"due_at": moment} if moment < message.useful_until else dropped(message, NOT_USEFUL, now=now)
    return None


def _moment_to_judge(message: Message, message_class: MessageClass, now: datetime) -> datetime:
    """What people signed up for is due at the very start of quiet hours: a turn soon after that is on time."""
    is_on_time = message_class == MessageClass.SIGNED_UP and now - message.due_at <= ON_TIME
    return message.due_at if is_on_time else now


def in_hub(message: Message, *, subject: str, now: datetime) -> Result:
    """For a person without an address: what others get by mail they read in the hub."""
    return _done(message, State.IN_HUB, subject, now)


def sent(message: Message, *, subject: str, now: datetime) -> Result:
    tries = {"attempts": message.attempts + 1, "tried_at": now}
    return _done(message, State.SENT, subject, now) | tries


def _done(message: Message, state: State, subject: str, now: datetime) -> Result:
    """Also where a deed has withdrawn it in the meantime: it has reached the person, so it does not come again."""
    result = {"state": state, "done_at": now, "reason": "", "withdrawn": False}
    if kinds.get(message.kind).secret:
        return result | _without_secret(message)
    return result | {"subject": subject}


def dropped(message: Message, reason: str, *, now: datetime) -> Result:
    return {
        "state": State.DROPPED,
        "done_at": now,
        "reason": reason[:REASON_LENGTH],
        **_without_secret(message),
    }


def failed(message: Message, reason: str, *, now: datetime) -> Result:
    """Stays as it is, its secret included, so that a coordinator can have it tried again while it is useful."""
    tries = {"attempts": message.attempts + 1, "tried_at": now}
    return {"state": State.FAILED, "done_at": now, "reason": reason[:REASON_LENGTH], **tries}


def waiting(message: Message, reason: str, *, now: datetime) -> Result:
    """Try again after a pause, unless it would be useless by then."""
    retry_at = now + pause(message.attempts)
    if retry_at >= message.useful_until:
        return failed(message, reason, now=now)
    tries = {"attempts": message.attempts + 1, "tried_at": now, "retry_at": retry_at}
    return {"reason": reason[:REASON_LENGTH], **tries}


def too_late(message: Message, *, now: datetime) -> Result:
    """One that was tried in vain has failed; one that never had its turn is dropped."""
    if message.attempts or message.template_faults:
        return {
            "state": State.FAILED,
            "done_at": now,
            "reason": message.reason or NOT_USEFUL,
            **_without_secret(message),
        }
    return dropped(message, NOT_USEFUL, now=now)


def faulty(message: Message, *, now: datetime) -> Result:
    """The message could not be written down: set aside after the third time, so that the others go on."""
    faults = message.template_faults + 1
    if faults >= TEMPLATE_TRIES:
        return {"state": State.FAILED, "done_at": now, "reason": CANNOT_BE_WRITTEN, "template_faults": faults}
    return {"reason": CANNOT_BE_WRITTEN, "template_faults": faults, "retry_at": now + pause(faults - 1)}


def _without_secret(message: Message) -> Result:
    return {"context": {}, "nonce": uuid.uuid4()} if kinds.get(message.kind).secret else {}
