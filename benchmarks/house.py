"""The foundation of a run: a database of its own, and the servers as `manage.py up` starts them."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import environ
import psycopg
from psycopg import sql

from influencer_hub import localservices, processes

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "hub_bench"
VALKEY_NUMBER = 7
PATIENCE = 40.0


@dataclass(frozen=True)
class Base:
    """`folder` is thrown away at the end."""

    folder: Path


@contextlib.contextmanager
def ready() -> Iterator[Base]:
    """A new database with the hub's tables, and Django set up for it; everything is gone afterwards."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hub-bench-")))
        if localservices.needed():
            stack.enter_context(localservices.hold(localservices.data_dir(), localservices.needed()))
        server = os.environ.get("DATABASE_URL") or localservices.database_url(localservices.data_dir())
        valkey = os.environ.get("REDIS_URL") or localservices.redis_url(localservices.data_dir())
        os.environ.update(
            DATABASE_URL=f"{server.rpartition('/')[0]}/{DATABASE}",
            REDIS_URL=_numbered(valkey, VALKEY_NUMBER),
            MEDIA_ROOT=str(folder / "media"),
            STATIC_ROOT=str(folder / "static"),
            LOG_LEVEL="ERROR",
            SECOND_FACTOR_WAIVED="1",
            DJANGO_SETTINGS_MODULE="influencer_hub.settings",
        )
        stack.callback(_database, server, "DROP DATABASE IF EXISTS {} WITH (FORCE)")
        _database(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)")
        _database(server, "CREATE DATABASE {}")
        _set_up()
        yield Base(folder)
        from django.db import connections  # noqa: PLC0415

        connections.close_all()


def _database(server: str, statement: str) -> None:
    facts = environ.Env.db_url_config(server)
    address = {
        "host": facts["HOST"],
        "port": facts["PORT"] or 5432,
        "user": facts["USER"],
        "password": facts["PASSWORD"],
    }
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(DATABASE)))


def _numbered(valkey: str, number: int) -> str:
    if valkey.startswith("unix:"):
        return f"{valkey.partition('?')[0]}?db={number}"
    return urlsplit(valkey)._replace(path=f"/{number}").geturl()


def _set_up() -> None:
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(command: Sequence[str], **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process and all its children, ended at the end."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        # granian and Celery may leave children behind: what is left of the group goes too.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextlib.contextmanager
def serving(application: str = "influencer_hub.wsgi:application", **environment: str) -> Iterator[int]:
    """The pages as `manage.py up` serves them, or another WSGI application on the very same server. Gives the port."""
    port = free_port()
    command = next(part.command for part in processes.servers(port, port + 1) if part.name == "web")
    command = [application if word == "influencer_hub.wsgi:application" else word for word in command]
    with running(command, **environment) as process:
        _wait_for(port, process)
        yield port


@contextlib.contextmanager
def worker(base: Base, name: str, environment: Mapping[str, str]) -> Iterator[None]:
    """A Celery worker as `manage.py up` starts it."""
    command = next(part.command for part in processes.background(base.folder) if part.name == name)
    with running(command, **environment):
        yield


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            sys.exit("The server ended before it answered.")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    sys.exit(f"The server did not answer within {PATIENCE:.0f} s.")
