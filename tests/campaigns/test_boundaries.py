"""Boundaries bind the software when everybody is asked, and nobody can find out (docs/rules.md, 3)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Event
from time import sleep

import pytest
from django.db import connection, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from ambassadors import asking
from ambassadors.models import AskCount, Boundary
from ambassadors.services import boundaries as deeds
from campaigns import figures, reminders
from campaigns.models import Invitation
from campaigns.services.invitations import invite_ambassadors
from outbox import kinds, policies
from outbox.models import Message
from tests.ambassadors.limits import START, abouts, somebody, write_boundaries, written
from tests.factories.ambassadors import (
    AmbassadorFactory,
    AskCountFactory,
    BoundaryFactory,
    CoordinatorFactory,
    TopicFactory,
)
from tests.factories.campaigns import CampaignFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(now, time_machine):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def coordinator():
    return CoordinatorFactory()


def left_out():
    """One for each reason."""
    topic = TopicFactory(name="Another topic")
    full = BoundaryFactory(asks_per_month=1)
    AskCountFactory(ambassador=full.ambassador)
    return [
        BoundaryFactory(is_paused=True),
        BoundaryFactory(is_paused=True, paused_until=date(2026, 12, 1)),
        BoundaryFactory(asks_per_month=0),
        full,
        BoundaryFactory(topics=[topic]),
        BoundaryFactory(networks=["mastodon"]),
        BoundaryFactory(no_photo=True),
    ]


def campaign_about_much(**facts):
    campaign = CampaignFactory(networks=["linkedin"], photographs=True, **facts)
    campaign.topics.add(TopicFactory(name="Hydrogen"))
    return campaign


def ask(campaign, coordinator, now):
    return invite_ambassadors(campaign=campaign, remind_at=None, by=coordinator, now=now)


def test_whoever_is_beyond_a_boundary_is_not_asked_and_the_size_counts_them_all(coordinator, now):
    asked = AmbassadorFactory.create_batch(4)
    left_out()
    campaign = campaign_about_much()
    meant = ask(campaign, coordinator, now)
    people = {ambassador.pk for ambassador in asked}
    assert (meant, figures.asked(campaign)) == (11, 11)
    assert set(Invitation.objects.values_list("ambassador_id", flat=True)) == people
    assert set(Message.objects.values_list("recipient_id", flat=True)) == people
    assert set(AskCount.objects.filter(ambassador__in=people).values_list("count", flat=True)) == {1}


def test_pressing_twice_counts_once(coordinator, now):
    ambassador = BoundaryFactory(asks_per_month=2).ambassador
    campaign = CampaignFactory()
    pressed = [ask(campaign, coordinator, now + timedelta(seconds=more)) for more in range(3)]
    assert (pressed, ambassador.ask_counts.get().count) == ([1, 0, 0], 1)


def test_the_limit_holds_over_campaigns_and_ends_with_the_month(coordinator, now):
    BoundaryFactory(asks_per_month=2)
    asked = []
    for days in (0, 1, 2, 7):
        ask(CampaignFactory(), coordinator, now + timedelta(days=days))
        asked.append(Invitation.objects.count())
    assert asked == [1, 2, 2, 3]


def test_coming_back_brings_no_backlog(coordinator, now):
    """Neither by itself nor when those who are new are asked later."""
    paused = BoundaryFactory(is_paused=True).ambassador
    campaign = CampaignFactory()
    ask(campaign, coordinator, now)
    deeds.come_back(person=paused.person)
    new = AmbassadorFactory(joined_at=now + timedelta(days=1))
    ask(campaign, coordinator, now + timedelta(days=2))
    assert list(Invitation.objects.values_list("ambassador_id", flat=True)) == [new.pk]


def judged(message, now):
    result = policies.judge(message, muted=False, now=now)
    return (result["state"], result["reason"]) if result else None


DROPPED = ("dropped", "no longer needed")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"is_paused": True}, DROPPED),
        ({"is_paused": True, "paused_until": date(2026, 11, 25)}, DROPPED),
        ({"is_paused": True, "paused_until": date(2026, 11, 24)}, None),
        ({"asks_per_month": 1}, None),
        ({"asks_per_month": 0}, DROPPED),
        ({"networks": ["mastodon"]}, DROPPED),
        ({"networks": ["mastodon", "linkedin"]}, None),
        ({"no_photo": True}, DROPPED),
    ],
)
def test_a_boundary_set_after_the_asking_stops_the_message(coordinator, now, change, expected):
    ambassador = AmbassadorFactory()
    ask(campaign_about_much(), coordinator, now)
    Boundary.objects.create(ambassador=ambassador, **change)
    assert judged(Message.objects.get(), now) == expected


def test_a_topic_limited_after_the_asking_stops_the_message(coordinator, now):
    ambassador = AmbassadorFactory()
    ask(campaign_about_much(), coordinator, now)
    BoundaryFactory(ambassador=ambassador, topics=[TopicFactory()])
    assert judged(Message.objects.get(), now) == DROPPED


def test_who_pauses_gets_no_reminder_not_even_after_the_pause(coordinator, now):
    """It would be written while they pause and wait for the end of their quiet hours."""
    ambassador = AmbassadorFactory()
    campaign = CampaignFactory()
    remind_at = now + timedelta(days=4)
    invite_ambassadors(campaign=campaign, remind_at=remind_at, by=coordinator, now=now)
    deeds.pause(person=ambassador.person, until=(remind_at + timedelta(days=1)).date(), now=now)
    reminders.queue_due(now=remind_at)
    stands = list(Message.objects.values_list("kind", "state", "reason"))
    assert stands == [("campaigns_invitation", *DROPPED)]


def test_a_reminder_counts_as_no_further_ask(coordinator, now):
    BoundaryFactory(asks_per_month=1)
    campaign = CampaignFactory()
    invite_ambassadors(campaign=campaign, remind_at=now + timedelta(days=4), by=coordinator, now=now)
    reminders.queue_due(now=now + timedelta(days=4))
    reminder = Message.objects.get(kind="campaigns_reminder")
    assert (judged(reminder, now + timedelta(days=4)), AskCount.objects.get().count) == (None, 1)


def test_every_ask_says_what_it_is_about(coordinator, now):
    AmbassadorFactory()
    campaign = campaign_about_much()
    ask(campaign, coordinator, now)
    message = Message.objects.get()
    about = [kinds.get(kind).about(message) for kind in ("campaigns_invitation", "campaigns_reminder")]
    topics = frozenset(campaign.topics.values_list("pk", flat=True))
    assert about == [asking.About(topics, frozenset(["linkedin"]), True)] * 2


@pytest.mark.parametrize("number", [0, 1, 6])
def test_the_coordinators_pages_are_the_same_however_many_are_left_out(
    client_for, coordinator, number, now, time_machine
):
    """The words of both pages, before and after, are those of the same programme without boundaries."""
    people = AmbassadorFactory.create_batch(6, joined_at=now)
    for ambassador in people[:number]:
        BoundaryFactory(ambassador=ambassador, is_paused=True)
    campaign, client = CampaignFactory(slug="one", contact=coordinator), client_for(coordinator)
    invite, page = (
        reverse(f"campaigns:{name}", args=[campaign.pk]) for name in ("cockpit_invite", "cockpit_campaign")
    )
    time_machine.move_to(now + timedelta(minutes=1), tick=False)
    assert "Invite about 5 people" in client.get(invite).text
    assert "Meant for about 5 people. Each" in client.post(invite, follow=True).text
    assert "Meant for about 5 people, last asked" in client.get(page).text
    assert "Everybody who is in the programme has been asked." in client.get(invite).text


@given(
    lives=st.lists(st.tuples(somebody, somebody), min_size=4, max_size=12),
    about=abouts,
    hours=st.integers(0, 72),
)
def test_whatever_people_change_in_between_nobody_beyond_a_limit_is_invited_or_sent_an_ask(
    lives, about, hours
):
    """Each lives with the limits of the first when everybody is asked, and of the second when the message goes."""
    with transaction.atomic():
        people = [first for first, _second in lives]
        written(people)
        campaign = CampaignFactory(networks=sorted(about.networks), photographs=about.photographs)
        campaign.topics.set(about.topics)
        expected = [one for one in people if one.may_be_asked(about, START)]
        ask(campaign, CoordinatorFactory(), START)
        for one in expected:
            one.count(START)
        invited = set(Invitation.objects.values_list("ambassador_id", flat=True))
        later = [replace(second, **kept(first)) for first, second in lives]
        write_boundaries(later)
        now = START + timedelta(hours=hours)
        goes = {message.recipient_id for message in Message.objects.all() if judged(message, now) is None}
        asked = {one.id for one in expected}
        assert (invited, goes) == (asked, {one.id for one in later if one.may_be_reached(about, now)} & asked)
        transaction.set_rollback(True)


def kept(one):
    """What no boundary changes."""
    return {name: getattr(one, name) for name in ("id", "zone", "is_active", "asked_before")}


# Two at once -----------------------------------------------------------------------------------------


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_stat_clear_snapshot()"
        )  # else it stays what it was when the transaction began
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock')"
        )
        return cursor.fetchone()[0]


def both_ask(campaigns, coordinator, now):
    """Two coordinators: the second presses while the first is at work, and the first ends once the second waits."""
    asking_now = Event()

    def first():
        with transaction.atomic():
            ask(campaigns[0], coordinator, now)
            asking_now.set()
            assert any(somebody_waits() or sleep(0.01) for _ in range(200))

    def second():
        assert asking_now.wait(10)
        ask(campaigns[1], coordinator, now + timedelta(seconds=1))

    def alone(press):
        try:
            press()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(alone, [first, second]))
    return Invitation.objects.count(), set(AskCount.objects.values_list("count", flat=True))


@pytest.fixture
def limited(transactional_db):
    return [BoundaryFactory(asks_per_month=1).ambassador for _ in range(10)]


def test_two_askings_at_once_stay_within_the_limit(limited, coordinator, now):
    assert both_ask([CampaignFactory(), CampaignFactory()], coordinator, now) == (len(limited), {1})


def test_without_the_second_look_at_the_held_row_the_same_two_overrun_it(
    limited, coordinator, now, monkeypatch
):
    monkeypatch.setattr(asking, "WITHIN_LIMIT", "true")
    assert both_ask([CampaignFactory(), CampaignFactory()], coordinator, now) == (2 * len(limited), {2})


def test_two_presses_on_one_campaign_at_once_count_once(limited, coordinator, now):
    Boundary.objects.update(asks_per_month=None)
    campaign = CampaignFactory()
    assert both_ask([campaign, campaign], coordinator, now) == (len(limited), {1})
