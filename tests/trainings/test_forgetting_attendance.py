"""No-shows are forgotten after their time, whole lists after theirs."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from ambassadors.models import Programme
from tests.factories.ambassadors import CoordinatorFactory, CouncilFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory, people, states
from trainings import services
from trainings.models import Enrolment
from trainings.services import Outcome
from trainings.tasks import forget_attendance

pytestmark = pytest.mark.django_db
State = Enrolment.State


@pytest.fixture(autouse=True)
def _nobody_remembers_other_periods():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def session():
    """Here, missed, never recorded, freed in time; and somebody who walked in."""
    session, selma = SessionFactory(capacity=6), CoordinatorFactory()
    everybody = people(5)
    for person in everybody[:4]:
        services.enrol(session=session, person=person, now=NOW)
    services.cancel(session=session, person=everybody[3], now=NOW)
    start = session.starts_at
    services.walk_in(session=session, person=everybody[4], by=selma, now=start)
    for person, state in zip(everybody, (State.ATTENDED, State.NO_SHOW), strict=False):
        services.record_attendance(session=session, person=person, state=state, by=selma, now=start)
    session.refresh_from_db()
    return session


def after(session, **time):
    return session.ends_at + timedelta(**time)


def test_a_no_show_goes_as_if_the_seat_had_been_freed(session):
    assert services.forget_attendance(now=after(session, days=89)) == (0, 0)
    assert services.forget_attendance(now=after(session, days=90)) == (1, 0)
    session.refresh_from_db()
    assert (states(session), session.taken) == (
        [(1, "attended"), (3, "booked"), (4, "cancelled_in_time"), (5, "attended")],
        2,
    )
    told = Enrolment.objects.exclude(recorded_at=None, recorded_by=None)
    assert (told.count(), services.forget_attendance(now=after(session, days=91))) == (0, (0, 0))


def test_then_nothing_can_be_recorded_any_more(session):
    person = Enrolment.objects.get(number=3).person
    deed = {"session": session, "person": person, "by": CoordinatorFactory(), "now": after(session, days=90)}
    outcomes = [services.record_attendance(state=State.NO_SHOW, **deed), services.walk_in(**deed)]
    assert [result.outcome for result in outcomes] == [Outcome.CLOSED] * 2
    del deed["person"]
    assert services.record_the_rest(**deed) == 0


def test_the_list_closes_later_and_what_people_attended_stays_in_their_own_records(
    session, client_for, time_machine
):
    services.forget_attendance(now=after(session, days=90))
    assert services.forget_attendance(now=after(session, days=730)) == (0, 2)
    session.refresh_from_db()
    assert (states(session), session.taken) == ([(1, "attended"), (5, "attended")], 2)
    time_machine.move_to(after(session, days=730), tick=False)
    person, selma = Enrolment.objects.get(number=1).person, client_for(CoordinatorFactory())
    roster, files = f"/cockpit/sessions/{session.pk}/", ("", "roster.csv", "sheet/")
    told = [selma.get(f"{roster}{file}").getvalue().decode() for file in ("roster.csv",)]
    told += [selma.get(f"{roster}{file}").text for file in ("", "sheet/")]
    assert [person.last_name in page for page in told] == [False] * len(files)
    assert session.training.title in client_for(person).get("/me/trainings/record/").text


def test_the_programme_sets_both_times_and_other_sessions_stay(session, time_machine):
    Programme.objects.update_or_create(defaults={"retention": {"missed": 40, "attendance": 365}})
    cache.clear()
    later = SessionFactory(starts_at=session.starts_at + timedelta(days=1))
    services.enrol(session=later, person=UserFactory(), now=NOW)
    time_machine.move_to(after(session, days=40), tick=False)
    forget_attendance()
    assert Enrolment.objects.missed().count() == 0
    time_machine.move_to(after(session, days=365), tick=False)
    forget_attendance()
    kept = Enrolment.objects.exclude(state=State.ATTENDED)
    assert list(kept.values_list("session", "state")) == [(later.pk, "booked")]


def test_both_times_stand_where_people_and_the_council_read_them(client_for, client):
    told = ("That somebody missed a session, and who recorded attendance", "90 days", "730 days")
    pages = [
        client_for(CouncilFactory(language="en")).get("/council/"),
        client.get("/privacy/", headers={"Accept-Language": "en"}),
    ]
    assert [[part in page.text for part in told] for page in pages] == [[True] * 3] * 2


def test_who_recorded_it_may_be_erased(session):
    selma = Enrolment.objects.get(number=1).recorded_by
    selma.delete()
    assert (
        list(Enrolment.objects.filter(recorded_at__isnull=False).values_list("recorded_by", flat=True))
        == [None] * 3
    )
