"""The supervisor, with small programs in place of the servers."""

import io
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from influencer_hub import localservices
from influencer_hub.footing import ServiceFault
from influencer_hub.supervisor import Log, Part, Supervisor


@pytest.fixture
def held(tmp_path: Path) -> Iterator[localservices.Hold]:
    with localservices.hold(tmp_path, [], durable=False) as held:
        yield held


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def program(name: str, words: str) -> Part:
    return Part(name, [sys.executable, "-u", "-c", words])


def test_every_line_stands_behind_the_name_of_who_wrote_it(held: localservices.Hold) -> None:
    out = io.StringIO()
    supervisor = Supervisor(held, Log(out))
    words = "import time; print('one'); print('ein Wort: Straße'); time.sleep(60)"

    def end_after_two_lines() -> None:
        supervisor.stopping = out.getvalue().count("\n") >= 2

    supervisor.run([program("web", words)], end_after_two_lines)

    assert out.getvalue() == "web    | one\nweb    | ein Wort: Straße\n"


@pytest.mark.parametrize(
    ("no_color", "line"), [(None, "\033[36mweb    |\033[0m hello\n"), ("1", "web    | hello\n")]
)
def test_names_have_a_colour_on_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, no_color: str | None, line: str
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", no_color)
    out = Terminal()

    Log(out).line("web", "hello")

    assert out.getvalue() == line


def test_a_part_that_keeps_ending_ends_the_house_with_one_sentence(held: localservices.Hold) -> None:
    out = io.StringIO()
    steady = program("live", "import time; time.sleep(60)")

    with pytest.raises(ServiceFault) as refused:
        Supervisor(held, Log(out), pause=0.01).run(
            [program("web", "raise SystemExit(3)"), steady], lambda: None
        )

    assert str(refused.value) == "web ended 4 times right after its start; its last words are above."
    assert out.getvalue() == (
        "hub    | web ended unexpectedly (exit code 3) and starts again in 0.01 s.\n"
        "hub    | web ended unexpectedly (exit code 3) and starts again in 0.02 s.\n"
        "hub    | web ended unexpectedly (exit code 3) and starts again in 0.04 s.\n"
    )
    assert steady.process is None


def test_a_part_that_waits_starts_when_it_may(held: localservices.Hold) -> None:
    out = io.StringIO()
    supervisor = Supervisor(held, Log(out))
    later = program("beat", "import time; print('late'); time.sleep(60)")
    later.start_at = None
    turns = iter(range(100))

    def let_it_start() -> None:
        if next(turns) == 2:
            later.start_at = 0.0
        supervisor.stopping = "late" in out.getvalue()

    supervisor.run([later], let_it_start)

    assert out.getvalue() == "beat   | late\n"


def test_a_part_that_does_not_want_to_end_is_killed(
    held: localservices.Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("influencer_hub.supervisor.GRACE", 0.3)
    out = io.StringIO()
    words = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf'); time.sleep(60)"
    )
    supervisor = Supervisor(held, Log(out))

    def interrupt() -> None:
        if "deaf" in out.getvalue():
            os.kill(os.getpid(), signal.SIGINT)

    began = time.monotonic()
    supervisor.run([program("worker", words)], interrupt)

    assert time.monotonic() - began < 10
    assert out.getvalue() == "worker | deaf\n"


def test_the_house_ends_when_its_services_have_gone(held: localservices.Hold) -> None:
    supervisor = Supervisor(held, Log(io.StringIO()))

    def lose() -> None:
        held.connection.shutdown(socket.SHUT_RDWR)

    with pytest.raises(ServiceFault) as refused:
        supervisor.run([program("web", "import time; time.sleep(60)")], lose)

    assert str(refused.value) == "The local services ended unexpectedly."
