"""`manage.py up`: the whole house in one terminal, with one Ctrl-C to end it."""

import errno
import fcntl
import hashlib
import io
import os
import shutil
import signal
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg.errors
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError, connections

from influencer_hub import localservices, processes
from influencer_hub.footing import ServiceFault
from influencer_hub.sample import sign_ins
from influencer_hub.supervisor import Log, Part, Supervisor

LEAST_ROOM = 2**20


class Command(BaseCommand):
    help = "Start PostgreSQL, Valkey, web, live, the workers and beat; Ctrl-C ends them all."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="port of the pages (8000)")
        parser.add_argument("--live-port", type=int, help="port of the walls (the port of the pages + 1)")
        parser.add_argument("--data-dir", help="folder of the database and the files (.local)")
        parser.add_argument("--no-sample", action="store_true", help="do not make the sample programme")

    def handle(self, **options: Any) -> None:
        port, live_port = options["port"], options["live_port"] or options["port"] + 1
        log = Log(sys.stdout)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.default_int_handler)
        try:
            with only_one(settings.DATA_DIR, settings.BASE_URL):
                processes.refuse_same(port, live_port)
                processes.refuse_taken(port, "--port")
                processes.refuse_taken(live_port, "--live-port")
                if not options["no_sample"]:
                    waive_second_factor()
                with localservices.hold(settings.DATA_DIR, localservices.needed()) as held:
                    if held.note:
                        log.line("hub", held.note)
                    make_ready(log, sample=not options["no_sample"])
                    keep_running(held, log, port, live_port)
        except KeyboardInterrupt:
            pass
        except (ServiceFault, OSError, OperationalError) as error:
            if is_disk_full(error):
                raise CommandError(f"The disk that holds {settings.DATA_DIR} is full: make room.") from None
            if isinstance(error, ServiceFault):
                raise CommandError(str(error)) from None
            raise
        log.line("hub", "Everything has ended.")


def make_ready(log: Log, *, sample: bool) -> None:
    """Tables, static files and, where nobody is known yet, the sample programme."""
    call_command("migrate", interactive=False, verbosity=0)
    collect_static(settings.DATA_DIR)
    if sample and not get_user_model().objects.exists():
        log.line("hub", "First start: making the sample programme.")
        call_command("sample_programme", stdout=io.StringIO())


def waive_second_factor() -> None:
    """Whoever looks at the sample programme signs in as its coordinator with a password alone; only with the embedded
    database and under an address of this machine, and only if nothing else is said."""
    if settings.ON_THIS_MACHINE:
        os.environ.setdefault("SECOND_FACTOR_WAIVED", "1")


def keep_running(held: localservices.Hold, log: Log, port: int, live_port: int) -> None:
    """Until somebody ends it; the greeting comes when the pages answer. Raises ServiceFault."""
    greeting = [
        f"The hub runs at {settings.BASE_URL}/; walls, when there are any, at {settings.LIVE_URL}/wall/."
    ]
    greeting += [*sign_ins.lines(), "Ctrl-C ends everything."]
    connections.close_all()
    waiting: list[Part] = processes.background(settings.DATA_DIR)

    def greet() -> None:
        if not waiting or not processes.answers(port):
            return
        for line in greeting:
            log.line("hub", line)
        for part in waiting:
            part.start_at = 0.0
        waiting.clear()

    processes.skip_repeated_checks()
    Supervisor(held, log).run([*processes.servers(port, live_port), *waiting], greet)


@contextmanager
def only_one(data_dir: Path, address: str) -> Iterator[None]:
    """One `up` for each data folder. Raises ServiceFault with the address of the one that runs."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (data_dir / "up.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            running = lock.read().strip()
            raise ServiceFault(
                f"The hub is already running at {running}/ with the data of {data_dir}."
            ) from None
        lock.truncate(0)
        lock.write(address)
        lock.flush()
        yield


def collect_static(data_dir: Path) -> None:
    """Hash and compress the static files, only when one of them has changed since the last time."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = os.stat(storage.path(path))
            digest.update(f"{path}:{facts.st_size}:{facts.st_mtime_ns}\n".encode())
    noted = data_dir / "static.digest"
    if noted.exists() and noted.read_text() == digest.hexdigest() and Path(settings.STATIC_ROOT).exists():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    noted.write_text(digest.hexdigest())


def is_disk_full(error: BaseException) -> bool:
    """By what the error says, or by the disk itself: a server without room often just ends."""
    cause = error.__cause__ or error
    said = isinstance(cause, psycopg.errors.DiskFull) or getattr(cause, "errno", 0) in (
        errno.ENOSPC,
        errno.EDQUOT,
    )
    return said or shutil.disk_usage(settings.DATA_DIR).free < LEAST_ROOM
