"""A PostgreSQL of one test's own, which may be restarted, dumped and restored without disturbing anybody."""

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connection, transaction

from influencer_hub.embedded import Postgres, plain_environment, postgres_install
from tests.faults.house import wait_until

FAST, CRASH = signal.SIGINT, signal.SIGQUIT


class Database:
    """Durable, as in production: what was committed must be there after a crash."""

    def __init__(self, folder: Path) -> None:
        self.sockets = Path(tempfile.mkdtemp(prefix="hub-fault-"))  # a socket's path has to be short
        self.server = Postgres(folder, self.sockets, durable=True)
        self.start()

    @property
    def url(self) -> str:
        return f"postgres://hub@:5432/{self.sockets}/pg/hub"

    def start(self) -> None:
        wait_until(self._is_ready, "PostgreSQL is ready", pause=0.005)

    def _is_ready(self) -> bool:
        self.server.tick()
        return self.server.ready

    def restart(self, how: signal.Signals) -> tuple[float, float]:
        """Returns since when it was going down and since when it is back, in monotonic seconds."""
        assert self.server.process is not None
        down = time.monotonic()
        self.server.process.send_signal(how)
        self.server.wait(20)
        self.server.process, self.server.ready = None, False
        self.start()
        return down, time.monotonic()

    def end(self) -> None:
        self.server.stop()
        self.server.wait(20)
        shutil.rmtree(self.sockets)

    def run(self, program: str, *arguments: str) -> None:
        """One of PostgreSQL's own programs."""
        where = ["-h", str(self.sockets / "pg"), "-p", "5432", "-U", "hub"]
        command = [str(postgres_install() / "bin" / program), *where, *arguments]
        subprocess.run(command, check=True, env=plain_environment(), preexec_fn=self.server.foot.enter)

    def dump(self) -> None:
        self.run("pg_dump", "--format=custom", f"--file={self.backup}", "hub")

    def restore(self) -> None:
        """Drops what is there and brings back the dump."""
        connection.close()
        self.run("dropdb", "--force", "hub")
        self.run("createdb", "hub")
        self.run("pg_restore", "--dbname=hub", str(self.backup))

    @property
    def backup(self) -> Path:
        return self.sockets / "pg" / "backup"


@contextmanager
def at_home_in(database: Database) -> Iterator[None]:
    """This process works with that database, which has the hub's tables then."""
    usual = dict(connection.settings_dict)
    connection.close()
    host = str(database.sockets / "pg")
    connection.settings_dict.update(HOST=host, PORT="5432", USER="hub", PASSWORD="", NAME="hub")
    try:
        call_command("migrate", interactive=False, verbosity=0)
        yield
    finally:
        connection.close()
        connection.settings_dict.update(usual)


@contextmanager
def away() -> Iterator[None]:
    """The test database as its clients see one that is restarted: connections end, and none is let in."""
    facts = connection.get_connection_params()
    name = facts["dbname"]
    connection.close()
    where = {key: facts[key] for key in ("host", "port", "user", "password") if key in facts}
    with psycopg.connect(**where, dbname="postgres", autocommit=True) as other:
        other.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        try:
            other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            yield
        finally:
            other.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


TABLES = ("outbox_tick", "outbox_hold", "outbox_message")


def back_up() -> None:
    """The messages of the test database as they stand, in tables beside them."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"CREATE TABLE backup_{table} AS TABLE {table}")


def bring_back() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"DELETE FROM {table}")
            cursor.execute(f"INSERT INTO {table} TABLE backup_{table}")
            cursor.execute(f"DROP TABLE backup_{table}")
