"""1,000 people over 50 connections on 40 seats, and the control without the lock."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction

from ambassadors.models import User
from tests.factories.trainings import SessionFactory
from trainings import services
from trainings.models import Enrolment, Session
from trainings.models.sessions import SessionQuerySet
from trainings.services.locking import is_busy

# One worker for both: two crowds at a time are more connections than PostgreSQL allows.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("crowd")]

PEOPLE, CONNECTIONS, SEATS = 1_000, 50, 40
NEVER_MORE = "never_more_taken_than_seats"


@pytest.fixture
def crowd():
    rows = (
        User(first_name="Person", last_name=str(n), sort_key=str(n), personnel_number=f"r{n}")
        for n in range(PEOPLE)
    )
    return User.objects.bulk_create(rows)


@pytest.fixture
def quiet_log(caplog):
    """Two thousand lines about wake-ups help nobody."""
    caplog.set_level("WARNING", "django_structlog")


def at_once(people: list[User], deed: Callable[[User], services.Result]) -> dict[User, services.Result]:
    """What each of them is answered, over one connection per thread."""

    def press_one_after_another(share: list[User]) -> list[services.Result]:
        try:
            return [press(person, deed) for person in share]
        finally:
            connection.close()

    shares = [people[first::CONNECTIONS] for first in range(CONNECTIONS)]
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        answers = pool.map(press_one_after_another, shares)
        return {
            person: answer
            for share, given in zip(shares, answers, strict=True)
            for person, answer in zip(share, given, strict=True)
        }


def press(person: User, deed: Callable[[User], services.Result]) -> services.Result:
    """Whoever finds the session busy presses again, as the page asks for."""
    try:
        return deed(person)
    except OperationalError as error:
        if not is_busy(error):
            raise
        return press(person, deed)


def test_forty_get_a_seat_and_960_a_place_of_their_own_in_line(crowd, now, quiet_log):
    session = SessionFactory(capacity=SEATS)
    answers = at_once(crowd, lambda person: services.enrol(session=session, person=person, now=now))
    assert Counter(answer.outcome for answer in answers.values()) == {"booked": SEATS, "full": PEOPLE - SEATS}

    refused = [person for person, answer in answers.items() if answer.outcome == "full"]
    joined = at_once(
        refused, lambda person: services.join_waiting_list(session=session, person=person, now=now)
    )
    assert sorted((answer.outcome, answer.place) for answer in joined.values()) == [
        ("waiting", place) for place in range(1, PEOPLE - SEATS + 1)
    ]
    session.refresh_from_db()
    assert (session.taken, Enrolment.objects.booked().count(), Enrolment.objects.waiting().count()) == (
        40,
        40,
        960,
    )


def test_without_the_lock_a_quarter_of_the_crowd_gets_more_seats_than_there_are(
    crowd, now, monkeypatch, quiet_log
):
    first, session = crowd[: PEOPLE // 4], SessionFactory(capacity=SEATS)
    monkeypatch.setattr(SessionQuerySet, "select_for_update", lambda rows, **_how: rows)
    with (
        constraint_taken_away(Session, NEVER_MORE),
        constraint_taken_away(Enrolment, "one_enrolment_per_number"),
    ):
        answers = at_once(first, lambda person: services.enrol(session=session, person=person, now=now))
        booked = Counter(answer.outcome for answer in answers.values())["booked"]
        assert booked == Enrolment.objects.booked().count()
        assert booked > SEATS


@contextmanager
def constraint_taken_away(model, name: str) -> Iterator[None]:
    constraint = next(each for each in model._meta.constraints if each.name == name)
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)
    try:
        yield
    finally:
        empty()
        with connection.schema_editor() as editor:
            editor.add_constraint(model, constraint)


def empty() -> None:
    """What the control left behind would not pass the constraints."""
    with transaction.atomic():
        Enrolment.objects.all().delete()
        Session.objects.all().delete()
