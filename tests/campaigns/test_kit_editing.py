"""Coordinators add, describe, order, remove and restore the pictures of a kit."""

import pytest
from django.urls import reverse

from campaigns.models import Asset
from campaigns.services import assets
from outbox.models import AuditEntry
from tests.campaigns.test_pictures import picture, upload
from tests.factories.ambassadors import CoordinatorFactory
from tests.factories.campaigns import AssetFactory, CampaignFactory, DraftFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _place(now, time_machine, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    time_machine.move_to(now, tick=False)


@pytest.fixture
def client(client_for):
    return client_for(CoordinatorFactory())


def of(asset, name):
    return reverse(f"campaigns:{name}", args=[asset.pk])


def order(campaign):
    return [asset.title for asset in campaign.assets.kept().in_order()]


def adding(campaign):
    return reverse("campaigns:cockpit_asset_add", args=[campaign.pk])


def test_a_picture_is_added_at_the_end_under_our_own_name(client, tmp_path):
    campaign = DraftFactory()
    AssetFactory(campaign=campaign, position=7)
    response = client.post(
        adding(campaign), {"picture": upload(picture()), "title": "Hall 3", "alt": "A hall"}
    )
    asset = Asset.objects.get(title="Hall 3")
    assert (response.status_code, asset.position, asset.content_type, (asset.width, asset.height)) == (
        303,
        8,
        "image/jpeg",
        (120, 80),
    )
    assert asset.size == (tmp_path / "kits" / asset.file).stat().st_size
    assert AuditEntry.objects.values_list("deed", flat=True)[0] == "picture added"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"title": "x"}, "picture"),
        ({"title": "x", "picture": upload(b"<svg/>")}, "picture"),
        ({"title": "", "picture": upload(picture())}, "title"),
        ({"title": "x", "picture": upload(picture()), "good_until": "soon"}, "good_until"),
    ],
)
def test_what_cannot_be_added_is_named_in_its_field_and_leaves_no_file(client, data, field, tmp_path):
    response = client.post(adding(DraftFactory()), data)
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert (Asset.objects.count(), (tmp_path / "kits").exists()) == (0, False)


def test_a_public_kit_takes_no_picture_without_its_text(client):
    data = {"picture": upload(picture()), "title": "Hall 3", "alt": ""}
    response = client.post(adding(CampaignFactory()), data)
    assert (list(response.context["form"].errors), Asset.objects.count()) == (["alt"], 0)


def test_the_text_of_a_public_picture_cannot_be_taken_away(client, now):
    asset = AssetFactory()
    response = client.post(of(asset, "cockpit_asset"), {"title": "x", "alt": ""})
    asset.alt = ""
    with pytest.raises(assets.AltMissing):
        assets.describe(asset=asset, fields=["alt"], by=CoordinatorFactory(), now=now)
    assert (list(response.context["form"].errors), Asset.objects.get().title) == (["alt"], asset.title)


def test_a_picture_is_described(client):
    asset = AssetFactory()
    data = {"title": "New", "alt": "New text", "credit": "", "good_until": "2027-06-30"}
    client.post(of(asset, "cockpit_asset"), data)
    kept = Asset.objects.get()
    assert (kept.title, kept.alt, kept.credit, str(kept.good_until)) == ("New", "New text", "", "2027-06-30")


def test_pictures_move_and_stop_at_the_ends(client):
    campaign = CampaignFactory()
    one, _two, three = (AssetFactory(campaign=campaign, title=title) for title in ("1", "2", "3"))
    seen = []
    for asset, to in ((one, "back"), (one, "back"), (one, "back"), (three, "forward"), (three, "up")):
        client.post(of(asset, "move_asset"), {"to": to})
        seen.append("".join(order(campaign)))
    assert seen == ["213", "231", "231", "321", "321"]


def test_removing_takes_effect_at_once_and_can_be_undone(client):
    asset = AssetFactory()
    page = client.post(of(asset, "remove_asset"), follow=True).text
    gone = order(asset.campaign)
    client.post(of(asset, "restore_asset"))
    assert (gone, of(asset, "restore_asset") in page, order(asset.campaign)) == ([], True, [asset.title])


def test_a_picture_without_text_does_not_come_back_into_a_public_kit(client, now):
    asset = AssetFactory(alt="", removed_at=now)
    page = client.post(of(asset, "restore_asset"), follow=True).text
    assert (order(asset.campaign), "It stays removed" in page) == ([], True)


@pytest.mark.parametrize("number", [1, 3, 20])
def test_the_kit_page_asks_the_same_number_of_questions(client, number, django_assert_num_queries):
    campaign = CampaignFactory()
    AssetFactory.create_batch(number, campaign=campaign)
    address = reverse("campaigns:cockpit_kit", args=[campaign.pk])
    client.get(address)
    with django_assert_num_queries(4):
        client.get(address)
