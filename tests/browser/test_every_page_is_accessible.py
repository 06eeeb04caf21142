"""Every page of the hub, by somebody who may enter: axe finds nothing, nothing can be pushed sideways, no complaint.

Each page is opened in one of two opposite looks, by turns, seen in both themes and made narrower and wider; with
ALL_LOOKS=1, as in `make proof`, it is opened in both. A new address is walked without being named.
"""

import os
import re
from collections.abc import Callable, Iterator

import pytest
from allauth.account.urls import urlpatterns as account_addresses
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse

from ambassadors.models import User
from campaigns import images
from campaigns.models import Asset
from outbox.models import Message
from tests.ambassadors.conftest import FILES
from tests.browser.visitor import Look, Visitor
from tests.factories.trainings import NOW
from tests.house.addresses import ADDRESSES
from tests.house.world import World, make

pytestmark = pytest.mark.browser
# Who goes to the pages of those who may enter.
GOES = {
    "everybody": "guest",
    "link holders": "guest",
    "signed in": "employee",
    "ambassadors": "ambassador",
    "council": "council",
    "coordinators": "coordinator",
    "administrators": "administrator",
}
# Pages that look different to somebody else.
ALSO = {
    "ambassador": [
        "",
        "join/",
        "guidelines/<slug:slug>/",
        "campaigns/<slug:slug>/",
        "me/privacy/",
        "me/profile/",
        "people/<uuid:person_id>/",
    ],
    "employee": ["", "join/", "trainings/sessions/<uuid:session_id>/", "join/<str:token>/"],
    "trainer": [
        "me/trainings/",
        "cockpit/sessions/<uuid:session_id>/",
        "cockpit/sessions/<uuid:session_id>/add/",
        "cockpit/sessions/<uuid:session_id>/check-in/",
        "cockpit/sessions/<uuid:session_id>/sheet/",
        "trainings/sessions/<uuid:session_id>/",
    ],
    "coordinator": ["", "campaigns/<slug:slug>/", "trainings/sessions/<uuid:session_id>/"],
}
FACTOR_PAGES = ["mfa_add_webauthn", "mfa_activate_totp", "mfa_generate_recovery_codes"]
CLOSED = re.compile("/(join|export|here|unsubscribe|answer|offer)/.|/no-such-page/")
LOOKS = {Look("de", "light", 1440): (390, 320), Look("en", "dark", 390): (320, 1440)}


@pytest.fixture
def filled(world: str) -> World:
    """With a picture in the kit and a message that was sent."""
    filled = make()
    picture = SimpleUploadedFile("coffee.jpg", (FILES / "coffee.jpg").read_bytes())
    images.keep_asset(images.read(picture), Asset.objects.get()).save()
    Message.objects.update(state=Message.State.SENT, subject="Du hast einen Platz", done_at=NOW)
    return filled


@pytest.mark.parametrize(
    "role", ["guest", "employee", "ambassador", "trainer", "council", "coordinator", "administrator"]
)
def test_every_page_is_accessible(visit: Callable[..., Visitor], filled: World, role: str) -> None:
    person = filled.people[role]
    pages = [path for path in paths(filled, role) if is_page(path, person)]
    for turn, (look, widths) in enumerate(LOOKS.items()):
        visitor = visit(person, look=look, minds_colours=True)
        for path in pages if os.environ.get("ALL_LOOKS") else pages[turn :: len(LOOKS)]:
            visitor.open(path)
            visitor.see_in(look.other_theme)
            for width in widths:
                visitor.resize(width)
    assert pages


def paths(filled: World, role: str) -> Iterator[str]:
    for address, (who, methods) in ADDRESSES.items():
        if "GET" in methods and (GOES[who] == role or address in ALSO.get(role, [])):
            yield filled.path(address)
    if role == "guest":
        yield from [*sign_in_pages(), "/no-such-page/"]
    if role == "employee":
        yield from [*(path for path in sign_in_pages() if not is_page(path, None)), "/no-such-page/"]


def sign_in_pages() -> Iterator[str]:
    names = [pattern.name for pattern in account_addresses]
    for name in (*names, *FACTOR_PAGES, "ambassadors:pin_sign_in", "ambassadors:devices"):
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue


def is_page(path: str, person: User | None) -> bool:
    """A page of the hub: no file, no way to another page, and no mail: its document runs no scripts, so axe neither.

    What is not there is looked at where a link of ours no longer opens.
    """
    client = Client()
    if person is not None:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(path)
    response.close()
    is_mail = "sandbox" in response.get("Content-Security-Policy", "")
    is_html = response.get("Content-Type", "").startswith("text/html")
    return is_html and not is_mail and response.status_code in ({200, 404} if CLOSED.match(path) else {200})
