"""Who may enter which address, by which method: role × address × method × own or foreign."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import admin
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from ambassadors.models import User
from campaigns.models import Answer
from influencer_hub.checks import FOREIGN_ADDRESSES, access_of, views
from tests.factories import ambassadors, campaigns, trainings
from tests.factories.trainings import NOW
from tests.house.addresses import ADDRESSES, ADMINISTRATORS, DOORS
from tests.house.world import MAY_ENTER, ROLES, World, make

METHODS = ("GET", "HEAD", "POST", "DELETE")
READING = ("GET", "HEAD")
ENTERED = {200, 302, 303, 400, 404, 409, 422}
# Sign-in keeps session rows; nothing else may be written by reading.
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE)", re.IGNORECASE)


@pytest.fixture(scope="module")
def signed_in(django_db_setup, django_db_blocker) -> Iterator[tuple[World, dict[str, str]]]:
    """One world for all of this file, and a session for each role. What a test does in it is undone after the test."""
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(NOW, tick=False):
        world = make()
        yield world, {role: session_of(person) for role, person in world.people.items() if person is not None}
        transaction.set_rollback(True)


def session_of(person: User) -> str:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def world(signed_in, db) -> World:
    return signed_in[0]


@pytest.fixture
def client_of(signed_in, world) -> Callable[[str], Client]:
    def with_session_of(role: str) -> Client:
        client = Client(raise_request_exception=True)
        if role in signed_in[1]:
            client.cookies[settings.SESSION_COOKIE_NAME] = signed_in[1][role]
        return client

    return with_session_of


@pytest.fixture(autouse=True)
def at_nine():
    cache.clear()  # Rate limits count what the tests before have done.
    with time_machine.travel(NOW, tick=False):
        yield


def outcome(client: Client, method: str, path: str) -> str:
    """What the door did: sign in first, refused, no such method, entered, or the status where none of these."""
    response = client.generic(method, path)
    if response.status_code == 302 and response["Location"].startswith("/accounts/login/"):
        return "sign in"
    known = {403: "refused", 405: "no such method"}
    return known.get(
        response.status_code, "entered" if response.status_code in ENTERED else str(response.status_code)
    )


def expected(role: str, who: str, method: str, methods: tuple[str, ...]) -> str:
    if role not in MAY_ENTER[who]:
        return "sign in" if role == "guest" else "refused"
    allowed = {*methods, "HEAD"} if "GET" in methods else set(methods)
    return "entered" if method in allowed else "no such method"


def test_every_address_is_in_the_table_with_what_its_view_declares():
    declared = {
        address: access_of(address, pattern)
        for address, pattern in views(get_resolver().url_patterns)
        if not address.startswith(tuple(FOREIGN_ADDRESSES))
    }
    assert declared == {address: who for address, (who, methods) in ADDRESSES.items()}


@pytest.mark.usefixtures("refusals_are_plain")
@pytest.mark.parametrize("address", ADDRESSES)
def test_who_enters_by_which_method_and_reading_writes_nothing(
    world: World, client_of: Callable[[str], Client], address: str
):
    who, methods = ADDRESSES[address]
    path = world.path(address)
    found, wanted, written = {}, {}, {}
    for role in ROLES:
        client = client_of(role)
        for method in METHODS:
            with CaptureQueriesContext(connection) as queries:
                found[role, method] = outcome(client, method, path)
            wanted[role, method] = expected(role, who, method, methods)
            if method in READING and (
                writes := [query["sql"] for query in queries if is_write(query["sql"])]
            ):
                written[role, method] = writes
    assert (found, written) == (wanted, {})


def is_write(statement: str) -> bool:
    return bool(WRITES.match(statement)) and "django_session" not in statement


@pytest.mark.parametrize("role", ["employee", "ambassador", "trainer", "council", "administrator"])
def test_who_is_refused_is_told_so(client_of: Callable[[str], Client], role: str):
    page = client_of(role).get("/cockpit/trainings/")
    assert (page.status_code, "This page is for others." in page.text) == (403, True)


def test_what_somebody_signed_in_reads_stays_in_no_cache(world: World, client_of: Callable[[str], Client]):
    """Not in a browser's either: the next one at a shared device presses "back"."""
    client, kept = client_of("coordinator"), {}
    for address in (
        a for a, (who, methods) in ADDRESSES.items() if "GET" in methods and who != ADMINISTRATORS
    ):
        response = client.get(world.path(address))
        if response.status_code == 200 and "no-store" not in response["Cache-Control"]:
            kept[address] = response["Cache-Control"]
    assert kept == {"brand.css": "public, max-age=60"}


def test_every_door_is_in_the_table():
    found = {
        address for address, _pattern in views(get_resolver().url_patterns) if address.startswith("accounts/")
    }
    by_expression = {address for address in found if "^" in address}
    assert (found - by_expression, len(by_expression)) == (set(DOORS), 2)


@pytest.mark.parametrize("address", DOORS)
def test_what_a_door_does_for_a_guest_and_for_somebody_signed_in(
    world: World, client_of: Callable[[str], Client], address: str
):
    coordinator = world.people["coordinator"]
    passkey = Authenticator.objects.create(user=coordinator, type="webauthn", data={"name": "Selma's"})
    named = {"<int:pk>": str(passkey.pk), "<path:key>": "MQ:abc/"}
    named |= {"<slug:provider_id>": "company", "<slug:reason>": "cancelled"}
    path = "/" + re.sub("<.*?>", lambda found: named[found[0]], address)
    found = {
        method: tuple(door(client_of(role), method, path) for role in ("guest", "employee"))
        for method in DOORS[address]
    }
    assert found == DOORS[address]


def door(client: Client, method: str, path: str) -> str:
    did = outcome(client, method, path)
    if did != "entered":
        return did
    status = client.generic(method, path).status_code
    return {404: "is not there", 200: "lets in"}.get(status, "leads on")


def foreign_things(world: World) -> dict[str, Any]:
    """Things that exist and are not for the people who ask for them below."""
    draft = campaigns.DraftFactory(contact=world.people["coordinator"])
    hidden = trainings.SessionFactory(published_at=None)
    return {
        "draft": draft,
        "draft asset": campaigns.AssetFactory(campaign=draft),
        "other asset": campaigns.AssetFactory(
            campaign=campaigns.CampaignFactory(contact=world.people["coordinator"])
        ),
        "hidden session": hidden,
        "session": trainings.SessionFactory(),
        "hidden path": trainings.PathFactory(published_at=None),
        "lesson": trainings.OwnPaceFactory(),
        "certificate": trainings.CertificateFactory(),
        "hidden lesson": trainings.OwnPaceFactory(published_at=None),
        "campaign": campaigns.CampaignFactory(contact=world.people["coordinator"]),
    }


FOREIGN = [
    ("employee", "GET", "/campaigns/{draft.slug}/"),
    ("ambassador", "POST", "/campaigns/{draft.slug}/answer/"),
    ("employee", "GET", "/campaigns/{draft.slug}/header/"),
    ("employee", "GET", "/campaigns/{draft.slug}/assets/{draft_asset.pk}/"),
    ("employee", "GET", "/campaigns/{draft.slug}/assets/{draft_asset.pk}/download/"),
    ("employee", "GET", "/campaigns/{campaign.slug}/assets/{other_asset.pk}/download/"),
    ("employee", "GET", "/trainings/sessions/{hidden_session.pk}/"),
    ("employee", "GET", "/trainings/{hidden_session.training.slug}/"),
    *(
        ("employee", "POST", "/trainings/sessions/{hidden_session.pk}/" + deed)
        for deed in ("enrol/", "wait/", "leave/", "cancel/", "accept/", "decline/", "reminders/")
    ),
    ("employee", "GET", "/trainings/sessions/{session.pk}/calendar.ics"),
    ("employee", "GET", "/trainings/paths/{hidden_path.slug}/"),
    ("employee", "GET", "/trainings/{hidden_lesson.slug}/"),
    *(
        ("employee", "POST", "/trainings/{hidden_lesson.slug}/" + deed)
        for deed in ("start/", "tick/", "untick/", "put-away/", "nudge/", "nudge/stop/")
    ),
    ("employee", "POST", "/trainings/{hidden_session.training.slug}/wish/"),
    ("employee", "POST", "/trainings/{hidden_session.training.slug}/wish/take-back/"),
    # There is nothing to start on a training with dates, and no date to wish for where none is needed.
    ("employee", "POST", "/trainings/{session.training.slug}/start/"),
    ("coordinator", "POST", "/trainings/{hidden_lesson.slug}/wish/"),
    ("coordinator", "GET", "/cockpit/trainings/{hidden_lesson.pk}/new/"),
    ("employee", "GET", "/cockpit/sessions/{session.pk}/"),
    ("employee", "GET", "/cockpit/sessions/{session.pk}/roster.csv"),
    # What somebody was not at, or has not finished.
    ("employee", "GET", "/trainings/sessions/{session.pk}/feedback/"),
    ("employee", "POST", "/trainings/sessions/{session.pk}/feedback/"),
    ("employee", "POST", "/trainings/sessions/{session.pk}/certificate/"),
    ("employee", "GET", "/trainings/{lesson.slug}/feedback/"),
    ("employee", "POST", "/trainings/{lesson.slug}/certificate/"),
    *(
        (role, method, "/me/certificates/{certificate.pk}" + rest)
        for role in ("employee", "coordinator", "administrator")
        for method, rest in (
            ("GET", ".pdf"),
            ("POST", "/show-name/"),
            ("POST", "/hide-name/"),
            ("POST", "/delete/"),
        )
    ),
    ("employee", "GET", "/cockpit/sessions/{session.pk}/feedback/"),
    ("trainer", "GET", "/cockpit/sessions/{session.pk}/feedback/"),
    # A trainer sees their own sessions only.
    ("trainer", "GET", "/cockpit/sessions/{session.pk}/"),
    ("trainer", "GET", "/cockpit/sessions/{session.pk}/roster.csv"),
]


@pytest.mark.parametrize(("role", "method", "path"), FOREIGN)
def test_a_foreign_thing_does_not_exist(
    world: World, client_of: Callable[[str], Client], role: str, method: str, path: str
):
    things = {name.replace(" ", "_"): thing for name, thing in foreign_things(world).items()}
    assert client_of(role).generic(method, path.format(**things)).status_code == 404


@pytest.mark.parametrize("role", ["ambassador", "trainer", "coordinator", "administrator"])
def test_a_message_is_read_by_its_recipient_alone(
    world: World, client_of: Callable[[str], Client], role: str
):
    path = world.path("me/messages/<uuid:message_id>/")
    assert client_of(role).get(path).status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_the_admin_is_for_administrators(world: World, client_of: Callable[[str], Client], role: str):
    response = client_of(role).get("/admin/ambassadors/user/", follow=True)
    asked_to_sign_in = [
        address for address, status in response.redirect_chain if address.startswith("/accounts/login/")
    ]
    wanted = {"guest": (200, 1), "administrator": (200, 0)}.get(role, (403, 0))
    assert (response.status_code, len(asked_to_sign_in)) == wanted


@pytest.mark.parametrize("role", ROLES[1:])
def test_every_list_and_form_of_the_admin_is_for_administrators(
    world: World, client_of: Callable[[str], Client], role: str
):
    """Also of a model that is registered tomorrow."""
    pages = [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")
        for model in admin.site._registry
        for page in ("changelist", "add")
    ]
    let_in = {page: client_of(role).get(page, follow=True).status_code for page in pages}
    if role == "administrator":
        # What nobody adds by hand has no form for it.
        assert {status for page, status in let_in.items() if not page.endswith("/add/")} == {200}
    else:
        assert {page: status for page, status in let_in.items() if status != 403} == {}


@pytest.mark.parametrize("role", ROLES[1:])
def test_who_was_not_asked_cannot_answer(world: World, client_of: Callable[[str], Client], role: str):
    sent = {"choice": "not_this_time"}
    response = client_of(role).post(world.path("campaigns/<slug:slug>/answer/"), sent)
    assert (response.status_code, Answer.objects.count()) == (403, 0)


def test_an_inactive_person_is_signed_out(world: World, client_of: Callable[[str], Client]):
    client = client_of("employee")
    person = world.people["employee"]
    person.is_active = False
    person.save()
    assert outcome(client, "GET", "/me/profile/") == "sign in"
    assert ambassadors.UserFactory._meta.model.objects.filter(pk=person.pk).exists()
