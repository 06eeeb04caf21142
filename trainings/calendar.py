"""A session as an entry of people's calendars (RFC 5545, RFC 5546)."""

from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parseaddr
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event, Parameters, vCalAddress, vText

from ambassadors.models import Programme, User
from outbox.kinds import Attachment
from trainings.models import Session

PRODUCT = "-//Influencer Hub//Trainings//EN"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
FILE_NAME = "schulung.ics"
START_OF_EVENT, END_OF_EVENT = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"


class Organizer(NamedTuple):
    address: str
    name: str


def address_of(session: Session) -> str:
    """The page of a session, for mails and calendars."""
    return settings.BASE_URL + reverse("trainings:session", args=[session.pk])


def entry(
    *, session: Session, person: User, method: str, now: datetime, organizer: Organizer | None = None
) -> bytes:
    """An iCalendar file about the person's seat.

    REQUEST puts the entry into the calendar or changes it, CANCEL takes it out, PUBLISH is a copy.
    The same UID every time, with the session's rising SEQUENCE. `organizer` may be handed in by whoever asks often.
    """
    return _file([session], person, method, now, organizer)


def copy(*, sessions: list[Session], person: User, now: datetime) -> bytes:
    """All these sessions in one file to download."""
    return _file(sessions, person, PUBLISH, now, None)


def attachment(
    *, session: Session, person: User, method: str, now: datetime, organizer: Organizer
) -> Attachment:
    content = entry(session=session, person=person, method=method, now=now, organizer=organizer)
    return Attachment(FILE_NAME, content, f"text/calendar; charset=utf-8; method={method}")


def _file(sessions: list[Session], person: User, method: str, now: datetime, host: Organizer | None) -> bytes:
    """What every reader gets alike is kept, since a reminder goes to all of a session at once."""
    host = host or organizer()
    shared = _shared(tuple(_facts(session, method, host, now) for session in sessions), method, now.year)
    return shared.replace(END_OF_EVENT, _own_lines(person, method, now) + END_OF_EVENT)


@dataclass(frozen=True)
class _Facts:
    """What an entry says to everybody; `starts_at` and `ends_at` are in the zone of the session."""

    uid: UUID
    sequence: int
    starts_at: datetime
    ends_at: datetime
    zone: str
    title: str
    description: str
    place: str
    address: str
    organizer: Organizer


def _facts(session: Session, method: str, host: Organizer, now: datetime) -> _Facts:
    """The link is in it from its hour on, as on the page."""
    link = "" if method == CANCEL else session.link_at(now)
    return _Facts(
        uid=session.uid,
        sequence=session.sequence,
        starts_at=session.starts_at.astimezone(session.zone),
        ends_at=session.ends_at.astimezone(session.zone),
        zone=session.zone.key,
        title=session.training.words.title,
        description=_description(session, link),
        place=session.where or link,
        address=address_of(session),
        organizer=host,
    )


@lru_cache(maxsize=64)
def _shared(sessions: tuple[_Facts, ...], method: str, this_year: int) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for session in sessions:
        calendar.add_component(_event(session, method))
    years = [session.starts_at.year for session in sessions] or [this_year]
    # A zone travels with the changes of its clocks around the sessions.
    calendar.add_missing_timezones(date(min(years) - 1, 1, 1), date(max(years) + 1, 12, 31))
    return calendar.to_ical()


def _event(session: _Facts, method: str) -> Event:
    event = Event()
    event.add("uid", str(session.uid))
    event.add("sequence", session.sequence)
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.ends_at)
    event.add("summary", session.title)
    event.add("description", session.description)
    event.add("location", session.place)
    event.add("url", session.address)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("transp", "OPAQUE")
    if method != PUBLISH:
        host = vCalAddress(f"mailto:{session.organizer.address}")
        host.params = Parameters({"CN": vText(session.organizer.name)})
        event.add("organizer", host, encode=False)
    return event


def _own_lines(person: User, method: str, now: datetime) -> bytes:
    event = Event()
    event.add("dtstamp", now)
    if method != PUBLISH:
        event.add("attendee", _attendee(person), encode=False)
    return event.to_ical().removeprefix(START_OF_EVENT).removesuffix(END_OF_EVENT)


def _description(session: Session, link: str) -> str:
    lines = [session.training.words.summary, link, address_of(session)]
    return "\n\n".join(filter(None, lines))


def organizer() -> Organizer:
    """The programme."""
    programme = Programme.current()
    return Organizer(programme.contact_email or parseaddr(settings.DEFAULT_FROM_EMAIL)[1], programme.name)


def _attendee(person: User) -> vCalAddress:
    """Whoever has no mailbox is named by their id: RFC 5545 asks for an address of some kind."""
    attendee = vCalAddress(f"mailto:{person.email}" if person.email else f"urn:uuid:{person.pk}")
    attendee.params = Parameters(
        {
            "CN": vText(person.name),
            "CUTYPE": vText("INDIVIDUAL"),
            "ROLE": vText("REQ-PARTICIPANT"),
            "PARTSTAT": vText("ACCEPTED"),
            "RSVP": vText("FALSE"),
        }
    )
    return attendee
