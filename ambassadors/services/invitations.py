"""Invitations to the programme: invite one or many, accept."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from ambassadors import policies
from ambassadors.letters import code_for
from ambassadors.models import Programme, ProgrammeInvitation, User
from ambassadors.models.invitations import VALID_FOR, ProgrammeInvitationQuerySet, keyed_hash
from ambassadors.models.people import UserQuerySet
from ambassadors.services.admission import admit
from ambassadors.services.ways import start_afresh
from outbox.services import queue_for_all, record
from outbox.tokens import hash_of

KIND = "programme_invitation"
REMINDER = "programme_reminder"
INSERT = """
INSERT INTO ambassadors_programmeinvitation
    (batch, invited_by_id, invited_at, expires_at, person_id, way, nonce, token_hash, code_hash)
SELECT %s, %s, %s, %s, person_id::uuid, way, nonce::uuid, token_hash, nullif(code_hash, '')
FROM unnest(string_to_array(%s, ' '), string_to_array(%s, ' '), string_to_array(%s, ' '),
            string_to_array(%s, ' '), string_to_array(%s, ' '))
    AS row (person_id, way, nonce, token_hash, code_hash)
ORDER BY person_id
ON CONFLICT (person_id) DO UPDATE
SET (batch, invited_by_id, invited_at, expires_at, reminder_queued_at, way, nonce, token_hash, code_hash) =
    (EXCLUDED.batch, EXCLUDED.invited_by_id, EXCLUDED.invited_at, EXCLUDED.expires_at, NULL,
     EXCLUDED.way, EXCLUDED.nonce, EXCLUDED.token_hash, EXCLUDED.code_hash)
WHERE ambassadors_programmeinvitation.batch <> EXCLUDED.batch
"""
Way = ProgrammeInvitation.Way


class InvitationClosed(Exception):
    """No such invitation, or it was used, replaced or has expired: nobody is told which."""


@dataclass(frozen=True)
class Invited:
    """What one go did; `batch` finds its letters."""

    batch: uuid.UUID
    mails: int
    letters: int


@transaction.atomic
def invite(
    *, person: User, way: str, by: User, now: datetime, batch: uuid.UUID | None = None
) -> ProgrammeInvitation:
    """Invite one person by mail or letter; an earlier invitation of theirs no longer opens.

    `batch`: what the pressed button names, so that pressing it twice invites once.
    Raises PermissionDenied for whoever is in the programme or gone, by mail without an address, and by letter
    for people with an office.
    """
    may = policies.may_invite_by_letter if way == Way.LETTER else policies.may_invite_by_mail
    if not may.test(by, person):
        raise PermissionDenied
    _invite([(person.pk, way)], batch=batch, by=by, now=now)
    return ProgrammeInvitation.objects.get(person=person)


@transaction.atomic
def write_letter_back(*, person: User, by: User, now: datetime) -> ProgrammeInvitation:
    """For whoever is in the programme and cannot sign in any more: a letter is the only way where mail does not arrive.

    Raises PermissionDenied where mail would do, and for people with an office.
    """
    if not policies.may_write_letter_back.test(by, person):
        raise PermissionDenied
    _write([(person.pk, Way.LETTER)], batch=uuid.uuid4(), by=by, now=now)
    record(actor=by, deed="letter to sign in made", subject=person, now=now)
    return ProgrammeInvitation.objects.get(person=person)


@transaction.atomic
def invite_many(*, people: UserQuerySet, by: User, now: datetime, batch: uuid.UUID | None = None) -> Invited:
    """Invite everybody of a queryset who is outside the programme, without an address by letter; `batch` as above."""
    if not policies.is_coordinator.test(by):
        raise PermissionDenied
    found = people.order_by().outside_the_programme()
    by_mail = found.with_mailbox().values_list("pk", flat=True)
    by_letter = found.without_mailbox().without_office().values_list("pk", flat=True)
    ways = [(pk, Way.MAIL) for pk in by_mail] + [(pk, Way.LETTER) for pk in by_letter]
    return _invite(ways, batch=batch, by=by, now=now)


def end_mailed(*, people: Iterable[uuid.UUID]) -> None:
    """Their addresses have changed: somebody else may read the old ones, so what was mailed there opens nothing.

    They count as not invited, and what was not sent yet is dropped. Letters are not concerned.
    """
    ProgrammeInvitation.objects.filter(person__in=people, way=Way.MAIL).delete()


def end_letters(*, people: Iterable[uuid.UUID]) -> None:
    """They were given an office, and a letter signs in whoever holds it."""
    ProgrammeInvitation.objects.filter(person__in=people, way=Way.LETTER).delete()


@transaction.atomic
def invite_first(*, person: User, now: datetime) -> ProgrammeInvitation:
    """For the operator of the hub, before there is a coordinator: an invitation that nobody is sent."""
    _write([(person.pk, Way.LETTER)], batch=uuid.uuid4(), by=None, now=now)
    return ProgrammeInvitation.objects.get(person=person)


@transaction.atomic
def accept(*, token: str, signed_in: User | None, now: datetime) -> User:
    """Take the place in the programme; the invitation is used up.

    Whoever has it already came back by letter, and begins anew: every way to sign in before ends, with every session.
    Raises InvitationClosed, also where somebody else is signed in.
    """
    found = _with_token(token, now).select_for_update(of=("self",)).first()
    invitation = _their_own(found, signed_in)
    person = invitation.person
    joined = admit(person=person, now=now)
    if not joined and invitation.way == Way.LETTER:
        start_afresh(person=person)
    return person


def queue_reminders(*, now: datetime) -> int:
    """The one reminder of every mailed invitation whose time has come. Returns how many goes that were."""
    goes = ProgrammeInvitation.objects.to_remind(now).order_by("batch").values_list("batch", flat=True)
    return sum(_remind(batch, now) for batch in list(goes.distinct()))


@transaction.atomic
def _remind(batch: uuid.UUID, now: datetime) -> bool:
    """For all of one go, whoever has accepted, declined or not looked: the sender drops what is not needed."""
    due = ProgrammeInvitation.objects.to_remind(now).filter(batch=batch)
    held = dict(due.select_for_update(skip_locked=True).values_list("pk", "expires_at"))
    if not held:
        return False
    queue_for_all(
        kind=REMINDER,
        recipients=User.objects.filter(pk__in=held),
        object_id=batch,
        now=now,
        useful_until=min(held.values()),
    )
    ProgrammeInvitation.objects.filter(pk__in=held).update(reminder_queued_at=now)
    return True


def find(*, token: str, signed_in: User | None, now: datetime) -> ProgrammeInvitation:
    """The open invitation that a link leads to. Raises InvitationClosed."""
    return _their_own(_with_token(token, now).select_related("invited_by").first(), signed_in)


def find_by_code(*, code: str, signed_in: User | None, now: datetime) -> ProgrammeInvitation:
    """The open invitation whose letter shows `code` (ungrouped). Raises InvitationClosed."""
    return _their_own(ProgrammeInvitation.objects.open(now).with_code(code).first(), signed_in)


def _with_token(token: str, now: datetime) -> ProgrammeInvitationQuerySet:
    return ProgrammeInvitation.objects.open(now).with_token(token).select_related("person")


def _their_own(invitation: ProgrammeInvitation | None, signed_in: User | None) -> ProgrammeInvitation:
    if invitation is None or (signed_in is not None and signed_in.pk != invitation.person_id):
        raise InvitationClosed
    return invitation


def _invite(
    ways: Sequence[tuple[uuid.UUID, str]], *, batch: uuid.UUID | None, by: User, now: datetime
) -> Invited:
    letters = sum(way == Way.LETTER for _pk, way in ways)
    invited = Invited(batch or uuid.uuid4(), mails=len(ways) - letters, letters=letters)
    if batch and ProgrammeInvitation.objects.filter(batch=batch).exists():
        return invited
    _write(ways, batch=invited.batch, by=by, now=now)
    queue_for_all(
        kind=KIND,
        recipients=User.objects.filter(
            programme_invitation__batch=invited.batch, programme_invitation__way=Way.MAIL
        ),
        object_id=invited.batch,
        now=now,
        useful_until=now + VALID_FOR,
    )
    _record(invited, by=by, now=now)
    return invited


def _write(
    ways: Sequence[tuple[uuid.UUID, str]], *, batch: uuid.UUID, by: User | None, now: datetime
) -> None:
    """Everybody's row in one statement: a hundred thousand model instances would take three times as long."""
    rows = [(str(person_id), way, *_secrets(person_id, way)) for person_id, way in ways]
    # A column as one string costs a fraction of a list.
    columns = [" ".join(column) for column in zip(*rows, strict=True)] if rows else [""] * 5
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [batch, by.pk if by else None, now, now + VALID_FOR, *columns])


def _secrets(person_id: uuid.UUID, way: str) -> tuple[str, str, str]:
    """A nonce, and the hashes of what is derived from it; a mail has no code."""
    nonce = str(uuid.uuid4())
    token_hash = hash_of(ProgrammeInvitation.token_for(person_id, nonce))
    return nonce, token_hash, keyed_hash(code_for(person_id, nonce)) if way == Way.LETTER else ""


def _record(invited: Invited, *, by: User, now: datetime) -> None:
    """Counts alone: the journal names nobody who was asked."""
    record(
        actor=by,
        deed="invited to the programme",
        subject=Programme.current(),
        now=now,
        mails=invited.mails,
        letters=invited.letters,
    )
