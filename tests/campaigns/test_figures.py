"""The two totals: never about fewer than k people, never open to subtraction, counted once a day."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ambassadors.figures import in_fives
from ambassadors.models import Programme
from campaigns import figures
from campaigns.figures import Totals, last_counting_time, publishable, recount
from campaigns.models import Answer, Campaign, CampaignFigures
from tests.conftest import BERLIN
from tests.factories.campaigns import AnswerFactory, AskingFactory, CampaignFactory, InvitationFactory

MORNING = timedelta(hours=20)


@st.composite
def audiences(draw):
    asked = draw(st.integers(0, 80))
    said_in = draw(st.integers(0, asked))
    return {"asked": asked, "said_in": said_in, "said_maybe": draw(st.integers(0, asked - said_in))}


@given(audiences(), st.integers(5, 15))
def test_no_shown_total_is_below_k_and_nobody_can_subtract_down_to_less(audience, k):
    shown = publishable(**audience, k=k)
    numbers = [number for number in (shown.said_in, shown.said_maybe) if number is not None]
    # Whoever knows the size of the audience can tell the rest; it must be a group as well.
    left_over = audience["asked"] - sum(numbers)
    assert all(number >= k for number in numbers)
    assert not numbers or left_over >= k


@given(audiences(), st.integers(5, 15))
def test_a_shown_total_is_the_true_one(audience, k):
    shown = publishable(**audience, k=k)
    assert shown.said_in in (None, audience["said_in"])
    assert shown.said_maybe in (None, audience["said_maybe"])


@pytest.mark.parametrize(
    ("asked", "said_in", "said_maybe", "expected"),
    [
        (60, 30, 12, Totals(30, 12)),
        (60, 9, 12, Totals(None, 12)),
        (60, 10, 9, Totals(10, None)),
        (60, 50, 0, Totals(50, None)),
        (60, 51, 0, Totals(None, None)),
        (60, 30, 21, Totals(30, None)),
        (15, 12, 0, Totals(None, None)),
        (20, 10, 10, Totals(10, None)),
        (0, 0, 0, Totals(None, None)),
    ],
)
def test_totals_appear_from_k_up(asked, said_in, said_maybe, expected):
    assert publishable(asked=asked, said_in=said_in, said_maybe=said_maybe, k=10) == expected


def test_sizes_are_rounded_down_to_fives():
    assert [in_fives(number) for number in (0, 4, 5, 9, 97)] == [0, 0, 5, 5, 95]


def test_the_counting_time_is_four_in_the_morning_by_the_companys_clock(now):
    four = now.replace(hour=4)
    times = [last_counting_time(moment) for moment in (now, four, four - timedelta(seconds=1))]
    assert times == [four, four, four - timedelta(days=1)]


@pytest.fixture
def campaign(db, now):
    Programme(k=5).save()
    return CampaignFactory(invited_at=now)


def answers(campaign, now, **numbers):
    for choice, number in numbers.items():
        for _ in range(number):
            answer = AnswerFactory(campaign=campaign, choice=choice)
            answer.ambassador.campaign_invitations.update(invited_at=now)
    AskingFactory(campaign=campaign, at=now, meant=sum(numbers.values()))


def shown():
    return list(CampaignFigures.objects.values_list("said_in", "said_maybe"))


def test_the_first_count_comes_the_next_morning(campaign, now):
    answers(campaign, now, **{"in": 7, "maybe": 5, "not_this_time": 6})
    same_day = recount(now + timedelta(hours=2))
    next_day = recount(now + MORNING)
    assert (same_day, next_day, shown()) == (0, 1, [(7, 5)])


def test_a_page_opened_later_the_same_day_shows_the_morning_s_count(campaign, now):
    answers(campaign, now, **{"in": 7, "not_this_time": 6})
    recount(now + MORNING)
    Answer.objects.filter(choice="in").update(choice="not_this_time")
    again = recount(now + MORNING + timedelta(hours=22))
    assert (again, shown()) == (0, [(7, None)])
    assert (recount(now + MORNING + timedelta(hours=24)), shown()) == (1, [(None, None)])


def test_a_small_ask_shows_no_totals(campaign, now):
    answers(campaign, now, **{"in": 4, "maybe": 3, "not_this_time": 2})
    recount(now + MORNING)
    assert shown() == [(None, None)]


def test_one_more_person_asked_later_cannot_be_told_by_the_difference(campaign, now):
    answers(campaign, now, **{"in": 7, "not_this_time": 6})
    recount(now + MORNING)
    answers(campaign, now + timedelta(days=1), **{"in": 1})
    recount(now + MORNING + timedelta(days=1))
    one_more = shown()
    answers(campaign, now + timedelta(days=2), **{"in": 4})
    recount(now + MORNING + timedelta(days=2))
    assert (one_more, shown()) == ([(7, None)], [(12, None)])


def test_a_k_that_is_raised_counts_at_once(campaign, now):
    answers(campaign, now, **{"in": 12, "maybe": 5, "not_this_time": 6})
    recount(now + MORNING)
    totals = []
    for k in (5, 10, 13):
        Programme(k=k).save()
        totals.append(figures.totals_of(Campaign.objects.get()))
    assert (totals, shown()) == ([Totals(12, 5), Totals(12, None), Totals(None, None)], [(12, 5)])


def test_totals_are_final_after_the_end(campaign, now):
    answers(campaign, now, **{"in": 7, "not_this_time": 6})
    recount(campaign.ends_at + timedelta(days=1))
    assert recount(campaign.ends_at + timedelta(days=2)) == 0


def test_the_audience_counts_active_ambassadors(db):
    InvitationFactory()
    InvitationFactory(ambassador__person__is_active=False)
    campaign = CampaignFactory()
    assert (figures.audience(), figures.not_yet_asked(campaign)) == (1, 1)


def test_berlin_is_the_companys_clock():
    assert str(BERLIN) == "Europe/Berlin"
