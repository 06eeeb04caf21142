"""Dates, numbers and small helpers of the templates."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from ambassadors.templatetags import hub

START = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)
END = datetime(2026, 11, 26, 14, 30, tzinfo=UTC)


def rendered(template: str, **context: object) -> str:
    return Template(template).render(Context(context))


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "Do, 26. November, 14:00 – 15:30"), ("en", "Thu 26 November, 14:00 – 15:30")],
)
def test_a_session_is_written_as_the_design_says(language: str, words: str) -> None:
    with translation.override(language):
        assert rendered("{% when start end %}", start=START, end=END) == words


def test_over_midnight_both_days_are_named() -> None:
    with translation.override("de"):
        written = rendered("{% when start end %}", start=START, end=END + timedelta(hours=12))
    assert written == "Do, 26. November, 14:00 – Fr, 27. November, 03:30"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Do, 26. November|Donnerstag, 26. November 2026|26. November 2026|14:00"),
        ("en", "Thu 26 November|Thursday 26 November 2026|26 November 2026|14:00"),
    ],
)
def test_days_and_times_follow_the_language_and_the_zone(language: str, words: str) -> None:
    with translation.override(language):
        written = rendered("{{ d|day }}|{{ d|long_day }}|{{ d|plain_day }}|{{ d|clock }}", d=START)
    assert written == words


def test_time_is_relative_only_under_one_hour() -> None:
    with translation.override("en"):
        written = [hub.ago(hub.timezone.now() - timedelta(minutes=m)) for m in (0, 1, 59)]
        older = hub.ago(START)
    assert (written, older) == (["just now", "1 minute ago", "59 minutes ago"], "Thu 26 November, 13:00")


@pytest.mark.parametrize(("language", "words"), [("de", "6.000"), ("en", "6,000")])
def test_numbers_are_written_in_the_language(language: str, words: str) -> None:
    with translation.override(language):
        assert (hub.number(6000), hub.number("6000"), hub.number(None), hub.number("many")) == (
            words,
            words,
            "",
            "many",
        )


def test_my_seat_is_the_last_of_the_taken_ones() -> None:
    taken, mine, free = (f'<span class="seat{kind}"></span>' for kind in ("", " is-mine", " is-free"))
    assert hub.seat_dots(3, 5, "yes") == taken + taken + mine + free + free


def test_an_overfull_session_shows_no_free_seat() -> None:
    assert hub.seat_dots(3, 2) == '<span class="seat"></span>' * 3


def test_a_section_covers_the_pages_below_it() -> None:
    pairs = [("/trainings/x/", "/trainings/"), ("/", "/"), ("/trainings/", "/"), ("/me/", "")]
    assert [hub.is_under(*pair) for pair in pairs] == [True, True, False, False]


@pytest.mark.parametrize(
    ("query", "state"),
    [
        ("/", {"direction": "", "address": "?sort=name"}),
        ("/?sort=name&page=3", {"direction": "ascending", "address": "?sort=-name"}),
        ("/?sort=-name&q=x", {"direction": "descending", "address": "?sort=name&q=x"}),
    ],
)
def test_a_heading_sorts_the_other_way_and_returns_to_the_first_page(query: str, state: dict) -> None:
    assert hub.sort_state(Context({"request": RequestFactory().get(query)}), "name") == state


def test_an_icon_is_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in hub.icon("house")
