"""The post of a journey: what is due goes out at once and stays on this machine, where it can be read."""

import email
import email.policy
import re
from email.message import EmailMessage
from html import unescape
from typing import cast

from django.utils import timezone

from ambassadors.models import User
from outbox import health, services
from outbox.models import KeptMail, MessageClass
from outbox.sender import Sender
from outbox.smtp import Carrier, Refused

HREF = re.compile(r'href="(http[^"]+)"')


class RefusingServer:
    """A mail server that knows none of its mailboxes."""

    def deliver(self, *, sender: str, recipient: str, mail: bytes) -> None:
        raise Refused("550 5.1.1 mailbox unknown")

    def close(self) -> None:
        pass


def deliver(server: Carrier | None = None) -> int:
    """Send what is due now; returns how many mails went out."""
    sender = Sender(clock=timezone.now, carrier=server)
    sender.run(lanes=list(MessageClass), batch=200, seconds=30)
    services.ticked(name=health.SEND_DUE, now=timezone.now())
    return sender.accepted


def mail_to(person: User) -> EmailMessage:
    """The last one."""
    kept = KeptMail.objects.filter(message__recipient=person).first()
    assert kept is not None
    return cast(EmailMessage, email.message_from_bytes(bytes(kept.raw), policy=email.policy.default))


def links(mail: EmailMessage) -> list[str]:
    """Every address that its HTML leads to, in order."""
    part = mail.get_body(("html",))
    assert part is not None
    return [unescape(address) for address in HREF.findall(part.get_content())]
