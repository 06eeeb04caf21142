"""Real workers, a real beat and a Valkey of their own, started and killed by the tests of faults."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis
from celery import current_app
from django.db import connection
from kombu import Connection

from influencer_hub import embedded, localservices, processes
from outbox import wake


def wait_until(true: Callable[[], object], what: str, seconds: float = 30, pause: float = 0.02) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, f"not within {seconds} s: {what}"
        time.sleep(pause)


def database_url() -> str:
    """The test database, as the processes of the house are told of it."""
    base = os.environ.get("DATABASE_URL") or localservices.database_url(localservices.data_dir())
    return f"{base.rpartition('/')[0]}/{connection.settings_dict['NAME']}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Broker:
    """A Valkey that may be flushed, paused and killed without disturbing anybody."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.folder = folder
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    @property
    def client(self) -> redis.Redis:
        return redis.Redis.from_url(self.url)

    def start(self) -> None:
        command = [
            embedded.valkey_program(),
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            self.folder,
        ]
        self.process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL)
        wait_until(self._answers, "Valkey answers")

    def _answers(self) -> bool:
        try:
            with self.client as client:
                return client.ping()
        except redis.ConnectionError:
            return False

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    @contextmanager
    def paused(self) -> Iterator[None]:
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def flush(self) -> None:
        with self.client as client:
            client.flushall()


class House:
    """Workers and beats, with the commands of the real ones."""

    def __init__(
        self,
        folder: Path,
        *,
        broker: Broker,
        smtp_port: int,
        database: str = "",
        settings: str = "tests.faults.settings",
    ) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": database or database_url(),
            "REDIS_URL": broker.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{smtp_port}",
            "DEFAULT_FROM_EMAIL": "Hub <hub@nordwerk.example>",
            "CELERY_SKIP_CHECKS": "1",
            "LOG_LEVEL": "ERROR",
        }

    def worker(self, queue: str = "bulk", *how: str) -> subprocess.Popen[bytes]:
        how = how or ("--concurrency", "1")
        number = len(self.processes)
        name = ("-n", f"{queue}{number}@test")
        return self._celery("worker", "-Q", queue, *name, *processes.ALONE.split(), *how)

    def beat(self) -> subprocess.Popen[bytes]:
        return self._celery("beat", "-s", str(self.folder / f"beat{len(self.processes)}"))

    def web(self) -> int:
        """The pages as `manage.py up` serves them, on the port that it returns."""
        port = free_port()
        self._start([*processes.servers(port, port + 1)[0].command])
        wait_until(lambda: processes.answers(port), "the pages answer")
        return port

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """kill -9, children included: nothing gets to say goodbye."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.processes.remove(process)

    def kill_child(self, worker: subprocess.Popen[bytes]) -> None:
        """kill -9 of the process that sends; the worker around it starts another at once."""
        children = subprocess.run(
            ["pgrep", "-P", str(worker.pid)], capture_output=True, text=True, check=True
        )
        for child in children.stdout.split():
            os.kill(int(child), signal.SIGKILL)

    def wake(self, task: str = wake.DUE, **about: object) -> None:
        """What a deed does after its commit; without it the tests would wait for beat's next tick."""
        with Connection(self.environment["REDIS_URL"]) as broker:
            current_app.send_task(task, kwargs=about, connection=broker)

    def log(self) -> str:
        return (self.folder / "log").read_text()

    def end(self) -> None:
        for process in list(self.processes):
            self.kill(process)

    def _celery(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            "celery",
            "--quiet",
            "-A",
            "influencer_hub",
            *arguments,
            "--loglevel",
            self.environment["LOG_LEVEL"],
        ]
        return self._start(command)

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        log = (self.folder / "log").open("ab")
        process = subprocess.Popen(
            command, env=self.environment, start_new_session=True, stdout=log, stderr=log
        )
        log.close()
        self.processes.append(process)
        return process


@contextmanager
def second_connection() -> Iterator[psycopg.Connection]:
    """Another session of the database, to hold a lock that the worker runs into."""
    database = connection.get_connection_params()
    where = {
        name: database[name] for name in ("host", "port", "user", "password", "dbname") if name in database
    }
    with psycopg.connect(**where) as other:
        yield other
        other.rollback()


WAITING = "FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


def somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {WAITING}")
        return cursor.fetchone()[0] > 0


def end_whoever_waits_for_a_lock() -> None:
    """PostgreSQL does not notice that a client is gone while it waits, and would do what the client last asked for."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_terminate_backend(pid) {WAITING}")


def let_leases_end() -> None:
    """As if two minutes had passed since a killed sender claimed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE outbox_message SET lease_until = now() - interval '1 second', retry_at = NULL WHERE state = 'due'"
        )
