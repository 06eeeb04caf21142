"""The times of a training's reminders: up to five, in minutes, hours or days, shown before enrolling."""

import pytest
from django import forms
from django.utils.translation import override

from tests.factories.ambassadors import CoordinatorFactory
from tests.factories.trainings import SessionFactory, TrainingFactory
from trainings.forms.reminders import RemindersField
from trainings.models import Training


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


class Times(forms.Form):
    reminders = RemindersField(required=False)


def given(*rows):
    return Times(
        {f"reminders_{row}_{part}": value for row, pair in enumerate(rows) for part, value in enumerate(pair)}
    )


@pytest.mark.parametrize(
    ("rows", "minutes"),
    [
        ([], []),
        ([("", "1440"), ("", "60")], []),
        ([("7", "1440"), ("1", "1440"), ("1", "60")], [10_080, 1_440, 60]),
        ([("15", "1"), ("", "60"), ("3", "1440")], [4_320, 15]),
        ([("90", "1"), (" 60 ", "1"), ("1", "60")], [90, 60]),
        ([("60", "1440"), ("5", "1")], [86_400, 5]),
        ([(str(n), "60") for n in range(1, 6)], [300, 240, 180, 120, 60]),
    ],
)
def test_rows_become_minutes_the_earliest_first(rows, minutes):
    form = given(*rows)
    assert (form.is_valid(), form.cleaned_data.get("reminders")) == (True, minutes)


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([("x", "60")], "Reminder 1: please give a whole number, like 3."),
        ([("1.5", "60")], "Reminder 1: please give a whole number, like 3."),
        ([("-1", "60")], "Reminder 1: please give a whole number, like 3."),
        ([("²", "60")], "Reminder 1: please give a whole number, like 3."),
        ([("9" * 40, "60")], "Reminder 1: please give a whole number, like 3."),
        ([("1", "60"), ("1", "61")], "Reminder 2: please give a whole number, like 3."),
        ([("1", "60"), ("4", "1")], "Reminder 2: from five minutes to sixty days before the start."),
        ([("61", "1440")], "Reminder 1: from five minutes to sixty days before the start."),
        ([("0", "1440")], "Reminder 1: from five minutes to sixty days before the start."),
    ],
)
def test_a_fault_names_its_row(rows, fault):
    assert given(*rows).errors == {"reminders": [fault]}


def test_the_form_shows_what_is_planned_in_the_largest_unit_that_fits():
    html = str(Times(initial={"reminders": [10_080, 90, 180]})["reminders"])
    numbers = [part.partition('"')[0] for part in html.split('value="')]
    chosen = [part.split('value="')[-1].partition('"')[0] for part in html.split(" selected")[:-1]]
    assert (numbers.count("7"), numbers.count("90"), numbers.count("3")) == (1, 1, 1)
    assert chosen == ["1440", "1", "60", "1440", "1440"]
    assert html.count("<input") == html.count("<select") == 5


def test_what_was_typed_comes_back_with_the_fault():
    form = given(("x", "60"))
    assert 'value="x"' in str(form["reminders"])


@pytest.mark.django_db
def test_a_coordinator_sets_them_and_people_see_them_before_enrolling(client_for, at_nine, client):
    training = TrainingFactory()
    session = SessionFactory(training=training)
    desk = client_for(CoordinatorFactory())
    page = desk.get(f"/cockpit/trainings/{training.pk}/edit/").text
    assert 'name="reminders_4_0"' in page
    sent = {
        "language": "de",
        "title": training.title,
        "summary": training.summary,
        "format": "on_site",
        "is_working_time": "no",
        "reminders_0_0": "3",
        "reminders_0_1": "1440",
        "reminders_1_0": "90",
        "reminders_1_1": "1",
    }
    assert desk.post(f"/cockpit/trainings/{training.pk}/edit/", sent).status_code == 303
    assert Training.objects.get().reminder_minutes == [4_320, 90]
    shown = client.get(f"/trainings/sessions/{session.pk}/").text
    assert all(when in shown for when in ("Sat 5 December, 09:00", "Tue 8 December, 07:30"))
