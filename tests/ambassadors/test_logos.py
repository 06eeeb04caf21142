"""Logos: our own picture of them alone, for everybody to see."""

import io
import os
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from ambassadors import logos
from ambassadors.models import Programme
from ambassadors.services.forgetting import forget_unknown_logos
from outbox import kinds, letters

pytestmark = pytest.mark.django_db
UPLOAD, REMOVE = "/cockpit/settings/look/logo/", "/cockpit/settings/look/logo/remove/"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>'


def picture(size=(900, 300), **info) -> bytes:
    target = io.BytesIO()
    Image.new("RGBA", size, (10, 90, 80, 0)).save(target, "PNG", **info)
    return target.getvalue()


def sent(raw: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw)


def test_a_logo_is_shown_to_everybody_as_our_own_file(client_for, client, selma):
    response = client_for(selma).post(UPLOAD, {"square": sent(picture()), "wide": sent(picture((40, 10)))})
    programme = Programme.objects.get()
    address = reverse("ambassadors:logo", args=[programme.logo_square])
    shown = Image.open(io.BytesIO(client.get(address).getvalue()))
    assert (response.status_code, shown.format, shown.size, shown.mode) == (303, "PNG", (640, 213), "RGBA")
    assert (shown.getpixel((0, 0))[3], address in client.get("/").content.decode()) == (0, False)
    assert reverse("ambassadors:logo", args=[programme.logo_wide]) in client.get("/").content.decode()


def test_nothing_of_the_file_but_its_pixels_is_kept(client_for, selma, portrait):
    client_for(selma).post(UPLOAD, {"square": sent(portrait, "logo.jpg")})
    kept = logos.path_of(Programme.objects.get().logo_square).read_bytes()
    assert (b"Exif" in kept, Image.open(io.BytesIO(kept)).info) == (False, {})


@pytest.mark.parametrize("raw", [SVG, b"", b"\x89PNG\r\n\x1a\n", b"GIF89a" + b"\0" * 99, b"MZ" * 99])
def test_what_is_no_picture_is_refused_with_a_sentence(client_for, selma, raw):
    page = client_for(selma).post(UPLOAD, {"square": sent(raw, "logo.svg")})
    assert (page.status_code, Programme.objects.get().logo_square) == (200, "")
    assert [*page.context["logo_form"].errors] in (["square"], ["__all__"])


def test_no_file_at_all_is_told(client_for, selma):
    page = client_for(selma).post(UPLOAD, {})
    assert page.context["logo_form"].errors == {"__all__": ["Please choose a picture first."]}


def test_a_logo_is_removed_and_comes_back(client_for, selma):
    client = client_for(selma)
    client.post(UPLOAD, {"square": sent(picture())})
    name = Programme.objects.get().logo_square
    page = client.post(REMOVE, {"which": "square"}, follow=True)
    assert Programme.objects.get().logo_square == ""
    undo = [str(m.extra_tags) for m in page.context["messages"]][-1].removeprefix("undo ")
    client.post(undo)
    assert Programme.objects.get().logo_square == name
    assert client.post(REMOVE, {"which": "x"}).status_code == 404


def test_files_that_nobody_shows_any_more_are_forgotten(client_for, selma):
    client = client_for(selma)
    for _time in range(3):
        client.post(UPLOAD, {"square": sent(picture())})
    long_ago = time.time() - 7200
    for file in logos.folder().iterdir():
        os.utime(file, (long_ago, long_ago))
    # The present one, and the one before that an undo brings back.
    assert (forget_unknown_logos(now=timezone.now()), len([*logos.folder().iterdir()])) == (1, 4)


@pytest.mark.parametrize("name", ["0" * 32, "../../etc/passwd", "x.png", "%00"])
def test_a_name_that_is_not_ours_does_not_exist(client, name):
    assert client.get(f"/brand/logo/{name}").status_code == 404


def test_it_stands_at_the_head_of_mails(client_for, selma, now):
    """A small one of its own, beside the mail: nothing is loaded from anywhere."""
    kind = kinds.get("role_changed")
    before = letters.write_sample(kind, language="en", now=now)
    client_for(selma).post(UPLOAD, {"square": sent(picture())})
    after = letters.write_sample(kind, language="en", now=now)
    assert (before.pictures, "cid:logo@hub" in after.html) == ({}, True)
    assert Image.open(io.BytesIO(after.pictures["logo@hub"])).size == (102, 34)
