"""`manage.py up` itself: the whole house, started, disturbed and ended."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from influencer_hub import localservices
from influencer_hub.management.commands.up import waive_second_factor
from tests.influencer_hub.houses import environment, free_ports, kill, processes_of, until

MANAGE = str(localservices.BASE_DIR / "manage.py")


class House:
    """A running `manage.py up` and what it has said."""

    def __init__(self, data_dir: Path, port: int, log: Path) -> None:
        self.data_dir, self.port, self.log = data_dir, port, log
        command = [
            sys.executable,
            MANAGE,
            "up",
            "--port",
            str(port),
            "--data-dir",
            str(data_dir),
        ]
        with log.open("w") as out:
            self.process = subprocess.Popen(
                command, stdout=out, stderr=out, env=environment(), start_new_session=True
            )

    def said(self) -> str:
        return self.log.read_text()

    def is_ready(self) -> bool:
        return "Ctrl-C ends everything." in self.said() or self.process.poll() is not None

    def children(self) -> dict[str, int]:
        """The first process of each part, by what its command says."""
        marks = {"web": "wsgi", "live": "asgi", "bulk": "bulk@", "urgent": "urgent@", "beat": "beat"}
        found: dict[str, int] = {}
        for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split():
            command = Path(f"/proc/{pid}/cmdline").read_text()
            found |= {name: int(pid) for name, mark in marks.items() if mark in command}
        return found

    def page(self) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=20) as answer:
            return int(answer.status)


class Place:
    """One data folder with one house on it: starting again takes a third of a first start."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.house: House | None = None

    def standing(self) -> House:
        """The house, started if the story before has ended it."""
        if self.house is None or self.house.process.poll() is not None:
            self.house = House(self.folder / "data", free_ports()[0], self.folder / "up.log")
            assert until(self.house.is_ready, 120), self.house.said()
        return self.house

    def leave(self) -> None:
        if self.house is not None:
            if self.house.process.poll() is None:
                kill(self.house.process)
            assert until(lambda: processes_of(self.folder / "data") == [])


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    place = Place(tmp_path_factory.mktemp("up"))
    yield place
    place.leave()


@pytest.fixture
def house(place: Place) -> House:
    return place.standing()


def up(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, MANAGE, "up", "--no-sample", *options]
    return subprocess.run(command, capture_output=True, text=True, env=environment(), check=False)


@pytest.mark.xdist_group("up")
def test_the_first_start_makes_the_sample_programme_and_says_who_can_sign_in(house: House) -> None:
    said = [line.removeprefix("hub    | ") for line in house.said().splitlines() if line.startswith("hub ")]
    assert "First start: making the sample programme." in said
    begins = said.index(
        f"The hub runs at http://127.0.0.1:{house.port}/; walls, when there are any, at"
        f" http://127.0.0.1:{house.port + 1}/wall/."
    )
    sign_in, heads, *rows, end = said[begins + 1 :][:8]
    assert sign_in.startswith(f"Sign in at http://127.0.0.1:{house.port}/accounts/login/ with the password ")
    roles = ["Coordinator", "Ambassador", "Trainer", "Employee", "Administrator"]
    assert (heads.split()[0], [row.split()[0] for row in rows], end) == (
        "Role",
        roles,
        "Ctrl-C ends everything.",
    )


@pytest.mark.xdist_group("up")
def test_a_second_up_says_where_the_first_one_runs_and_a_command_attaches(house: House) -> None:
    again = up("--data-dir", str(house.data_dir), "--port", str(free_ports()[0]))
    env = environment(HUB_DATA_DIR=str(house.data_dir))
    attached = subprocess.run([sys.executable, MANAGE, "migrate", "--check"], env=env, check=False)

    sentence = (
        f"The hub is already running at http://127.0.0.1:{house.port}/ with the data of {house.data_dir}."
    )
    assert (again.returncode, again.stderr) == (1, f"CommandError: {sentence}\n")
    assert (attached.returncode, house.page()) == (0, 200)


@pytest.mark.xdist_group("up")
def test_a_process_that_dies_is_started_again(house: House) -> None:
    before = house.children()["web"]
    os.kill(before, signal.SIGKILL)

    assert until(lambda: house.children().get("web", before) != before, 20)
    assert until(lambda: answers(house), 30)
    assert re.findall(r"hub    \| web ended.*", house.said()) == [
        "hub    | web ended unexpectedly (signal SIGKILL) and starts again in 1 s."
    ]


def answers(house: House) -> bool:
    try:
        return house.page() == 200
    except OSError:
        return False


@pytest.mark.xdist_group("up")
def test_one_interrupt_ends_everything_in_order_and_without_a_traceback(house: House) -> None:
    assert house.page() == 200
    assert until(lambda: set(house.children()) == {"web", "live", "bulk", "urgent", "beat"}, 20)

    house.process.send_signal(signal.SIGINT)

    assert (house.process.wait(20), processes_of(house.data_dir)) == (0, [])
    assert "Traceback" not in house.said()
    assert house.said().splitlines()[-1] == "hub    | Everything has ended."


@pytest.mark.xdist_group("up")
def test_kill_9_leaves_nothing_running(house: House) -> None:
    assert until(lambda: len(house.children()) == 5, 20)

    os.kill(house.process.pid, signal.SIGKILL)
    house.process.wait()

    assert until(lambda: processes_of(house.data_dir) == [])
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", house.port))


@pytest.mark.parametrize(("here", "waived"), [(True, "1"), (False, None)])
def test_the_sample_programme_needs_no_second_factor_on_this_machine_alone(
    monkeypatch: pytest.MonkeyPatch, settings: Any, here: bool, waived: str | None
) -> None:
    settings.ON_THIS_MACHINE = here
    monkeypatch.delenv("SECOND_FACTOR_WAIVED", raising=False)
    waive_second_factor()
    assert os.environ.pop("SECOND_FACTOR_WAIVED", None) == waived


def test_one_port_for_two_servers_is_one_sentence(tmp_path: Path) -> None:
    port = str(free_ports()[0])
    refused = up("--data-dir", str(tmp_path), "--port", port, "--live-port", port)
    assert (
        refused.stderr
        == f"CommandError: Port {port} cannot serve both: choose another one for --live-port.\n"
    )


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    port, live_port = free_ports()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        pages = up("--data-dir", str(tmp_path), "--port", str(port))
        walls = up("--data-dir", str(tmp_path), "--port", str(live_port), "--live-port", str(port))

    assert (pages.stderr, walls.stderr) == (
        f'CommandError: Port {port} is in use: choose another one, as in make run ARGS="--port 8200".\n',
        f'CommandError: Port {port} is in use: choose another one, as in make run ARGS="--live-port 8201".\n',
    )
    assert processes_of(tmp_path) == []
