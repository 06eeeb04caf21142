"""`bin/install` where something is missing: one sentence each."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from influencer_hub.localservices import BASE_DIR

TOOLS = ("sh", "awk", "cmp", "cp", "df", "dirname", "grep", "tail")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A fresh checkout as far as installing is concerned."""
    (tmp_path / "clone" / "bin").mkdir(parents=True)
    shutil.copy(BASE_DIR / "bin" / "install", tmp_path / "clone" / "bin")
    shutil.copy(BASE_DIR / "requirements.txt", tmp_path / "clone")
    return tmp_path / "clone"


def install(clone: Path, **env: str) -> tuple[int, str]:
    done = subprocess.run(
        [clone / "bin" / "install", "run"],
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], **env},
        check=False,
    )
    return done.returncode, done.stderr


def pythons(folder: Path, body: str) -> str:
    """A PATH on which every Python behaves as `body` says."""
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool) or tool)
    (folder / "python3").write_text(f"#!/bin/sh\n{body}\n")
    (folder / "python3").chmod(0o755)
    return str(folder)


def test_too_old_a_python(clone: Path, tmp_path: Path) -> None:
    path = pythons(tmp_path / "path", '[ "$1" = --version ] && echo Python 3.9.2 || exit 1')

    assert install(clone, PATH=path) == (
        1,
        "The hub needs Python 3.11, 3.12 or 3.13 and found Python 3.9.2: install one of them and run make again.\n",
    )


def test_a_python_without_venv(clone: Path, tmp_path: Path) -> None:
    path = pythons(
        tmp_path / "path",
        '[ "$1" = -m ] && echo "/usr/bin/python3: No module named venv" >&2 && exit 1; exit 0',
    )

    code, sentence = install(clone, PATH=path)

    remedy = "install it (Debian, Ubuntu: apt install python3-venv) and run make again.\n"
    assert (code, sentence) == (1, f"python3 is here without its venv module: {remedy}")


def test_no_network_is_one_sentence(clone: Path) -> None:
    nowhere = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_NO_CACHE_DIR": "1",
    }

    assert install(clone, **nowhere) == (
        1,
        "The packages cannot be fetched: the first start needs the network once. Connect, and run make again.\n",
    )


def test_a_full_disk_is_one_sentence(clone: Path, small_disk: Path) -> None:
    shutil.copytree(clone, small_disk / "clone")

    assert install(small_disk / "clone") == (
        1,
        f"The disk is full: make about 1 GB of room in {small_disk}/clone and run make again.\n",
    )


def test_nothing_is_done_twice(clone: Path, tmp_path: Path) -> None:
    shutil.copy(clone / "requirements.txt", tmp_path)
    (clone / ".venv" / "bin").mkdir(parents=True)
    (clone / ".venv" / "bin" / "python").symlink_to(shutil.which("python3") or "")
    shutil.copy(clone / "requirements.txt", clone / ".venv" / "installed-requirements.txt")

    assert install(clone) == (0, "")
