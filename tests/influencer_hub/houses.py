"""Real processes for the tests of what starts the house."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from influencer_hub import localservices

HOLDER = """
import sys
from pathlib import Path
from influencer_hub import localservices
with localservices.hold(Path(sys.argv[1]), sys.argv[2].split(","), durable=False) as held:
    for group in sys.argv[3:]:
        held.guard(int(group))
    print("ready", held.note, flush=True)
    sys.stdin.read()
"""


def environment(**more: str) -> dict[str, str]:
    """A bare terminal: no language, no addresses, nothing of the test session."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(localservices.BASE_DIR), **more}


def holder(data_dir: Path, *groups: int, needs: str = "postgres,valkey", **env: str) -> subprocess.Popen[str]:
    """A process that holds the services until its input closes."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(data_dir), needs, *map(str, groups)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(**env),
    )
    assert process.stdout
    first = process.stdout.readline()
    assert first.startswith("ready"), first + process.stdout.read()
    return process


def leave(process: subprocess.Popen[str]) -> int:
    process.communicate()
    return process.returncode


def group_of_its_own(*command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*command], start_new_session=True)


def postmaster(data_dir: Path) -> int:
    return int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])


def processes_of(data_dir: Path) -> list[str]:
    """The commands of living processes that name this data folder or its sockets."""
    marks = (str(data_dir), str(localservices.socket_dir(data_dir)))
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if any(mark in command for mark in marks) and folder.name != str(os.getpid()):
            found.append(command)
    return found


def until(condition: Callable[[], bool], seconds: float = 8.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def ended(process: subprocess.Popen[bytes], seconds: float = 8.0) -> bool:
    return until(lambda: process.poll() is not None, seconds)


def free_ports() -> tuple[int, int]:
    """Two neighbouring ports that nobody has."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port, port + 1


def kill(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream:
            stream.close()
