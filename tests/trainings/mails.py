"""The mails in the life of a seat, as they arrive: bytes, read again by two parsers that have nothing in common."""

import email
import email.policy
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import parseaddr
from functools import cached_property
from zoneinfo import ZoneInfo

from ical.calendar import Calendar as OtherCalendar
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar, Event

from ambassadors.models import User
from outbox import letterhead, letters, mime
from outbox.models import Message
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory
from trainings import services
from trainings.models import Session
from trainings.services import Deadlines, Meeting

SENDER = "Hub <hub@nordwerk.example>"
STAGES = ["booked", "moved", "moved again", "freed", "booked again", "reminded", "session cancelled"]
METHODS = ["REQUEST", "REQUEST", "REQUEST", "CANCEL", "REQUEST", "REQUEST", "CANCEL"]


@dataclass(frozen=True)
class Mail:
    """What arrives. `session` is how things stood when it was written."""

    raw: bytes
    person: User
    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo
    title: str
    kind: str

    @cached_property
    def message(self) -> EmailMessage:
        return email.message_from_bytes(self.raw, policy=email.policy.default)

    @cached_property
    def parts(self) -> list[EmailMessage]:
        """As text beside the words, and as a file."""
        return [part for part in self.message.walk() if part.get_content_type() == "text/calendar"]

    @cached_property
    def file(self) -> bytes:
        return self.parts[0].get_payload(decode=True)

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar.from_ical(self.file)

    @cached_property
    def event(self) -> Event:
        (event,) = self.calendar.walk("VEVENT")
        return event

    @cached_property
    def other(self) -> OtherCalendar:
        """By the second parser, which has nothing in common with the first."""
        return IcsCalendarStream.calendar_from_ics(self.file.decode())

    @cached_property
    def lines(self) -> list[str]:
        """Unfolded, by hand."""
        return self.file.decode().replace("\r\n ", "").split("\r\n")

    def count(self, name: str) -> int:
        """How often the event has a property."""
        inside = self.lines[self.lines.index("BEGIN:VEVENT") : self.lines.index("END:VEVENT")]
        return sum(bool(re.match(rf"{name}[;:]", line)) for line in inside)

    @property
    def method(self) -> str:
        return str(self.calendar["method"])

    @property
    def sender(self) -> str:
        return parseaddr(str(self.message["From"]))[1]


def life_of_a_seat(language: str) -> list[Mail]:
    """Booked, moved, moved again, freed, booked again, reminded, and the session cancelled; an hour between each."""
    person = UserFactory(first_name="Jördis", last_name='Łuczak "Jo"; a, b', language=language)
    session = SessionFactory(
        training__title="Fotografieren; mit dem Handy, und mehr",
        training__summary="Zwei Stunden mit Neonröhre, Regenwetter\nund guten Bildern. " * 4,
        training__second_title="Photos, with your phone; and more",
        training__second_summary="Two hours.",
        link="https://meet.nordwerk.example/handy",
        link_hours=24 * 365,
    )
    coordinator = CoordinatorFactory()
    mails = []

    def write(kind: str, now: datetime) -> None:
        message = Message.objects.filter(kind=f"trainings_{kind}", recipient=person).latest("created_at")
        mails.append(written(message, person, now))

    def at(hour: int) -> datetime:
        return NOW + timedelta(hours=hour)

    services.enrol(session=session, person=person, now=at(0))
    write("confirmation", at(0))
    move(session, timedelta(days=1), coordinator, at(1))
    write("moved", at(1))
    move(session, timedelta(days=120), coordinator, at(2))
    write("moved", at(2))
    services.cancel(session=session, person=person, now=at(3))
    write("cancellation", at(3))
    services.enrol(session=session, person=person, now=at(4))
    write("confirmation", at(4))
    write("reminder", at(5))
    services.cancel_session(session=session, reason="Frauke ist krank.", by=coordinator, now=at(6))
    write("session_cancelled", at(6))
    return mails


def move(session: Session, by: timedelta, coordinator: User, now: datetime) -> None:
    session.refresh_from_db()
    start = session.starts_at.astimezone(session.zone) + by
    meeting = Meeting(starts_at=start, ends_at=start + timedelta(hours=2), timezone=session.timezone)
    deadlines = Deadlines(enrolment_closes_at=start, cancel_by=start)
    services.move_session(
        session=session,
        meeting=replace(
            meeting, location="Bremen", place="Halle 3", link=session.link, link_hours=session.link_hours
        ),
        deadlines=deadlines,
        by=coordinator,
        now=now,
    )


def written(message: Message, person: User, now: datetime) -> Mail:
    message = Message.objects.select_related("recipient").get(pk=message.pk)
    envelope = mime.Envelope(
        sender=mime.sender(SENDER),
        recipient=person.email,
        message_id=f"<{message.pk}@nordwerk.example>",
        at=now,
    )
    raw = mime.as_bytes(letters.write(message, paper=letterhead.current(), now=now), envelope)
    session = Session.objects.with_training().get(pk=message.object_id)
    title = session.training.in_language(person.language).title
    return Mail(
        raw,
        person,
        session.starts_at,
        session.ends_at,
        session.zone,
        title,
        message.kind.removeprefix("trainings_"),
    )
