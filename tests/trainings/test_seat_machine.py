"""Random interleavings of every deed that touches seats, against PostgreSQL."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ambassadors.models import User
from tests.factories.ambassadors import UserFactory
from tests.trainings.holding import CHECKS, PEOPLE, START, Programme
from tests.trainings.telling import (
    Moment,
    every_change_told_its_person_once,
    reminders_are_those_of_who_has_a_seat,
    whoever_may_press_was_told_once,
)
from trainings import links, services
from trainings.models import Enrolment, Session
from trainings.models.enrolments import ATTENDED, BOOKED, NO_SHOW, OFFERED, WAITING
from trainings.overlaps import overlaps
from trainings.services import Deadlines, Meeting, Outcome, notices

anybody = st.integers(0, PEOPLE - 1)
# One in ten: what ends the story, or empties it.
seldom = st.integers(0, 9).map(lambda n: n == 0)
here_or_not = st.sampled_from([BOOKED, ATTENDED, NO_SHOW])
counted: Counter[str] = Counter()


class Seats(RuleBasedStateMachine):
    """A clock that only goes on, and after every deed a look at everybody's place and every message."""

    programme: Programme

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = START
        self.people = list(self.programme.people)
        self.coordinator, self.trainer = self.programme.coordinator, self.programme.trainer
        self.elsewhere = self.programme.elsewhere
        self.before = self.seen = Moment.of(self.programme.session, self.people)
        self.also: list[tuple[str, object]] = []
        counted["stories"] += 1

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @property
    def session(self) -> Session:
        return self.seen.session

    def begin(self) -> None:
        """A second passes before every deed."""
        self.now += timedelta(seconds=1)
        self.before, self.also = self.seen, []
        counted["deeds"] += 1

    def deed(self, do: Callable[..., services.Result], who: int, among: str = "", **more) -> services.Result:
        """By anybody, or by one of those who are in this state, if there are any."""
        self.begin()
        person = self.person(who, among)
        result = do(session=self.session, person=person, now=self.now, **more)
        counted[f"{do.__name__} {result.outcome}"] += 1
        return result

    def person(self, who: int, among: str = "") -> User:
        """Whoever may no longer sign in does nothing."""
        people = [each.person for each in self.seen.enrolments if each.state == among]
        active = [each for each in people or self.people if each.is_active] or [self.people[who]]
        return active[who % len(active)]

    def there_is(self, state: str) -> bool:
        return any(each.state == state and each.person.is_active for each in self.seen.enrolments)

    def look(self) -> None:
        self.seen = Moment.of(self.session, self.people)

    def seen_keys(self, who: int, among: str = "") -> list[str]:
        """What the page shows somebody about another seat at that time."""
        person = self.person(who, among)
        found = overlaps(sessions=[self.session], person=person, now=self.now)
        return [each.key for each in found[self.session.pk]]

    @initialize(seats=st.integers(1, 4), hours=st.sampled_from([0, 0, 0, 0, 23, 47, 95, 96]))
    def some_are_offered_seats_and_the_story_begins(self, seats: int, hours: int) -> None:
        """Early, when no whole offer fits any more, or with the session itself."""
        self.change_capacity(seats)
        self.everything_holds()
        self.begin()
        self.now = START + timedelta(hours=hours, seconds=2)

    # People ----------------------------------------------------------------------------------------

    @rule(who=anybody)
    def enrol(self, who: int) -> None:
        person, waiting = self.person(who), [each.person for each in self.seen.line]
        result = self.deed(services.enrol, who, confirmed=self.seen_keys(who))
        if result.outcome == Outcome.BOOKED:
            first_come = person in waiting and self.session.first_come_since is not None
            assert first_come or not waiting, "somebody overtook those who wait"

    @rule(who=anybody)
    def enrol_without_having_seen_another_seat_at_that_time(self, who: int) -> None:
        shown = self.seen_keys(who)
        assert self.deed(services.enrol, who).outcome != Outcome.BOOKED or not shown

    @rule(who=anybody)
    def press_until_it_is_a_seat_or_a_place_in_line(self, who: int) -> None:
        if self.deed(services.enrol, who, confirmed=self.seen_keys(who)).outcome == Outcome.FULL:
            services.join_waiting_list(session=self.session, person=self.person(who), now=self.now)

    @rule(who=anybody)
    def join_waiting_list(self, who: int) -> None:
        result = self.deed(services.join_waiting_list, who)
        if result.outcome == Outcome.WAITING:
            assert result.place == len(self.before.line) + 1

    @rule(who=anybody)
    @precondition(lambda self: self.there_is(WAITING))
    def leave_waiting_list(self, who: int) -> None:
        self.deed(services.leave_waiting_list, who, among=WAITING)

    @rule(who=anybody)
    @precondition(lambda self: self.there_is(BOOKED))
    def cancel(self, who: int) -> None:
        self.deed(services.cancel, who, among=BOOKED)

    @rule(who=anybody, knows=st.booleans())
    @precondition(lambda self: self.there_is(OFFERED))
    def accept_offer(self, who: int, knows: bool) -> None:
        shown = self.seen_keys(who, among=OFFERED)
        result = self.deed(services.accept_offer, who, among=OFFERED, confirmed=shown if knows else [])
        assert result.outcome != Outcome.BOOKED or knows or not shown

    @rule(who=anybody)
    @precondition(lambda self: self.there_is(OFFERED))
    def decline_offer(self, who: int) -> None:
        self.deed(services.decline_offer, who, among=OFFERED)

    @rule(who=anybody, accepts=st.booleans())
    @precondition(lambda self: self.there_is(OFFERED))
    def answer_by_link(self, who: int, accepts: bool) -> None:
        """Used twice, it answers once."""
        offers = [each for each in self.seen.enrolments if each.state == OFFERED and each.person.is_active]
        self.begin()
        offer = offers[who % len(offers)]
        token = links.address_of_offer(offer).rstrip("/").rpartition("/")[2]
        found = overlaps(sessions=[self.session], person=offer.person, now=self.now)[self.session.pk]
        try:
            if accepts:
                keys = [each.key for each in found]
                services.accept_by_link(token=token, confirmed=keys, now=self.now)
            else:
                services.decline_by_link(token=token, now=self.now)
            with pytest.raises(services.LinkClosed):
                services.decline_by_link(token=token, now=self.now)
        except services.LinkClosed:
            assert offer.offer_expires_at <= self.now or self.now >= self.session.starts_at

    @rule(who=anybody, among=st.sampled_from(["", WAITING, OFFERED]))
    def take_or_free_a_seat_elsewhere_at_that_time(self, who: int, among: str) -> None:
        person = self.person(who, among)
        self.begin()
        freed = services.cancel(session=self.elsewhere, person=person, now=self.now)
        if freed.outcome == Outcome.NOTHING:
            keys = overlaps(sessions=[self.elsewhere], person=person, now=self.now)[self.elsewhere.pk]
            confirmed = [each.key for each in keys]
            services.enrol(session=self.elsewhere, person=person, confirmed=confirmed, now=self.now)

    @rule(who=anybody)
    def a_person_is_erased_and_a_new_one_comes(self, who: int) -> None:
        self.begin()
        gone, self.people[who] = self.people[who], UserFactory()
        services.forget(person=gone, now=self.now)
        User.objects.get(pk=gone.pk).delete()

    @rule(who=anybody)
    def a_person_leaves_the_company(self, who: int) -> None:
        self.begin()
        services.give_up(person=self.people[who], now=self.now)

    @rule(who=anybody)
    def a_person_may_no_longer_sign_in_or_may_again(self, who: int) -> None:
        """The tick finds a seat that is free while somebody waits who may again."""
        self.begin()
        person = self.people[who] = User.objects.get(pk=self.people[who].pk)
        person.is_active = not person.is_active
        person.save(update_fields=["is_active"])
        services.offer_free_seats(now=self.now)

    # Coordinators ------------------------------------------------------------------------------------

    @rule(seats=st.integers(1, 5))
    @precondition(lambda self: self.is_open)
    def change_capacity(self, seats: int) -> None:
        self.begin()
        services.change_capacity(session=self.session, capacity=seats, by=self.coordinator, now=self.now)

    @rule(hours=st.integers(-20, 60))
    @precondition(lambda self: self.is_open)
    def move_session(self, hours: int) -> None:
        self.begin()
        starts_at = max(self.session.starts_at + timedelta(hours=hours), self.now + timedelta(hours=1))
        services.move_session(
            session=self.session,
            meeting=Meeting(
                starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=2),
                timezone="Europe/Berlin",
                location=self.session.location,
                place=self.session.place,
            ),
            deadlines=Deadlines(enrolment_closes_at=starts_at - timedelta(days=2), cancel_by=starts_at),
            by=self.coordinator,
            now=self.now,
        )
        if starts_at == self.session.starts_at:
            return  # Only its deadlines are others: nobody is told.
        concerned = [each.person_id for each in self.before.enrolments if each.is_live]
        self.also = [(notices.MOVED, each) for each in [*concerned, self.trainer.pk]]

    @rule(really=seldom)
    @precondition(lambda self: self.is_open)
    def cancel_session(self, really: bool) -> None:
        self.begin()
        if really:
            services.cancel_session(session=self.session, reason="", by=self.coordinator, now=self.now)
            self.also = [(notices.SESSION_CANCELLED, self.trainer.pk)]

    @property
    def is_open(self) -> bool:
        return self.now + timedelta(seconds=1) < self.session.starts_at and not self.session.is_cancelled

    # The day -------------------------------------------------------------------------------------------

    @rule(who=anybody)
    @precondition(lambda self: not self.is_open)
    def walk_in(self, who: int) -> None:
        expected = [each for each in self.seen.enrolments if each.state in (BOOKED, ATTENDED)]
        result = self.deed(services.walk_in, who, by=self.trainer)
        mine = [each for each in expected if each.person == self.person(who)]
        if result.outcome == Outcome.RECORDED and not mine:
            was_no_show = any(
                each.state == NO_SHOW and each.person == self.person(who) for each in self.before.enrolments
            )
            assert self.now >= self.session.starts_at
            assert was_no_show or len(expected) < self.session.capacity, "the room was full"

    @rule(who=anybody, was=here_or_not, state=here_or_not)
    @precondition(lambda self: not self.is_open)
    def record_attendance(self, who: int, was: str, state: str) -> None:
        more = {"state": Enrolment.State(state), "by": self.coordinator}
        self.deed(services.record_attendance, who, among=was, **more)

    # Time ----------------------------------------------------------------------------------------------

    @rule(hours=st.integers(1, 30))
    def time_goes_on(self, hours: int) -> None:
        self.begin()
        self.now += timedelta(hours=hours)

    @rule(really=seldom)
    @precondition(lambda self: self.is_open)
    def the_session_begins(self, really: bool) -> None:
        self.begin()
        self.now = self.session.starts_at if really else self.now

    @rule()
    def tick(self) -> None:
        self.begin()
        services.expire_offers(now=self.now)
        services.offer_free_seats(now=self.now)

    # What must hold ------------------------------------------------------------------------------------

    @invariant()
    def everything_holds(self) -> None:
        """What `holding` and `telling` name."""
        self.look()
        before, after = self.before, self.seen
        for check in CHECKS:
            check(before, after, self.now)
        every_change_told_its_person_once(before, after, self.now, self.also)
        whoever_may_press_was_told_once(before, after, self.now)
        reminders_are_those_of_who_has_a_seat(after, self.now)
        self.before, self.also = after, []


SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def run(examples: int, steps: int) -> Counter[str]:
    counted.clear()
    Seats.programme = Programme()
    how = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=SLOW,
        derandomize=True,
        database=None,
    )
    run_state_machine_as_test(Seats, settings=how)
    return counted


@pytest.mark.django_db
def test_no_order_of_deeds_oversells_leaves_a_seat_idle_or_tells_anybody_twice():
    run(examples=40, steps=20)


@pytest.mark.proof
@pytest.mark.django_db
def test_no_order_of_deeds_in_10_000_stories_does(proof):
    done = run(examples=10_000, steps=15)
    assert done["stories"] >= 10_000
    proof(
        "10,000 random stories of one session: enrol, wait, leave, cancel, accept, decline (in the hub and by link), "
        "erase, deactivate, capacity, move, cancel the session, walk in, attendance, ticks",
        passes_when="no deed oversells; no seat idle while somebody waits and an offer fits; order kept; "
        "every change tells the right person once",
        measured=f"held after each of {done['deeds']:,} deeds",
    )
