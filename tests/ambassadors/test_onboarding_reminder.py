"""The one friendly reminder of the first steps: when, to whom, and never again."""

from datetime import timedelta

import pytest

from ambassadors.models import Ambassador, AskCount, Onboarding, OnboardingStep
from ambassadors.onboarding import START_REMINDER
from ambassadors.services import first_steps, onboarding
from outbox import kinds
from outbox.models import Message, MessageClass
from tests.factories.ambassadors import AmbassadorFactory, BoundaryFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def newcomer(programme, now):
    """Joined fourteen days ago."""
    return AmbassadorFactory(joined_at=now - 14 * DAY).person


def asked():
    return list(Message.objects.filter(kind=START_REMINDER).values_list("recipient", "lane"))


def reminded():
    return set(Ambassador.objects.filter(onboarding_reminded=True).values_list("pk", flat=True))


def test_it_comes_once_after_the_interval_as_an_ask(newcomer, now):
    early = AmbassadorFactory(joined_at=now - 13 * DAY).person
    for later in range(3):
        first_steps.remind(now=now + later * timedelta(minutes=10))
    assert (asked(), reminded()) == ([(newcomer.pk, MessageClass.ASK)], {newcomer.pk})
    assert (AskCount.objects.get().ambassador_id, early.messages.count()) == (newcomer.pk, 0)


def test_another_interval_brings_no_second_one(newcomer, selma, now):
    first_steps.remind(now=now)
    Message.objects.all().delete()
    onboarding.set_reminder(after_days=30, by=selma, now=now)
    assert (first_steps.remind(now=now + 16 * DAY), asked()) == (0, [])


def test_switched_off_nothing_goes_out_and_switched_on_later_nobody_is_caught_up_with(newcomer, selma, now):
    onboarding.set_reminder(after_days=None, by=selma, now=now)
    first_steps.remind(now=now)
    onboarding.set_reminder(after_days=14, by=selma, now=now)
    first_steps.remind(now=now + 8 * DAY)
    assert (asked(), reminded()) == ([], {newcomer.pk})


@pytest.mark.parametrize("fate", ["hidden", "done", "paused", "no asks", "used up"])
def test_whoever_hid_the_list_is_done_or_set_a_limit_hears_nothing_and_never_will(newcomer, now, fate):
    place = newcomer.ambassador
    fates = {
        "hidden": lambda: onboarding.put_start_away(person=newcomer),
        "done": finish,
        "paused": lambda: BoundaryFactory(ambassador=place, is_paused=True),
        "no asks": lambda: BoundaryFactory(ambassador=place, asks_per_month=0),
        "used up": lambda: use_up(place, now),
    }
    fates[fate]()
    first_steps.remind(now=now)
    Ambassador.objects.update(onboarding_hidden=False)
    OnboardingStep.objects.update(is_on=True)
    getattr(place, "boundary", place).__class__.objects.exclude(pk=newcomer.pk).delete()
    first_steps.remind(now=now + DAY)
    assert (asked(), reminded()) == ([], {newcomer.pk})


def finish():
    for key in ("profile", "channel", "guidelines", "training"):
        OnboardingStep.objects.create(key=key, is_on=False)


def use_up(place, now):
    BoundaryFactory(ambassador=place, asks_per_month=1)
    AskCount.objects.create(ambassador=place, month=now.date().replace(day=1), count=1)


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("nothing", ""),
        ("hidden", "no longer needed"),
        ("done", "no longer needed"),
        ("left", "no longer needed"),
    ],
)
def test_what_is_no_longer_needed_is_dropped_and_the_reason_tells_nothing(newcomer, now, deed, reason):
    first_steps.remind(now=now)
    message = Message.objects.get()
    deeds = {
        "nothing": lambda: None,
        "hidden": lambda: onboarding.put_start_away(person=newcomer),
        "done": finish,
        "left": newcomer.ambassador.delete,
    }
    deeds[deed]()
    message = Message.objects.get(pk=message.pk)
    assert kinds.get(START_REMINDER).untrue(message, now) == reason


def test_it_waits_for_the_end_of_quiet_hours(newcomer, now):
    night = now.replace(hour=23)
    first_steps.remind(now=night)
    due = Message.objects.get().due_at.astimezone(newcomer.zone)
    assert (due.hour, due.date()) == (7, night.date() + DAY)


def test_many_are_planned_piece_by_piece(newcomer, now, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(first_steps, "PIECE", 2)
    AmbassadorFactory.create_batch(4, joined_at=now - 15 * DAY)
    assert (first_steps.remind(now=now), len(asked()), first_steps.remind(now=now)) == (5, 5, 0)


def test_the_interval_is_fourteen_days_until_somebody_says_otherwise(programme):
    assert Onboarding.current().remind_after_days == 14
