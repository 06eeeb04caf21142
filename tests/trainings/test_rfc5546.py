"""The life of a seat in its mails, against the rules of RFC 5546, 5545 and 6047, by two parsers.

Each row of `RULES` is a rule with its place in the standard; it looks at one mail and at those before it.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from ambassadors.models import Programme
from tests.trainings.mails import METHODS, SENDER, STAGES, Mail, life_of_a_seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(settings) -> None:
    settings.DEFAULT_FROM_EMAIL = SENDER
    Programme(name="Werkstimmen, „die“ Stimmen; alle", contact_email="selma@nordwerk.example").save()


@pytest.fixture
def life(programme, language) -> list[Mail]:
    return life_of_a_seat(language)


# The rules --------------------------------------------------------------------------------------------


def once(*names: str) -> Callable[[Mail, list[Mail]], bool]:
    return lambda mail, before: all(mail.count(name) == 1 for name in names)


def at_most_once(*names: str) -> Callable[[Mail, list[Mail]], bool]:
    return lambda mail, before: all(mail.count(name) <= 1 for name in names)


def never(*names: str) -> Callable[[Mail, list[Mail]], bool]:
    return lambda mail, before: all(mail.count(name) == 0 for name in names)


def newer(name: str) -> Callable[[Mail, list[Mail]], bool]:
    def rises(mail: Mail, before: list[Mail]) -> bool:
        earlier = [each.event.decoded(name) for each in before]
        return all(mail.event.decoded(name) > each for each in earlier)

    return rises


def rises_with_each_change(mail: Mail, before: list[Mail]) -> bool:
    """A reminder changes nothing: it is the entry of the mail before once more."""
    if not before or mail.kind != "reminder":
        return newer("sequence")(mail, before)
    facts = ("uid", "sequence", "dtstart", "dtend", "location", "summary", "status")
    return all(mail.event.get(name) == before[-1].event.get(name) for name in facts)


def transitions_by_the_file(mail: Mail) -> bool:
    """The start is the same moment when the file's own zone is used instead of the machine's."""
    (zone,) = mail.calendar.walk("VTIMEZONE")
    wall = mail.event.decoded("dtstart").replace(tzinfo=None)
    return wall.replace(tzinfo=zone.to_tz()) == mail.starts_at


def parsers_agree(mail: Mail, before: list[Mail]) -> bool:
    (other,), mine = mail.other.events, mail.event
    first = (
        str(mine["uid"]),
        int(mine["sequence"]),
        mine.decoded("dtstart"),
        mine.decoded("dtend"),
        mine.decoded("dtstamp"),
        str(mine["summary"]),
        str(mine["description"]),
        str(mine.get("location", "")),
        str(mine["status"]),
        str(mine["organizer"]),
        [str(mine["attendee"])],
        mail.method,
    )
    second = (
        other.uid,
        other.sequence,
        other.dtstart,
        other.dtend,
        other.dtstamp,
        other.summary,
        other.description,
        other.location or "",
        other.status.value,
        str(other.organizer.uri),
        [str(attendee.uri) for attendee in other.attendees],
        mail.other.method,
    )
    return first == second


RULES: dict[str, Callable[[Mail, list[Mail]], bool]] = {
    # RFC 5546, 3.2: the table of each method
    "3.2 METHOD: one, REQUEST or CANCEL": lambda mail, before: (
        sum(line.startswith("METHOD:") for line in mail.lines) == 1 and mail.method in ("REQUEST", "CANCEL")
    ),
    "3.2.2, 3.2.5 VEVENT: at least one; here exactly one": lambda mail, before: (
        mail.lines.count("BEGIN:VEVENT") == 1
    ),
    "3.2.2, 3.2.5 DTSTAMP, ORGANIZER, UID: 1": once("DTSTAMP", "ORGANIZER", "UID"),
    "3.2.2 ATTENDEE: 1+; here the person alone": once("ATTENDEE"),
    "3.2.2 DTSTART and SUMMARY: 1": once("DTSTART", "SUMMARY"),
    "3.2.2 SEQUENCE: present unless 0; 3.2.5: 1": once("SEQUENCE"),
    "3.2.2, 3.2.5 DESCRIPTION, DTEND, LAST-MODIFIED, LOCATION, STATUS, TRANSP, URL: 0 or 1": at_most_once(
        "DESCRIPTION", "DTEND", "LAST-MODIFIED", "LOCATION", "STATUS", "TRANSP", "URL"
    ),
    "3.2.2, 3.2.5 REQUEST-STATUS: 0": never("REQUEST-STATUS"),
    "3.2.2 DURATION only without DTEND": never("DURATION"),
    "3.2.2 no RECURRENCE-ID, RRULE or RDATE: one date, one entry": never("RECURRENCE-ID", "RRULE", "RDATE"),
    "3.2.2 STATUS of a REQUEST: TENTATIVE or CONFIRMED": lambda mail, before: (
        mail.method != "REQUEST" or mail.event["status"] == "CONFIRMED"
    ),
    "3.2.5 STATUS:CANCELLED, since the whole event of this UID is called off": lambda mail, before: (
        mail.method != "CANCEL" or mail.event["status"] == "CANCELLED"
    ),
    "3.2.5 no VALARM in a CANCEL; ours never has one, since the hub reminds": lambda mail, before: (
        "BEGIN:VALARM" not in mail.lines
    ),
    "3.2.2, 3.2.5 VTIMEZONE: present when a TZID is referred to": lambda mail, before: (
        {str(zone["tzid"]) for zone in mail.calendar.walk("VTIMEZONE")}
        == {mail.event["dtstart"].params["TZID"], mail.event["dtend"].params["TZID"]}
        == {mail.zone.key}
    ),
    # RFC 5546, 2.1: who, and which is newer
    "2.1.4 UID: the same from the first to the last": lambda mail, before: (
        {each.event["uid"] for each in [*before, mail]} == {mail.event["uid"]}
    ),
    "2.1.4, 2.1.5 SEQUENCE: rises with each change and with CANCEL": rises_with_each_change,
    "2.1.5 DTSTAMP: later with each message": newer("dtstamp"),
    "2.1.2 ORGANIZER: the same from the first to the last": lambda mail, before: (
        {each.event["organizer"] for each in [*before, mail]} == {mail.event["organizer"]}
    ),
    "2.1.2 the organizer is not invited": lambda mail, before: (
        mail.event["organizer"] != mail.event["attendee"]
    ),
    "3.2.2 ATTENDEE: the recipient, with CN, ROLE, PARTSTAT and RSVP": lambda mail, before: (
        (
            mail.event["attendee"],
            *(mail.event["attendee"].params[name] for name in ("ROLE", "PARTSTAT", "RSVP")),
        )
        == (f"mailto:{mail.person.email}", "REQ-PARTICIPANT", "ACCEPTED", "FALSE")
        and "Łuczak" in mail.event["attendee"].params["CN"]
    ),
    # RFC 5545
    "5545 3.1 lines: CRLF, at most 75 octets": lambda mail, before: (
        b"\n" not in mail.file.replace(b"\r\n", b"") and max(map(len, mail.file.split(b"\r\n"))) <= 75
    ),
    "5545 3.1 folding breaks no character": lambda mail, before: all(
        line.decode() is not None for line in mail.file.split(b"\r\n")
    ),
    "5545 3.6 PRODID and VERSION 2.0: 1": lambda mail, before: (
        mail.lines[0] == "BEGIN:VCALENDAR"
        and sum(line.startswith("PRODID:") for line in mail.lines) == 1
        and mail.lines.count("VERSION:2.0") == 1
    ),
    "5545 3.3.11 text: commas, semicolons and line ends are escaped, and come back": lambda mail, before: (
        str(mail.event["summary"]) == mail.title
        and any(line == f"SUMMARY:{escaped(mail.title)}" for line in mail.lines)
    ),
    "5545 3.8.7.2, 3.8.7.3 DTSTAMP and LAST-MODIFIED in UTC": lambda mail, before: all(
        re.fullmatch(r"(DTSTAMP|LAST-MODIFIED):\d{8}T\d{6}Z", line)
        for line in mail.lines
        if line.startswith(("DTSTAMP", "LAST-MODIFIED"))
    ),
    "5545 3.8.7.3 LAST-MODIFIED: not after DTSTAMP, and never goes back": lambda mail, before: (
        mail.event.decoded("last-modified") <= mail.event.decoded("dtstamp")
        and all(mail.event.decoded("last-modified") >= each.event.decoded("last-modified") for each in before)
    ),
    "5545 3.8.2.2 DTEND: later than DTSTART, in the same way of telling time": lambda mail, before: (
        (mail.event.decoded("dtstart"), mail.event.decoded("dtend")) == (mail.starts_at, mail.ends_at)
    ),
    "5545 3.6.5 the zone of the file gives the same moment": lambda mail, before: transitions_by_the_file(
        mail
    ),
    "5545 3.8.4.7 UID: globally unique (RFC 7986: a UUID)": lambda mail, before: (
        re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", mail.event["uid"]) is not None
    ),
    "5545 no two ways of saying one thing: every property of the event at most once": lambda mail, before: (
        len(names := [re.split("[;:]", line)[0] for line in inside(mail)]) == len(set(names))
    ),
    # RFC 6047
    "6047 2.4 Content-Type: text/calendar with charset and the METHOD of the file": lambda mail, before: all(
        (part["Content-Type"].params["method"], part["Content-Type"].params["charset"])
        == (mail.method, "utf-8")
        for part in mail.parts
    ),
    "6047 2.4 the entry stands beside the words, and once more as a file for those who look there": (
        lambda mail, before: (
            [part.get_content_type() for part in mail.message.iter_parts()]
            == ["multipart/alternative", "text/calendar"]
            and [part.get_content_disposition() for part in mail.parts] == [None, "attachment"]
            and mail.parts[0].get_payload(decode=True) == mail.parts[1].get_payload(decode=True)
        )
    ),
    "6047 3 the mail comes from the organizer, or from who acts for them": lambda mail, before: (
        mail.event["organizer"].params["SENT-BY"] == f"mailto:{mail.sender}"
    ),
    # What Outlook, Apple and Google ask for besides
    "Outlook: a rule for each observance, by weekday": lambda mail, before: (
        sum(bool(re.fullmatch(r"RRULE:FREQ=YEARLY;BYDAY=-?\dSU;BYMONTH=\d+", line)) for line in mail.lines)
        == 2
    ),
    "Outlook: nobody proposes another time": lambda mail, before: (
        mail.method == "CANCEL" or mail.event["x-microsoft-disallow-counter"] == "TRUE"
    ),
    "the way into the online room goes with the seat": lambda mail, before: (
        (b"meet.nordwerk.example" in b"".join(line.encode() for line in mail.lines))
        == (mail.method == "REQUEST")
    ),
    "both parsers read the same": parsers_agree,
}


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n")


def inside(mail: Mail) -> list[str]:
    return mail.lines[mail.lines.index("BEGIN:VEVENT") + 1 : mail.lines.index("END:VEVENT")]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_mail_of_a_life_keeps_every_rule(life):
    assert [mail.method for mail in life] == METHODS
    broken = {
        stage: failed
        for number, (stage, mail) in enumerate(zip(STAGES, life, strict=True))
        if (failed := [rule for rule, keeps in RULES.items() if not keeps(mail, life[:number])])
    }
    assert broken == {}


@pytest.mark.parametrize("language", ["de"])
def test_a_rule_can_be_broken(life):
    """The table is no ornament: an old entry sent once more breaks what makes clients follow."""
    old, *_between, last = life
    broken = [rule for rule, keeps in RULES.items() if not keeps(old, [last])]
    assert broken == [
        "2.1.4, 2.1.5 SEQUENCE: rises with each change and with CANCEL",
        "2.1.5 DTSTAMP: later with each message",
        "5545 3.8.7.3 LAST-MODIFIED: not after DTSTAMP, and never goes back",
    ]


@pytest.mark.parametrize("language", ["en"])
def test_what_a_calendar_that_follows_the_standard_keeps_of_it(life):
    """A calendar of one's own: the newest of each UID wins, CANCEL takes out. In any order of arrival the end is the same."""

    def version_of(mail: Mail) -> tuple[int, datetime]:
        return mail.event["sequence"], mail.event.decoded("dtstamp")

    for arrived in (life, life[::-1], life[3:] + life[:3]):
        kept: dict[str, Mail] = {}
        for mail in arrived:
            known = kept.get(mail.event["uid"])
            if known is None or version_of(mail) > version_of(known):
                kept[mail.event["uid"]] = mail
        assert [mail.method for mail in kept.values()] == ["CANCEL"]
    still_booked = life[:3]
    newest = max(still_booked, key=lambda mail: mail.event["sequence"])
    assert newest.event.decoded("dtstart").astimezone(UTC) == life[2].starts_at
