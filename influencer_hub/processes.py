"""The processes of the house: which there are, with which command, and whether their ports are free and answer."""

import errno
import http.client
import os
import socket
from pathlib import Path

from influencer_hub.footing import ServiceFault
from influencer_hub.supervisor import Part, python

HOST = "127.0.0.1"
GRANIAN = f"--host {HOST} --no-ws --log-level warning --respawn-failed-workers --workers-kill-timeout 3"
CELERY = "--quiet -A influencer_hub"
# Workers tell each other nothing, and nobody listens to a heartbeat that would wait for a broker standing still.
ALONE = "--without-gossip --without-mingle --without-heartbeat"
QUIET_WORKER = f"--loglevel WARNING {ALONE}"


def servers(port: int, live_port: int) -> list[Part]:
    web = f"influencer_hub.wsgi:application --interface wsgi --port {port} --workers 2 --blocking-threads 4"
    live = f"influencer_hub.asgi:application --interface asginl --port {live_port}"
    return [
        Part("web", python("granian", *web.split(), *GRANIAN.split())),
        Part("live", python("granian", *live.split(), *GRANIAN.split())),
    ]


def background(data_dir: Path) -> list[Part]:
    """They wait until somebody sets `start_at`, so that the first page need not share the machine with them."""
    bulk = f"{CELERY} worker {QUIET_WORKER} -Q bulk -n bulk@%h --concurrency 2"
    urgent = f"{CELERY} worker {QUIET_WORKER} -Q urgent -n urgent@%h --pool threads --concurrency 4"
    beat = f"{CELERY} beat --loglevel WARNING -s"
    return [
        Part("worker", python("celery", *bulk.split()), start_at=None),
        Part("urgent", python("celery", *urgent.split()), start_at=None),
        Part("beat", python("celery", *beat.split(), str(data_dir / "beat")), start_at=None),
    ]


def refuse_same(port: int, live_port: int) -> None:
    """Raises ServiceFault: the system would let both listen there, and share the visitors between them."""
    if port == live_port:
        raise ServiceFault(f"Port {port} cannot serve both: choose another one for --live-port.")


def refuse_taken(port: int, option: str) -> None:
    """Raises ServiceFault when somebody else has the port that `option` can change."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            taken = getattr(error, "errno", None) == errno.EADDRINUSE
            reason = "is in use" if taken else f"cannot be used ({error})"
            choice = f'make run ARGS="{option} {8200 if option == "--port" else 8201}"'
            raise ServiceFault(f"Port {port} {reason}: choose another one, as in {choice}.") from None


def answers(port: int) -> bool:
    """Whether a page comes back at all; what it says is not asked."""
    connection = http.client.HTTPConnection(HOST, port, timeout=0.3)
    try:
        connection.request("GET", "/healthz")
        return bool(connection.getresponse().status)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def skip_repeated_checks() -> None:
    """Celery would run Django's system checks again in each process."""
    os.environ.setdefault("CELERY_SKIP_CHECKS", "1")
