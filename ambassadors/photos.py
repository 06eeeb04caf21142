"""Photos of people: decoded in a process of their own, kept as squares in three widths under a random name."""

import re
import secrets
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ambassadors import photo_decoder

SIDES = [704, 352, 88]
USUAL_SIDE = 352
LARGEST_FILE = 10 * 1024 * 1024
PATIENCE_SECONDS = 20
NAME = re.compile(r"[0-9a-f]{32}")

KINDS = _("Please choose a photo as JPEG, PNG, WebP or HEIC.")
REASONS = {
    photo_decoder.NOT_A_PICTURE: KINDS,
    photo_decoder.TOO_MANY_PIXELS: _("This picture has more than 40 megapixels. A smaller one is plenty."),
    photo_decoder.TOO_HEAVY: _("This picture needs too much memory. Please choose a smaller one."),
    photo_decoder.DAMAGED: _("This picture is damaged and cannot be opened. Please choose another one."),
}
TOO_LARGE = _("This file is larger than 10 MB. Please choose a smaller one.")
TOO_SLOW = _("This picture takes too long to open. Please choose another one.")


class PhotoRefused(Exception):
    """`reason` is a sentence for the person."""

    def __init__(self, reason: object) -> None:
        super().__init__(str(reason))
        self.reason = reason


def squares(raw: bytes) -> dict[int, bytes]:
    """The picture as WebP squares by width in pixels. Raises PhotoRefused."""
    return dict(zip(SIDES, decoded(raw, by=photo_decoder.__file__, sides=SIDES), strict=True))


def decoded(raw: bytes, *, by: str, sides: Iterable[int]) -> list[bytes]:
    """What the decoder script `by` makes of a hostile file, in a process of its own. Raises PhotoRefused."""
    if len(raw) > LARGEST_FILE:
        raise PhotoRefused(TOO_LARGE)
    command = [sys.executable, "-I", by, *map(str, sides)]
    try:
        run = subprocess.run(
            command, input=raw, capture_output=True, timeout=PATIENCE_SECONDS, env={}, cwd="/", check=False
        )
    except subprocess.TimeoutExpired:
        raise PhotoRefused(TOO_SLOW) from None
    if run.returncode:
        # Below zero: ended by a signal, as the limit on processor time does.
        raise PhotoRefused(TOO_SLOW if run.returncode < 0 else REASONS.get(run.returncode, KINDS))
    return list(_parts(run.stdout))


def _parts(raw: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(raw):
        length = int.from_bytes(raw[start : start + 8])
        yield raw[start + 8 : start + 8 + length]
        start += 8 + length


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "photos"


def path_of(name: str, side: int) -> Path:
    return folder() / f"{name}-{side}.webp"


def keep(pictures: dict[int, bytes]) -> str:
    """Write the files; returns their random name."""
    name = secrets.token_hex(16)
    folder().mkdir(parents=True, exist_ok=True)
    for side, picture in pictures.items():
        path_of(name, side).write_bytes(picture)
    return name


def discard(name: str) -> None:
    """Delete the files of a photo; missing ones do not matter."""
    if NAME.fullmatch(name):
        for side in SIDES:
            path_of(name, side).unlink(missing_ok=True)


def is_kept(name: str) -> bool:
    return bool(NAME.fullmatch(name)) and path_of(name, USUAL_SIDE).exists()


def kept_before(timestamp: float) -> Iterable[str]:
    """Names of photos whose files were written before `timestamp` (seconds since the epoch)."""
    files = folder().glob("*.webp") if folder().exists() else ()
    return {file.name[:32] for file in files if file.stat().st_mtime < timestamp}
