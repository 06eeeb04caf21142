"""A mail server for tests: takes everything, logs every Message-ID it accepted, and can be told to misbehave.

Run as a process of its own by `Sink`. It writes a mail's Message-ID into the log before it answers 250, so that the log
holds whatever a client may believe to be sent.

By the recipient: `rcpt-450@…` is answered 450 at RCPT, `data-552@…` 552 after the final dot, `hang@…` never, `cut@…` by
closing the connection after the final dot (the mail is accepted). `"kind": true` makes it accept these as well.
`"stall"` stops the next client in a phase until `"go"`: connect, mail, next (the second mail of a connection), data
(before the body), accept (before 250). `"refuse": {"mail": 554}` answers that in a phase.
"""

import asyncio
import json
import re
import subprocess
import sys
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session


class Handler:
    def __init__(self, log: Path) -> None:
        self.log = log.open("a")
        self.orders: dict[str, Any] = {}
        self.go = asyncio.Event()
        self.last = b""

    async def phase(self, name: str, about: str = "") -> str | None:
        """The answer for this phase, if not the usual one; waits where it was told to."""
        if self.orders.get("stall") == name:
            self.orders["stall"] = None
            self.go.clear()
            print(json.dumps({"at": name, "about": about}), flush=True)
            await self.go.wait()
        refusal = (self.orders.get("refuse") or {}).get(name)
        return f"{refusal} as told" if refusal else None

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, answers: list[str]
    ) -> list[str]:
        session.host_name = hostname
        refusal = await self.phase("connect")
        return [refusal] if refusal else answers

    async def handle_HELO(self, server: SMTP, session: Session, envelope: Envelope, hostname: str) -> str:
        """What a client tries when EHLO is refused."""
        session.host_name = hostname
        return await self.phase("connect") or "250 sink"

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        again = "next" if getattr(session, "has_delivered", False) else ""
        refusal = await self.phase("mail") or await self.phase(again)
        if refusal:
            return refusal
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        refusal = await self.phase("rcpt") or self.mood(address, "rcpt")
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        recipient, content = envelope.rcpt_tos[0], bytes(envelope.content or b"")
        refusal = await self.phase("dot") or self.mood(recipient, "data")
        if refusal:
            return refusal
        if recipient.startswith("hang") and not self.orders.get("kind"):
            await asyncio.sleep(3600)
        message_id = message_from_bytes(content)["Message-ID"]
        self.last = content
        self.log.write(f"{message_id}\n")
        self.log.flush()
        if recipient.startswith("cut") and not self.orders.get("kind"):
            server.transport.close()
        session.has_delivered = True
        await self.phase("accept", message_id)
        return "250 OK"

    def mood(self, address: str, phase: str) -> str | None:
        found = re.match(rf"{phase}-(\d\d\d)", address)
        return f"{found[1]} as told" if found and not self.orders.get("kind") else None


class StallingSMTP(SMTP):
    async def smtp_DATA(self, arg: str) -> None:
        await self.event_handler.phase("data")
        await super().smtp_DATA(arg)


async def serve(log: Path) -> None:
    handler = Handler(log)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: StallingSMTP(handler, timeout=3600, hostname="sink"), "127.0.0.1", 0
    )
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    orders = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    while line := await orders.readline():
        order = json.loads(line)
        if order.pop("go", False):
            handler.go.set()
        if order.pop("show", False):
            print(json.dumps({"last": handler.last.decode()}), flush=True)
            continue
        handler.orders |= order
        print(json.dumps({"heard": True}), flush=True)


class Sink:
    """The server, seen from a test."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "accepted"
        self.log.touch()
        command = [sys.executable, "-m", "tests.sink", str(self.log)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = self._hear()["port"]

    def tell(self, **order: Any) -> None:
        self._say(**order)
        while "heard" not in self._hear():
            pass

    def wait_until_stalled(self) -> dict[str, Any]:
        return self._hear()

    def last(self) -> str:
        """The last mail it accepted, as it came."""
        self._say(show=True)
        return self._hear()["last"]

    def accepted(self) -> Counter[str]:
        """How often each message was accepted, by the id of its row."""
        return Counter(line[1:].partition("@")[0] for line in self.log.read_text().splitlines())

    def wait_for(self, count: int, seconds: float = 30) -> None:
        until = time.monotonic() + seconds
        while len(self.accepted()) < count:
            assert time.monotonic() < until, f"{len(self.accepted())} of {count} mails after {seconds} s"
            time.sleep(0.05)

    def forget(self) -> None:
        self.log.write_text("")
        self.tell(stall=None, refuse=None, kind=False, go=True)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            pipe.close()

    def _say(self, **order: Any) -> None:
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def _hear(self) -> dict[str, Any]:
        return json.loads(self.process.stdout.readline())


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
