"""The coordinators' first page: what needs a human, what comes, how messages go."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from ambassadors.models import Guideline, GuidelineVersion, Import, Programme
from outbox import health
from outbox.models import Hold, Message, Tick
from tests.factories.ambassadors import AdministratorFactory, CoordinatorFactory, UserFactory
from tests.factories.campaigns import CampaignFactory
from tests.factories.trainings import SessionFactory
from trainings import services

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(now, time_machine):
    time_machine.move_to(now, tick=False)
    # The programme is remembered there.
    cache.clear()


@pytest.fixture
def selma():
    return CoordinatorFactory()


@pytest.fixture
def client(client_for, selma):
    return client_for(selma)


@pytest.fixture
def running(now):
    """An installation past its first days, whose sender has just run."""
    Programme(name="Werkstimmen", company="Nordwerk AG").save()
    UserFactory()
    guideline = Guideline.objects.create(slug="leitplanken", title="Leitplanken", created_at=now)
    GuidelineVersion.objects.create(guideline=guideline, number=1, text="Du.", valid_from=now)
    led(starts_at=now + timedelta(days=5))
    CampaignFactory()
    for name in (health.SEND_DUE, health.SEND_URGENT):
        Tick.objects.create(name=name, finished_at=now)


def todos(client):
    return [(need.title, need.deed, need.to) for need in client.get(reverse("cockpit")).context["needs"]]


def led(**fields):
    """A date with somebody who leads it."""
    session = SessionFactory(**fields)
    session.trainers.add(UserFactory())
    return session


def upload(selma, now, **fields):
    return Import.objects.create(file_name="azubis.csv", uploaded_by=selma, uploaded_at=now, **fields)


def test_an_empty_installation_shows_the_first_steps(client):
    response = client.get(reverse("cockpit"))
    steps = response.context["steps"]
    assert (steps.named, steps.people, steps.guidelines, steps.training, steps.campaign) == (False,) * 5
    assert [words in response.text for words in ("First steps", "Nobody is waiting")] == [True, False]


def test_when_nothing_waits_it_wishes_a_good_day(client, running):
    page = client.get(reverse("cockpit")).text
    expected = [True, False, False]
    assert [
        words in page for words in ("Nobody is waiting. Have a good day.", "First steps", "%")
    ] == expected


def test_a_sender_that_stands_still_is_said_above_everything(client, running, now):
    healthy = client.get(reverse("cockpit")).text
    Tick.objects.update(finished_at=now - timedelta(minutes=11))
    stopped = client.get(reverse("cockpit")).text
    assert ["Nothing is being sent." in page for page in (healthy, stopped)] == [False, True]
    assert stopped.index("Nothing is being sent.") < stopped.index("<h1")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": "uploaded"}, "Please look at its columns"),
        (
            {"state": "checked", "counts": {"new": 80, "unchanged": 4, "faulty": 3}},
            "84 rows are fine, 3 to check.",
        ),
        ({"state": "checked", "counts": {"new": 1}}, "1 row is fine."),
    ],
)
def test_an_import_that_waits_for_a_decision_is_named_with_its_rows(
    client, selma, running, now, fields, words
):
    made = upload(selma, now, **fields)
    response = client.get(reverse("cockpit"))
    assert (words in response.text, todos(client)) == (
        True,
        [("Import “azubis.csv” waits for you", "Review", import_page(made))],
    )


def import_page(made):
    return reverse("ambassadors:import_page", args=[made.pk])


@pytest.mark.parametrize("state", ["waiting", "confirmed", "done", "stopped"])
def test_an_import_that_needs_nobody_is_not_there(client, selma, running, now, state):
    upload(selma, now, state=state)
    assert todos(client) == []


def test_a_file_that_was_refused_is_named_until_another_comes(client, selma, running, now):
    made = upload(selma, now, state="failed", problem=["too_many_rows", {"limit": 100_000}])
    assert todos(client) == [("Import “azubis.csv” could not be read", "Have a look", import_page(made))]
    upload(selma, now + timedelta(minutes=5), state="done")
    assert todos(client) == []


def test_a_session_that_is_over_by_some_is_named(client, running, selma, now):
    session = led(capacity=3, starts_at=now + timedelta(days=5), training__title="Storm")
    for person in UserFactory.create_batch(3):
        services.enrol(session=session, person=person, now=now)
    services.change_capacity(session=session, capacity=1, by=selma, now=now)
    roster = reverse("trainings:cockpit_session", args=[session.pk])
    assert todos(client) == [("“Storm” is over by 2", "Roster", roster)]


def failed(kind, lane, now):
    Message.objects.create(
        kind=kind,
        recipient=UserFactory(),
        lane=lane,
        due_at=now,
        useful_until=now + timedelta(days=1),
        state=Message.State.FAILED,
        reason="550 no such user",
        created_at=now,
        done_at=now,
    )


def test_failed_messages_need_a_look_but_failed_asks_are_told_by_nobody(client, running, now):
    for _ in range(12):
        failed("campaigns_invitation", 2, now)
    asks = todos(client)
    failed("trainings_confirmation", 0, now)
    assert (asks, todos(client)) == (
        [],
        [("1 message did not arrive", "Have a look", reverse("cockpit_messages"))],
    )


def test_held_messages_ask_for_a_word(client, running, now):
    Hold.objects.create(pk=1, since=now, from_lane=0)
    assert [title for title, _label, _to in todos(client)] == ["Some messages wait for your decision"]


def test_the_next_sessions_stand_with_their_seats(client, running, now):
    for days in (9, 7, 8, 6, 30):
        SessionFactory(starts_at=now + timedelta(days=days))
    SessionFactory(starts_at=now + timedelta(days=1), cancelled_at=now)
    coming = client.get(reverse("cockpit")).context["coming"]
    assert [(session.starts_at - now).days for session in coming] == [5, 6, 7, 8]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_page_asks_the_same_few_questions(
    client, selma, running, now, number, own_cache, django_assert_num_queries
):
    for _ in range(number):
        upload(selma, now, state="checked")
        SessionFactory(starts_at=now + timedelta(days=6))
        failed("trainings_confirmation", 0, now)
    client.get(reverse("cockpit"))
    with django_assert_num_queries(20):
        client.get(reverse("cockpit"))


@pytest.mark.parametrize("make", [UserFactory, AdministratorFactory])
def test_it_is_for_coordinators(client_for, make):
    assert client_for(make()).get(reverse("cockpit")).status_code == 403
