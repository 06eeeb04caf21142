"""The embedded PostgreSQL and Valkey of a machine that has neither: their addresses, and holding them.

Addresses are computed from the data folder and need nothing to run. `holding()` starts the servers or
attaches to those that run; a guardian process of its own (`influencer_hub.guardian`) owns them and ends them
when the last process that held them has gone, however it went.
"""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent


def data_dir() -> Path:
    """The folder of everything this machine keeps: HUB_DATA_DIR, else `.local` in the checkout."""
    return Path(os.environ.get("HUB_DATA_DIR") or BASE_DIR / ".local").expanduser().resolve()


def socket_dir(data_dir: Path) -> Path:
    """Where the servers of this data folder listen: short, since a socket's path ends at 107 bytes."""
    owner = f"{os.geteuid()}:{data_dir}"
    return Path("/tmp") / f"hub-{hashlib.sha256(owner.encode()).hexdigest()[:16]}"


def database_url(data_dir: Path) -> str:
    return f"postgres://hub@/{socket_dir(data_dir)}/hub"


def redis_url(data_dir: Path, database: int = 0) -> str:
    return f"unix://{socket_dir(data_dir)}/valkey.sock?db={database}"


def broker_url(redis_url: str) -> str:
    """The same server in Celery's spelling, which differs for Unix sockets alone."""
    if not redis_url.startswith("unix://"):
        return redis_url
    parts = urlsplit(redis_url)
    database = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={database}"


def secret_key(data_dir: Path) -> str:
    """The key of this data folder, made once; where nothing can be written, one for this process."""
    path = data_dir / "secret_key"
    try:
        return path.read_text()
    except FileNotFoundError:
        pass
    key = secrets.token_urlsafe(48)
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=data_dir) as draft:
            draft.write(key)
            draft.flush()
            os.link(draft.name, path)
    except FileExistsError:
        return path.read_text()
    except OSError:
        pass
    return key
