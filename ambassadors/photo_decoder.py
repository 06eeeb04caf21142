"""Decodes one hostile picture, then ends. Run as a script in a process of its own by `ambassadors.photos`.

Reads the file from standard input and writes square WebP pictures to standard output, each after its length as eight
bytes. Only pixels survive: the picture is decoded, cut, scaled and encoded anew. Exit codes say why it was refused.
"""

import io
import resource
import sys
import warnings
from collections.abc import Callable

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

MEBIBYTE = 1024 * 1024
MEMORY = 1024 * MEBIBYTE
SECONDS = 10
PIXELS = 40_000_000
FORMATS = ["JPEG", "PNG", "WEBP"]
NOT_A_PICTURE, TOO_MANY_PIXELS, TOO_HEAVY, DAMAGED = 3, 4, 5, 6
QUALITY = 84


def limit_this_process() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def opened(raw: bytes) -> Image.Image:
    formats = list(FORMATS)
    if raw[4:8] == b"ftyp":
        try:
            from pillow_heif import register_heif_opener  # noqa: PLC0415 (slow, and only for such files)
        except ImportError:
            sys.exit(NOT_A_PICTURE)
        register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
        formats = ["HEIF"]
    try:
        return Image.open(io.BytesIO(raw), formats=formats)
    except UnidentifiedImageError:
        sys.exit(NOT_A_PICTURE)


def square(picture: Image.Image, side: int) -> Image.Image:
    """The middle of the picture, upright, `side` pixels wide or as wide as it is, in sRGB on white."""
    short = min(picture.size)
    left, top = (picture.width - short) // 2, (picture.height - short) // 2
    box = (left, top, left + short, top + short)
    size = (min(side, short),) * 2
    picture = in_plain_mode(picture)
    scaled = picture.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
    upright = ImageOps.exif_transpose(_with_exif_of(picture, scaled))
    return _on_white(in_srgb(upright, picture.info.get("icc_profile")))


def in_plain_mode(picture: Image.Image) -> Image.Image:
    """Palettes and 16 bits a channel as what can be scaled."""
    if picture.mode.startswith("I") or picture.mode == "F":
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.mode in ("P", "1", "LA", "PA", "RGBa") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
    return picture


def _with_exif_of(picture: Image.Image, scaled: Image.Image) -> Image.Image:
    """Cutting the middle and turning may change places, and turning the small picture is cheap."""
    scaled.getexif()[0x0112] = picture.getexif().get(0x0112, 1)
    return scaled


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as the camera meant them, since the profile itself is dropped."""
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK"):
        return picture
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        colours = picture if alpha is None else picture.convert("RGB")
        turned = ImageCms.profileToProfile(colours, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    if turned is None:
        return picture
    if alpha is not None:
        turned.putalpha(alpha)
    return turned


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    page = Image.new("RGB", picture.size, "white")
    page.paste(picture, mask=picture.getchannel("A"))
    return page


def encoded(picture: Image.Image, side: int) -> bytes:
    smaller = picture if picture.width <= side else picture.resize((side, side), Image.Resampling.LANCZOS)
    # A new picture holds pixels alone: no EXIF, XMP, comment or profile can come along.
    bare = Image.frombytes("RGB", smaller.size, smaller.tobytes())
    target = io.BytesIO()
    bare.save(target, "WEBP", quality=QUALITY, method=4)
    return target.getvalue()


def decode(raw: bytes, sides: list[int]) -> list[bytes]:
    picture = opened(raw)
    if picture.width * picture.height > PIXELS:
        sys.exit(TOO_MANY_PIXELS)
    picture.draft("RGB", (2 * sides[0], 2 * sides[0]))
    largest = square(picture, sides[0])
    return [encoded(largest, side) for side in sides]


def main(decode: Callable[[bytes, list[int]], list[bytes]]) -> None:
    """Arguments of the script: widths in pixels, largest first."""
    limit_this_process()
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = PIXELS
    try:
        pictures = decode(sys.stdin.buffer.read(), [int(side) for side in sys.argv[1:]])
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        sys.exit(TOO_MANY_PIXELS)
    except MemoryError:
        sys.exit(TOO_HEAVY)
    except Exception:  # noqa: BLE001 (whatever a decoder throws at a broken file)
        sys.exit(DAMAGED)
    for picture in pictures:
        sys.stdout.buffer.write(len(picture).to_bytes(8) + picture)


if __name__ == "__main__":
    main(decode)
