"""Decodes one hostile picture that is kept whole, then ends. Run in a process of its own, see `photos.decoded`.

Limits, formats and exit codes are those of `ambassadors.photo_decoder`. Writes the whole picture for
downloading (JPEG, or PNG where it is transparent) and WebP pictures that fit into the given sides.
"""

import io
import sys
from pathlib import Path

from PIL import Image, ImageOps

# An isolated process (-I) knows no folder of ours.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ambassadors import photo_decoder

JPEG_QUALITY, WEBP_QUALITY = 90, 82


def upright(raw: bytes, longest: int) -> Image.Image:
    """The picture in sRGB, turned as the camera was held, with its longer side at most `longest` pixels."""
    picture = photo_decoder.opened(raw)
    if picture.width * picture.height > photo_decoder.PIXELS:
        sys.exit(photo_decoder.TOO_MANY_PIXELS)
    picture.draft("RGB", (longest, longest))
    orientation = picture.getexif().get(0x0112, 1)
    profile = picture.info.get("icc_profile")
    plain = fitted(photo_decoder.in_plain_mode(picture), longest)
    plain.getexif()[0x0112] = orientation
    return bare(photo_decoder.in_srgb(ImageOps.exif_transpose(plain), profile))


def fitted(picture: Image.Image, longest: int) -> Image.Image:
    scale = longest / max(picture.size)
    if scale >= 1:
        picture.load()
        return picture
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def bare(picture: Image.Image) -> Image.Image:
    """Pixels alone: no EXIF, XMP, comment or profile comes along. Transparency stays where there is some."""
    transparent = picture.mode == "RGBA" and picture.getchannel("A").getextrema() != (255, 255)
    pixels = picture.convert("RGBA" if transparent else "RGB")
    return Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())


def encoded(picture: Image.Image, kind: str, **how: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **how)
    return target.getvalue()


def decode(raw: bytes, sides: list[int]) -> list[bytes]:
    whole = upright(raw, sides[0])
    if whole.mode == "RGBA":
        pictures = [encoded(whole, "PNG", optimize=True)]
    else:
        pictures = [encoded(whole, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)]
    return pictures + [
        encoded(fitted(whole, side), "WEBP", quality=WEBP_QUALITY, method=4) for side in sides[1:]
    ]


if __name__ == "__main__":
    photo_decoder.main(decode)
