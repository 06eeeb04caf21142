"""A series of dates: its rhythm, the holidays it skips by name, and every date looked at before it is saved."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from outbox.models import AuditEntry
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory, TrainingFactory
from trainings import services
from trainings.forms import SeriesForm
from trainings.forms.series import MOST_DATES
from trainings.free_days import free_days, regions
from trainings.models import Series, Session, Training

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return CoordinatorFactory()


@pytest.fixture
def desk(at_nine, coordinator, client_for):
    return client_for(coordinator)


def filled(**changes):
    """Fridays at two from 11 December, in Bremen."""
    return {
        "day": "2026-12-11",
        "until": "2027-01-08",
        "weeks": "1",
        "region": "DE-HB",
        "starts": "14:00",
        "ends": "15:30",
        "timezone": "Europe/Berlin",
        "capacity": "12",
        "closes_hours": "24",
        "cancel_hours": "1",
    } | changes


def address(training):
    return f"/cockpit/trainings/{training.pk}/series/"


def rows(response):
    """(day, holiday, ticked)"""
    return [(f"{each.day:%d.%m.}", each.holiday, ticked) for each, ticked in response.context["dates"].rows]


def looked_at(desk, training, **changes):
    """What the page sends after looking: all its fields, the dates that were shown, those that are ticked."""
    sent = filled(**changes)
    shown = [each.as_shown for each, _ in desk.post(address(training), sent).context["dates"].rows]
    return sent | {"shown": shown}


def test_the_preview_names_the_holidays_and_saves_nothing(desk):
    response = desk.post(address(TrainingFactory()), filled())
    assert rows(response) == [
        ("11.12.", "", True),
        ("18.12.", "", True),
        ("25.12.", "Christmas Day", False),
        ("01.01.", "New Year's Day", False),
        ("08.01.", "", True),
    ]
    assert "3 of 5 dates are ticked" in response.text
    assert "Christmas Day" in response.text
    assert (Session.objects.count(), Series.objects.count()) == (0, 0)


def test_the_ticked_dates_become_drafts_and_one_line_of_the_journal(desk):
    training, trainer = TrainingFactory(), UserFactory()
    sent = looked_at(desk, training, trainers=trainer.email, opens_days="14")
    response = desk.post(address(training), sent | {"plan": "yes", "date": ["2026-12-11", "2026-12-25"]})
    assert response["Location"] == f"/cockpit/trainings/{training.pk}/"
    made = list(Session.objects.by_date())
    assert [session.starts_at for session in made] == [
        datetime(2026, 12, 11, 13, tzinfo=UTC),
        datetime(2026, 12, 25, 13, tzinfo=UTC),
    ]
    first = made[0]
    assert [first.starts_at - at for at in (first.opens_at, first.enrolment_closes_at, first.cancel_by)] == [
        timedelta(days=14),
        timedelta(days=1),
        timedelta(hours=1),
    ]
    assert [(list(each.trainers.all()), each.is_published) for each in made] == [([trainer], False)] * 2
    assert [(each.deed, each.details["dates"]) for each in AuditEntry.objects.all()] == [("create series", 2)]


def test_nothing_is_planned_that_was_not_looked_at(desk):
    training = TrainingFactory()
    sent = looked_at(desk, training) | {"plan": "yes", "date": ["2026-12-11"]}
    for changes in ({"shown": []}, {"day": "2026-12-10", "until": "2027-01-07"}):
        response = desk.post(address(training), sent | changes)
        assert "The dates have changed." in response.text
    assert "No date is ticked." in desk.post(address(training), sent | {"date": []}).text
    assert Session.objects.count() == 0


def test_pressed_twice_a_series_is_planned_once(desk):
    training = TrainingFactory()
    sent = looked_at(desk, training) | {"plan": "yes", "date": ["2026-12-11", "2026-12-18"]}
    first, second = (desk.post(address(training), sent) for _press in range(2))
    assert (first.status_code, second.status_code) == (303, 200)
    assert "The dates have changed." in second.text
    assert Session.objects.count() == 2


def test_what_was_unticked_stays_so_when_it_is_shown_again(desk):
    training = TrainingFactory()
    sent = looked_at(desk, training) | {"date": ["2026-12-18"]}
    response = desk.post(address(training), sent)
    assert [ticked for _day, _holiday, ticked in rows(response)] == [False, True, False, False, False]


def test_a_date_that_is_there_already_is_not_ticked(desk):
    training = TrainingFactory()
    SessionFactory(training=training, starts_at=datetime(2026, 12, 18, 13, tzinfo=UTC))
    response = desk.post(address(training), filled())
    assert [ticked for _day, _holiday, ticked in rows(response)] == [True, False, False, False, True]
    assert "Planned already" in response.text


def test_a_night_in_which_the_clocks_go_forward_has_no_such_date(desk):
    sent = filled(day="2027-03-21", until="2027-04-04", starts="02:30", ends="04:00", region="")
    planned = desk.post(address(TrainingFactory()), sent).context["form"].planned
    assert [bool(each.fault) for each in planned] == [False, True, False]


@pytest.mark.parametrize(
    ("changes", "faulty"),
    [
        ({"until": "2026-12-10"}, {"until"}),
        ({"until": "2028-12-10"}, {"until"}),
        ({"day": "2026-11-20"}, {"day"}),
        ({"weeks": "0"}, {"weeks"}),
        ({"region": "FR"}, {"region"}),
        ({"opens_days": "1", "closes_hours": "24"}, {"opens_days"}),
        ({"until": ""}, {"until"}),
    ],
    ids=["ends first", "too many", "past", "no rhythm", "region", "opens late", "no end"],
)
def test_a_series_that_cannot_be_is_refused_at_the_right_field(desk, changes, faulty):
    response = desk.post(address(TrainingFactory()), filled(**changes))
    assert (response.context["form"].errors.keys(), bool(response.context["dates"].rows)) == (faulty, False)


@pytest.mark.parametrize(
    ("region", "day", "name"),
    [
        ("DE-BY", date(2027, 1, 6), "Epiphany"),
        ("DE-HB", date(2027, 1, 6), None),
        ("AT", date(2026, 10, 26), "National Day"),
        ("CH", date(2027, 8, 1), "National Day"),
        ("CH-ZH", date(2027, 3, 26), "Good Friday"),
        ("", date(2026, 12, 25), None),
    ],
)
def test_each_region_has_its_own_holidays(region, day, name):
    from django.utils import translation

    with translation.override("en"):
        assert free_days(region, day, day).get(day) == name


def test_every_german_state_and_canton_can_be_chosen():
    counts = [len(choices) for _group, choices in regions()[1:]]
    assert counts == [16, 1, 27]


def test_the_next_series_begins_with_the_region_and_like_the_last_date(desk):
    training = TrainingFactory()
    sent = looked_at(desk, training, weeks="2", location="Görlitz", capacity="7")
    desk.post(address(training), sent | {"plan": "yes", "date": sent["shown"][:1]})
    page = desk.get(address(training))
    initial = page.context["form"].initial
    names = ("region", "weeks", "location", "capacity", "closes_hours", "cancel_hours")
    assert [initial[name] for name in names] == ["DE-HB", 2, "Görlitz", 7, 24, 1]
    assert desk.get(address(TrainingFactory())).context["form"].initial["region"] == "DE-HB"


def test_all_drafts_are_published_with_one_press_once_working_time_is_said(desk, client):
    training = TrainingFactory(is_working_time=None, account="")
    SessionFactory.create_batch(3, training=training, published_at=None)
    page = f"/cockpit/trainings/{training.pk}/"
    assert "3 dates are drafts." in desk.get(page).text
    assert desk.post(f"{page}publish-drafts/").context["form"].errors.keys() == {"is_working_time"}
    assert Session.objects.published().count() == 0
    assert (
        "3 dates are published."
        in desk.post(f"{page}publish-drafts/", {"is_working_time": "no", "account": ""}, follow=True).text
    )
    assert Session.objects.published().count() == 3
    assert "There was no draft to publish." in desk.post(f"{page}publish-drafts/", follow=True).text


def test_only_coordinators_plan_series(now):
    with pytest.raises(PermissionDenied):
        services.create_series(
            training=TrainingFactory(),
            dates=[],
            weeks=1,
            region="",
            capacity=1,
            trainers=[],
            by=UserFactory(),
            now=now,
        )
    with pytest.raises(PermissionDenied):
        services.publish_drafts(training=TrainingFactory(), by=UserFactory(), now=now)


ZONES = st.sampled_from(["Europe/Berlin", "Europe/London", "America/New_York", "Asia/Tokyo"])


@given(
    first=st.dates(date(2026, 12, 1), date(2027, 12, 1)),
    length=st.integers(0, 400),
    weeks=st.integers(1, 4),
    clock=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    zone=ZONES,
)
def test_every_date_has_the_wall_clock_time_and_the_distance_of_the_rhythm(first, length, weeks, clock, zone):
    last = first + timedelta(days=length)
    data = filled(
        day=str(first), until=str(last), weeks=str(weeks), starts=f"{clock:%H:%M}", timezone=zone, region=""
    )
    data["ends"] = "15:30" if f"{clock:%H:%M}" != "15:30" else "16:30"
    form = SeriesForm(data, now=NOW, training=Training(slug="x"))
    if not form.is_valid():
        assert length // (7 * weeks) >= MOST_DATES or form.errors.keys() <= {"starts"}
        return
    assert {(b.day - a.day).days for a, b in zip(form.planned, form.planned[1:], strict=False)} <= {7 * weeks}
    assert (form.planned[0].day, last - form.planned[-1].day < timedelta(weeks=weeks)) == (first, True)
    for each in form.planned:
        if not each.fault:
            local = Session(timezone=zone, starts_at=each.meeting.starts_at)
            assert local.starts_at.astimezone(local.zone).replace(tzinfo=None) == datetime.combine(
                each.day, clock
            )
