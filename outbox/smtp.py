"""One SMTP connection for many mails, and what a failure means.

A refusal counts against a mail only where the server speaks about this mail: at RCPT or DATA. A failure at connect, EHLO,
STARTTLS, AUTH or MAIL, a time-out or a cut is an outage of the server, whatever its number: the mail waits like all others.
"""

import contextlib
import re
import smtplib
import socket
import ssl
import time
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.utils.translation import gettext_noop

CLOSING = 421
ADDRESS = re.compile(r"<?[^\s<>@]+@[\w.-]+>?")
CUT = gettext_noop("the mail server closed the connection or did not answer in time")
AWAY = gettext_noop("the mail server cannot be reached")
UNKNOWN_LETTERS = gettext_noop("the mail server knows no addresses with such letters")


class Trouble(Exception):
    """A mail was not accepted; the text is the reason, for a coordinator to read."""


class Outage(Trouble):
    """The server takes no mail now. After a cut or a time-out it may have accepted this one all the same."""


class Deferred(Trouble):
    """The server asks to try this mail later (4xx)."""


class Refused(Trouble):
    """The server will never take this mail (5xx)."""


class Carrier(Protocol):
    """Takes mails away one by one. Raises Trouble."""

    def deliver(self, *, sender: str, recipient: str, mail: bytes) -> None: ...

    def close(self) -> None: ...


class _OnTime(smtplib.SMTP):
    """All replies of one mail together take no longer than `deadline` (monotonic): a server that answers each command
    just in time would outlast the sender's lease."""

    deadline = float("inf")

    def send(self, s: Any) -> None:
        self._hurry()
        super().send(s)

    def getreply(self) -> tuple[int, bytes]:
        self._hurry()
        return super().getreply()

    def _hurry(self) -> None:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if self.sock is not None:
            self.sock.settimeout(min(left, self.timeout))


class _OnTimeTls(_OnTime, smtplib.SMTP_SSL):
    pass


@dataclass
class Smtp:
    """A connection that opens with the first mail and opens again after an outage. `timeout` is for a whole mail."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False
    timeout: float = 30.0
    _server: _OnTime | None = None

    def deliver(self, *, sender: str, recipient: str, mail: bytes) -> None:
        """Returns when the server has answered 250 to the mail. Addresses are plain. Raises Trouble."""
        try:
            self._converse(self._connected(), sender, recipient, mail)
        except Outage:
            self._hang_up()
            raise
        except Trouble:
            self._reset()
            raise
        except smtplib.SMTPServerDisconnected as error:
            self._hang_up()
            raise Outage(CUT) from error
        except smtplib.SMTPResponseException as error:
            self._hang_up()
            raise Outage(_reason(error.smtp_code, error.smtp_error)) from error
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise Outage(AWAY) from error

    def close(self) -> None:
        """Say goodbye; a server that does not answer within a second is left."""
        if self._server is not None:
            self._server.deadline = time.monotonic() + 1
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._server.quit()
        self._hang_up()

    def _hang_up(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()

    def _reset(self) -> None:
        """Ready for the next mail after one was not taken."""
        try:
            if self._server is not None and self._server.rset()[0] != 250:
                self._hang_up()
        except (smtplib.SMTPException, OSError):
            self._hang_up()

    def _connected(self) -> _OnTime:
        deadline = time.monotonic() + self.timeout
        if self._server is None:
            server = self._server = self._new()
            server.deadline = deadline
            code, words = server.connect(self.host, self.port)
            if code != 220:
                raise Outage(_reason(code, words))
            self._greet(server)
        self._server.deadline = deadline
        return self._server

    def _new(self) -> _OnTime:
        # Its own name is given, since smtplib would ask the name servers for it.
        name = socket.gethostname() or "localhost"
        if not self.tls:
            return _OnTime(local_hostname=name, timeout=self.timeout)
        server = _OnTimeTls(local_hostname=name, timeout=self.timeout, context=ssl.create_default_context())
        # smtplib keeps the name for the handshake only when it connects at once.
        server._host = self.host  # type: ignore[attr-defined]
        return server

    def _greet(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        if self.starttls:
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if self.user:
            server.login(self.user, self.password)

    def _converse(self, server: smtplib.SMTP, sender: str, recipient: str, mail: bytes) -> None:
        beyond_ascii = not recipient.isascii()
        if beyond_ascii and not server.has_extn("smtputf8"):
            raise Refused(UNKNOWN_LETTERS)
        server.command_encoding = "utf-8" if beyond_ascii else "ascii"
        # Addresses are plain already; smtplib's own commands would take them apart once more for every mail.
        code, words = server.docmd("MAIL", f"FROM:<{sender}>{' SMTPUTF8' if beyond_ascii else ''}")
        if code != 250:
            raise Outage(_reason(code, words))
        _expect_success(*server.docmd("RCPT", f"TO:<{recipient}>"))
        try:
            _expect_success(*server.data(mail))
        except smtplib.SMTPDataError as error:
            _expect_success(error.smtp_code, error.smtp_error)


def _expect_success(code: int, words: bytes | str) -> None:
    """What the server says about one mail. Raises Trouble for anything but 2xx."""
    if 200 <= code < 300:
        return
    reason = _reason(code, words)
    if code == CLOSING or not 400 <= code < 600:
        raise Outage(reason)
    raise Refused(reason) if code >= 500 else Deferred(reason)


def _reason(code: int, words: bytes | str) -> str:
    """Without addresses: beside a kind of message one would tell to whom it went."""
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return " ".join(f"{code} {ADDRESS.sub('…', text)}".split())[:180]


def from_settings() -> Smtp:
    """The server that EMAIL_URL names."""
    return Smtp(
        host=settings.EMAIL_HOST,
        port=settings.EMAIL_PORT,
        user=settings.EMAIL_HOST_USER,
        password=settings.EMAIL_HOST_PASSWORD,
        starttls=settings.EMAIL_USE_TLS,
        tls=settings.EMAIL_USE_SSL,
        timeout=settings.EMAIL_TIMEOUT,
    )
