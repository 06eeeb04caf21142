"""The processes of the house under one terminal: one log, restarts when one dies, one end for all."""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType
from typing import IO

from influencer_hub.embedded import tied_to_parent
from influencer_hub.footing import ServiceFault
from influencer_hub.localservices import BASE_DIR, Hold

GRACE = 6.0  # seconds from SIGTERM to SIGKILL
STEADY = 10.0  # a process that lived this long is restarted at once when it dies
TRIES = 4
COLOURS = {"web": 36, "live": 35, "worker": 32, "urgent": 33, "beat": 34, "hub": 1}


@dataclass
class Part:
    """One process: its name in the log, its command and, by the monotonic clock, when it may start (None: not yet)."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    unfinished: bytes = b""
    started_at: float = 0.0
    start_at: float | None = 0.0
    failures: int = field(default=0)


class Log:
    """One line at a time on the terminal, each behind the name of who wrote it."""

    def __init__(self, stream: IO[str], width: int = 7) -> None:
        self.stream, self.width = stream, width
        self.coloured = stream.isatty() and "NO_COLOR" not in os.environ

    def line(self, name: str, text: str) -> None:
        prefix = f"{name:<{self.width}}|"
        if self.coloured:
            prefix = f"\033[{COLOURS.get(name, 0)}m{prefix}\033[0m"
        self.stream.write(f"{prefix} {text}\n")
        self.stream.flush()


class Supervisor:
    """Runs the parts until a signal, a fault or the end of the services."""

    def __init__(self, held: Hold, log: Log, pause: float = 1.0) -> None:
        """`pause` seconds before the first restart; each further one waits twice as long."""
        self.held, self.log, self.pause = held, log, pause
        self.parts: list[Part] = []
        self.stopping = False
        self.selector = selectors.DefaultSelector()
        self.selector.register(held, selectors.EVENT_READ)

    def run(self, parts: Sequence[Part], on_turn: Callable[[], None]) -> None:
        """Raises ServiceFault when the house cannot go on. `on_turn` is called about five times a second."""
        self.parts = list(parts)
        with self._signals():
            try:
                while not self.stopping:
                    for part in self.parts:
                        self._keep_running(part)
                    self._read(0.2)
                    on_turn()
            finally:
                self._stop_all()

    def _keep_running(self, part: Part) -> None:
        now = time.monotonic()
        if part.process is None:
            if part.start_at is not None and now >= part.start_at:
                self._start(part, now)
        elif part.process.poll() is not None:
            self._died(part, now)

    def _start(self, part: Part, now: float) -> None:
        part.process = subprocess.Popen(
            part.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=BASE_DIR,
            start_new_session=True,
            preexec_fn=tied_to_parent(signal.SIGTERM, None),  # noqa: PLW1509 (this process has one thread)
        )
        assert part.process.stdout is not None
        os.set_blocking(part.process.stdout.fileno(), False)
        self.held.guard(part.process.pid)
        self.selector.register(part.process.stdout, selectors.EVENT_READ, part)
        part.started_at = now

    def _died(self, part: Part, now: float) -> None:
        """Whatever it left of its group goes as well: granian's workers outlive a granian that was killed."""
        assert part.process is not None
        self._drain(part)
        code = part.process.returncode
        self._forget(part)
        part.failures = 1 if now - part.started_at > STEADY else part.failures + 1
        if part.failures >= TRIES:
            raise ServiceFault(
                f"{part.name} ended {TRIES} times right after its start; its last words are above."
            )
        pause = self.pause * 2 ** (part.failures - 1)
        self.log.line(
            "hub", f"{part.name} ended unexpectedly ({_how(code)}) and starts again in {pause:g} s."
        )
        part.start_at = now + pause

    def _forget(self, part: Part) -> None:
        """Close its log, kill what is left of its group and let the guardian forget it."""
        assert part.process
        assert part.process.stdout
        if part.unfinished:
            self.log.line(part.name, part.unfinished.decode(errors="replace"))
        with suppress(KeyError):
            self.selector.unregister(part.process.stdout)
        part.process.stdout.close()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(part.process.pid, signal.SIGKILL)
        self.held.release(part.process.pid)
        part.process, part.unfinished = None, b""

    def _read(self, seconds: float) -> None:
        for key, _ in self.selector.select(seconds):
            if isinstance(key.data, Part):
                self._drain(key.data)
            else:
                word = self.held.hear()
                raise ServiceFault(word["fault"] if word else "The local services ended unexpectedly.")

    def _drain(self, part: Part) -> None:
        assert part.process
        assert part.process.stdout
        while True:
            try:
                received = os.read(part.process.stdout.fileno(), 65536)
            except BlockingIOError:
                return
            if not received:
                with suppress(KeyError):
                    self.selector.unregister(part.process.stdout)
                return
            *lines, part.unfinished = (part.unfinished + received).split(b"\n")
            for line in lines:
                self.log.line(part.name, line.decode(errors="replace").rstrip())

    def _stop_all(self) -> None:
        """SIGTERM to the first process of each group, which ends its own children in order; then SIGKILL."""
        running = [part for part in self.parts if part.process is not None]
        for part in running:
            assert part.process is not None
            part.process.terminate()
        deadline = time.monotonic() + GRACE
        while time.monotonic() < deadline and any(p.process and p.process.poll() is None for p in running):
            for part in running:
                self._drain(part)
            time.sleep(0.05)
        for part in running:
            self._drain(part)
            process = part.process
            self._forget(part)
            assert process is not None
            process.wait()

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """The first signal asks for an orderly end; a second one is not heard while it goes on."""

        def stop(number: int, frame: FrameType | None) -> None:
            self.stopping = True

        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = {number: signal.signal(number, stop) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _how(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def python(module: str, *arguments: str) -> list[str]:
    """Celery warns root on many lines; that root may run the hub is our own promise."""
    return [sys.executable, "-W", "ignore:You're running the worker with superuser", "-m", module, *arguments]
