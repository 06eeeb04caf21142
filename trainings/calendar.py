"""A session as an entry of people's calendars (RFC 5545, RFC 5546)."""

from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event, Parameters, vCalAddress, vText

from ambassadors.models import Programme, User
from outbox.kinds import Attachment
from trainings.models import Session

PRODUCT = "-//Influencer Hub//Trainings//EN"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
FILE_NAME = "schulung.ics"
# A zone travels with the changes of its clocks around the session.
A_YEAR = timedelta(days=400)


def address_of(session: Session) -> str:
    """The page of a session, for mails and calendars."""
    return settings.BASE_URL + reverse("trainings:session", args=[session.pk])


def entry(*, session: Session, person: User, method: str, now: datetime) -> bytes:
    """An iCalendar file about the person's seat.

    REQUEST puts the entry into the calendar or changes it, CANCEL takes it out, PUBLISH is a copy.
    The same UID every time, with the session's rising SEQUENCE.
    """
    return _file([session], person, method, now)


def copy(*, sessions: list[Session], person: User, now: datetime) -> bytes:
    """All these sessions in one file to download."""
    return _file(sessions, person, PUBLISH, now)


def attachment(*, session: Session, person: User, method: str, now: datetime) -> Attachment:
    content = entry(session=session, person=person, method=method, now=now)
    return Attachment(FILE_NAME, content, f"text/calendar; charset=utf-8; method={method}")


def _file(sessions: list[Session], person: User, method: str, now: datetime) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for session in sessions:
        calendar.add_component(_event(session, person, method, now))
    days = [session.starts_at.astimezone(session.zone).date() for session in sessions] or [now.date()]
    calendar.add_missing_timezones(min(days) - A_YEAR, max(days) + A_YEAR)
    return calendar.to_ical()


def _event(session: Session, person: User, method: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", str(session.uid))
    event.add("sequence", session.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", session.starts_at.astimezone(session.zone))
    event.add("dtend", session.ends_at.astimezone(session.zone))
    event.add("summary", session.training.words.title)
    event.add("description", _description(session, method))
    event.add("location", session.where or session.link)
    event.add("url", address_of(session))
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("transp", "OPAQUE")
    if method != PUBLISH:
        event.add("organizer", _organizer(), encode=False)
        event.add("attendee", _attendee(person), encode=False)
    return event


def _description(session: Session, method: str) -> str:
    lines = [session.training.words.summary, address_of(session)]
    if session.link and method != CANCEL:
        lines.insert(1, session.link)
    return "\n\n".join(lines)


def _organizer() -> vCalAddress:
    programme = Programme.current()
    address = programme.contact_email or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params = Parameters({"CN": vText(programme.name)})
    return organizer


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
