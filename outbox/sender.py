"""The sender: takes what is due and sends it, one mail after the other over one connection.

At least once, with a window of one message: only a crash between the mail server's 250 and our commit sends a mail
twice (RFC 1047). So each result is committed before the next mail begins, and nothing is sent inside a transaction.
"""

import logging
import time
import traceback
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction

from outbox import claims, kinds, letterhead, letters, mime, policies, smtp
from outbox.letterhead import Letterhead
from outbox.mime import Envelope, Letter
from outbox.models import AddressFault, KeptMail, Message, MessageClass
from outbox.smtp import Carrier

log = logging.getLogger(__name__)

BATCH = 50


@dataclass
class Sender:
    """`carrier` None keeps the mails on this machine. `clock` gives the time for rules; leases have the database's own."""

    clock: Callable[[], datetime]
    carrier: Carrier | None
    sender: mime.Sender = field(default_factory=lambda: mime.sender(settings.DEFAULT_FROM_EMAIL))
    accepted: int = 0
    paper: Letterhead = field(default_factory=letterhead.current)

    def run(self, *, lanes: Collection[MessageClass], batch: int, seconds: float) -> bool:
        """Send for that long at most. Returns whether more may be due: the time was up, not the work."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            claim = claims.claim(lanes=lanes, limit=batch, now=self.clock())
            if not claim.ids:
                return False
            try:
                goes_on = self._send(claim)
            except (OperationalError, InterfaceError):
                # The database went away: what was not tried must not wait until the leases end.
                claims.persistently(partial(claims.give_back, claim.token))
                raise
            if not goes_on:
                return False
        return True

    def close(self) -> None:
        if self.carrier is not None:
            self.carrier.close()

    def _send(self, claim: claims.Claim) -> bool:
        """Send a claim in its order; False when the mail server is out, and then the rest is given back."""
        for message_id in claim.ids:
            turn = claims.look_again(message_id, claim)
            if turn is None:
                continue
            try:
                self._take(turn, claim.token)
            except smtp.Outage as outage:
                _store(turn, claim.token, policies.waiting(turn.message, str(outage), now=self.clock()))
                claims.give_back(claim.token)
                log.warning("mail server out: %s", outage)
                return False
        return True

    def _take(self, turn: claims.Turn, token: uuid.UUID) -> None:
        """Raises Outage."""
        message, now = turn.message, self.clock()
        try:
            instead = policies.judge(message, muted=turn.muted, now=now)
            letter = None if instead else letters.write(message, paper=self.paper, now=now)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:  # noqa: BLE001 (the code of any app runs here, and one message must not stop the others)
            log.error("message %s of kind %s cannot be written: %s", message.pk, message.kind, _place(error))
            _store(turn, token, policies.faulty(message, now=now))
            return
        if letter is None:
            _store(turn, token, instead or {})
        elif not (address := kinds.address_of(message)):
            _store(turn, token, policies.in_hub(message, subject=letter.subject, now=now))
        else:
            self._mail(turn, token, letter, address)

    def _mail(self, turn: claims.Turn, token: uuid.UUID, letter: Letter, address: str) -> None:
        message = turn.message
        try:
            mail = self._deliver(message, letter, address)
        except smtp.Deferred as trouble:
            _store(turn, token, policies.waiting(message, str(trouble), now=self.clock()))
        except (smtp.Refused, mime.BadAddress) as trouble:
            result = policies.failed(message, str(trouble), now=self.clock())
            own = address == message.recipient.email
            _store(turn, token, result, address_fault=str(trouble) if own else "")
        else:
            self.accepted += 1
            result = policies.sent(message, subject=letter.subject, now=self.clock())
            _store(turn, token, result, kept=mail if self.carrier is None else b"")

    def _deliver(self, message: Message, letter: Letter, address: str) -> bytes:
        """The mail as it left. Raises BadAddress, Trouble."""
        recipient = mime.plain_address(address)
        envelope = Envelope(
            sender=self.sender,
            recipient=recipient,
            message_id=mime.message_id(message.pk, self.sender.domain),
            at=self.clock(),
            one_click=letters.unsubscribe_address(message),
        )
        mail = mime.as_bytes(letter, envelope)
        if self.carrier is not None:
            self.carrier.deliver(sender=self.sender.address, recipient=recipient, mail=mail)
        return mail


def _place(error: Exception) -> str:
    """Where it happened. Its words are left out: they may hold what the message holds."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {frame.filename}:{frame.lineno}"


def _store(
    turn: claims.Turn,
    token: uuid.UUID,
    result: policies.Result,
    *,
    kept: bytes = b"",
    address_fault: str = "",
) -> None:
    claims.persistently(lambda: _write(turn, token, result, kept, address_fault))


def _write(
    turn: claims.Turn, token: uuid.UUID, result: policies.Result, kept: bytes, address_fault: str
) -> None:
    heals = turn.address_fails and result.get("state") == Message.State.SENT
    if not (kept or address_fault or heals):
        claims.write_result(turn.message, token, result)
        return
    with transaction.atomic():
        if not claims.write_result(turn.message, token, result):
            return
        if kept:
            mail = {"raw": kept, "kept_at": result["done_at"]}
            KeptMail.objects.update_or_create(message=turn.message, defaults=mail)
        if address_fault:
            _mark_address(turn.message, address_fault[: policies.REASON_LENGTH], result["done_at"])
        elif heals:
            AddressFault.objects.filter(person=turn.message.recipient).delete()


def _mark_address(message: Message, reason: str, now: datetime) -> None:
    """The day it began stays while the address stays the same."""
    person = message.recipient
    known = AddressFault.objects.filter(person=person, address=person.email)
    if not known.update(reason=reason):
        facts = {"address": person.email, "since": now.astimezone(person.zone).date(), "reason": reason}
        AddressFault.objects.update_or_create(person=person, defaults=facts)
