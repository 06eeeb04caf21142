"""The long table of faults: a restore from a real backup, with worker and beat before and after."""

import os
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from campaigns.services.invitations import invite_ambassadors
from outbox import services
from outbox.models import Hold, Message, Tick
from tests.factories.ambassadors import AmbassadorFactory, CoordinatorFactory
from tests.factories.campaigns import CampaignFactory
from tests.faults.house import wait_until
from tests.faults.post import Audit, audit, due, post
from tests.faults.visitors import Visitor

pytestmark = pytest.mark.proof

MINUTE = 60 / float(os.environ.get("PROOF_SPEED", "1"))
HOUR = timedelta(hours=1)
PLAN = "campaigns.tasks.plan_reminders"
ASKS, REMINDERS, CAMPAIGN = 200, 100, 10


def campaign_to_remind_of(now):
    """Its reminders are planned after the backup was made, for a moment before the hub woke up again."""
    AmbassadorFactory.create_batch(CAMPAIGN, person__quiet_from="00:00", person__quiet_until="00:00")
    campaign = CampaignFactory(starts_on=(now - 240 * HOUR).date(), ends_at=now + 240 * HOUR)
    by = CoordinatorFactory()
    invite_ambassadors(campaign=campaign, remind_at=now - 2 * HOUR, by=by, now=now - 200 * HOUR)
    Message.objects.all().delete()


def out_and_back(database, house, sink, *, reminders, age):
    """What is due is backed up, then it goes out, then the backup comes back, with a last tick of that age."""
    now = timezone.now()
    campaign_to_remind_of(now)
    post(ASKS, kind="post_ask", name="ask")
    post(reminders, name="reminder")
    services.ticked(name="send due messages", now=now - age)
    database.dump()
    Tick.objects.all().delete()
    all_of_it = ASKS + reminders + CAMPAIGN
    start(house)
    wait_until(lambda: house.wake(PLAN) or len(sink.accepted()) == all_of_it, "it goes out", 90, pause=1)
    house.end()
    database.restore()
    return all_of_it


def start(house):
    house.worker()
    house.beat()


def a_minute_with_news(house, sink, before):
    """New messages go; of the others none for a minute, though every planner ticks."""
    wait_until(Hold.objects.exists, "the hub holds what is there", 60)
    post(5, name="new")
    post(5, kind="post_ask", name="later")
    wait_until(lambda: len(sink.accepted()) >= before + 10, "what is new goes", 60)
    house.wake(PLAN)
    time.sleep(MINUTE)
    assert (len(sink.accepted()), max(sink.accepted().values())) == (before + 10, 1)


def say(house, word):
    Visitor(CoordinatorFactory(), house.web()).press_until_done(f"/cockpit/messages/{word}/")


def test_a_backup_of_three_hours_ago(own_database, own_house, sink, proof):
    """Nobody tells the hub. The control: with the coordinator's word the asks do go again."""
    sent = out_and_back(own_database, own_house, sink, reminders=0, age=3 * HOUR)
    start(own_house)
    a_minute_with_news(own_house, sink, sent)
    assert due() == ASKS + CAMPAIGN
    say(own_house, "release")
    wait_until(lambda: due() == 0, "what waited goes", 60)
    assert audit(sink) == Audit(sent=sent + 10, lost=0, doubled=ASKS, most=2)
    proof(
        "restored from a backup of three hours ago, of which nobody tells the hub",
        passes_when="no ask goes again without a person’s word",
        measured=f"{ASKS + CAMPAIGN} asks waited, 0 went again; new messages went; "
        "all waiting ones after the word “it was an outage”",
    )


def test_a_fresh_backup_and_the_word_of_whoever_restores(own_database, own_house, sink, proof):
    reminders = {"reminders": REMINDERS, "age": HOUR / 6}
    sent = out_and_back(own_database, own_house, sink, **reminders)
    call_command("hold_messages")
    start(own_house)
    a_minute_with_news(own_house, sink, sent)
    assert due() == sent
    say(own_house, "drop")
    assert audit(sink) == Audit(sent=10, lost=0, doubled=0, most=1)
    proof(
        "restored from a backup of ten minutes ago, with `manage.py hold_messages` before the start",
        passes_when="nothing already sent goes again without a person’s word",
        measured=f"{sent} messages waited, 0 went again; new ones went; dropped by “it was a restore”",
    )
