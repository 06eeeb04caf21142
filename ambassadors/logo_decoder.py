"""Decodes one hostile logo, then ends. `ambassadors.logos` runs it in a process of its own.

Limits, formats and exit codes are those of `ambassadors.photo_decoder`. Writes PNG pictures, transparent where the logo is,
with neither side longer than those that are asked for.
"""

import io
import sys
from pathlib import Path

from PIL import Image, ImageOps

# An isolated process (-I) knows no folder of ours.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ambassadors import photo_decoder


def decode(raw: bytes, sides: list[int]) -> list[bytes]:
    picture = photo_decoder.opened(raw)
    if picture.width * picture.height > photo_decoder.PIXELS:
        sys.exit(photo_decoder.TOO_MANY_PIXELS)
    profile, orientation = picture.info.get("icc_profile"), picture.getexif().get(0x0112, 1)
    plain = photo_decoder.in_plain_mode(picture)
    plain.thumbnail((sides[0], sides[0]), Image.Resampling.LANCZOS)
    plain.getexif()[0x0112] = orientation
    upright = photo_decoder.in_srgb(ImageOps.exif_transpose(plain), profile).convert("RGBA")
    # A new picture holds pixels alone: no EXIF, XMP, comment or profile can come along.
    bare = Image.frombytes("RGBA", upright.size, upright.tobytes())
    return [encoded(bare, side) for side in sides]


def encoded(picture: Image.Image, side: int) -> bytes:
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue()


if __name__ == "__main__":
    photo_decoder.main(decode)
