"""Declined, ignored, never opened and not asked look the same to everybody but the person (docs/rules.md, 2 and 3).

Every page, export and admin view is rendered for a coordinator and for an administrator. Six ambassadors stand next to
each other by name; one declined, one ignored the invitation, one never opened it, and three were not asked, each for
another boundary. They also stand differently towards guidelines and first steps, which nobody else learns either.
"""

import io
import re
from collections.abc import Iterator
from datetime import timedelta

import openpyxl
import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.sessions.models import Session as SignIn
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils.http import urlencode

from ambassadors import asking
from ambassadors.columns import COLUMNS
from ambassadors.models import (
    Ambassador,
    Application,
    AskBack,
    AskCount,
    Boundary,
    ConsentEvent,
    ConsentSubject,
    GoOn,
    GuidelineVersion,
    NextRound,
    OnboardingStep,
    OnboardingTick,
    PinTries,
    Programme,
    ProgrammeInvitation,
    Topic,
    User,
)
from ambassadors.onboarding import START_REMINDER
from ambassadors.services import departing, guidelines, onboarding
from ambassadors.services import invitations as programme_invitations
from ambassadors.services.guideline_texts import NEW_VERSION
from campaigns import figures
from campaigns.models import Answer, Asking, Campaign, CampaignFigures, Invitation
from campaigns.services.invitations import invite_ambassadors
from influencer_hub.checks import FOREIGN_ADDRESSES, views
from outbox import kinds
from outbox.models import Message, MessageClass
from tests.factories.ambassadors import (
    AskCountFactory,
    BoundaryFactory,
    LeavingFactory,
    ListedFactory,
    TopicFactory,
    UserFactory,
)
from tests.factories.campaigns import AnswerFactory, AskingFactory, CampaignFactory
from tests.factories.trainings import NOW
from tests.house.world import World, make

FATES = ("declined", "ignored", "never opened", "paused", "over the limit", "excluded topic")
NAMES = (
    ("Anna", "Abel"),
    ("Aenne", "Abicht"),
    ("Aida", "Acker"),
    ("Alma", "Adlum"),
    ("Asta", "Ahrens"),
    ("Arina", "Albers"),
)
ROLES = ("coordinator", "administrator", "council")
K = 5
WANTED = {
    "state": "programme",
    "mailbox": "yes",
    "topic": "district+heating",
    "language": "de",
    "network": "linkedin",
}
CACHED = ("ambassadors:people", "ambassadors:cockpit_people", "cockpit")
ANOTHER_TOPIC = "District heating"
# What differs between two answers to the same question: secrets of forms and of the content policy.
NOISE = re.compile(
    r'(?<=name="csrfmiddlewaretoken" value=")\w+|(?<=name="go" value=")[\w-]+|(?<=nonce=")[\w+/=-]+'
)
# Never in the Django admin, not even for looking at.
UNREGISTERED = {
    Answer,
    Application,
    AskBack,
    AskCount,
    Asking,
    Authenticator,
    Boundary,
    CampaignFigures,
    ConsentEvent,
    GoOn,
    Invitation,
    Message,
    PinTries,
    NextRound,
    ProgrammeInvitation,
    ConsentSubject,
    OnboardingTick,
    SignIn,
    UserSession,
}


@pytest.fixture(autouse=True)
def _next_morning(monkeypatch):
    """What is cached for some seconds stays for the whole test: an entry that ran out would cost a statement."""
    cache.clear()
    monkeypatch.setattr("ambassadors.models.programme.CACHE_SECONDS", 3600)
    monkeypatch.setattr("ambassadors.directory.CACHE_SECONDS", 3600)
    monkeypatch.setattr("ambassadors.filtering.CACHE_SECONDS", 3600)
    monkeypatch.setattr("ambassadors.needs.CACHE_SECONDS", 3600)
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        yield


@pytest.fixture
def world(db) -> World:
    """Twenty others have answered, so that there are totals to show."""
    Programme(k=K).save()
    made = make()
    campaign = Campaign.objects.get()
    campaign.invited_at = NOW
    campaign.save()
    campaign.topics.add(TopicFactory())
    TopicFactory(name=ANOTHER_TOPIC)
    AskingFactory(campaign=campaign, at=NOW, meant=20 + len(NAMES))
    for choice in ["in"] * 7 + ["maybe"] * 6 + ["not_this_time"] * 7:
        AnswerFactory(campaign=campaign, choice=choice)
    return made


@pytest.fixture
def neighbours(world) -> list[User]:
    return [
        ListedFactory(
            joined_at=NOW,
            person__first_name=first,
            person__last_name=last,
            person__email=f"{first}@nordwerk.example",
            person__personnel_number=f"4711{number}",
        ).person
        for number, (first, last) in enumerate(NAMES)
    ]


BOUNDARIES = {
    "paused": {"is_paused": True},
    "over the limit": {"asks_per_month": 1},
    "excluded topic": {},
}


def decide(person: User, fate: str) -> None:
    """Opted in, withdrew, said no, or nothing; asked again by a new version; ahead with the first steps, or hid them."""
    version = GuidelineVersion.objects.published().get()
    if fate in ("declined", "ignored", "over the limit"):
        guidelines.opt_in(person=person, version=version, language="de", now=NOW)
    if fate == "declined":
        guidelines.withdraw(person=person, guideline=version.guideline, now=NOW + timedelta(minutes=1))
        onboarding.put_start_away(person=person)
    if fate == "ignored":
        _message(person, version.guideline, NEW_VERSION, Message.State.SENT)
    if fate == "over the limit":
        _message(person, version.guideline, NEW_VERSION, Message.State.DROPPED, "no longer needed")
    if fate == "never opened":
        guidelines.leave_open(person=person, version=version)
        onboarding.tick(person=person, step=OnboardingStep.objects.exclude(link="").get())
    if fate == "excluded topic":
        Ambassador.objects.filter(pk=person.pk).update(onboarding_reminded=True)
        _message(person, version.guideline, START_REMINDER, Message.State.SENT)


def live_through(person: User, fate: str) -> None:
    """The boundaries that were there when everybody was asked, and what came of it."""
    decide(person, fate)
    campaign = Campaign.objects.get()
    if fate in BOUNDARIES:
        topics = Topic.objects.filter(name=ANOTHER_TOPIC) if fate == "excluded topic" else []
        BoundaryFactory(ambassador=person.ambassador, topics=topics, **BOUNDARIES[fate])
    AskCountFactory(ambassador=person.ambassador)
    everybody = Ambassador.objects.filter(pk=person.pk)
    assert asking.may_be_asked(everybody, campaign.about, now=NOW).exists() == (fate not in BOUNDARIES)
    if fate in BOUNDARIES:
        return
    Invitation.objects.create(campaign=campaign, ambassador_id=person.pk, invited_at=NOW)
    _message(person, campaign, "campaigns_invitation", Message.State.SENT)
    if fate == "declined":
        Answer.objects.create(
            campaign=campaign, ambassador_id=person.pk, choice="not_this_time", changed_at=NOW
        )
        _message(person, campaign, "campaigns_reminder", Message.State.DROPPED, "no longer needed")
    else:
        _message(person, campaign, "campaigns_reminder", Message.State.SENT)


def _message(person: User, about: Model, kind: str, state: str, reason: str = "") -> None:
    Message.objects.create(
        kind=kind,
        recipient=person,
        object_id=about.pk,
        lane=MessageClass.ASK,
        due_at=NOW,
        useful_until=NOW + timedelta(days=30),
        state=state,
        reason=reason,
        created_at=NOW,
        done_at=NOW,
    )


def client_of(world: World, role: str) -> Client:
    client = Client()
    client.force_login(world.people[role], backend="django.contrib.auth.backends.ModelBackend")
    return client


def own_pages(world: World, person: User) -> Iterator[str]:
    """Every address of the hub; those about a person for `person`, those about a kind of message for each kind."""
    about = world.things[""] | {"person_id": person.pk}
    for address, _pattern in views(get_resolver().url_patterns):
        if address.startswith(tuple(FOREIGN_ADDRESSES)):
            continue
        names = [kind.name for kind in kinds.every()] if address.startswith("cockpit/messages/<") else [None]
        for name in names:
            more = {address: {"name": name}} if name else {}
            yield World(world.people, world.things | {"": about} | more).path(address)
    yield from list_pages(person)
    yield f"{reverse('ambassadors:people')}?q={person.last_name}"
    yield reverse("ambassadors:person", args=[person.pk])


def list_pages(person: User) -> Iterator[str]:
    """The coordinators' lists, with every filter, order and column, and what leaves the hub."""
    people, columns = reverse("ambassadors:cockpit_people"), urlencode({"column": list(COLUMNS)}, doseq=True)
    yield f"{people}?q={person.last_name}"
    yield f"{people}?q={person.last_name}&{columns}"
    for order in ("name", "joined"):
        yield f"{people}?sort={order}&size=100&{columns}"
    for name, value in WANTED.items():
        yield f"{people}?{name}={value}"
    yield f"{people}?joined_from=2026-11-01&joined_until=2026-12-31"
    yield f"{reverse('cockpit_search')}?q={person.last_name}"
    yield f"{reverse('ambassadors:cockpit_export')}?person={person.pk}"


def exported(client: Client, query: str, count: int, form: str) -> str:
    """What a file of people says, with every column."""
    sent = {"people": count, "form": form, "columns": list(COLUMNS)}
    response = client.post(f"{reverse('ambassadors:cockpit_export')}?{query}", sent)
    body = response.getvalue()
    if form == "csv":
        return body.decode()
    return str([[*sheet.values] for sheet in openpyxl.load_workbook(io.BytesIO(body))])


def admin_pages(person: User) -> Iterator[str]:
    yield reverse("admin:index")
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        yield reverse(f"{name}_add")
        rows = model.objects.filter(pk=person.pk) if model in (User, Ambassador) else model.objects.all()[:3]
        for row in rows:
            yield from (reverse(f"{name}_{view}", args=[row.pk]) for view in ("change", "history", "delete"))


def look(client: Client, path: str) -> tuple[int, str, int]:
    """Status, words and number of statements."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(path)
        body = response.getvalue() if response.streaming else response.content
    return response.status_code, NOISE.sub("", body.decode(errors="replace")), len(asked)


def without_identity(words: str, person: User) -> str:
    """What would stand there for anybody."""
    own = [person.email, person.first_name, person.last_name, person.personnel_number, str(person.pk)]
    own += [person.pk.hex, person.initials]
    for secret in own:
        words = words.replace(secret, "…")
    return words


@pytest.mark.usefixtures("refusals_are_plain")
@pytest.mark.parametrize("role", ROLES)
def test_every_page_about_a_person_is_the_same_for_all(world, neighbours, role):
    for person, fate in zip(neighbours, FATES, strict=True):
        live_through(person, fate)
    figures.recount(NOW + timedelta(days=1))
    client = client_of(world, role)
    for path in [*admin_pages(neighbours[0]), *map(reverse, CACHED)]:
        client.get(path)  # warms the caches
    seen = [
        {
            without_identity(path, person): without_identity(str(look(client, path)), person)
            for path in [*own_pages(world, person), *admin_pages(person)]
            if path_is_about(path, person)
        }
        for person in neighbours
    ]
    assert len(seen[0]) > 3
    assert [pages for pages in seen if pages != seen[0]] == []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_files_of_people_are_the_same_for_all(world, neighbours, form):
    client = client_of(world, "coordinator")
    count = User.objects.active().count()
    before = exported(client, "all=1", count, form)
    for person, fate in zip(neighbours, FATES, strict=True):
        live_through(person, fate)
    files = [exported(client, f"person={person.pk}", 1, form) for person in neighbours]
    assert len({without_identity(file, person) for file, person in zip(files, neighbours, strict=True)}) == 1
    assert exported(client, "all=1", count, form) == before


def path_is_about(path: str, person: User) -> bool:
    return str(person.pk) in path or person.last_name in path


@pytest.mark.usefixtures("refusals_are_plain")
@pytest.mark.parametrize("role", ROLES)
def test_no_page_changes_with_who_declined_or_was_not_asked(world, neighbours, role):
    client = client_of(world, role)
    for path in [*admin_pages(neighbours[0]), *map(reverse, CACHED)]:
        client.get(path)  # warms the caches
    seen = []
    # Nobody left out, and three of them, in two orders.
    for fates in [FATES[:3] * 2, FATES[3:] + FATES[:3], FATES[1:] + FATES[:1]]:
        with transaction.atomic():
            for person, fate in zip(neighbours, fates, strict=True):
                live_through(person, fate)
            figures.recount(NOW + timedelta(days=1))
            pages = dict.fromkeys([*own_pages(world, neighbours[0]), *admin_pages(neighbours[0])])
            seen.append({path: look(client, path) for path in pages})
            transaction.set_rollback(True)
    changed = {path for other in seen for path in other if other[path] != seen[0][path]}
    assert (changed, len(seen[0]) > 60) == (set(), True)


def test_leaving_the_company_tells_nothing_either(world, neighbours):
    """All six leave; whatever they did before, pictures, last days and totals look the same."""
    client = client_of(world, "coordinator")
    pages = [
        "cockpit/people/import/leaving/",
        "cockpit/assets/of-leavers/",
        "cockpit/campaigns/<uuid:campaign_id>/",
        "cockpit/messages/",
    ]
    seen = []
    for fates in [FATES, FATES[3:] + FATES[:3], FATES[1:] + FATES[:1]]:
        cache.clear()  # the numbers beside the navigation
        with transaction.atomic():
            for person, fate in zip(neighbours, fates, strict=True):
                live_through(person, fate)
                LeavingFactory(person=person, last_day=NOW.date(), entered_at=NOW)
            figures.recount(NOW + timedelta(days=1))
            assert departing.part_with_leavers(now=NOW + timedelta(days=1)) == len(neighbours)
            figures.recount(NOW + timedelta(days=2))
            seen.append({path: look(client, world.path(path)) for path in pages})
            transaction.set_rollback(True)
    assert seen[1:] == seen[:1] * 2


def test_the_totals_were_on_the_page_all_the_time(world, neighbours):
    for person, fate in zip(neighbours, FATES, strict=True):
        live_through(person, fate)
    figures.recount(NOW + timedelta(days=1))
    page = look(client_of(world, "coordinator"), world.path("cockpit/campaigns/<uuid:campaign_id>/"))[1]
    assert re.findall(r"<dd>(.*?)</dd>", page)[:2] == ["7", "6"]


def test_they_stand_next_to_each_other_by_name(world, neighbours):
    page = look(client_of(world, "coordinator"), reverse("ambassadors:cockpit_people"))[1]
    places = [page.index(f"{first} {last}") for first, last in NAMES]
    assert places == sorted(places)


def test_the_admin_knows_neither_answers_nor_invitations_nor_messages():
    assert UNREGISTERED & set(admin.site._registry) == set()


def test_the_admin_deletes_nothing(world):
    client = client_of(world, "administrator")
    pages = {path: client.get(path).status_code for path in admin_pages(world.people["ambassador"])}
    assert {status for path, status in pages.items() if path.endswith("/delete/")} == {403}


def test_the_audit_trail_names_nobody_who_was_asked(world, neighbours):
    """Real deeds: all are asked to a campaign, and one more person to the programme."""
    boss, campaign = world.people["coordinator"], CampaignFactory(contact=world.people["coordinator"])
    asked = UserFactory(first_name="Zacharias", last_name="Zumwinkel")
    invite_ambassadors(campaign=campaign, remind_at=None, by=boss, now=NOW)
    programme_invitations.invite(person=asked, way="mail", by=boss, now=NOW)
    pages = {
        "coordinator": (reverse("ambassadors:audit"), reverse("ambassadors:audit_csv")),
        "council": (reverse("ambassadors:council_audit"),),
    }
    told = [look(client_of(world, role), path)[1] for role, paths in pages.items() for path in paths]
    names = [person.last_name for person in [*neighbours, asked]]
    assert [name for name in names for page in told if name in page] == []
    assert ["invited people to the programme" in page for page in told] == [True, True, True]
