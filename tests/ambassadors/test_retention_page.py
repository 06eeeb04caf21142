"""How long data are kept: within bounds, with a tick where it becomes shorter, and told on the privacy pages."""

import pytest

from ambassadors import retention
from ambassadors.models import Programme

pytestmark = pytest.mark.django_db
PAGE = "/cockpit/settings/retention/"
USUAL = {period.name: str(period.usual) for period in retention.every()}


def kept() -> dict[str, int]:
    return Programme.objects.get().retention


def test_longer_is_saved_at_once(client_for, selma):
    assert client_for(selma).post(PAGE, USUAL | {"messages": "200"}).status_code == 303
    assert kept()["messages"] == 200


def test_shorter_deletes_so_it_wants_a_tick(client_for, selma):
    client = client_for(selma)
    page = client.post(PAGE, USUAL | {"messages": "90"})
    assert ([*page.context["form"].errors], kept()) == (["sure"], {})
    asked = "What is older is deleted within the hour and does not come back: Messages to people."
    assert asked in page.content.decode()
    client.post(PAGE, USUAL | {"messages": "90", "sure": "on"})
    assert kept()["messages"] == 90


@pytest.mark.parametrize("days", ["29", "366", "9" * 5000, "-1", "", "many", "\x00"])
def test_what_is_out_of_bounds_is_told(client_for, selma, days):
    page = client_for(selma).post(PAGE, USUAL | {"messages": days, "sure": "on"})
    assert ([*page.context["form"].errors], kept()) == (["messages"], {})


def test_both_privacy_pages_tell_it(client_for, client, selma, invited, programme):
    programme.retention = {"messages": 90, "invitations": 60}
    programme.save()
    own = client_for(invited.person).get("/me/privacy/").content.decode()
    public = client.get("/privacy/", headers={"Accept-Language": "en"}).content.decode()
    assert ("90 days" in own, "60 days after it has expired" in own, "90 days" in public) == (
        True,
        True,
        True,
    )


def test_what_is_stored_about_a_role_stands_on_ones_own_page(client_for, selma):
    page = client_for(selma).get("/me/privacy/").content.decode()
    assert "So that you may do what the role needs." in page
