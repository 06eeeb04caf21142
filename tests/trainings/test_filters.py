"""What narrows the catalogue beside topics and places: format, level, language, days; and what has no date at all."""

from datetime import timedelta

import pytest

from tests.factories.ambassadors import CoordinatorFactory
from tests.factories.trainings import (
    NOW,
    InterestFactory,
    OwnPaceFactory,
    ProgressFactory,
    SessionFactory,
    TopicFactory,
    TrainingFactory,
)

pytestmark = pytest.mark.django_db


def listed(client, query=""):
    """Titles as they stand on the page: dates, what people do at their own pace, what waits for a date."""
    context = client.get(f"/trainings/{query}").context
    dates = [row.session.training.title for _label, rows in context["groups"] for row in rows]
    return (
        dates,
        [row.training.title for row in context["own_pace"]],
        [row.training.title for row in context["without_date"]],
    )


def session(title, *, days=14, **facts):
    return SessionFactory(training__title=title, starts_at=NOW + timedelta(days=days), **facts)


def waiting_for_a_date(title, **facts):
    return TrainingFactory(title=title, published_at=NOW, **facts)


@pytest.fixture
def everything():
    """A date, a lesson, and a training that has no date yet."""
    session("date", training__level="beginners", training__languages=["de", "tr"])
    OwnPaceFactory(title="lesson", level="practised", language="en")
    waiting_for_a_date("wish", format="online")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", (["date"], ["lesson"], ["wish"])),
        ("?format=self_paced", ([], ["lesson"], [])),
        ("?format=on_site&format=online", (["date"], [], ["wish"])),
        ("?level=beginners", (["date"], [], [])),
        ("?level=practised&level=everybody", ([], ["lesson"], ["wish"])),
        ("?language=tr", (["date"], [], [])),
        ("?language=de", (["date"], [], ["wish"])),
        ("?language=en", ([], ["lesson"], [])),
        ("?place=online", ([], ["lesson"], ["wish"])),
        ("?place=Bremen", (["date"], [], [])),
        ("?free=1", (["date"], ["lesson"], [])),
        ("?when=none", ([], [], ["wish"])),
        ("?when=next-month", (["date"], [], [])),
        ("?when=this-week", ([], [], [])),
        ("?from=2026-12-08", (["date"], [], [])),
        ("?from=2026-12-09", ([], [], [])),
        ("?until=2026-12-08", (["date"], [], [])),
        ("?until=2026-12-07", ([], [], [])),
        ("?q=lesson", ([], ["lesson"], [])),
        ("?q=wish", ([], [], ["wish"])),
    ],
)
def test_each_filter_narrows_dates_and_what_has_none(client, everything, query, found):
    assert listed(client, query) == found


def test_a_topic_narrows_what_has_no_date_as_well(client):
    photo = TopicFactory(slug="photo")
    for training in (OwnPaceFactory(title="lesson"), waiting_for_a_date("wish"), session("date").training):
        training.topics.add(photo)
    OwnPaceFactory(title="about something else")
    assert listed(client, "?topic=photo") == (["date"], ["lesson"], ["wish"])
    assert listed(client, "?q=photo") == (["date"], ["lesson"], ["wish"])


@pytest.mark.parametrize(
    ("when", "found"),
    [
        ("this-week", ["Sunday"]),
        ("next-week", ["Monday", "next Sunday"]),
        ("this-month", ["Sunday", "Monday"]),
        ("next-month", ["next Sunday"]),
    ],
)
def test_weeks_begin_on_monday_and_months_on_the_first(client, when, found):
    """Today is Tuesday 24 November; Monday is the 30th."""
    for title, days in (("Sunday", 5), ("Monday", 6), ("next Sunday", 12), ("January", 40)):
        session(title, days=days)
    assert listed(client, f"?when={when}")[0] == found


def test_days_are_those_of_the_reader(client, person):
    """One in the morning in Berlin is still the evening before in New York."""
    person.timezone = "America/New_York"
    person.save()
    SessionFactory(training__title="night", starts_at=NOW.replace(day=27, hour=1))
    assert (listed(client, "?from=2026-11-27")[0], listed(client, "?until=2026-11-26")[0]) == ([], ["night"])


def test_every_filter_has_its_chip_and_keeps_the_others_in_the_address(client):
    session("date", training__level="beginners", training__languages=["tr"])
    query = "?format=on_site&level=beginners&language=tr&when=next-month&from=2026-12-01&until=2026-12-31"
    context = client.get(f"/trainings/{query}").context
    assert context["filters"].count == 6
    labels = [
        "On site",
        "To begin with",
        "Turkish",
        "Next month",
        "from 1 December 2026",
        "until 31 December 2026",
    ]
    assert [chip.label for chip in context["chips"]] == labels
    again = context["filters"].address
    assert client.get(f"/trainings/{again}").context["filters"] == context["filters"]
    assert "level=" not in context["chips"][1].without
    assert "language=tr" in context["chips"][1].without


@pytest.mark.parametrize(
    "query",
    [
        "?when=someday",
        "?from=yesterday",
        "?until=2026-02-31",
        "?level=guru",
        "?language=xx",
        "?from=0001-01-01",
    ],
)
def test_a_value_that_does_not_exist_is_left_out_and_the_page_says_so(client, everything, query):
    response = client.get(f"/trainings/{query}")
    assert "One filter in the address does not exist here" in response.content.decode()
    assert response.context["dates_found"] == 1


def test_the_numbers_beside_the_filters_count_dates_and_what_has_none(client, everything):
    choices = client.get("/trainings/").context["choices"]
    assert {name: [(one.value, one.count) for one in options] for name, options in choices.items()} == {
        "topic": [],
        "place": [("online", 2), ("Bremen", 1)],
        "format": [("on_site", 1), ("online", 1), ("self_paced", 1)],
        "level": [("everybody", 1), ("beginners", 1), ("practised", 1)],
        "language": [("en", 1), ("de", 2), ("tr", 1)],
    }


def test_what_is_not_published_stands_in_no_list(client, client_for):
    OwnPaceFactory(published_at=None)
    TrainingFactory(title="had a date once", published_at=None)
    nothing = ([], [], [])
    assert (listed(client), listed(client_for(CoordinatorFactory()))) == (nothing, nothing)


def test_a_training_with_a_coming_date_waits_for_none_and_one_whose_date_is_over_does(client):
    for title, days in (("coming", 3), ("over", -3)):
        each = session(title, days=days).training
        each.published_at = NOW
        each.save()
    assert listed(client) == (["coming"], [], ["over"])


def test_long_lists_show_the_dates_first_and_then_what_has_none(client):
    for number in range(11):
        session(f"date {number:02}", days=number + 1)
    for number in range(14):
        OwnPaceFactory(title=f"lesson {number:02}")
    waiting_for_a_date("wish")
    pages = [listed(client, f"?page={number}") for number in (1, 2, 3)]
    assert [tuple(map(len, page)) for page in pages] == [(11, 1, 0), (0, 12, 0), (0, 1, 1)]
    assert pages[0][1] + pages[1][1] + pages[2][1] == [f"lesson {number:02}" for number in range(14)]


def test_each_row_without_a_date_says_how_one_stands(client, person):
    ProgressFactory(training__title="started", person=person)
    ProgressFactory(training__title="done", person=person, done_at=NOW)
    ProgressFactory(training__title="of others")
    InterestFactory(training=waiting_for_a_date("mine"), person=person)
    InterestFactory(training=waiting_for_a_date("theirs"))
    context = client.get("/trainings/").context
    rows = [*context["own_pace"], *context["without_date"]]
    assert {row.training.title: (row.is_started, row.is_done, row.is_wished) for row in rows} == {
        "started": (True, False, False),
        "done": (True, True, False),
        "of others": (False, False, False),
        "mine": (False, False, True),
        "theirs": (False, False, False),
    }


@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_page_takes_the_same_queries_with_dates_and_without(client, person, many, queries_of):
    topic = TopicFactory()
    session("date").training.topics.add(topic)
    for number in range(many):
        lesson = OwnPaceFactory(title=f"lesson {number}")
        lesson.topics.add(topic)
        ProgressFactory(training=lesson, person=person)
        InterestFactory(training=waiting_for_a_date(f"wish {number}"), person=person)
    assert queries_of(client, "/trainings/") == 10
    assert (
        queries_of(client, "/trainings/?format=self_paced&language=de&level=everybody&topic=" + topic.slug)
        == 6
    )
