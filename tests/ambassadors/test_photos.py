"""What is kept of a photo, and what is refused."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory
from PIL import Image, ImageCms

from ambassadors import photo_decoder, photos
from ambassadors.photos import PhotoRefused, squares
from tests.ambassadors.conftest import FILES

pytestmark = pytest.mark.usefixtures("in_english")
# Where a rotated EXIF orientation 6 puts the corners of a picture that is stored lying down.
COLOURS = {
    "top left": (255, 0, 0),
    "top right": (0, 255, 0),
    "bottom right": (0, 0, 255),
    "bottom left": (255, 255, 0),
}


def picture(mode: str = "RGB", size: tuple[int, int] = (800, 600), colour=(40, 90, 140)) -> Image.Image:
    return Image.new("RGB", size, colour).convert(mode)


def written(image: Image.Image, kind: str, **options) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def opened(raw: bytes) -> Image.Image:
    return Image.open(io.BytesIO(raw))


def test_the_rotated_portrait_is_upright_in_three_squares(portrait):
    kept = {side: opened(raw) for side, raw in squares(portrait).items()}
    assert {side: (image.format, image.size) for side, image in kept.items()} == {
        704: ("WEBP", (512, 512)),
        352: ("WEBP", (352, 352)),
        88: ("WEBP", (88, 88)),
    }
    # Upright, the grey wall is above the head, and the dark helmet fills the lower right.
    small = kept[88].convert("L")
    assert (small.getpixel((44, 2)) > 100, small.getpixel((70, 75)) < 60) == (True, True)


def test_nothing_of_the_portrait_but_its_pixels_is_kept(portrait):
    assert opened(portrait).getexif().get_ifd(0x8825)
    for raw in squares(portrait).values():
        image = opened(raw)
        assert (
            dict(image.getexif()),
            sorted(set(image.info) - {"background", "loop", "duration", "timestamp"}),
        ) == ({}, [])
        assert [mark for mark in (b"EXIF", b"XMP ", b"ICCP", b"Exif", b"GPS", b"http") if mark in raw] == []


@pytest.mark.parametrize(
    ("orientation", "corner"), [(1, "top left"), (3, "bottom right"), (6, "bottom left"), (8, "top right")]
)
def test_every_orientation_is_applied(orientation, corner):
    image = picture(size=(400, 400))
    for name, (x, y) in {
        "top left": (0, 0),
        "top right": (200, 0),
        "bottom right": (200, 200),
        "bottom left": (0, 200),
    }.items():
        image.paste(COLOURS[name], (x, y, x + 200, y + 200))
    exif = Image.Exif()
    exif[0x0112] = orientation
    small = opened(squares(written(image, "JPEG", exif=exif, quality=95))[88]).convert("RGB")
    found = small.getpixel((20, 20))
    assert all(abs(a - b) < 40 for a, b in zip(found, COLOURS[corner], strict=True))


def test_metadata_of_every_kind_is_dropped():
    exif = Image.Exif()
    exif[0x010E] = "planted description"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options = {
        "exif": exif,
        "icc_profile": profile,
        "comment": b"planted comment",
        "xmp": b"<x>planted xmp</x>",
    }
    for raw in squares(written(picture(), "JPEG", **options)).values():
        assert (b"planted" in raw, b"ICCP" in raw) == (False, False)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("PNG", "P"),
        ("PNG", "LA"),
        ("PNG", "RGBA"),
        ("PNG", "1"),
        ("WEBP", "RGBA"),
    ],
)
def test_every_kind_of_pixel_becomes_the_same_picture(kind, mode):
    assert {opened(raw).size for raw in squares(written(picture(mode), kind)).values()} == {
        (600, 600),
        (352, 352),
        (88, 88),
    }


def test_a_photo_of_an_iphone_is_taken():
    pillow_heif = pytest.importorskip("pillow_heif")
    raw = io.BytesIO()
    pillow_heif.from_pillow(picture()).save(raw)
    assert opened(squares(raw.getvalue())[352]).size == (352, 352)


def test_what_is_see_through_becomes_white():
    raw = squares(written(Image.new("RGBA", (400, 400), (0, 0, 0, 0)), "PNG"))[88]
    assert opened(raw).convert("RGB").getpixel((44, 44)) == (255, 255, 255)


@pytest.mark.parametrize("name", ["cat.webp", "coffee.jpg"])
def test_small_pictures_are_not_blown_up(name):
    sides = [opened(raw).width for raw in squares((FILES / name).read_bytes()).values()]
    assert sides[0] <= min(opened((FILES / name).read_bytes()).size)


def bomb() -> bytes:
    """A PNG of 400 megapixels that says so in its head and has hardly any body."""
    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


REFUSED = {
    "empty": (b"", "Please choose a photo"),
    "words": (b"hello", "Please choose a photo"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "Please choose a photo"),
    "pdf": (b"%PDF-1.7\n", "Please choose a photo"),
    "gif": (written(picture(), "GIF"), "Please choose a photo"),
    "tiff": (written(picture(), "TIFF"), "Please choose a photo"),
    "film": (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "Please choose a photo"),
    "cut off": (written(picture(), "JPEG")[:900], "is damaged"),
    "bomb": (bomb(), "more than 40 megapixels"),
    "heavy": (b"\xff\xd8\xff" + b"\0" * (10 * 1024 * 1024), "larger than 10 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_everything_else_is_refused_with_a_sentence(name):
    raw, sentence = REFUSED[name]
    with pytest.raises(PhotoRefused, match=sentence):
        squares(raw)


def test_a_decoder_that_takes_too_long_is_ended(monkeypatch, tmp_path):
    script = tmp_path / "slow.py"
    script.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(photo_decoder, "__file__", str(script))
    monkeypatch.setattr(photos, "PATIENCE_SECONDS", 0.5)
    with pytest.raises(PhotoRefused, match="takes too long"):
        squares(b"anything")


def test_the_decoder_runs_with_little_memory_and_time(tmp_path, monkeypatch):
    script = tmp_path / "hungry.py"
    limits = photo_decoder.__file__.replace("photo_decoder.py", "")
    script.write_text(
        f"import sys\nsys.path.insert(0, {limits!r})\nimport photo_decoder\nphoto_decoder.limit_this_process()\n"
        "try:\n    bytearray(2 * 1024 ** 3)\nexcept MemoryError:\n    sys.exit(photo_decoder.TOO_HEAVY)\n"
    )
    monkeypatch.setattr(photo_decoder, "__file__", str(script))
    with pytest.raises(PhotoRefused, match="too much memory"):
        squares(b"anything")


def test_of_a_file_that_is_too_large_only_its_size_is_kept():
    """Nobody fills the disk, not even where no file is asked for."""
    size = photos.LARGEST_FILE + 1
    sent = {"photo": SimpleUploadedFile("large.jpg", b"x" * size), "headline": "…"}
    request = RequestFactory().post("/accounts/login/", sent)
    upload = request.FILES["photo"]
    assert (upload.size, upload.read(), request.POST["headline"]) == (size, b"", "…")
    assert not isinstance(upload, TemporaryUploadedFile)
