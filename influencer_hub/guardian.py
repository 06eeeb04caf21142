"""The guardian: one process a data folder that owns the embedded servers and outlives whoever started it.

Every manage.py that needs the servers holds a connection to the guardian's socket. A connection that closes,
kill -9 included, ends the process groups its owner had named; with the last connection the servers end too.
Lines are JSON: `{"need": ["postgres"]}`, `{"guard": <group>}`, `{"release": <group>}`, `{"bye": true}` in,
`{"ready": true}` or `{"fault": "<sentence>"}` out.

    python -m influencer_hub.guardian <data folder> <socket folder> durable|quick
"""

import contextlib
import fcntl
import json
import os
import selectors
import signal
import socket
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from influencer_hub.embedded import Postgres, Server, Valkey
from influencer_hub.footing import ServiceFault

HELD_BY_ANOTHER = 75
GRACE = 4.0  # seconds that web, live, workers and beat get when their owner was killed
STOP_SECONDS = 10.0
LONELY_SECONDS = 15.0  # how long a guardian waits for its first visitor
SERVERS: dict[str, type[Server]] = {"postgres": Postgres, "valkey": Valkey}


@dataclass
class Visitor:
    connection: socket.socket
    received: bytes = b""
    needs: set[str] = field(default_factory=set)
    answered: bool = True
    groups: set[int] = field(default_factory=set)

    def say(self, **word: Any) -> None:
        with contextlib.suppress(OSError):
            self.connection.sendall(json.dumps(word).encode() + b"\n")


class Guardian:
    def __init__(self, data_dir: Path, sockets: Path, durable: bool, listener: socket.socket) -> None:
        self.data_dir, self.sockets, self.durable = data_dir, sockets, durable
        self.listener = listener
        self.servers: dict[str, Server] = {}
        self.visitors: dict[socket.socket, Visitor] = {}
        self.last_visitor: socket.socket | None = None  # still connected, so that it sees when all has ended
        self.selector = selectors.DefaultSelector()
        self.selector.register(listener, selectors.EVENT_READ)

    def serve(self) -> None:
        lonely_until = time.monotonic() + LONELY_SECONDS
        try:
            while self.visitors or time.monotonic() < lonely_until:
                self._turn()
                if self.visitors:
                    lonely_until = 0.0
        except ServiceFault as fault:
            self._tell_everybody(str(fault))
        except OSError as error:
            self._tell_everybody(f"The local services cannot go on in {self.data_dir}: {error.strerror}.")
        finally:
            self._end()

    def _turn(self) -> None:
        starting = any(not server.ready for server in self.servers.values())
        for key, _ in self.selector.select(0.03 if starting else 0.5):
            if key.fileobj is self.listener:
                self._welcome()
            else:
                self._listen(self.visitors[key.fileobj])  # type: ignore[index]
        for server in self.servers.values():
            server.tick()
        for visitor in self.visitors.values():
            if not visitor.answered and all(self.servers[name].ready for name in visitor.needs):
                visitor.answered = True
                visitor.say(ready=True, note=self._note())

    def _note(self) -> str:
        postgres = self.servers.get("postgres")
        return postgres.foot.note if isinstance(postgres, Postgres) else ""

    def _welcome(self) -> None:
        connection, _ = self.listener.accept()
        self.visitors[connection] = Visitor(connection)
        self.selector.register(connection, selectors.EVENT_READ)

    def _listen(self, visitor: Visitor) -> None:
        try:
            received = visitor.connection.recv(65536)
        except OSError:
            received = b""
        if not received:
            self._part(visitor)
            return
        *lines, visitor.received = (visitor.received + received).split(b"\n")
        for line in lines:
            self._obey(visitor, json.loads(line))

    def _obey(self, visitor: Visitor, word: dict[str, Any]) -> None:
        for name in word.get("need", []):
            visitor.needs.add(name)
            visitor.answered = False
            if name not in self.servers:
                self.servers[name] = SERVERS[name](self.data_dir, self.sockets, self.durable)
        if word.get("need") == []:
            visitor.say(ready=True, note="")
        if "guard" in word:
            visitor.groups.add(word["guard"])
        if "release" in word:
            visitor.groups.discard(word["release"])
        if "bye" in word:
            self._part(visitor, last_words=len(self.visitors) == 1)

    def _part(self, visitor: Visitor, *, last_words: bool = False) -> None:
        """End what the visitor left running. The last one who says goodbye is kept until all has ended."""
        end_groups(visitor.groups, GRACE)
        self.selector.unregister(visitor.connection)
        del self.visitors[visitor.connection]
        if not last_words:
            visitor.connection.close()
        else:
            self.last_visitor = visitor.connection

    def _tell_everybody(self, sentence: str) -> None:
        for visitor in self.visitors.values():
            visitor.say(fault=sentence)

    def _end(self) -> None:
        """Close the door first, so that a newcomer waits for the lock; the servers end last."""
        (self.sockets / "guardian.sock").unlink(missing_ok=True)
        self.listener.close()
        for visitor in self.visitors.values():
            end_groups(visitor.groups, GRACE)
        for server in self.servers.values():
            server.stop()
        for server in self.servers.values():
            server.wait(STOP_SECONDS)
        for leftover in ("valkey.sock", "pg"):
            with contextlib.suppress(OSError):
                path = self.sockets / leftover
                path.rmdir() if path.is_dir() else path.unlink()
        with contextlib.suppress(OSError):
            self.sockets.rmdir()


def end_groups(groups: set[int], grace: float) -> None:
    """SIGTERM to every group, SIGKILL to those left after `grace` seconds."""
    left = {group for group in groups if signal_group(group, signal.SIGTERM)}
    deadline = time.monotonic() + grace
    while left and time.monotonic() < deadline:
        time.sleep(0.05)
        left = {group for group in left if signal_group(group, 0)}
    for group in left:
        signal_group(group, signal.SIGKILL)


def signal_group(group: int, number: int) -> bool:
    """False when the group has ended."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _end_on_signal(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def _stand_apart(log: Path) -> None:
    """Leave the terminal and the caller's process group; what is said from here on goes to the log."""
    os.setsid()
    os.chdir("/")
    log.parent.mkdir(parents=True, exist_ok=True)
    target = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for stream, source in ((0, nothing), (1, target), (2, target)):
        os.dup2(source, stream)


def main(data_dir: Path, sockets: Path, durable: bool) -> int:
    """Take the folder's lock and listen; then go on in a child, so that the caller knows it can connect."""
    os.umask(0o077)
    lock = os.open(data_dir / "guardian.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return HELD_BY_ANOTHER
    address = sockets / "guardian.sock"
    address.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(address))
    listener.listen(64)
    if os.fork():
        os._exit(0)
    _stand_apart(data_dir / "log" / "guardian.log")
    signal.signal(signal.SIGTERM, _end_on_signal)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Guardian(data_dir, sockets, durable, listener).serve()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "durable"))
