"""PostgreSQL and Valkey for the test session: embedded ones in `.local/test/` unless the environment names others.

The workers of a parallel run share the two servers; each has a database and a Valkey number of its own.
"""

import fcntl
import itertools
import os
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import pytest

from influencer_hub import localservices

SETTINGS_OF_THE_SHELL = (
    "BASE_URL",
    "DEBUG",
    "EMAIL_URL",
    "LIVE_URL",
    "MEDIA_ROOT",
    "SECOND_FACTOR_WAIVED",
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "STATIC_ROOT",
)
open_files: list[IO[str]] = []
holds: list[localservices.Hold] = []


def set_environment() -> None:
    """Before the hub's settings are read, in the controller and again in every worker."""
    for name in SETTINGS_OF_THE_SHELL:
        os.environ.pop(name, None)
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        os.environ["HUB_DATA_DIR"] = str(_free_folder())
    else:
        address = os.environ.get("REDIS_URL") or localservices.redis_url(localservices.data_dir())
        os.environ["REDIS_URL"] = numbered(address, int(worker.removeprefix("gw")))


def numbered(address: str, offset: int) -> str:
    """The Valkey database `offset` numbers above the one in the address."""
    parts = urlsplit(address)
    if parts.scheme == "unix":
        number = int(parts.query.removeprefix("db=") or 0) + offset
        return f"unix://{parts.path}?db={number}"
    return parts._replace(path=f"/{int(parts.path.strip('/') or 0) + offset}").geturl()


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") and localservices.needed():
        holds.append(localservices.hold(localservices.data_dir(), localservices.needed(), durable=False))


def pytest_unconfigure(config: pytest.Config) -> None:
    while holds:
        holds.pop().close()


def _free_folder() -> Path:
    """A second session at the same time gets servers of its own, or each would drop the other's database."""
    for number in itertools.count(1):
        folder = localservices.BASE_DIR / ".local" / ("test" if number == 1 else f"test-{number}")
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "session.lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            continue
        open_files.append(lock)
        return folder
    raise AssertionError
