"""Whatever limits and history people have: nobody beyond a limit is selected or reached, whoever is within all of them is."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from ambassadors import asking
from ambassadors.asking import About
from ambassadors.models import Ambassador, AskCount, User
from tests.ambassadors.limits import START, abouts, asks, somebody, written
from tests.factories.ambassadors import (
    AmbassadorFactory,
    AskCountFactory,
    BoundaryFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ANYTHING = About()


@given(people=st.lists(somebody, min_size=5, max_size=25), asks=asks)
def test_exactly_those_within_their_limits_are_asked_ask_after_ask(people, asks):
    with transaction.atomic():
        written(people)
        for about, hours in asks:
            now = START + timedelta(hours=hours)
            expected = {one.id for one in people if one.may_be_asked(about, now)}
            assert set(asking.ask(Ambassador.objects.all(), about, now=now)) == expected
            for one in people:
                if one.id in expected:
                    one.count(now)
        counts = AskCount.objects.values_list("ambassador", "month", "count")
        known = {(one.id, month, count) for one in people for month, count in one.asked_before.items()}
        assert set(counts) == known
        transaction.set_rollback(True)


@given(people=st.lists(somebody, min_size=5, max_size=15), about=abouts, hours=st.integers(0, 72))
def test_exactly_those_within_their_limits_are_reached_all_at_once_and_one_by_one(people, about, hours):
    with transaction.atomic():
        written(people)
        now = START + timedelta(hours=hours)
        expected = {one.id for one in people if one.may_be_reached(about, now)}
        found = asking.may_be_reached(Ambassador.objects.all(), about, now=now)
        one_by_one = {user.pk for user in User.objects.all() if asking.may_reach(user, about, now=now)}
        assert (set(found.values_list("pk", flat=True)), one_by_one) == (expected, expected)
        transaction.set_rollback(True)


def asked(now, about=ANYTHING):
    return asking.ask(Ambassador.objects.all(), about, now=now)


def test_asking_takes_the_same_two_statements_for_any_number(now, django_assert_num_queries):
    for number in (1, 3, 30):
        AmbassadorFactory.create_batch(number)
        with django_assert_num_queries(2):
            asked(now)


def test_a_new_month_begins_by_the_persons_own_calendar():
    berlin, samoa = (
        BoundaryFactory(ambassador__person__timezone=zone, asks_per_month=1).ambassador
        for zone in ("Europe/Berlin", "Pacific/Pago_Pago")
    )
    for ambassador in (berlin, samoa):
        AskCountFactory(ambassador=ambassador)
    assert asked(START + timedelta(hours=1)) == [berlin.pk]


def test_a_pause_ends_with_its_day_by_the_persons_own_clock(now):
    tomorrow = BoundaryFactory(is_paused=True, paused_until=date(2026, 11, 25)).ambassador
    BoundaryFactory(is_paused=True)
    before = asked(datetime(2026, 11, 24, 23, 59, tzinfo=ZoneInfo("Europe/Berlin")))
    assert (before, asked(datetime(2026, 11, 25, tzinfo=ZoneInfo("Europe/Berlin")))) == ([], [tomorrow.pk])


def test_whoever_limits_topics_is_asked_about_one_of_them_and_about_none(now):
    hydrogen, heat = TopicFactory(), TopicFactory()
    BoundaryFactory(topics=[hydrogen])
    about = [About(frozenset([topic.pk])) for topic in (hydrogen, heat)]
    assert [len(asked(now, each)) for each in (*about, ANYTHING)] == [1, 0, 1]


def test_somebody_outside_the_programme_has_set_no_boundary_and_may_be_reached(now):
    assert asking.may_reach(UserFactory(), ANYTHING, now=now)


def test_asking_nobody_asks_nobody(now):
    assert asking.ask(Ambassador.objects.none(), asking.About(), now=now) == []
    assert asking.ask(Ambassador.objects.filter(joined_at__gt=now), asking.About(), now=now) == []
