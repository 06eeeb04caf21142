"""A session as an entry of people's calendars (RFC 5545, RFC 5546, RFC 7986); docs/decisions/022 says why like this.

An *invitation* goes by mail and changes a calendar by itself. A *snapshot* is a file to download or to subscribe to.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Parameters, vCalAddress, vText

from ambassadors.models import Programme, User
from outbox.kinds import Attachment
from trainings import zones
from trainings.models import Session

PRODUCT = "-//Influencer Hub//Trainings//EN"
REQUEST, CANCEL = "REQUEST", "CANCEL"
# Of a snapshot, which says nothing that anybody could answer.
NONE = ""
FILE_NAME = "schulung.ics"
# How often a subscribed calendar may ask.
REFRESH = timedelta(hours=1)
START_OF_EVENT, END_OF_EVENT = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"


class Organizer(NamedTuple):
    """Whose session it is: the programme. `sender` is the address that mails come from."""

    address: str
    name: str
    sender: str = ""

    def towards(self, person: User) -> "Organizer":
        """Whoever is invited by their own address is taken for the organizer, who needs no invitation."""
        if self.address.casefold() == (person.email or "").casefold():
            return self._replace(address=self.sender or self.address)
        return self


class Held(NamedTuple):
    """A seat in a snapshot, and when anything about it last changed."""

    session: Session
    changed_at: datetime


def address_of(session: Session) -> str:
    """The page of a session, for mails and calendars."""
    return settings.BASE_URL + _path(session.pk)


@lru_cache(maxsize=256)
def _path(session_id: uuid.UUID) -> str:
    """A mail names it several times, and a reminder goes to all of a session at once."""
    return reverse("trainings:session", args=[session_id])


def uid_of(session: Session, person: User) -> str:
    """One entry for each person and session, the same for ever.

    Each person is told of their own seat alone. Under one UID for all, the CANCEL that one person gets would call off
    an event in which others take part.
    """
    return str(uuid.uuid5(session.uid, str(person.pk)))


def entry(
    *,
    session: Session,
    person: User,
    method: str,
    now: datetime,
    organizer: Organizer | None = None,
    last: datetime | None = None,
) -> bytes:
    """An iCalendar file about the person's seat.

    REQUEST puts the entry into the calendar or changes it, CANCEL takes it out. The same UID every time, with the
    session's rising SEQUENCE. `last`: when the session or the seat changed. `organizer` may be handed in by whoever
    asks often.
    """
    host = (organizer or the_programme()).towards(person)
    # What every reader gets alike is kept, since a reminder goes to all of a session at once.
    shared = _shared(_facts(session, method, host, now), method)
    own = Event()
    own.add("uid", uid_of(session, person))
    own.add("dtstamp", now)
    own.add("last-modified", last or changed_at(session) or now)
    own.add("attendee", _attendee(person), encode=False)
    lines = own.to_ical().removeprefix(START_OF_EVENT).removesuffix(END_OF_EVENT)
    return shared.replace(END_OF_EVENT, lines + END_OF_EVENT)


def copy(*, sessions: list[Session], person: User, now: datetime) -> bytes:
    """All these sessions in one file to download."""
    seats = [Held(session, changed_at(session) or now) for session in sessions]
    return _snapshot(Calendar(), seats, person, now)


def feed(*, seats: Iterable[Held], person: User, now: datetime) -> bytes:
    """What a subscribed calendar is told: the same bytes as long as nothing has changed."""
    calendar = Calendar()
    name = _("%(programme)s: my sessions") % {"programme": Programme.current().name}
    # RFC 7986, and what Outlook, Apple and Google read instead.
    for label in ("name", "x-wr-calname"):
        calendar.add(label, name)
    calendar.add("refresh-interval", REFRESH)
    calendar.add("x-published-ttl", "PT1H")
    return _snapshot(calendar, list(seats), person, now)


def attachment(
    *,
    session: Session,
    person: User,
    method: str,
    now: datetime,
    organizer: Organizer,
    last: datetime | None = None,
) -> Attachment:
    content = entry(session=session, person=person, method=method, now=now, organizer=organizer, last=last)
    return Attachment(FILE_NAME, content, f"text/calendar; charset=utf-8; method={method}")


def the_programme() -> Organizer:
    programme, sender = Programme.current(), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return Organizer(programme.contact_email or sender, programme.name, sender)


def _snapshot(calendar: Calendar, seats: list[Held], person: User, now: datetime) -> bytes:
    """Without a METHOD: DTSTAMP is then the moment of the last change (RFC 5545, 3.8.7.2), and nobody organizes."""
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    events = []
    for session, last in seats:
        event = _event(_facts(session, NONE, Organizer("", ""), now), NONE)
        event.add("uid", uid_of(session, person))
        event.add("dtstamp", last)
        event.add("last-modified", last)
        events.append(event)
    _add_zones(calendar, [session for session, _last in seats])
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()


@dataclass(frozen=True)
class _Facts:
    """What an entry says to everybody; `starts_at` and `ends_at` are in the zone of the session."""

    sequence: int
    starts_at: datetime
    ends_at: datetime
    timezone: str
    is_cancelled: bool
    title: str
    description: str
    place: str
    address: str
    organizer: Organizer


def _facts(session: Session, method: str, host: Organizer, now: datetime) -> _Facts:
    """The link is in it from its hour on, as on the page."""
    is_cancelled = method == CANCEL or session.is_cancelled
    link = "" if is_cancelled else session.link_at(now)
    title = session.training.words.title
    if is_cancelled and method == NONE:
        # Not every calendar shows the STATUS of what it subscribed to.
        title = _("Cancelled: %(title)s") % {"title": title}
    return _Facts(
        sequence=session.sequence,
        starts_at=session.starts_at.astimezone(session.zone),
        ends_at=session.ends_at.astimezone(session.zone),
        timezone=session.timezone,
        is_cancelled=is_cancelled,
        title=title,
        description=_description(session, method, is_cancelled, link),
        place=session.where or link,
        address=address_of(session),
        organizer=host,
    )


def _description(session: Session, method: str, is_cancelled: bool, link: str) -> str:
    page = address_of(session)
    if is_cancelled:
        return "\n\n".join(filter(None, [session.cancel_reason, page]))
    seat = _("If your plans change, free your seat here: %(page)s") % {"page": page}
    if method == REQUEST:
        seat += "\n" + _("Declining in the calendar does not free it.")
    return "\n\n".join(filter(None, [session.training.words.summary, link, seat]))


@lru_cache(maxsize=64)
def _shared(facts: _Facts, method: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    zone = ZoneInfo(facts.timezone)
    calendar.add_component(zones.component(zone, facts.starts_at.year, facts.ends_at.year))
    event = _event(facts, method)
    event.add("organizer", _organizer(facts.organizer), encode=False)
    if method == REQUEST:
        # Another time that somebody proposes would reach nobody who can decide.
        event.add("x-microsoft-disallow-counter", "TRUE")
    calendar.add_component(event)
    return calendar.to_ical()


def _event(facts: _Facts, method: str) -> Event:
    event = Event()
    event.add("sequence", facts.sequence)
    event.add("dtstart", facts.starts_at)
    event.add("dtend", facts.ends_at)
    event.add("summary", facts.title)
    event.add("description", facts.description)
    if facts.place:
        event.add("location", facts.place)
    event.add("url", facts.address)
    event.add("status", "CANCELLED" if facts.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if facts.is_cancelled else "OPAQUE")
    return event


def _add_zones(calendar: Calendar, sessions: list[Session]) -> None:
    """Every zone that an entry names, right for all the years of its entries."""
    years: dict[str, set[int]] = {}
    for session in sessions:
        span = (session.starts_at.astimezone(session.zone), session.ends_at.astimezone(session.zone))
        years.setdefault(session.timezone, set()).update(local.year for local in span)
    for name, found in sorted(years.items()):
        calendar.add_component(zones.component(ZoneInfo(name), min(found), max(found)))


def changed_at(session: Session, *moments: datetime | None) -> datetime | None:
    """The last change of a session, or of somebody's seat in it, whose `moments` these are."""
    told = (session.published_at, session.moved_at, session.cancelled_at, *moments)
    return max(filter(None, told), default=None)


def _organizer(host: Organizer) -> vCalAddress:
    """Mail programmes mistrust an invitation that others send for its organizer, unless it says so (RFC 6047)."""
    address = vCalAddress(f"mailto:{host.address}")
    parameters = {"CN": vText(host.name)}
    if host.sender and host.sender.casefold() != host.address.casefold():
        parameters["SENT-BY"] = vText(f"mailto:{host.sender}")
    address.params = Parameters(parameters)
    return address


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
