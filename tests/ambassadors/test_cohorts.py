"""Rounds that open and close, and those who wait for the next."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from ambassadors import figures, rounds
from ambassadors.models import Cohort, CohortQuestion, NextRound, Programme
from ambassadors.services import cohorts
from ambassadors.services.cohorts import HasApplications, Plan, RoundsOverlap
from ambassadors.services.forgetting import forget_expired
from outbox.models import AuditEntry, Message
from tests.ambassadors.test_import_worker import at_once
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.joining import ApplicationFactory, CohortFactory, NextRoundFactory

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
PLAN = Plan("Spring 2027", date(2027, 1, 11), date(2027, 1, 31), BERLIN, 12, date(2027, 3, 1))


def make(selma, now, plan=PLAN, questions=()) -> Cohort:
    return cohorts.make_cohort(plan=plan, questions=list(questions), by=selma, now=now)


def test_a_window_lasts_from_the_first_minute_to_the_last_by_its_own_clock(selma, now):
    made = make(selma, now)
    assert (made.opens_at, made.closes_at) == (
        datetime(2027, 1, 10, 23, tzinfo=UTC),
        datetime(2027, 1, 31, 23, tzinfo=UTC),
    )
    assert (made.opens_on, made.last_day) == (PLAN.opens_on, PLAN.last_day)


@pytest.mark.parametrize(
    ("last_day", "ends"),
    [
        (date(2027, 3, 27), datetime(2027, 3, 27, 23, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 22, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 10, 31, 23, tzinfo=UTC)),
    ],
)
def test_a_last_day_on_which_the_clocks_change_is_whole(last_day, ends):
    assert Cohort.window(date(2027, 3, 1), last_day, BERLIN)[1].astimezone(UTC) == ends


def test_only_one_round_is_open_at_a_time(selma, now):
    make(selma, now)
    with pytest.raises(RoundsOverlap):
        make(selma, now, Plan("Two", date(2027, 1, 31), date(2027, 2, 20), BERLIN, 5))
    make(selma, now, Plan("Two", date(2027, 2, 1), date(2027, 2, 20), BERLIN, 5))
    with pytest.raises(IntegrityError), transaction.atomic():
        Cohort.objects.create(
            name="x", places=1, opens_at=now + timedelta(days=60), closes_at=now + timedelta(days=90)
        )


@pytest.mark.django_db(transaction=True)
def test_two_who_plan_at_once_are_told_of_each_other(programme, now):
    selma = CoordinatorFactory()
    outcomes = at_once(*[lambda: make(selma, now)] * 2)
    assert (sorted(type(each).__name__ for each in outcomes), Cohort.objects.count()) == (
        ["Cohort", "RoundsOverlap"],
        1,
    )


@pytest.mark.django_db(transaction=True)
def test_two_who_extend_at_once_are_told_of_each_other(programme, now):
    selma = CoordinatorFactory()
    plans = [PLAN, Plan("Two", date(2027, 3, 1), date(2027, 3, 5), BERLIN, 5)]
    one, two = (make(selma, now, plan) for plan in plans)
    outcomes = at_once(
        lambda: cohorts.extend(cohort=one, last_day=date(2027, 2, 20), by=selma, now=now),
        lambda: cohorts.change_cohort(
            cohort=two,
            plan=Plan("Two", date(2027, 2, 10), date(2027, 3, 5), BERLIN, 5),
            questions=None,
            by=selma,
            now=now,
        ),
    )
    assert sum(isinstance(each, RoundsOverlap) for each in outcomes) == 1


def test_the_door_says_what_is_open_and_what_comes(now):
    assert rounds.current(now) == rounds.Round(True)
    over = CohortFactory(opens_at=now - timedelta(days=9), closes_at=now)
    assert rounds.current(now) == rounds.Round(False)
    coming = CohortFactory(opens_at=now + timedelta(days=9), closes_at=now + timedelta(days=12))
    assert rounds.current(now) == rounds.Round(False, coming=coming)
    assert rounds.current(now - timedelta(days=1)) == rounds.Round(True, cohort=over, coming=coming)


def test_questions_stay_once_somebody_has_applied(selma, now):
    made = make(selma, now, questions=[CohortQuestion(text_en="Why?"), CohortQuestion(text_de="Was?")])
    assert [str(question) for question in made.questions.all()] == ["Why?", "Was?"]
    change = {"cohort": made, "plan": PLAN, "by": selma, "now": now}
    cohorts.change_cohort(**change, questions=[CohortQuestion(text_en="What?")])
    assert [str(question) for question in made.questions.all()] == ["What?"]
    ApplicationFactory(cohort=made)
    with pytest.raises(HasApplications):
        cohorts.change_cohort(**change, questions=[])
    cohorts.change_cohort(**change, questions=None)
    with pytest.raises(HasApplications):
        cohorts.remove(cohort=made, by=selma, now=now)


def test_closing_early_ends_the_window_and_tells_nobody(selma, now):
    cohort = CohortFactory()
    ApplicationFactory(cohort=cohort)
    cohorts.close(cohort=cohort, by=selma, now=now)
    cohort.refresh_from_db()
    assert (cohort.closes_at, rounds.current(now).is_open, Message.objects.count()) == (now, False, 0)


def test_extending_tells_those_who_wait_longer_and_nobody_else(selma, now):
    cohort = CohortFactory()
    waits = ApplicationFactory(cohort=cohort)
    ApplicationFactory()
    NextRoundFactory()
    last_day = cohort.last_day + timedelta(days=7)
    cohorts.extend(cohort=cohort, last_day=last_day, by=selma, now=now)
    told = Message.objects.get()
    assert (told.recipient, told.kind, told.context) == (
        waits.person,
        "application_later",
        {"last_day": "2026-12-21", "answered_by": "2027-01-04"},
    )


def test_extending_without_a_later_answer_concerns_nobody(selma, now):
    cohort = CohortFactory(kicks_off_on=date(2026, 12, 16))
    ApplicationFactory(cohort=cohort)
    cohorts.extend(cohort=cohort, last_day=date(2026, 12, 15), by=selma, now=now)
    assert Message.objects.count() == 0


def test_those_on_the_list_are_told_once_when_a_round_opens(now):
    waits = NextRoundFactory().person
    UserFactory()
    CohortFactory(opens_at=now + timedelta(hours=1))
    assert cohorts.tell_next_round(now=now) == 0
    later = now + timedelta(hours=1)
    assert [cohorts.tell_next_round(now=later + timedelta(minutes=each)) for each in range(3)] == [1, 0, 0]
    assert [message.recipient for message in Message.objects.filter(kind="round_open")] == [waits]
    assert forget_expired(now=later + timedelta(days=31))["told of a round"] == 1


def test_a_round_that_opens_again_is_told_to_those_who_asked_since(selma, now):
    cohort = CohortFactory(opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1))
    Cohort.objects.update(told_at=now - timedelta(days=9))
    NextRoundFactory(told_at=now - timedelta(days=9))
    since = NextRoundFactory().person
    cohorts.extend(cohort=cohort, last_day=date(2026, 12, 1), by=selma, now=now)
    cohorts.tell_next_round(now=now)
    assert [message.recipient for message in Message.objects.all()] == [since]


def test_one_click_on_one_click_off(joerdis, ambassador, now):
    for _ in range(2):
        cohorts.wait_for_next(person=joerdis, now=now)
    assert NextRound.objects.get().person == joerdis
    cohorts.wait_no_more(person=joerdis)
    assert NextRound.objects.count() == 0
    with pytest.raises(PermissionDenied):
        cohorts.wait_for_next(person=ambassador, now=now)


def test_how_many_want_to_know_is_told_from_k_up_and_in_fives(programme):
    Programme.objects.update(k=6)
    Programme.objects.first().save()
    shown = []
    for _ in range(7):
        NextRoundFactory()
        shown.append(figures.next_round())
    assert shown == [None] * 5 + [5, 5]


def test_only_coordinators_run_cohorts_and_it_is_in_the_journal(selma, joerdis, now):
    made = make(selma, now)
    with pytest.raises(PermissionDenied):
        make(joerdis, now)
    cohorts.remove(cohort=made, by=selma, now=now)
    assert set(AuditEntry.objects.values_list("deed", flat=True)) == {"cohort made", "cohort removed"}
