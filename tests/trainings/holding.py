"""The programme of the seat machine, and what must hold after every deed: the names say it."""

from datetime import datetime, timedelta

from ambassadors.models import User
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory
from tests.trainings.telling import Moment
from trainings import policies, services
from trainings.models.enrolments import BOOKED, OFFERED, SEATED

PEOPLE = 8
START = NOW


class Programme:
    """One session, two seats taken, three of eight people waiting; at the same time another one with room for all."""

    def __init__(self) -> None:
        self.session = SessionFactory(capacity=2, starts_at=START + timedelta(days=4))
        self.elsewhere = SessionFactory(capacity=99, starts_at=START + timedelta(days=4, hours=1))
        self.coordinator, self.trainer = CoordinatorFactory(), UserFactory()
        self.session.trainers.add(self.trainer)
        # Some exclude days: their offers last longer.
        self.people: list[User] = [
            UserFactory(ask_days=0b1010111 if n % 3 == 2 else 0b1111111) for n in range(PEOPLE)
        ]
        for person in self.people[:2]:
            services.enrol(session=self.session, person=person, now=START)
        for person in self.people[2:5]:
            services.join_waiting_list(session=self.session, person=person, now=START)


def seats_are_counted_right_and_no_deed_oversells(before: Moment, after: Moment, now: datetime) -> None:
    session = after.session
    assert session.taken == sum(each.state in SEATED and not each.walked_in for each in after.enrolments)
    assert session.over_by == max(0, session.taken - session.capacity)
    assert session.taken <= max(session.capacity, before.session.taken)


def nobody_is_thrown_out(before: Moment, after: Moment, now: datetime) -> None:
    """A seat is lost by one's own deed, by leaving, or with the whole session; a smaller room takes nobody's."""
    if before.session.capacity != after.session.capacity:
        kept = [each.pk for each in after.enrolments if each.state == BOOKED]
        assert [each.pk for each in before.enrolments if each.state == BOOKED] == kept


def no_seat_is_idle_while_somebody_waits(before: Moment, after: Moment, now: datetime) -> None:
    """But where a whole offer did not fit: then everybody in line knows, and the first to press has it."""
    session, line = after.session, after.line
    if line and session.free and now < session.starts_at:
        assert session.first_come_since is not None
    if session.first_come_since not in (None, before.session.first_come_since) and line:
        assert policies.offer_end(now, line[0].person) > session.enrolment_closes_at


def offers_go_by_the_order_of_asking(before: Moment, after: Moment, now: datetime) -> None:
    new = [each.number for each, was in after.changes_since(before) if was != each.state == OFFERED]
    assert not new or not after.line or max(new) < after.line[0].number


def nobody_who_stays_in_line_changes_places(before: Moment, after: Moment, now: datetime) -> None:
    pks = [each.pk for each in after.line]
    stayed = [each.pk for each in before.line if each.pk in pks]
    assert [pk for pk in pks if pk in stayed] == stayed


CHECKS = [
    seats_are_counted_right_and_no_deed_oversells,
    nobody_is_thrown_out,
    no_seat_is_idle_while_somebody_waits,
    offers_go_by_the_order_of_asking,
    nobody_who_stays_in_line_changes_places,
]
