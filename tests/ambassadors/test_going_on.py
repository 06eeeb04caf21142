"""Once a year: go on? An answer and silence leave the same behind."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from ambassadors.models import AskCount, Boundary, GoOn
from ambassadors.services import boundaries, going_on
from ambassadors.services.going_on import anniversary, full_years
from outbox.models import Message
from tests.factories.ambassadors import AmbassadorFactory, BoundaryFactory, UserFactory
from tests.factories.joining import GoOnFactory

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


def a_year_ago(now, **person):
    return AmbassadorFactory(joined_at=now.replace(year=now.year - 1), **person)


def arrive(ambassador, state: str = "sent") -> None:
    Message.objects.filter(recipient=ambassador.pk).update(state=state)


def question_of(ambassador) -> tuple[int, date | None]:
    mine = GoOn.objects.get(pk=ambassador.pk)
    return mine.year, mine.pauses_on


def test_somebody_is_asked_on_their_anniversary_once(now):
    ambassador = a_year_ago(now)
    AmbassadorFactory(joined_at=now - timedelta(days=100))
    counts = [going_on.ask_due(now=now + timedelta(minutes=each)) for each in (0, 1, 60 * 24)]
    assert (counts, question_of(ambassador)) == ([1, 0, 0], (1, date(2026, 12, 24)))
    asked = Message.objects.get()
    assert (asked.kind, asked.occurrence, AskCount.objects.get().count) == ("go_on", "year 1", 1)


def test_not_a_day_early_by_their_own_calendar(now):
    joined = datetime(2025, 11, 24, 23, 30, tzinfo=BERLIN)
    AmbassadorFactory(joined_at=joined, person__timezone="Europe/Berlin")
    before = datetime(2026, 11, 23, 23, 59, tzinfo=BERLIN)
    assert (going_on.ask_due(now=before), going_on.ask_due(now=before + timedelta(minutes=1))) == (0, 1)


def test_in_the_second_year_they_are_asked_again(now):
    ambassador = a_year_ago(now)
    going_on.ask_due(now=now)
    going_on.go_on(person=ambassador.person)
    assert (going_on.ask_due(now=now.replace(year=2027)), question_of(ambassador)[0]) == (1, 2)


@pytest.mark.parametrize(
    "limits", [{"is_paused": True}, {"asks_per_month": 0}], ids=["paused", "no asks at all"]
)
def test_boundaries_hold_and_nobody_is_asked_late(now, limits):
    ambassador = a_year_ago(now)
    BoundaryFactory(ambassador=ambassador, **limits)
    assert going_on.ask_due(now=now) == 0
    Boundary.objects.all().delete()
    assert going_on.ask_due(now=now + timedelta(days=14)) == 0


def test_the_month_that_is_used_up_ends_within_two_weeks(now):
    ambassador = a_year_ago(now)
    BoundaryFactory(ambassador=ambassador, asks_per_month=1)
    AskCount.objects.create(ambassador=ambassador, month=date(2026, 11, 1), count=1)
    assert (going_on.ask_due(now=now), going_on.ask_due(now=now + timedelta(days=8))) == (0, 1)


def test_the_announced_day_counts_from_when_the_message_may_go(now):
    """Asked in the evening, sent on the next morning that the person allows: Thursday."""
    late = now.replace(hour=21)
    ambassador = a_year_ago(late, person__ask_days=8)
    going_on.ask_due(now=late)
    assert Message.objects.get().due_at.astimezone(BERLIN) == datetime(2026, 11, 26, 7, tzinfo=BERLIN)
    assert question_of(ambassador)[1] == date(2026, 12, 26)


@pytest.mark.parametrize(
    ("joined", "night", "due"),
    [
        # The clocks go back at 3:00 on 25 October 2026, and forward at 2:00 on 29 March 2026.
        ((2025, 10, 25, 2, 30), (2026, 10, 25, 2, 30), (2026, 10, 25, 6, 0)),
        ((2025, 3, 29, 1, 30), (2026, 3, 29, 1, 30), (2026, 3, 29, 5, 0)),
    ],
)
def test_in_the_nights_in_which_the_clocks_change_it_waits_for_seven(joined, night, due):
    AmbassadorFactory(joined_at=datetime(*joined, tzinfo=BERLIN), person__quiet_until=time(7))
    assert going_on.ask_due(now=datetime(*night, tzinfo=BERLIN)) == 1
    assert Message.objects.get().due_at == datetime(*due, tzinfo=UTC)


def test_silence_pauses_on_the_announced_day_and_not_before(now):
    ambassador = a_year_ago(now)
    going_on.ask_due(now=now)
    arrive(ambassador)
    counts = [going_on.pause_the_silent(now=now + timedelta(days=each)) for each in (29, 30, 31)]
    boundary = Boundary.objects.get()
    assert (counts, boundary.is_paused, boundary.paused_until) == ([0, 1, 0], True, None)


@pytest.mark.parametrize("state", ["dropped", "failed", "due"])
def test_whom_the_question_never_reached_is_not_paused(now, state):
    ambassador = a_year_ago(now)
    going_on.ask_due(now=now)
    arrive(ambassador, state)
    going_on.pause_the_silent(now=now + timedelta(days=30))
    assert (Boundary.objects.count(), question_of(ambassador)) == (0, (1, None))


def test_a_pause_of_ones_own_keeps_its_day(now):
    ambassador = a_year_ago(now)
    going_on.ask_due(now=now)
    arrive(ambassador)
    until = date(2027, 2, 1)
    boundaries.pause(person=ambassador.person, until=until, now=now)
    going_on.pause_the_silent(now=now + timedelta(days=30))
    assert Boundary.objects.get().paused_until == until


def test_silence_and_a_pause_of_ones_own_leave_the_same_rows(now):
    silent, own = a_year_ago(now), a_year_ago(now)
    going_on.ask_due(now=now)
    arrive(silent)
    arrive(own)
    going_on.pause(person=own.person, now=now)
    going_on.pause_the_silent(now=now + timedelta(days=30))
    rows = [
        list(model.objects.filter(pk=each.pk).values(*fields))
        for each in (silent, own)
        for model, fields in (
            (GoOn, ("year", "pauses_on", "asks_no_more")),
            (Boundary, ("is_paused", "paused_until")),
        )
    ]
    assert rows[:2] == rows[2:]


def test_yes_changes_nothing_and_comes_back_in_a_year(now):
    ambassador = a_year_ago(now)
    going_on.ask_due(now=now)
    going_on.go_on(person=ambassador.person)
    assert (going_on.pause_the_silent(now=now + timedelta(days=40)), Boundary.objects.count()) == (0, 0)


def test_leave_me_be_holds_until_they_come_back(now):
    ambassador = a_year_ago(now)
    going_on.ask_due(now=now)
    going_on.leave_me_be(person=ambassador.person, now=now)
    next_year = now.replace(year=2027)
    Boundary.objects.update(is_paused=False)
    assert going_on.ask_due(now=next_year) == 0
    boundaries.come_back(person=ambassador.person)
    assert going_on.ask_due(now=next_year) == 1


def test_coming_back_answers_the_question(now):
    ambassador = AmbassadorFactory()
    GoOnFactory(ambassador=ambassador, pauses_on=date(2026, 12, 24))
    boundaries.come_back(person=ambassador.person)
    assert question_of(ambassador) == (1, None)


def test_whoever_has_been_here_for_long_is_asked_at_the_next_anniversary_alone(now):
    AmbassadorFactory(joined_at=now.replace(year=2021, month=6))
    UserFactory()
    assert going_on.ask_due(now=now) == 0


@pytest.mark.parametrize(
    ("start", "today", "years"),
    [
        (date(2024, 2, 29), date(2025, 2, 27), 0),
        (date(2024, 2, 29), date(2025, 2, 28), 1),
        (date(2024, 2, 29), date(2028, 2, 28), 3),
        (date(2024, 2, 29), date(2028, 2, 29), 4),
        (date(2025, 11, 24), date(2026, 11, 23), 0),
    ],
)
def test_a_leap_day_has_its_anniversary_every_year(start, today, years):
    assert full_years(start, today) == years
    assert anniversary(start, years) <= today


def test_whoever_joined_on_a_leap_day_is_asked_in_other_years():
    AmbassadorFactory(joined_at=datetime(2024, 2, 29, 12, tzinfo=UTC))
    assert going_on.ask_due(now=datetime(2025, 2, 28, 12, tzinfo=UTC)) == 1
