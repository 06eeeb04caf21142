"""What the planner writes: one reminder of an invitation, a round that opens; twice is once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ambassadors import reminders
from ambassadors.models import Ambassador, ProgrammeInvitation
from ambassadors.services import invitations
from ambassadors.tasks import plan_joining
from outbox import kinds, letters, policies
from outbox.letterhead import current
from outbox.models import Message, Mute, Tick
from outbox.services import hold_everything
from tests.factories.joining import ApplicationFactory, CohortFactory, NextRoundFactory

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
REMINDER = invitations.REMINDER


@pytest.fixture
def arrived(invited):
    """Jördis' invitation, and the mail has arrived."""
    Message.objects.update(state=Message.State.SENT)
    return invited


def reminder() -> Message:
    return Message.objects.select_related("recipient").get(kind=REMINDER)


def goes(message: Message, now: datetime) -> bool:
    return policies.judge(message, muted=False, now=now) is None


def test_one_reminder_after_two_weeks_whenever_the_planner_looks(arrived, now):
    counts = [reminders.queue_due(now=now + timedelta(days=day)) for day in (13, 14, 14, 20)]
    assert (counts, reminder().due_at) == ([0, 1, 0, 0], now + timedelta(days=14))
    assert goes(reminder(), now + timedelta(days=14))


def test_it_waits_for_the_end_of_quiet_hours(joerdis, selma):
    evening = datetime(2026, 11, 24, 21, 30, tzinfo=BERLIN)
    invitations.invite(person=joerdis, way="mail", by=selma, now=evening)
    reminders.queue_due(now=evening + timedelta(days=14))
    assert reminder().due_at == datetime(2026, 12, 9, 7, 0, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("night", "due"),
    [
        (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), datetime(2026, 10, 25, 7, 0, tzinfo=BERLIN)),
        (datetime(2027, 3, 28, 1, 59, tzinfo=BERLIN), datetime(2027, 3, 28, 7, 0, tzinfo=BERLIN)),
    ],
)
def test_in_the_nights_in_which_the_clocks_change_it_waits_for_seven(joerdis, selma, night, due):
    invitations.invite(person=joerdis, way="mail", by=selma, now=night - timedelta(days=14, hours=2))
    reminders.queue_due(now=night)
    assert reminder().due_at.timestamp() == due.timestamp()


def test_it_says_until_when_and_opens_the_same_invitation(arrived, now):
    later = now + timedelta(days=14)
    reminders.queue_due(now=later)
    letter = letters.write(reminder(), paper=current(), now=later)
    assert letter.subject == "One reminder: your invitation to Nordwerk Werkstimmen"
    assert "Your invitation is open until 24 December 2026. This is the only reminder." in letter.text
    assert arrived.token in letter.text


@pytest.mark.parametrize(
    "reason", ["accepted", "applied", "wants no invitations", "never arrived", "expired"]
)
def test_what_is_not_needed_is_dropped_with_the_same_words(arrived, joerdis, now, reason):
    later = now + timedelta(days=14)
    reminders.queue_due(now=later)
    if reason == "accepted":
        invitations.accept(token=arrived.token, signed_in=None, now=later)
    elif reason == "applied":
        ApplicationFactory(person=joerdis)
    elif reason == "wants no invitations":
        Mute.objects.create(person=joerdis, kind=invitations.KIND)
    elif reason == "never arrived":
        Message.objects.filter(kind=invitations.KIND).update(state=Message.State.FAILED)
    else:
        ProgrammeInvitation.objects.update(expires_at=later)
    result = policies.judge(reminder(), muted=False, now=later)
    assert result is not None
    assert result["reason"] == "no longer needed"


def test_letters_and_invitations_that_end_soon_are_not_reminded_of(letter, arrived, now):
    assert reminders.queue_due(now=now + timedelta(days=25, hours=1)) == 0


def test_inviting_anew_has_a_reminder_of_its_own(arrived, joerdis, selma, now):
    reminders.queue_due(now=now + timedelta(days=14))
    again = now + timedelta(days=15)
    invitations.invite(person=joerdis, way="mail", by=selma, now=again)
    assert [reminders.queue_due(now=again + timedelta(days=day)) for day in (0, 14, 14)] == [0, 1, 0]
    assert Message.objects.filter(kind=REMINDER).count() == 2


@pytest.mark.parametrize("change", ["off the list", "applied", "closed", "joined"])
def test_who_no_longer_waits_is_not_told_of_the_round(joerdis, now, change):
    cohort, waits = CohortFactory(), NextRoundFactory(person=joerdis)
    reminders.queue_due(now=now)
    told = Message.objects.select_related("recipient").get()
    assert goes(told, now)
    if change == "off the list":
        waits.delete()
    elif change == "closed":
        cohort.closes_at = now
        cohort.save()
    elif change == "joined":
        Ambassador.objects.create(person=joerdis, joined_at=now)
    else:
        waits.delete()
        ApplicationFactory(person=joerdis)
    result = policies.judge(told, muted=False, now=now)
    assert result is not None
    assert result["reason"] == "no longer needed"


def test_the_round_waits_for_the_weekday_and_the_hour_that_somebody_allows(joerdis, now):
    joerdis.ask_days = 16
    joerdis.save()
    CohortFactory(opens_at=now.replace(hour=0))
    NextRoundFactory(person=joerdis)
    reminders.queue_due(now=now.replace(hour=0))
    # From Friday's first minute on, and the night is over at seven.
    assert Message.objects.get().due_at == datetime(2026, 11, 27, 7, 0, tzinfo=BERLIN)


def test_the_task_ticks_and_stands_still_while_everything_is_held(arrived, now):
    ProgrammeInvitation.objects.update(
        invited_at=now - timedelta(days=20), expires_at=now + timedelta(days=999)
    )
    hold_everything(now=now)
    plan_joining()
    assert (
        Tick.objects.filter(name="plan joining").count(),
        Message.objects.filter(kind=REMINDER).count(),
    ) == (1, 0)


OURS = [
    "application_received",
    "application_question",
    "application_answered",
    "application_approved",
    "application_declined",
    "application_later",
    "programme_reminder",
    "round_open",
    "go_on",
]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", OURS)
def test_every_kind_can_be_previewed_in_both_languages(programme, name, language, now):
    letter = letters.write_sample(kinds.get(name), language=language, now=now)
    assert "{" not in letter.subject + letter.text
    assert (len(letter.subject) > 10, len(letter.text) > 200, "<h1" in letter.html) == (True, True, True)
