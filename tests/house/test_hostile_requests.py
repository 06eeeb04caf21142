"""What no browser sends: it is refused or ignored, and nothing breaks."""

import pytest
import time_machine
from django.apps import apps
from django.test import RequestFactory

from influencer_hub.handlers import WebHandler
from tests.factories.ambassadors import UserFactory
from tests.factories.trainings import NOW
from tests.house.world import World, make

pytestmark = pytest.mark.django_db
# Charsets that make half letters, and some that are none of text.
CHARSETS = ["unicode_escape", "utf-7", "utf-16", "hex", "rot13", "idna"]
BODY = b'--X\r\nContent-Disposition: form-data; name="login"\r\n\r\n\\ud800\r\n--X--\r\n'


@pytest.fixture
def world() -> World:
    return make()


@pytest.fixture(autouse=True)
def at_nine():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_request_is_read_as_utf8_whatever_it_says(charset: str):
    environ = RequestFactory().generic("POST", "/?q=%C3%BC", BODY).environ
    environ["CONTENT_TYPE"] = f"multipart/form-data; boundary=X; charset={charset}"
    request = WebHandler.request_class(environ)
    assert (request.GET["q"], request.POST["login"]) == ("ü", "\\ud800")


def test_a_version_with_thousands_of_digits_does_not_exist(world: World, client_for):
    client = client_for(world.people["ambassador"])
    sent = {"version": "9" * 5_000, "language": "de"}
    assert client.post("/guidelines/leitplanken/opt-in/", sent).status_code == 404


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("timezone", ["Europe/Berlin", "America/New_York"])
def test_a_day_at_the_end_of_time_is_told_and_not_saved(world: World, client_for, day: str, timezone: str):
    client = client_for(world.people["coordinator"])
    sent = {"day": day, "starts": "22:00", "ends": "01:00", "timezone": timezone, "capacity": 3}
    sent |= {"cancel_by": f"{day}T00:00", "enrolment_closes": f"{day}T23:59"}
    training = world.path("cockpit/trainings/<uuid:training_id>/new/")
    assert client.post(training, sent).status_code == 200
    change = world.path("cockpit/sessions/<uuid:session_id>/change/")
    assert client.post(change, sent).status_code in (200, 303)
    assert "ends_on" in client.post("/cockpit/campaigns/new/", {"starts_on": day, "ends_on": day}).text


@pytest.mark.parametrize("model", ["ambassadors/user", "trainings/session", "campaigns/campaign"])
def test_the_admin_finds_a_row_by_its_key_where_an_address_names_no_field(
    world: World, client_for, model: str
):
    boss = UserFactory(is_staff=True, is_superuser=True)
    thing = apps.get_model(model.replace("/", ".")).objects.first()
    page = client_for(boss).get(f"/admin/{model}/{thing.pk}/change/?_to_field=")
    assert page.status_code == 200
