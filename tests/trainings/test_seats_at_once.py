"""Two deeds at the same moment, in two threads on two connections: it ends as if one had come after the other.

Every pair is tried in both orders first, each undone. What the two threads leave behind has to be one of the two: seats,
places, states and messages. The control without the lock ends otherwise.
"""

import random
import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from ambassadors.models import User
from outbox.models import Message
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory
from trainings import services
from trainings.models import Enrolment, Session
from trainings.models.enrolments import BOOKED, OFFERED, SEATED, WAITING
from trainings.models.sessions import SessionQuerySet
from trainings.services import Deadlines, Meeting
from trainings.services.locking import is_busy

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 7
Deed = Callable[[], Any]
# A world is used for so many pairs, then a new one begins.
PAIRS_OF_A_WORLD = 10


@pytest.fixture(autouse=True)
def quiet_log(caplog):
    caplog.set_level("WARNING", "django_structlog")


class World:
    """Two seats, and seven people who ask for them."""

    def __init__(self, dice: random.Random) -> None:
        self.dice, self.now = dice, NOW
        self.coordinator = CoordinatorFactory()
        self.people: list[User] = UserFactory.create_batch(PEOPLE)
        self.session = SessionFactory(capacity=2, starts_at=NOW + timedelta(days=5))
        for person in self.people[:2]:
            services.enrol(session=self.session, person=person, now=NOW)
        for person in self.people[2:5]:
            services.join_waiting_list(session=self.session, person=person, now=NOW)

    def pair(self) -> tuple[Deed, Deed]:
        """Of two people, or of a person and a coordinator or the tick."""
        self.now += timedelta(hours=self.dice.choice([0, 0, 0, 1, 12]), seconds=1)
        first, second = self.dice.sample(self.people, 2)
        return self.of_a_person(first), self.dice.choice([self.of_a_person(second), self.of_the_house()])

    def of_a_person(self, person: User) -> Deed:
        """Something that does something, most of the time."""
        mine = Enrolment.objects.filter(session=self.session, person=person).live().first()
        likely = {
            None: [services.enrol, services.join_waiting_list],
            WAITING: [services.enrol, services.leave_waiting_list],
            OFFERED: [services.accept_offer, services.decline_offer],
            BOOKED: [services.cancel],
        }
        deed = self.dice.choice(likely[mine.state if mine else None])
        return partial(deed, session=self.session, person=person, now=self.now)

    def of_the_house(self) -> Deed:
        by = {"session": self.session, "by": self.coordinator, "now": self.now}
        return self.dice.choice(
            [
                partial(services.change_capacity, capacity=self.dice.randint(1, 4), **by),
                partial(services.expire_offers, now=self.now),
                partial(services.offer_free_seats, now=self.now),
                self.move(by),
            ]
        )

    def move(self, by: dict[str, Any]) -> Deed:
        session = Session.objects.get(pk=self.session.pk)
        starts_at = session.starts_at + timedelta(hours=self.dice.randint(1, 5))
        meeting = Meeting(
            starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), timezone=session.timezone
        )
        deadlines = Deadlines(enrolment_closes_at=starts_at - timedelta(days=2), cancel_by=starts_at)
        return partial(services.move_session, meeting=meeting, deadlines=deadlines, **by)

    def as_it_stands(self) -> tuple[Any, ...]:
        """Everything that tells one end from another, without what is random or new in every run."""
        columns = ("person", "state", "number", "walked_in")
        seats = ("capacity", "taken", "over_by", "asked", "starts_at", "sequence", "first_come_since")
        messages = Message.objects.values_list("kind", "recipient", "state")
        return (
            sorted(self.session.enrolments.values_list(*columns), key=str),
            Session.objects.values_list(*seats).get(pk=self.session.pk),
            Counter(messages),
        )

    def seats_are_counted_right(self) -> None:
        session = Session.objects.get(pk=self.session.pk)
        assert session.taken == session.enrolments.filter(state__in=SEATED).count()
        assert session.taken <= session.capacity + session.over_by


def one_after_the_other(world: World, *deeds: Deed) -> tuple[Any, ...]:
    """Undone again."""
    with transaction.atomic():
        for deed in deeds:
            deed()
        end = world.as_it_stands()
        transaction.set_rollback(True)
    return end


def at_the_same_moment(*deeds: Deed) -> None:
    together, faults = threading.Barrier(len(deeds)), []

    def do(deed: Deed) -> None:
        try:
            connection.ensure_connection()
            together.wait(10)
            until_it_is_done(deed)
        except Exception as fault:  # noqa: BLE001 (told by the thread that waits)
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def until_it_is_done(deed: Deed) -> None:
    """Whoever finds the session busy presses again, as the page asks for."""
    try:
        deed()
    except OperationalError as error:
        if not is_busy(error):
            raise
        until_it_is_done(deed)


def interleave(pairs: int, seed: int = 1) -> Counter[str]:
    """How often the order mattered, among how many pairs."""
    dice, done = random.Random(seed), Counter[str]()
    for number in range(pairs):
        if number % PAIRS_OF_A_WORLD == 0:
            world = World(dice)
        first, second = world.pair()
        ends = [one_after_the_other(world, first, second), one_after_the_other(world, second, first)]
        at_the_same_moment(first, second)
        assert world.as_it_stands() in ends
        world.seats_are_counted_right()
        done["pairs"] += 1
        done["where the order mattered"] += ends[0] != ends[1]
    return done


def test_two_deeds_at_once_end_as_if_one_had_come_after_the_other():
    done = interleave(pairs=40)
    assert done["where the order mattered"] > 0


def test_without_the_lock_they_do_not(monkeypatch):
    monkeypatch.setattr(SessionQuerySet, "select_for_update", lambda rows, **_how: rows)
    with pytest.raises(AssertionError):
        interleave(pairs=200)


@pytest.mark.proof
def test_two_deeds_at_once_2_000_times(proof):
    done = interleave(pairs=2_000, seed=2)
    mattered = done["where the order mattered"]
    proof(
        "2,000 pairs of deeds about one session at the same moment, in two threads on two connections",
        passes_when="seats, places, states and messages end as in one of the two orders; without the lock they do not",
        measured=f"all of them, among them {mattered} where the two orders end differently",
    )
