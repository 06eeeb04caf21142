"""What needs a human: each room says what waits there, the cockpit puts it in order."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from ambassadors import needs
from ambassadors.models import Audience, Import, Programme, Topic
from campaigns.models import Asset
from outbox.models import AddressFault
from tests.factories.ambassadors import (
    AmbassadorFactory,
    CoordinatorFactory,
    ListedFactory,
    TopicFactory,
    UserFactory,
)
from tests.factories.campaigns import AssetFactory, CampaignFactory
from tests.factories.trainings import SessionFactory, TrainingFactory
from trainings import services
from trainings.models import InterestFigures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(now, time_machine):
    time_machine.move_to(now, tick=False)
    cache.clear()
    with translation.override("en"):
        yield


@pytest.fixture
def selma():
    return CoordinatorFactory()


@pytest.fixture
def cockpit(client_for, selma):
    client = client_for(selma)
    return lambda: client.get(reverse("cockpit"))


def titles(now):
    return [need.title for need in needs.gather(now)]


def led(**fields):
    session = SessionFactory(**fields)
    session.trainers.add(UserFactory())
    return session


def test_nothing_waits_in_an_empty_hub(now):
    assert needs.gather(now) == []


def test_a_date_that_nobody_leads_waits_since_it_was_published(now):
    SessionFactory(training__title="Storm", published_at=now - timedelta(days=3))
    SessionFactory(published_at=None)
    SessionFactory(cancelled_at=now)
    SessionFactory(starts_at=now - timedelta(days=1), published_at=now - timedelta(days=9))
    found = [(need.title, need.since) for need in needs.gather(now)]
    assert found == [("Nobody leads “Storm” yet", now - timedelta(days=3))]


def waiting(session, count, now):
    for person in UserFactory.create_batch(count):
        services.join_waiting_list(session=session, person=person, now=now)


def full(now, **fields):
    session = led(capacity=1, starts_at=now + timedelta(days=9), **fields)
    services.enrol(session=session, person=UserFactory(), now=now)
    return session


def test_people_who_wait_while_no_date_has_a_seat_ask_for_one(now):
    training = TrainingFactory(title="Storm")
    waiting(full(now, training=training), 2, now - timedelta(days=2))
    waiting(full(now, training=training), 1, now - timedelta(days=1))
    found = [(need.title, need.since, need.to) for need in needs.gather(now)]
    plan = reverse("trainings:cockpit_new_session", args=[training.pk])
    assert found == [("3 people wait for “Storm”", now - timedelta(days=2), plan)]
    led(training=training, starts_at=now + timedelta(days=20))
    assert needs.gather(now) == []


def test_addresses_that_fail_stand_together_and_lead_to_the_list(now):
    for days, person in enumerate(UserFactory.create_batch(2)):
        since = date(2026, 11, 10 + days)
        AddressFault.objects.create(person=person, address=person.email, since=since, reason="550")
    gone = UserFactory(is_active=False)
    AddressFault.objects.create(person=gone, address=gone.email, since=date(2026, 1, 1), reason="550")
    need = needs.gather(now)[0]
    assert (need.title, need.since.date(), need.count) == ("2 addresses fail", date(2026, 11, 10), 2)
    assert need.to == reverse("ambassadors:cockpit_people") + "?mailbox=fault"


def test_pictures_of_a_draft_without_words_are_counted_per_campaign(now):
    campaign = CampaignFactory(title="Hands", published_at=None)
    AssetFactory.create_batch(2, campaign=campaign, alt="")
    AssetFactory(campaign=campaign, alt="A hand")
    AssetFactory(campaign=campaign, alt="", removed_at=now)
    assert titles(now) == ["2 pictures of “Hands” have no alternative text"]
    Asset.objects.update(alt="A hand")
    assert titles(now) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Fernwärme", "Fern-Wärme", True),
        ("Fernwärme", "Fernwaerme", True),
        ("Ausbildung", "Ausbildungen", True),
        ("Ausbildung", "Netzausbau", False),
    ],
)
def test_topics_that_look_like_one_are_asked_about(now, one, other, alike):
    for name in (one, other):
        TopicFactory(name=name).ambassadors.add(ListedFactory())
    assert len(needs.gather(now)) == alike


def test_topics_that_nobody_shows_to_coordinators_are_not_asked_about(now):
    TopicFactory(name="Ausbildung").ambassadors.add(ListedFactory())
    TopicFactory(name="Ausbildungen").ambassadors.add(ListedFactory(to=Audience.ME))
    assert needs.gather(now) == []


def test_topics_are_told_apart_and_asked_about_again(client_for, selma, now):
    for name in ("Ausbildung", "Ausbildungen"):
        TopicFactory(name=name).ambassadors.add(ListedFactory())
    client, topic = client_for(selma), Topic.objects.get(name="Ausbildung")
    apart = reverse("ambassadors:cockpit_topic_apart", args=[topic.pk])
    page = client.post(apart, follow=True)
    assert (titles(now), "“Ausbildung” is a topic of its own." in page.text) == ([], True)
    client.post(f"{apart}undo/")
    assert titles(now) == ["“Ausbildung” and “Ausbildungen” look like one topic"]


def test_what_waits_longest_comes_first_and_what_has_no_date_last(now, cockpit):
    for name in ("Ausbildung", "Ausbildungen"):
        TopicFactory(name=name).ambassadors.add(ListedFactory())
    Import.objects.create(file_name="a.csv", uploaded_at=now - timedelta(hours=1))
    SessionFactory(training__title="Storm", published_at=now - timedelta(days=3))
    Import.objects.create(file_name="b.csv", uploaded_at=now - timedelta(minutes=12))
    expected = [
        "Nobody leads “Storm” yet",
        "Import “a.csv” waits for you",
        "Import “b.csv” waits for you",
        "“Ausbildung” and “Ausbildungen” look like one topic",
    ]
    response = cockpit()
    assert [need.title for need in response.context["needs"]] == expected
    assert [words in response.text for words in ("12 minutes ago.", "Since Sat 21 November.")] == [True, True]


def test_numbers_stand_in_the_navigation_where_somebody_is_awaited(client_for, selma, now):
    page = reverse("campaigns:cockpit_campaigns")
    Import.objects.create(file_name="a.csv", uploaded_at=now)
    first = client_for(selma).get(page).text
    Import.objects.all().delete()
    cached = client_for(selma).get(page).text
    client_for(selma).get(reverse("cockpit"))
    counted = client_for(selma).get(page).text
    assert [text.count("nav-count") for text in (first, cached, counted)] == [1, 1, 0]


def test_who_only_leads_a_date_sees_no_numbers(client_for, now):
    trainer = UserFactory()
    session = SessionFactory()
    session.trainers.add(trainer)
    Import.objects.create(file_name="a.csv", uploaded_at=now)
    page = client_for(trainer).get(reverse("trainings:cockpit_session", args=[session.pk])).text
    assert ["nav-count" in page, "sidebar-search" in page] == [False, False]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_gathering_takes_the_same_queries(now, number, own_cache, django_assert_num_queries):
    k = Programme.current().k  # Every page has asked for the programme already.
    for _ in range(number):
        Import.objects.create(file_name="a.csv", uploaded_at=now)
        SessionFactory()
        waiting(full(now), 1, now)
        AssetFactory(campaign=CampaignFactory(), alt="")
        person = AmbassadorFactory().person
        AddressFault.objects.create(person=person, address=person.email, since=now.date(), reason="550")
        InterestFigures.objects.create(training=TrainingFactory(), counted_at=now, people=k)
    with django_assert_num_queries(11):
        needs.gather(now)
