"""Random interleavings of every deed that touches seats, against PostgreSQL."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ambassadors.models import User
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import SessionFactory
from trainings import policies, services
from trainings.models import Session
from trainings.models.enrolments import OFFERED, SEATED, WAITING
from trainings.services import Outcome

START = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))
PEOPLE = 8
anybody = st.integers(0, PEOPLE - 1)


class Seats(RuleBasedStateMachine):
    """One session, two seats taken, three of eight people waiting, and a clock that only goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = START
        self.session = SessionFactory(capacity=2, starts_at=START + timedelta(days=4))
        self.coordinator = CoordinatorFactory()
        # Some exclude days: their offers last longer.
        self.people: list[User] = [
            UserFactory(ask_days=0b1010111 if n % 3 == 2 else 0b1111111) for n in range(PEOPLE)
        ]
        for person in self.people[:2]:
            services.enrol(session=self.session, person=person, now=self.now)
        self.asked: list[User] = self.people[2:5]
        for person in self.asked:
            services.join_waiting_list(session=self.session, person=person, now=self.now)
        self.most = 2

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def deed(self, do, who: int, among: str = "") -> services.Result:
        """By anybody, or by one of those who are in this state, if there are any."""
        self.before()
        states = self.session.enrolments.filter(state=among).order_by("number").select_related("person")
        people = [each.person for each in states] if among else []
        person = (people or self.people)[who % len(people or self.people)]
        return do(session=self.session, person=person, now=self.now)

    def before(self) -> None:
        self.session.refresh_from_db()
        self.most = max(self.session.capacity, self.session.taken)

    @rule(who=anybody)
    def enrol(self, who: int) -> None:
        waiting = list(self.asked)
        result = self.deed(services.enrol, who)
        if result.outcome == Outcome.BOOKED:
            first_come = self.people[who] in waiting and self.session.first_come_since is not None
            assert first_come or not waiting, "somebody overtook those who wait"

    @rule(who=anybody)
    def press_until_it_is_a_seat_or_a_place_in_line(self, who: int) -> None:
        if self.deed(services.enrol, who).outcome == Outcome.FULL:
            self.deed(services.join_waiting_list, who)

    @rule(who=anybody)
    def join_waiting_list(self, who: int) -> None:
        result = self.deed(services.join_waiting_list, who)
        if result.outcome == Outcome.WAITING:
            assert result.place == len(self.asked) + 1

    @rule(who=anybody)
    def leave_waiting_list(self, who: int) -> None:
        self.deed(services.leave_waiting_list, who, among="waiting")

    @rule(who=anybody)
    def cancel(self, who: int) -> None:
        self.deed(services.cancel, who, among="booked")

    @rule(who=anybody)
    def accept_offer(self, who: int) -> None:
        self.deed(services.accept_offer, who, among="offered")

    @rule(who=anybody)
    def decline_offer(self, who: int) -> None:
        self.deed(services.decline_offer, who, among="offered")

    @rule(who=anybody)
    def a_person_is_erased_and_a_new_one_comes(self, who: int) -> None:
        self.before()
        services.forget(person=self.people[who], now=self.now)
        self.people[who].delete()
        self.people[who] = UserFactory()

    @rule(seats=st.integers(1, 5))
    @precondition(lambda self: self.now < self.session.starts_at)
    def change_capacity(self, seats: int) -> None:
        self.before()
        booked = self.session.enrolments.booked().count()
        services.change_capacity(session=self.session, capacity=seats, by=self.coordinator, now=self.now)
        assert self.session.enrolments.booked().count() == booked, "somebody was thrown out"
        self.most = max(seats, booked)

    @rule(hours=st.integers(1, 30))
    def time_goes_on(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def tick(self) -> None:
        self.before()
        services.expire_offers(now=self.now)
        services.offer_free_seats(now=self.now)

    @invariant()
    def everything_holds(self) -> None:
        """Two queries; the names of the checks say what must hold after every deed."""
        session = Session.objects.get(pk=self.session.pk)
        asked = list(session.enrolments.select_related("person").order_by("number"))
        line = [each for each in asked if each.state == WAITING]
        self.seats_are_counted_right_and_no_deed_oversells(session, asked)
        self.no_seat_is_idle_while_somebody_waits_and_an_offer_fits(session, line)
        self.whoever_has_an_offer_asked_before_those_who_wait(asked, line)
        self.nobody_who_stays_in_line_changes_places(line)

    def seats_are_counted_right_and_no_deed_oversells(self, session, asked) -> None:
        assert session.taken == sum(each.state in SEATED for each in asked)
        assert session.over_by == max(0, session.taken - session.capacity)
        assert session.taken <= self.most

    def no_seat_is_idle_while_somebody_waits_and_an_offer_fits(self, session, line) -> None:
        if line and session.free and self.now < session.starts_at:
            assert session.first_come_since is not None
            assert policies.offer_end(self.now, line[0].person) > session.enrolment_closes_at

    def whoever_has_an_offer_asked_before_those_who_wait(self, asked, line) -> None:
        offered = [each.number for each in asked if each.state == OFFERED]
        assert not offered or not line or max(offered) < line[0].number

    def nobody_who_stays_in_line_changes_places(self, line) -> None:
        people = [each.person for each in line]
        stayed = [person for person in self.asked if person in people]
        assert [person for person in people if person in stayed] == stayed
        self.asked = people


CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def run(examples: int, steps: int) -> None:
    how = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=CHECKS,
        derandomize=True,
        database=None,
    )
    run_state_machine_as_test(Seats, settings=how)


@pytest.mark.django_db
def test_no_order_of_deeds_oversells_or_leaves_a_seat_idle():
    run(examples=30, steps=20)


@pytest.mark.proof
@pytest.mark.django_db
def test_no_order_of_10_000_deeds_oversells_or_leaves_a_seat_idle():
    run(examples=200, steps=50)
