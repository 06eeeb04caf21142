"""Makes the post of the last weeks: what was sent, what failed, and what is due."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from ambassadors.models import User
from campaigns.models import Invitation
from campaigns.services.invitations import INVITATION
from influencer_hub.sample import people
from influencer_hub.sample.asking import invited
from influencer_hub.sample.cast import BATCH, Cast
from outbox import kinds, letterhead, letters, policies, quiet, smtp
from outbox.models import AddressFault, Message
from outbox.services import Draft
from trainings.models import Enrolment
from trainings.models.enrolments import OFFERED, WAITING
from trainings.services import notices

State = Message.State
# The post of dates further away than this is forgotten.
KEPT = timedelta(days=60)
# How many different mails are written down to know their subjects; beyond, a mail has the subject of its kind.
SUBJECTS = 160
ADDRESS_FAILS = 0.02
REFUSALS = ("550 5.1.1 Mailbox unknown", "550 5.7.1 Mailbox disabled", "552 5.2.2 Mailbox full")


def post(cast: Cast, enrolments: Sequence[Enrolment], invitations: Sequence[Invitation]) -> None:
    """Writes what the deeds would have written, and how it fared."""
    drafts = [*_about_seats(cast, enrolments), *_asks(cast, invitations)]
    messages = [message for draft, at in drafts if (message := _message(draft, at))]
    failing = _failing(cast)
    subjects = Subjects()
    for message in messages:
        if message.due_at <= cast.now:
            at = message.due_at + timedelta(seconds=cast.dice.uniform(0.5, 9))
            for name, value in _fared(message, at, failing, subjects).items():
                setattr(message, name, value)
    AddressFault.objects.bulk_create(failing.values(), ignore_conflicts=True)
    Message.objects.bulk_create(messages, batch_size=BATCH)


def _about_seats(cast: Cast, enrolments: Sequence[Enrolment]) -> Iterator[tuple[Draft, datetime]]:
    for enrolment in enrolments:
        session = enrolment.session
        if cast.now - session.ends_at > KEPT or session.is_cancelled:
            continue
        if enrolment.booked_at is not None:
            yield _about(notices.CONFIRMATION, enrolment), enrolment.booked_at
            reminders = notices.reminders(session, enrolment, since=enrolment.booked_at)
            yield from ((draft, enrolment.booked_at) for draft in reminders)
        elif enrolment.state == WAITING:
            place = enrolment.number - session.taken
            yield _about(notices.WAITING, enrolment, context={"place": place}), enrolment.asked_at
        elif enrolment.state == OFFERED and enrolment.offered_at is not None:
            occurrence = f"{enrolment.pk}:{enrolment.offered_at:%Y%m%d%H%M%S}"
            yield _about(notices.OFFER, enrolment, occurrence=occurrence), enrolment.offered_at


def _about(
    kind: str, enrolment: Enrolment, *, occurrence: str = "", context: dict[str, int] | None = None
) -> Draft:
    return Draft(
        kind=kind,
        recipient=enrolment.person,
        useful_until=enrolment.session.ends_at,
        object_id=enrolment.session.pk,
        occurrence=occurrence or str(enrolment.pk),
        context=context or {},
    )


def _asks(cast: Cast, invitations: Sequence[Invitation]) -> Iterator[tuple[Draft, datetime]]:
    for person, invitation in invited(cast, invitations):
        yield (
            Draft(
                INVITATION, person, useful_until=invitation.campaign.ends_at, object_id=invitation.campaign.pk
            ),
            invitation.invited_at,
        )


def _message(draft: Draft, at: datetime) -> Message | None:
    """The row that `outbox.services.queue` would have written at that time."""
    lane, person = kinds.get(draft.kind).message_class, draft.recipient
    moment = quiet.moment(lane, draft.due_at or at, recipient=person, now=at, useful_until=draft.useful_until)
    if moment >= draft.useful_until:
        return None
    return Message(
        kind=draft.kind,
        recipient=person,
        object_id=str(draft.object_id),
        occurrence=draft.occurrence,
        context=dict(draft.context),
        lane=lane,
        due_at=moment,
        useful_until=draft.useful_until,
        created_at=at,
    )


def _failing(cast: Cast) -> dict[object, AddressFault]:
    """Addresses that a mail server refuses, by person."""
    known = {sketch.number for sketch in people.KNOWN}
    return {
        person.pk: AddressFault(
            person=person,
            address=person.email,
            since=(cast.now - timedelta(days=cast.dice.randrange(1, 30))).date(),
            reason=cast.dice.choice(REFUSALS),
        )
        for person in cast.everybody
        if person.email and person.personnel_number not in known and cast.dice.random() < ADDRESS_FAILS
    }


def _fared(
    message: Message, at: datetime, failing: dict[object, AddressFault], subjects: "Subjects"
) -> policies.Result:
    """What the sender would have stored."""
    recipient: User = message.recipient
    if not recipient.email:
        return {"state": State.IN_HUB, "done_at": at, "subject": subjects.of(message, at)}
    fault = failing.get(recipient.pk)
    if fault is not None and at.date() >= fault.since:
        return policies.failed(message, str(smtp.Refused(fault.reason)), now=at)
    return policies.sent(message, subject=subjects.of(message, at), now=at)


class Subjects:
    """What stands above a mail; the same mail to many is written down once."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, ...], str] = {}
        self.paper = letterhead.current()

    def of(self, message: Message, at: datetime) -> str:
        kind = kinds.get(message.kind)
        if kind.secret:
            return ""
        about = message.occurrence.rpartition(":")[2] if message.kind == notices.REMINDER else ""
        key = (message.kind, message.object_id, about, message.recipient.language)
        if key not in self.known:
            many = len(self.known) >= SUBJECTS
            self.known[key] = (
                str(kind.label) if many else letters.write(message, paper=self.paper, now=at).subject
            )
        return self.known[key]
