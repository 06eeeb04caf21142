"""What somebody may send to the pages about leaving and correcting, whatever it is."""

import pytest
from django.urls import reverse

from tests.ambassadors.importing import check, table
from tests.factories.campaigns import PersonShownFactory

BODIES = ["%00", "%ED%A0%80", "%E2%80%AEevil", "9" * 300_000, "x" * 3_000_000, "-1", "1e999", "%5B%5D"]
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def addresses(selma, now):
    of_import = check(table("1;Kade;Ralf;r(at)x.example;;;;"), by=selma, now=now)
    shown = PersonShownFactory()
    there = [of_import.pk]
    return {
        reverse("ambassadors:import_fix", args=[*there, 2]): "cell-3",
        reverse("ambassadors:import_fix", args=[*there, 10**30]): "cell-3",
        reverse("ambassadors:import_unfix", args=[*there, 10**30]): "x",
        reverse("ambassadors:import_leave", args=there) + "?all=yes": "last_day",
        reverse("ambassadors:import_leave", args=there) + "?person=%00&person=x": "last_day",
        reverse("ambassadors:private_address"): "private_email",
        reverse("campaigns:keep_with_consent", args=[shown.asset_id, shown.pk]): "because",
    }


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_whatever_is_sent_is_answered(addresses, selma, client_for, body):
    client = client_for(selma)
    for address, field in addresses.items():
        response = client.post(address, f"{field}={body}&number={body}", content_type=FORM)
        assert response.status_code < 500, address


@pytest.mark.parametrize("words", BODIES[:4], ids=range(4))
def test_whatever_is_searched_for_is_answered(selma, client_for, words):
    client = client_for(selma)
    picture = reverse("campaigns:people_shown", args=[PersonShownFactory().asset_id])
    for address in ("/cockpit/people/import/leaving/", picture):
        assert client.get(f"{address}?q={words[:2_000]}&page={words[:50]}").status_code == 200
