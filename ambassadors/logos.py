"""The company's logo, square and wide: decoded in a process of its own, kept as PNG under a random name."""

import re
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from ambassadors import logo_decoder, photos

LONGEST_SIDE = 640
NAME = re.compile(r"[0-9a-f]{32}")


def read(raw: bytes) -> bytes:
    """The logo as our own PNG. Raises photos.PhotoRefused."""
    return photos.decoded(raw, by=logo_decoder.__file__, sides=[LONGEST_SIDE])[0]


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "logos"


def path_of(name: str) -> Path:
    return folder() / f"{name}.png"


def keep(picture: bytes) -> str:
    """Write the file; returns its random name."""
    name = secrets.token_hex(16)
    folder().mkdir(parents=True, exist_ok=True)
    path_of(name).write_bytes(picture)
    return name


def forget_all_but(known: Iterable[str], *, before: float) -> int:
    """Delete files written before `before` (seconds since the epoch) whose names nobody knows; returns how many."""
    files = folder().glob("*.png") if folder().exists() else ()
    kept = set(known)
    unknown = [file for file in files if file.stem not in kept and file.stat().st_mtime < before]
    for file in unknown:
        file.unlink(missing_ok=True)
    return len(unknown)
