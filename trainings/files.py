"""Files of trainings: their type is found from the bytes and checked against the name; kept under random names.

Pictures are decoded and kept as our own; PDF, sound and film as they are. Everything else is refused.
"""

import io
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image

from ambassadors import photos, picture_decoder
from trainings.models import Material

ACCEPT = ".pdf,.mp3,.m4a,.ogg,.mp4,.webm,.jpg,.jpeg,.png,.webp,.heic"
LONGEST_SIDE = 4096
UNDO_TIME = timedelta(days=1)
PDF, PICTURE = "pdf", "picture"
TYPES = {
    PDF: "application/pdf",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "mp4": "video/mp4",
    "webm": "video/webm",
}
NAMES = {kind: {kind} for kind in TYPES} | {
    "ogg": {"ogg", "oga"},
    "mp4": {"mp4", "m4v"},
    PICTURE: {"jpg", "jpeg", "png", "webp", "heic", "heif"},
}
OWN_PICTURES = {"JPEG": ("jpg", "image/jpeg"), "PNG": ("png", "image/png")}
# The second word of an ISO file says what it is for.
BRANDS = {b"M4A ": "m4a", b"M4B ": "m4a"} | dict.fromkeys(
    (b"heic", b"heix", b"hevc", b"mif1", b"msf1"), PICTURE
)
FILMS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash")

Refused = photos.PhotoRefused
KINDS = _("Please choose a PDF, a picture, a sound (MP3, M4A, OGG) or a film (MP4, WebM).")
OTHER_NAME = _(
    "The end of the file’s name does not fit what is in it. Please save it again under its right kind."
)
TOO_LARGE = _("This file is larger than 10 MB. Please choose a smaller one, or give a link.")


@dataclass(frozen=True)
class File:
    """What was uploaded and is not kept yet."""

    content: bytes
    extension: str
    content_type: str


def read(upload: UploadedFile) -> File:
    """Raises Refused with a sentence for people."""
    if upload.size is None or upload.size > photos.LARGEST_FILE:
        raise Refused(TOO_LARGE)
    content = upload.read()
    kind = kind_of(content)
    if not kind:
        raise Refused(KINDS)
    if (upload.name or "").rpartition(".")[2].lower() not in NAMES[kind]:
        raise Refused(OTHER_NAME)
    return _own_picture(content) if kind == PICTURE else File(content, kind, TYPES[kind])


def kind_of(content: bytes) -> str:
    """By its first bytes; empty for what is not allowed."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content[4:8] == b"ftyp":
        brand = content[8:12]
        return BRANDS.get(brand, "mp4" if brand in FILMS else "")
    if content.startswith(b"\x1aE\xdf\xa3") and b"webm" in content[:64]:
        return "webm"
    if content.startswith(b"OggS"):
        return "ogg"
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (
        content.startswith(b"RIFF") and content[8:12] == b"WEBP"
    ):
        return PICTURE
    if content.startswith(b"ID3") or content[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"):
        return "mp3"
    return ""


def _own_picture(content: bytes) -> File:
    (own,) = photos.decoded(content, by=picture_decoder.__file__, sides=[LONGEST_SIDE])
    with Image.open(io.BytesIO(own), formats=list(OWN_PICTURES)) as picture:
        return File(own, *OWN_PICTURES[str(picture.format)])


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "materials"


def path_of(name: str) -> Path:
    return folder() / name


def keep(file: File, material: Material) -> Material:
    """Write the file, and tell the material about it."""
    folder().mkdir(parents=True, exist_ok=True)
    material.file = f"{secrets.token_hex(16)}.{file.extension}"
    material.content_type, material.size = file.content_type, len(file.content)
    path_of(material.file).write_bytes(file.content)
    return material


def forget_removed(now: datetime) -> int:
    """Delete materials removed a day ago, and files that no row knows; returns how many files went."""
    Material.objects.filter(removed_at__lt=now - UNDO_TIME).delete()
    known = set(Material.objects.exclude(file="").values_list("file", flat=True))
    files = folder().iterdir() if folder().exists() else ()
    old = (now - UNDO_TIME).timestamp()
    unknown = [file for file in files if file.name not in known and file.stat().st_mtime < old]
    for file in unknown:
        file.unlink(missing_ok=True)
    return len(unknown)
