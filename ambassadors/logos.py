"""The company's logo, square and wide: decoded in a process of its own, kept as PNG under a random name."""

import re
import secrets
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from ambassadors import logo_decoder, photos

# For pages, and for the head of mails.
SIDES = PAGE, MAIL = 640, 102
NAME = re.compile(r"[0-9a-f]{32}")


def read(raw: bytes) -> list[bytes]:
    """The logo as our own PNG in both sizes. Raises photos.PhotoRefused."""
    return photos.decoded(raw, by=logo_decoder.__file__, sides=SIDES)


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "logos"


def path_of(name: str, side: int = PAGE) -> Path:
    return folder() / f"{name}-{side}.png"


def keep(pictures: list[bytes]) -> str:
    """Write the files; returns their random name."""
    name = secrets.token_hex(16)
    folder().mkdir(parents=True, exist_ok=True)
    for side, picture in zip(SIDES, pictures, strict=True):
        path_of(name, side).write_bytes(picture)
    return name


@lru_cache(maxsize=4)
def for_mails(name: str) -> bytes:
    """Read once, since a logo never changes under its name; nothing where there is none."""
    path = path_of(name, MAIL)
    return path.read_bytes() if name and path.exists() else b""


def forget_all_but(known: Iterable[str], *, before: float) -> int:
    """Delete files written before `before` (seconds since the epoch) of logos that nobody knows; returns how many logos."""
    files = folder().glob("*.png") if folder().exists() else ()
    kept = set(known)
    unknown = [file for file in files if file.name[:32] not in kept and file.stat().st_mtime < before]
    for file in unknown:
        file.unlink(missing_ok=True)
    return len({file.name[:32] for file in unknown})
