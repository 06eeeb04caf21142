"""The rows of this app and the outbox about a person, for the file that they take along.

Secrets stay here: hashes, tokens and keys say nothing about anybody, and would open something.
"""

import re
from collections.abc import Iterator

from django.db.models import Model

from ambassadors.known import Record, recorded
from ambassadors.models import ConsentEvent, ConsentSubject, User
from outbox.models import AuditEntry, Message, Mute

# And what other columns are derived from.
SECRET = re.compile(r"password|hash|token|nonce|secret|pin\b|sort_key|search_words")


def values_of(row: Model, *left_out: str) -> Record:
    """Every column of a row that is no secret, by its name."""
    fields = (field for field in row._meta.concrete_fields if not SECRET.search(field.name))
    return {field.name: field.value_from_object(row) for field in fields if field.name not in left_out}


@recorded("account")
def account(person: User) -> Iterator[Record]:
    yield values_of(person)


@recorded("programme")
def programme(person: User) -> Iterator[Record]:
    if person.is_ambassador:
        own = person.ambassador
        yield values_of(own) | {"topics": list(own.topics.order_by("key").values_list("name", flat=True))}


@recorded("channels")
def channels(person: User) -> Iterator[Record]:
    if person.is_ambassador:
        yield from (values_of(one, "ambassador") for one in person.ambassador.channels.in_order())


@recorded("boundaries")
def boundaries(person: User) -> Iterator[Record]:
    boundary = getattr(person.ambassador, "boundary", None) if person.is_ambassador else None
    if boundary is not None:
        topics = list(boundary.topics.order_by("key").values_list("name", flat=True))
        yield values_of(boundary, "ambassador") | {"topics": topics}


@recorded("invitations per month")
def ask_counts(person: User) -> Iterator[Record]:
    if person.is_ambassador:
        yield from map(dict, person.ambassador.ask_counts.order_by("month").values("month", "count"))


@recorded("invitation to the programme")
def programme_invitation(person: User) -> Iterator[Record]:
    invitation = getattr(person, "programme_invitation", None)
    if invitation is not None:
        yield values_of(invitation, "person", "batch", "invited_by")


@recorded("guideline consent")
def consent(person: User) -> Iterator[Record]:
    """The random key is part of it: with it the history proves what it says."""
    keys = ConsentSubject.objects.filter(person=person).values("key")
    events = ConsentEvent.objects.filter(subject__in=keys).select_related("version__guideline")
    for event in events.order_by("at", "id"):
        yield {
            "guideline": event.version.guideline.title,
            "version": event.version.number,
            "text_hash": event.text_hash,
            "language": event.language,
            "deed": event.deed,
            "at": event.at,
            "subject": event.subject,
        }


@recorded("guidelines decided about")
def decided(person: User) -> Iterator[Record]:
    for subject in person.consent_subjects.select_related("guideline").order_by("guideline__title"):
        yield {"guideline": subject.guideline.title, "newest_version_decided_about": subject.answered}


@recorded("messages")
def messages(person: User) -> Iterator[Record]:
    own = Message.objects.for_person(person).order_by("created_at", "id")
    columns = ("kind", "subject", "state", "reason", "created_at", "due_at", "done_at")
    yield from map(dict, own.values(*columns))


@recorded("kinds of message switched off")
def mutes(person: User) -> Iterator[Record]:
    yield from map(dict, Mute.objects.filter(person=person).order_by("kind").values("kind"))


@recorded("address that fails")
def address_fault(person: User) -> Iterator[Record]:
    fault = getattr(person, "address_fault", None)
    if fault is not None:
        yield values_of(fault, "person")


@recorded("last day")
def last_day(person: User) -> Iterator[Record]:
    leaving = getattr(person, "leaving", None)
    if leaving is not None:
        yield values_of(leaving, "person", "entered_by")


@recorded("deeds for others")
def deeds(person: User) -> Iterator[Record]:
    done = AuditEntry.objects.filter(actor=person).order_by("at", "id")
    yield from map(dict, done.values("at", "deed"))
