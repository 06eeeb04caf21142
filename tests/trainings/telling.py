"""What a session tells whom: each change of somebody's place, and the one message that it makes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from ambassadors.models import User
from outbox.models import Message
from trainings import policies
from trainings.models import Enrolment, Session
from trainings.models.enrolments import BOOKED, LIVE, OFFERED, WAITING
from trainings.services import notices

NOBODY = ""
# From state to state; every change that is not here tells nobody.
TOLD = {
    (NOBODY, BOOKED): notices.CONFIRMATION,
    (WAITING, BOOKED): notices.CONFIRMATION,
    (OFFERED, BOOKED): notices.CONFIRMATION,
    (NOBODY, WAITING): notices.WAITING,
    (NOBODY, OFFERED): notices.OFFER,
    (WAITING, OFFERED): notices.OFFER,
    (OFFERED, WAITING): notices.OFFER_WITHDRAWN,
    (OFFERED, "offer_expired"): notices.OFFER_EXPIRED,
    (BOOKED, "cancelled_in_time"): notices.CANCELLATION,
    (BOOKED, "cancelled_late"): notices.CANCELLATION,
    **{(state, "cancelled_by_organizer"): notices.SESSION_CANCELLED for state in LIVE},
}
# These follow rules of their own.
APART = (notices.REMINDER, notices.FIRST_COME)


@dataclass
class Moment:
    """A session as it stands: everybody's place, and every message about it."""

    session: Session
    enrolments: list[Enrolment]
    messages: list[Any]
    by_pk: dict[UUID, Enrolment] = field(init=False)

    def __post_init__(self) -> None:
        self.by_pk = {each.pk: each for each in self.enrolments}

    @classmethod
    def of(cls, session: Session, people: Iterable[User]) -> Self:
        """In three queries, since it is asked after every deed."""
        known = {person.pk: person for person in people}
        fresh = Session.objects.get(pk=session.pk)
        asked = list(fresh.enrolments.order_by("number"))
        for enrolment in asked:
            enrolment.session, enrolment.person = fresh, known[enrolment.person_id]
        messages = Message.objects.filter(object_id=str(session.pk))
        columns = ("pk", "kind", "recipient_id", "occurrence", "state", "withdrawn")
        return cls(fresh, asked, list(messages.values_list(*columns, named=True)))

    @property
    def line(self) -> list[Enrolment]:
        return [each for each in self.enrolments if each.state == WAITING and each.person.is_active]

    def written_since(self, before: "Moment") -> list[Any]:
        """New ones, and those that were withdrawn and came true again."""
        known = {message.pk: message.withdrawn for message in before.messages}
        return [each for each in self.messages if not each.withdrawn and known.get(each.pk, True)]

    def changes_since(self, before: "Moment") -> Iterable[tuple[Enrolment, str]]:
        """Each enrolment with the state that it had."""
        for enrolment in self.enrolments:
            was = before.by_pk.get(enrolment.pk)
            yield enrolment, was.state if was else NOBODY


def every_change_told_its_person_once(
    before: Moment, after: Moment, now: datetime, also: Iterable[tuple[str, UUID]] = ()
) -> None:
    """`also`: what a move or a cancelled session tells besides."""
    closes = after.session.enrolment_closes_at
    wanted = Counter(also)
    for enrolment, was in after.changes_since(before):
        kind = TOLD.get((was, enrolment.state))
        # Of no use any more: nobody can join again.
        if kind and not (kind == notices.OFFER_EXPIRED and now >= closes):
            wanted[kind, enrolment.person_id] += 1
    written = after.written_since(before)
    assert Counter((each.kind, each.recipient_id) for each in written if each.kind not in APART) == wanted


def whoever_may_press_was_told_once(before: Moment, after: Moment, now: datetime) -> None:
    session, line = after.session, after.line
    told = [each for each in after.written_since(before) if each.kind == notices.FIRST_COME]
    waiting = {each.person_id for each in line}
    assert {each.recipient_id for each in told} <= waiting
    assert not told or (session.first_come_since is not None and session.free)
    if session.first_come_since is not None and session.free and now < session.starts_at:
        this_start = policies.occurrence(session.starts_at, 0)
        known = [
            each.recipient_id
            for each in after.messages
            if each.kind == notices.FIRST_COME and each.occurrence == this_start and each.state == "due"
        ]
        assert waiting <= set(known)
        assert max(Counter(known).values(), default=0) <= 1


def reminders_are_those_of_who_has_a_seat(after: Moment, now: datetime) -> None:
    """Nothing is sent here, so that what is due is everything that was planned and still holds."""
    session, planned = after.session, set()
    for enrolment in after.enrolments:
        if enrolment.state in (BOOKED, "attended", "no_show") and not enrolment.walked_in:
            since = max(filter(None, [enrolment.booked_at, session.moved_at]))
            times = policies.reminders_before(session.starts_at, session.zone, enrolment.reminder_minutes)
            planned |= {
                (enrolment.person_id, policies.occurrence(session.starts_at, each.minutes))
                for each in times
                if policies.comes_at(each, enrolment.person, since)
            }
    due = [each for each in after.messages if each.kind == notices.REMINDER and each.state == "due"]
    assert Counter((each.recipient_id, each.occurrence) for each in due) == Counter(planned)
