"""Pictures of kits: decoded in a process of their own, kept as our own files under random names."""

import io
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from PIL import Image

from ambassadors import photos, picture_decoder
from campaigns.models import Asset, Campaign

# Enough for a full page in print; headers fill the width of a page on a sharp screen, previews a column.
LONGEST_SIDE, HEADER_SIDE, PREVIEW_SIDE = 4096, 1920, 800
TYPE_OF_PREVIEWS = "image/webp"
TYPES = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png")}
ACCEPT = "image/jpeg,image/png,image/webp,image/heic,.heic"
UNDO_TIME = timedelta(days=1)

Refused = photos.PhotoRefused


@dataclass(frozen=True)
class Picture:
    """A re-encoded picture that is not kept yet. `content_type` was found from the bytes."""

    whole: bytes
    header: bytes
    preview: bytes
    content_type: str
    extension: str
    width: int
    height: int


def read(upload: UploadedFile) -> Picture:
    """Raises Refused with a sentence for people."""
    if upload.size is None or upload.size > photos.LARGEST_FILE:
        raise Refused(photos.TOO_LARGE)
    sides = [LONGEST_SIDE, HEADER_SIDE, PREVIEW_SIDE]
    whole, header, preview = photos.decoded(upload.read(), by=picture_decoder.__file__, sides=sides)
    with Image.open(io.BytesIO(whole), formats=list(TYPES)) as own:
        content_type, extension = TYPES[str(own.format)]
        return Picture(whole, header, preview, content_type, extension, own.width, own.height)


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "kits"


def path_of(name: str) -> Path:
    return folder() / name


def _keep(content: bytes, extension: str) -> str:
    folder().mkdir(parents=True, exist_ok=True)
    name = f"{secrets.token_hex(16)}.{extension}"
    path_of(name).write_bytes(content)
    return name


def keep_header(picture: Picture | None) -> str:
    """Write the file; returns its random name, or an empty string where there is no picture."""
    return _keep(picture.header, "webp") if picture else ""


def keep_asset(picture: Picture, asset: Asset) -> Asset:
    """Write the files and tell the asset about them."""
    asset.file = _keep(picture.whole, picture.extension)
    asset.preview = _keep(picture.preview, "webp")
    asset.content_type = picture.content_type
    asset.width, asset.height, asset.size = picture.width, picture.height, len(picture.whole)
    return asset


def forget_removed(now: datetime) -> int:
    """Delete pictures removed a day ago, and files that no row knows; returns how many files went."""
    Asset.objects.filter(removed_at__lt=now - UNDO_TIME).delete()
    known = set(Campaign.objects.exclude(header="").values_list("header", flat=True))
    for names in Asset.objects.values_list("file", "preview"):
        known.update(names)
    files = folder().iterdir() if folder().exists() else ()
    old = (now - UNDO_TIME).timestamp()
    unknown = [file for file in files if file.name not in known and file.stat().st_mtime < old]
    for file in unknown:
        file.unlink(missing_ok=True)
    return len(unknown)
