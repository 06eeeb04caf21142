"""Pictures of kits: what is taken in, what is kept, who may fetch it."""

import io
import os
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from PIL import Image

from campaigns import images
from campaigns.models import Asset
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.campaigns import AssetFactory, CampaignFactory, DraftFactory


@pytest.fixture(autouse=True)
def _place(now, time_machine, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    time_machine.move_to(now, tick=False)
    with translation.override("en"):  # for reasons that no page says
        yield


def picture(kind="JPEG", size=(120, 80), mode="RGB", **how):
    target = io.BytesIO()
    Image.new(mode, size, "teal").save(target, kind, **how)
    return target.getvalue()


def upload(content, name="picture.jpg"):
    return SimpleUploadedFile(name, content)


def with_gps():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif, comment=b"secret words")


def test_only_an_upright_picture_without_metadata_is_kept():
    read = images.read(upload(with_gps()))
    with Image.open(io.BytesIO(read.whole)) as own:
        kept = (own.size, dict(own.getexif()), own.info.get("comment"), own.format)
    assert kept == ((80, 120), {}, None, "JPEG")


@pytest.mark.parametrize(
    ("kind", "mode", "expected"),
    [
        ("PNG", "RGB", "image/jpeg"),
        ("PNG", "RGBA", "image/jpeg"),
        ("WEBP", "RGB", "image/jpeg"),
        ("PNG", "P", "image/jpeg"),
        ("PNG", "L", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
    ],
)
def test_the_type_comes_from_the_bytes_not_from_the_name(kind, mode, expected):
    read = images.read(upload(picture(kind, mode=mode), name="picture.svg"))
    assert (read.content_type, read.width, read.height) == (expected, 120, 80)


def test_a_transparent_picture_stays_transparent():
    target = io.BytesIO()
    Image.new("RGBA", (30, 20), (0, 0, 0, 0)).save(target, "PNG")
    read = images.read(upload(target.getvalue()))
    assert (read.content_type, read.extension) == ("image/png", "png")


def test_previews_are_small():
    read = images.read(upload(picture(size=(3000, 1500))))
    sizes = [Image.open(io.BytesIO(one)).size for one in (read.whole, read.header, read.preview)]
    assert sizes == [(3000, 1500), (1920, 960), (800, 400)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + b"\0" * 50,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7",
        picture()[:200],
        b"\xff\xd8\xff\xe0" + b"\0" * 4000,
    ],
)
def test_what_is_no_sound_picture_is_refused_with_a_sentence(content):
    with pytest.raises(images.Refused) as refused:
        images.read(upload(content))
    assert len(str(refused.value)) > 20


def test_a_file_over_ten_megabytes_is_refused():
    with pytest.raises(images.Refused, match="10 MB"):
        images.read(upload(b"\xff\xd8\xff" + b"\0" * (10 * 1024 * 1024)))


def test_a_decompression_bomb_is_refused():
    with pytest.raises(images.Refused, match="40 megapixels"):
        images.read(upload(picture("PNG", size=(8000, 6000), mode="1")))


@pytest.fixture
def kept(db):
    return images.keep_asset(images.read(upload(picture())), AssetFactory.build(campaign=CampaignFactory()))


@pytest.fixture
def asset(kept):
    kept.save()
    return kept


def status(client, address):
    """A file stays open until it was read to its end."""
    response = client.get(address)
    if response.streaming:
        response.getvalue()
    return response.status_code


def addresses(asset):
    return [
        reverse(f"campaigns:{name}", args=[asset.campaign.slug, asset.pk]) for name in ("asset", "download")
    ]


def test_names_on_the_disk_are_random(asset, tmp_path):
    names = sorted(file.name for file in (tmp_path / "kits").iterdir())
    assert (names, {len(name) for name in names}) == (sorted([asset.file, asset.preview]), {36, 37})


def test_the_page_gets_a_small_copy_and_the_download_is_an_attachment(client_for, asset):
    asset.title = 'Leitstand "Halle" \r\n3; x=ä'
    asset.save()
    small, whole = (client_for(UserFactory()).get(address) for address in addresses(asset))
    assert (small.getvalue()[:4], whole.getvalue()[:3]) == (b"RIFF", b"\xff\xd8\xff")
    assert (small["Content-Type"], small.headers.get("Content-Disposition")) == (
        "image/webp",
        f'inline; filename="{asset.preview}"',
    )
    assert (whole["Content-Type"], whole["Content-Disposition"]) == (
        "image/jpeg",
        'attachment; filename="leitstand-halle-3-xa.jpg"',
    )
    assert {one["X-Content-Type-Options"] for one in (small, whole)} == {"nosniff"}
    assert {one["Content-Security-Policy"] for one in (small, whole)} == {"default-src 'none'; sandbox"}


@pytest.mark.parametrize(
    "change",
    [
        {"campaign__published_at": None},
        {"good_until": date(2026, 11, 23)},
        {"removed_at": "now"},
        {"campaign__slug": "another"},
        {"file": "0.jpg", "preview": "0.webp"},
    ],
)
def test_a_picture_that_is_not_to_be_seen_is_absent(client_for, asset, now, change):
    seen_before = [status(client_for(UserFactory()), address) for address in addresses(asset)]
    address = addresses(asset)
    for name, value in change.items():
        owner, field = (asset.campaign, name[10:]) if name.startswith("campaign__") else (asset, name)
        setattr(owner, field, now if value == "now" else value)
        owner.save()
    seen = [status(client_for(UserFactory()), one) for one in address]
    assert (seen_before, seen) == ([200, 200], [404, 404])


def test_coordinators_see_pictures_of_drafts(client_for, asset):
    asset.campaign.published_at = None
    asset.campaign.save()
    coordinator = client_for(CoordinatorFactory())
    assert [status(coordinator, address) for address in addresses(asset)] == [200, 200]


def test_pictures_are_not_for_the_public(client, asset):
    assert [status(client, address) for address in addresses(asset)] == [302, 302]


def test_the_header_picture_passes_the_same_check(client_for, db):
    name = images.keep_header(images.read(upload(picture())))
    employee = client_for(UserFactory())
    seen = [
        status(employee, reverse("campaigns:header", args=[campaign.slug]))
        for campaign in (CampaignFactory(header=name), DraftFactory(header=name), CampaignFactory())
    ]
    assert seen == [200, 404, 404]


def test_removed_and_unknown_files_are_forgotten_after_a_day(asset, now, time_machine, tmp_path):
    lonely = tmp_path / "kits" / "lonely.jpg"
    lonely.write_bytes(b"x")
    asset.removed_at = now
    asset.save()
    later = now + timedelta(days=1, minutes=1)
    for file in (tmp_path / "kits").iterdir():
        os.utime(file, (now.timestamp(), now.timestamp()))
    too_early = images.forget_removed(now + timedelta(hours=23))
    forgotten = images.forget_removed(later)
    assert (too_early, forgotten, Asset.objects.count(), list((tmp_path / "kits").iterdir())) == (0, 3, 0, [])
