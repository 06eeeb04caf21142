"""The embedded PostgreSQL and Valkey of a machine that has neither: their addresses, and holding them.

Addresses are computed from the data folder and need nothing to run. `hold()` starts the servers or attaches
to those that run; a guardian process of its own (`influencer_hub.guardian`) owns them and ends them when the
last process that held them has gone, however it went.
"""

import contextlib
import hashlib
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentError, ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from influencer_hub.footing import ServiceFault
from influencer_hub.guardian import HELD_BY_ANOTHER

# Commands that never touch the database: they start nothing.
WITHOUT_SERVICES = {
    *("", "check", "collectstatic", "compilemessages", "diffsettings", "findstatic", "help", "makemessages"),
    *("up", "version"),  # `up` holds them itself
}
ATTEMPTS_SECONDS = 30.0  # how long a guardian that is starting or ending may hold the folder's lock

BASE_DIR = Path(__file__).resolve().parent.parent


def data_dir() -> Path:
    """The folder of everything this machine keeps: HUB_DATA_DIR, else `.local` in the checkout."""
    return Path(os.environ.get("HUB_DATA_DIR") or BASE_DIR / ".local").expanduser().resolve()


def socket_dir(data_dir: Path) -> Path:
    """Where the servers of this data folder listen: short, since a socket's path ends at 107 bytes."""
    owner = f"{os.geteuid()}:{data_dir}"
    name = f"hub-{hashlib.sha256(owner.encode()).hexdigest()[:16]}"
    return Path("/tmp") / name  # noqa: S108 (_make_socket_dir checks that it is ours)


def database_url(data_dir: Path) -> str:
    """With the port, or a PGPORT in the environment would decide it."""
    return f"postgres://hub@:5432/{socket_dir(data_dir)}/pg/hub"


def redis_url(data_dir: Path, database: int = 0) -> str:
    return f"unix://{socket_dir(data_dir)}/valkey.sock?db={database}"


def broker_url(redis_url: str) -> str:
    """The same server in Celery's spelling, which differs for Unix sockets alone."""
    if not redis_url.startswith("unix://"):
        return redis_url
    parts = urlsplit(redis_url)
    database = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={database}"


def secret_key(data_dir: Path) -> str:
    """The key of this data folder, made once; where nothing can be written, one for this process."""
    path = data_dir / "secret_key"
    try:
        return path.read_text()
    except FileNotFoundError:
        pass
    key = secrets.token_urlsafe(48)
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=data_dir) as draft:
            draft.write(key)
            draft.flush()
            os.link(draft.name, path)
    except FileExistsError:
        return path.read_text()
    except OSError:
        pass
    return key


class Hold:
    """A connection to the guardian: the services run at least as long as it is open."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self._received = b""
        self.note = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def fileno(self) -> int:
        return self.connection.fileno()

    def ask_for(self, needs: Sequence[str]) -> bool:
        """Wait until these services are ready; False when the guardian was just leaving. Raises ServiceFault."""
        self._say(need=list(needs))
        answer = self.hear()
        if answer and "fault" in answer:
            raise ServiceFault(answer["fault"])
        self.note = answer["note"] if answer else ""
        return answer is not None

    def guard(self, group: int) -> None:
        """Have this process group ended when our process ends, however it ends."""
        self._say(guard=group)

    def release(self, group: int) -> None:
        self._say(release=group)

    def hear(self) -> dict[str, Any] | None:
        """The guardian's next word, waited for; None when it has gone."""
        while b"\n" not in self._received:
            try:
                received = self.connection.recv(65536)
            except OSError:
                received = b""
            if not received:
                return None
            self._received += received
        line, _, self._received = self._received.partition(b"\n")
        word: dict[str, Any] = json.loads(line)
        return word

    def close(self) -> None:
        """Say goodbye; when nobody else holds the services, wait until they have ended."""
        with contextlib.suppress(OSError):
            self._say(bye=True)
            self.connection.settimeout(30)
            while self.connection.recv(65536):
                pass
        self.connection.close()

    def _say(self, **word: Any) -> None:
        with contextlib.suppress(OSError):
            self.connection.sendall(json.dumps(word).encode() + b"\n")


def hold(data_dir: Path, needs: Sequence[str], *, durable: bool = True) -> Hold:
    """Start the named services ("postgres", "valkey") on this data folder, or attach to them when they run.

    Raises ServiceFault with one sentence when they cannot run. `durable=False` is for throw-away data.
    """
    _make_folder(data_dir)
    until = time.monotonic() + ATTEMPTS_SECONDS
    while time.monotonic() < until:
        connection = _connected(data_dir)
        if connection is None:
            _start_guardian(data_dir, durable)
            connection = _connected(data_dir)
        if connection is None:
            time.sleep(0.1)
            continue
        held = Hold(connection)
        try:
            if held.ask_for(needs):
                return held
        except BaseException:
            connection.close()
            raise
        connection.close()
    log = data_dir / "log" / "guardian.log"
    raise ServiceFault(
        f"The services of {data_dir} do not answer: another user runs them, or {log} says why."
    )


def needed() -> list[str]:
    """The services that no address in the environment replaces."""
    urls = {"postgres": "DATABASE_URL", "valkey": "REDIS_URL"}
    return [service for service, url in urls.items() if not os.environ.get(url)]


@contextlib.contextmanager
def for_command(arguments: Sequence[str]) -> Iterator[None]:
    """Around one command of manage.py: the services run while it does, if it needs them."""
    command = arguments[1] if len(arguments) > 1 else ""
    if command == "up":
        _take_options(arguments[2:])
    try:
        if command in WITHOUT_SERVICES or {"-h", "--help", "--version"} & {*arguments} or not needed():
            yield
        else:
            with hold(data_dir(), needed()):
                yield
    except ServiceFault as fault:
        sys.exit(str(fault))


def _take_options(arguments: Sequence[str]) -> None:
    """What `up` is told must be in the environment before the settings read it, for it and its processes."""
    parser = ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--data-dir")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--live-port", type=int)
    try:
        options, _ = parser.parse_known_args(arguments)
    except ArgumentError:
        return  # the command itself says what is wrong
    if options.data_dir:
        os.environ["HUB_DATA_DIR"] = options.data_dir
    os.environ.setdefault("BASE_URL", f"http://127.0.0.1:{options.port}")
    os.environ.setdefault("LIVE_URL", f"http://127.0.0.1:{options.live_port or options.port + 1}")


def _connected(data_dir: Path) -> socket.socket | None:
    """A connection to the guardian of this data folder; None when there is none."""
    connection = socket.socket(socket.AF_UNIX)
    address = socket_dir(data_dir) / "guardian.sock"
    try:
        connection.connect(str(address))
    except (FileNotFoundError, ConnectionRefusedError):
        connection.close()
        return None
    except OSError as error:
        connection.close()
        raise ServiceFault(f"{address} cannot be reached: {error.strerror}.") from error
    return connection


def _start_guardian(data_dir: Path, durable: bool) -> None:
    """Returns when the guardian can be reached, or when another one comes or goes."""
    sockets = socket_dir(data_dir)
    _make_socket_dir(sockets)
    command = [sys.executable, "-m", "influencer_hub.guardian", str(data_dir), str(sockets)]
    started = subprocess.run(
        [*command, "durable" if durable else "quick"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=BASE_DIR,
        text=True,
        check=False,
    )
    if started.returncode not in (0, HELD_BY_ANOTHER):
        raise ServiceFault(f"The local services do not start: {started.stderr.strip().splitlines()[-1]}")


def _make_folder(folder: Path) -> None:
    """A new one is for us alone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ServiceFault(f"{folder} cannot be made: {error.strerror}.") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ServiceFault(f"{folder} belongs to another user: run as that user or choose another folder.")


def _make_socket_dir(folder: Path) -> None:
    """Its name can be guessed, so make sure that nobody else made it."""
    _make_folder(folder)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise ServiceFault(f"{folder} belongs to another user: remove it.")
