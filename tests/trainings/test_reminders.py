"""Reminders: when they come, and that a missing one is found."""

from datetime import UTC, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from outbox.models import Message
from tests.factories.ambassadors import UserFactory
from tests.factories.trainings import SessionFactory, TrainingFactory
from trainings import reminders, services
from trainings.models import Enrolment
from trainings.policies import before_start, comes_at, reminders_before

BERLIN = ZoneInfo("Europe/Berlin")
ALWAYS = {"quiet_from": time(0), "quiet_until": time(0)}


def berlin(*parts, fold=0):
    return datetime(*parts, tzinfo=BERLIN, fold=fold)


def local(moment):
    return f"{moment.astimezone(BERLIN):%a %d %b %H:%M}"


def times(start, minutes=(10_080, 1_440, 60), since=datetime(2026, 1, 1, tzinfo=UTC), **person):
    reader = UserFactory.build(**(ALWAYS | person))
    planned = reminders_before(start.astimezone(UTC), BERLIN, minutes)
    moments = [comes_at(reminder, reader, since) for reminder in planned]
    return [local(moment) for moment in moments if moment]


def test_reminders_come_seven_days_one_day_and_one_hour_before():
    assert times(berlin(2026, 11, 26, 14)) == ["Thu 19 Nov 14:00", "Wed 25 Nov 14:00", "Thu 26 Nov 13:00"]


def test_they_move_forward_to_the_start_of_quiet_hours_rather_than_into_them():
    found = times(berlin(2026, 11, 26, 6, 30), quiet_from=time(20), quiet_until=time(7))
    assert found == ["Wed 18 Nov 20:00", "Tue 24 Nov 20:00", "Wed 25 Nov 20:00"]


def test_quiet_hours_are_those_of_the_persons_own_time_zone():
    found = times(
        berlin(2026, 11, 26, 14), timezone="America/New_York", quiet_from=time(20), quiet_until=time(7, 30)
    )
    assert found == ["Thu 19 Nov 14:00", "Wed 25 Nov 14:00", "Thu 26 Nov 02:00"]


def test_whole_days_keep_the_time_of_the_clock_over_the_end_of_summer_time():
    assert times(berlin(2026, 10, 25, 14)) == ["Sun 18 Oct 14:00", "Sat 24 Oct 14:00", "Sun 25 Oct 13:00"]


def test_whole_days_keep_the_time_of_the_clock_over_the_start_of_summer_time():
    assert times(berlin(2027, 3, 28, 14)) == ["Sun 21 Mar 14:00", "Sat 27 Mar 14:00", "Sun 28 Mar 13:00"]


def test_an_hour_before_half_past_two_in_the_night_of_two_half_past_twos():
    first, second = berlin(2026, 10, 25, 2, 30), berlin(2026, 10, 25, 2, 30, fold=1)
    assert before_start(first.astimezone(UTC), 60, BERLIN) == datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    assert before_start(second.astimezone(UTC), 60, BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert before_start(second.astimezone(UTC), 1_440, BERLIN) == berlin(2026, 10, 24, 2, 30)


def test_a_day_before_half_past_two_where_that_time_does_not_exist():
    """On 28 March 2027 the clock goes from 2:00 to 3:00: half past two is half past three of summer time."""
    assert times(berlin(2027, 3, 29, 2, 30), minutes=[1_440]) == ["Sun 28 Mar 03:30"]


def test_who_signs_up_late_gets_only_what_is_still_to_come():
    start = berlin(2026, 11, 26, 14)
    assert times(start, since=berlin(2026, 11, 25, 14)) == ["Thu 26 Nov 13:00"]
    assert times(start, since=berlin(2026, 11, 26, 13)) == []


def test_who_signs_up_at_night_is_not_woken_by_what_the_confirmation_has_just_said():
    """Quiet from 20:00 to 7:00. A reminder at six would have come at eight in the evening before."""
    start, night = berlin(2026, 11, 26, 7), {"quiet_from": time(20), "quiet_until": time(7)}
    assert times(start, since=berlin(2026, 11, 25, 19), **night) == ["Wed 25 Nov 20:00"]
    assert times(start, since=berlin(2026, 11, 25, 22), **night) == []


def test_what_waits_for_the_end_of_that_night_comes_as_long_as_it_is_of_use():
    start, night = berlin(2026, 11, 26, 12), {"quiet_from": time(20), "quiet_until": time(7)}
    found = times(start, minutes=[360, 60], since=berlin(2026, 11, 25, 22), **night)
    assert found == ["Thu 26 Nov 07:00", "Thu 26 Nov 11:00"]


def planned(person):
    rows = Message.objects.filter(recipient=person, kind="trainings_reminder").order_by("due_at")
    return [(row.occurrence, local(row.due_at), local(row.useful_until)) for row in rows]


@pytest.mark.django_db
def test_booking_plans_each_reminder_until_the_next_one_is_due(now):
    session, person = SessionFactory(starts_at=berlin(2026, 12, 8, 9)), UserFactory()
    services.enrol(session=session, person=person, now=now)
    assert planned(person) == [
        ("2026-12-08T08:00:00Z:10080", "Tue 01 Dec 09:00", "Mon 07 Dec 09:00"),
        ("2026-12-08T08:00:00Z:1440", "Mon 07 Dec 09:00", "Tue 08 Dec 08:00"),
        ("2026-12-08T08:00:00Z:60", "Tue 08 Dec 08:00", "Tue 08 Dec 09:00"),
    ]


@pytest.mark.django_db
def test_other_times_of_the_training_do_not_move_what_was_shown_before_signing_up(now):
    training = TrainingFactory(reminder_minutes=[60])
    session, person = SessionFactory(training=training), UserFactory()
    services.enrol(session=session, person=person, now=now)
    training.reminder_minutes = [1_440]
    training.save()
    assert reminders.queue_due(now=session.starts_at - timedelta(hours=30)) == 0
    assert len(planned(person)) == 1


@pytest.mark.django_db
def test_a_missing_reminder_is_written_again_and_no_other(now):
    session, person = SessionFactory(starts_at=berlin(2026, 12, 8, 9)), UserFactory()
    services.enrol(session=session, person=person, now=now)
    before = planned(person)
    Message.objects.filter(occurrence__endswith=":1440").delete()
    eve = session.starts_at - timedelta(days=2)
    assert [reminders.queue_due(now=eve), reminders.queue_due(now=eve)] == [1, 0]
    assert planned(person) == before


@pytest.mark.django_db
def test_what_came_too_late_for_a_late_joiner_is_not_missing():
    session, person = (
        SessionFactory(starts_at=berlin(2026, 12, 8, 9), enrolment_closes_at=berlin(2026, 12, 8, 9)),
        UserFactory(),
    )
    services.enrol(session=session, person=person, now=berlin(2026, 12, 7, 12))
    assert reminders.queue_due(now=berlin(2026, 12, 7, 12, 1)) == 0
    assert [when for _key, when, _until in planned(person)] == ["Tue 08 Dec 08:00"]


@pytest.mark.django_db
def test_nobody_is_reminded_of_what_they_no_longer_have_or_what_is_cancelled(now):
    freed, cancelled = SessionFactory(), SessionFactory()
    person = UserFactory()
    for session in (freed, cancelled):
        services.enrol(session=session, person=person, now=now)
    services.cancel(session=freed, person=person, now=now)
    cancelled.cancelled_at = now
    cancelled.save()
    Message.objects.all().delete()
    assert reminders.queue_due(now=freed.starts_at - timedelta(days=1)) == 0


@pytest.mark.django_db
def test_many_missing_reminders_are_found_piece_by_piece(now, monkeypatch):
    monkeypatch.setattr(reminders, "PIECE", 2)
    session = SessionFactory(training__reminder_minutes=[60])
    for hour in range(5):
        person = UserFactory(quiet_from=time(hour), quiet_until=time(6))
        services.enrol(session=session, person=person, now=now)
    before = everything()
    Message.objects.all().delete()
    assert reminders.queue_due(now=session.starts_at - timedelta(hours=2)) == 5
    assert everything() == before


def everything():
    rows = Message.objects.filter(kind="trainings_reminder").order_by("recipient", "occurrence")
    return [
        (row.recipient_id, row.occurrence, row.due_at, row.useful_until, row.lane, row.context)
        for row in rows
    ]


@pytest.mark.django_db
def test_what_the_planner_writes_is_what_the_deed_would_have_written(now):
    """People of four settings in three zones, early and late, in sessions here and there."""
    sessions = [
        SessionFactory(starts_at=berlin(2026, 11, 26, 14), enrolment_closes_at=berlin(2026, 11, 26, 14)),
        SessionFactory(starts_at=berlin(2026, 11, 26, 6), enrolment_closes_at=berlin(2026, 11, 26, 6)),
        SessionFactory(
            starts_at=berlin(2026, 11, 26, 15),
            enrolment_closes_at=berlin(2026, 11, 26, 14),
            timezone="America/New_York",
            training__reminder_minutes=[2_880, 90, 15],
        ),
    ]
    zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata"]
    quiet = [ALWAYS, {"quiet_from": time(20), "quiet_until": time(7)}]
    asked = [
        berlin(2026, 11, 10, 9),
        berlin(2026, 11, 24, 23),
        berlin(2026, 11, 25, 22),
        berlin(2026, 11, 25, 23, 50),
    ]
    for zone in zones:
        for hours in quiet:
            for moment, session in product(asked, sessions):
                services.enrol(session=session, person=UserFactory(timezone=zone, **hours), now=moment)
    last = berlin(2026, 11, 25, 23, 55)
    before = everything()
    deleted, _per_model = Message.objects.filter(kind="trainings_reminder", due_at__gt=last).delete()
    assert reminders.queue_due(now=last) == deleted > 20
    assert everything() == before


@pytest.mark.django_db
def test_a_muted_reminder_can_be_switched_on_again(now):
    session, person = SessionFactory(), UserFactory()
    services.enrol(session=session, person=person, now=now)
    mine = {"session": session, "person": person, "now": now}
    assert services.mute_reminder(minutes=60, **mine)
    assert Enrolment.objects.get().muted_reminders == [60]
    assert services.unmute_reminder(minutes=60, **mine)
    assert Enrolment.objects.get().muted_reminders == []
    assert not services.mute_reminder(minutes=59, **mine)
