"""Trainings in figures: months that are counted once, groups of which nobody is found out, files of what is shown."""

import csv
import io
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache

from ambassadors import retention
from ambassadors.models import Programme
from tests.factories.ambassadors import CoordinatorFactory, CouncilFactory, UserFactory
from tests.factories.trainings import BERLIN, NOW, SessionFactory, TrainingFactory
from trainings import monthly, tasks
from trainings.models import CountedMonth, Enrolment, TrainingMonth
from trainings.retaining import FIGURES

pytestmark = pytest.mark.django_db
PAGE, FILE = "/cockpit/insights/trainings/", "/cockpit/insights/trainings/figures.csv"
OCTOBER = datetime(2026, 10, 14, 10, tzinfo=BERLIN)
FEW = "too few to show"


@pytest.fixture(autouse=True)
def programme(db):
    """k is 10, and no other test's is remembered."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="module")
def pool(django_db_setup, django_db_blocker):
    """A hundred colleagues for all of this file."""
    with django_db_blocker.unblock():
        colleagues = UserFactory.create_batch(100)
        yield colleagues
        for colleague in colleagues:
            colleague.delete()


@pytest.fixture
def desk(client_for, at_nine):
    return client_for(CoordinatorFactory())


def seat(session, people, state="attended", waited=timedelta(), **facts):
    """All of `people` have a seat in it."""
    asked_at = session.starts_at - timedelta(days=60)
    session.asked += len(people)
    session.taken += len(people)
    session.capacity = max(session.capacity, session.taken)
    session.save()
    Enrolment.objects.bulk_create(
        Enrolment(
            session=session,
            person=person,
            state=state,
            number=session.asked - place,
            asked_at=asked_at,
            booked_at=asked_at + waited,
            **facts,
        )
        for place, person in enumerate(people)
    )


def held(pool, came, missed, *, title="Handyfotos", at=OCTOBER, first=0, waited=timedelta()):
    """A date of a training of its own: so many came, so many did not."""
    session = SessionFactory(training=TrainingFactory(title=title), starts_at=at, capacity=40)
    people = pool[first : first + came + missed]
    seat(session, people[:came], waited=waited)
    seat(session, people[came:], "no_show", waited=waited)
    return session


def table(client, address=FILE, **query):
    """The rows of a file, without its heading."""
    text = client.get(address, query).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))[1:]


def counted(client, now=NOW):
    monthly.recount(now)
    return table(client)


# What is counted, and when ------------------------------------------------------------------------------------


def test_a_month_in_words(desk, pool):
    held(pool, 28, 12, waited=timedelta(days=5))
    held(pool, 14, 6, title="Podcast", first=40)
    held(pool, 30, 6, title="Sicher schreiben", first=60)
    assert counted(desk) == [
        ["October 2026", "Handyfotos", "1", "40", "40", "70 %", "within a week"],
        ["October 2026", "Podcast", "1", "40", "20", "50 % or more", "at once"],
        ["October 2026", "Sicher schreiben", "1", "40", "36", "70 % or more", "at once"],
    ]


def test_small_trainings_are_told_together_and_neither_alone(desk, pool):
    held(pool, 8, 4)
    held(pool, 4, 8, title="Podcast", first=12)
    assert counted(desk) == [
        ["October 2026", "Handyfotos", "1", "40", "12", FEW, FEW],
        ["October 2026", "Podcast", "1", "40", "12", FEW, FEW],
        ["October 2026", "Small trainings, together", "2", "80", "24", "50 %", "at once"],
    ]


def test_whoever_has_several_seats_counts_once_and_with_the_longest_wait(desk, pool):
    training = TrainingFactory(title="Handyfotos")
    for week in range(3):
        session = SessionFactory(training=training, starts_at=OCTOBER + timedelta(days=7 * week))
        seat(session, pool[:19], "no_show" if week else "attended", waited=timedelta(days=2 * week))
    assert counted(desk) == [
        ["October 2026", "Handyfotos", "3", "57", "57", FEW, FEW],
        ["October 2026", "Small trainings, together", "3", "57", "57", FEW, FEW],
    ]
    TrainingMonth.objects.all().delete()
    CountedMonth.objects.all().delete()
    seat(session, pool[19:31], "no_show", waited=timedelta(days=4))
    assert counted(desk) == [["October 2026", "Handyfotos", "3", "69", "69", "60 %", "within a week"]]


def test_walk_ins_drafts_cancelled_dates_and_seats_given_back_are_not_counted(desk, pool):
    session = held(pool, 20, 10)
    seat(session, pool[30:40], walked_in=True)
    session.taken -= 10
    session.save()
    for facts in ({"published_at": None}, {"cancelled_at": OCTOBER}):
        seat(SessionFactory(training=session.training, starts_at=OCTOBER, **facts), pool[:40])
    Enrolment.objects.filter(session=session, person__in=pool[:2]).update(state="cancelled_late")
    assert counted(desk) == [["October 2026", "Handyfotos", "1", "40", "30", "65 %", "at once"]]


def test_where_nobody_recorded_attendance_only_the_wait_is_told(desk, pool):
    seat(SessionFactory(training__title="Handyfotos", starts_at=OCTOBER), pool[:25], "booked")
    assert counted(desk) == [["October 2026", "Handyfotos", "1", "25", "25", FEW, "at once"]]


@pytest.mark.parametrize(
    ("starts_at", "month"),
    [
        (datetime(2026, 10, 1, 0, 0, tzinfo=BERLIN), date(2026, 10, 1)),
        (datetime(2026, 10, 31, 23, 59, tzinfo=BERLIN), date(2026, 10, 1)),
        (datetime(2026, 9, 30, 23, 59, tzinfo=BERLIN), date(2026, 9, 1)),
    ],
)
def test_months_are_those_of_the_companys_calendar(starts_at, month):
    SessionFactory(starts_at=starts_at)
    monthly.recount(NOW)
    assert set(TrainingMonth.objects.values_list("month", flat=True)) == {month}


def test_a_month_is_counted_at_four_in_the_morning_a_week_after_its_end():
    before, after = (datetime(2026, 11, 8, 4, 0, tzinfo=BERLIN) - timedelta(seconds=s) for s in (1, 0))
    monthly.recount(before)
    assert CountedMonth.objects.filter(month=date(2026, 10, 1)).count() == 0
    monthly.recount(after)
    assert CountedMonth.objects.filter(month=date(2026, 10, 1)).count() == 1


def test_it_is_counted_once_whatever_is_corrected_or_forgotten_afterwards(desk, pool):
    session = held(pool, 28, 12)
    first = counted(desk)
    Enrolment.objects.filter(session=session, state="no_show").delete()
    session.taken = 28
    session.save()
    assert (monthly.recount(NOW + timedelta(days=1)), table(desk)) == (0, first)


def test_the_task_counts_and_forgets_what_has_had_its_time(pool):
    held(pool, 28, 12)
    with time_machine.travel(NOW, tick=False):
        tasks.count_months()
    assert (CountedMonth.objects.count(), TrainingMonth.objects.count()) == (2, 1)
    later = NOW + timedelta(days=32) + retention.kept_for(FIGURES)
    with time_machine.travel(later, tick=False):
        tasks.count_months()
    assert TrainingMonth.objects.count() == 0
    assert CountedMonth.objects.filter(month__lte=date(2026, 11, 1)).count() == 0


def test_who_missed_is_not_forgotten_before_the_month_is_counted():
    """Of a month's first day: else those who came would be all that is left to count."""
    least = [period.least for period in retention.every() if period.name == "missed"]
    assert all(timedelta(days=days) > timedelta(days=31) + monthly.SETTLING for days in least)


# What is not told --------------------------------------------------------------------------------------------


def test_nobody_and_nearly_k_look_the_same(desk, pool):
    """Whether nobody missed it or nine did; whether nobody came or nine did; whether nobody had a seat or nineteen."""
    said = []
    for came, missed in ((40, 0), (31, 9), (0, 40), (9, 31), (0, 0), (9, 10)):
        held(pool, came, missed, title=f"{came}")
        (row, *_rest) = counted(desk)
        said.append(row[5:])
        TrainingMonth.objects.all().delete()
        CountedMonth.objects.all().delete()
        Enrolment.objects.all().delete()
        SessionFactory._meta.model.objects.all().delete()
    assert said == [
        *[["75 % or more", "at once"]] * 2,
        *[["25 % or fewer", "at once"]] * 2,
        *[[FEW, FEW]] * 2,
    ]


def test_what_may_not_be_told_is_not_stored(pool):
    held(pool, 9, 10)
    monthly.recount(NOW)
    assert set(TrainingMonth.objects.values_list("people", "waited_days", "recorded", "came")) == {
        (None, None, None, None)
    }


def test_a_larger_k_hides_at_once_and_a_smaller_one_opens_no_old_month(desk, pool):
    held(pool, 30, 12)
    held(pool, 30, 6, title="Podcast", first=42)
    told = [row[5] for row in counted(desk)]
    after = []
    for k in (15, 5):
        Programme(k=k).save()
        after.append([row[5] for row in table(desk)])
    assert (told, *after) == (
        ["70 %", "70 % or more"],
        ["60 % or more", "55 % or more"],
        ["70 %", "70 % or more"],
    )


# The pages ---------------------------------------------------------------------------------------------------


def test_page_file_and_council_show_the_same(desk, client_for, pool):
    held(pool, 28, 12)
    held(pool, 8, 4, title="Podcast", first=40)
    SessionFactory(capacity=12, taken=5)
    monthly.recount(NOW)
    council = client_for(CouncilFactory())
    pages = [desk.get(PAGE), council.get("/council/insights/trainings/")]
    for page in pages:
        text = page.content.decode()
        shown = [
            [str(line.seats), str(line.taken), line.came or FEW, line.waited or FEW]
            for line in page.context["lines"]
        ]
        assert shown == [row[3:] for row in table(desk)]
        assert page.context["coming"] == {"dates": 1, "seats": 12, "taken": 5, "waiting": 0}
        assert ("No group smaller than 10." in text, text.count(FEW)) == (True, 4)
        assert [person for person in pool[:52] if person.last_name in text.partition("<main")[2]] == []
    assert table(council, "/council/insights/trainings/figures.csv") == table(desk)


def test_a_training_has_its_months(desk, pool):
    session = held(pool, 28, 12)
    seat(SessionFactory(training=session.training, starts_at=OCTOBER - timedelta(days=30)), pool[:5])
    monthly.recount(NOW)
    address = f"{PAGE}{session.training_id}/"
    rows = table(desk, f"{address}figures.csv")
    assert [row[0::5] for row in rows] == [["October 2026", "70 %"], ["September 2026", FEW]]
    assert [line.month.month for line in desk.get(address).context["lines"]] == [10, 9]


def test_earlier_months_are_a_step_away_and_unknown_ones_lead_to_the_latest(desk, pool):
    held(pool, 28, 12)
    held(pool, 5, 0, title="Podcast", at=OCTOBER - timedelta(days=30))
    monthly.recount(NOW)
    found = {
        wanted: (str(page.context["month"]), str(page.context["earlier"]), str(page.context["later"]))
        for wanted in ("", "2026-09", "1999-01", "\x00")
        if (page := desk.get(PAGE, {"month": wanted}))
    }
    latest = ("2026-10", "2026-09", "None")
    assert found == {
        "": latest,
        "2026-09": ("2026-09", "None", "2026-10"),
        "1999-01": latest,
        "\x00": latest,
    }


def test_before_the_first_month_the_page_says_when_it_is_counted(desk):
    page = desk.get(PAGE)
    assert "November 2026 is counted on Tue 8 December" in page.content.decode()
    assert table(desk) == []


@pytest.mark.parametrize(("address", "queries"), [(PAGE, 8), (FILE, 5)])
def test_the_page_takes_the_same_queries_for_one_three_and_forty_trainings(
    desk, queries_of, address, queries
):
    asked = []
    for count in (1, 2, 37):
        for _n in range(count):
            SessionFactory(starts_at=OCTOBER)
        CountedMonth.objects.all().delete()
        monthly.recount(NOW)
        asked.append(queries_of(desk, address))
    assert asked == [queries] * 3
