"""A note that frees somebody's time, to hand to whoever plans the shifts: what they need to know, and no more."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ambassadors.models import Programme
from ambassadors.templatetags.hub import clock, day_and_time, long_day, plain_day
from trainings.models import Enrolment, Session


@dataclass(frozen=True)
class Line:
    what: str
    content: str


@dataclass(frozen=True)
class ReleaseNote:
    title: str
    opening: str
    lines: list[Line]
    closing: str


def release_note(mine: Enrolment, *, is_named: bool, today: datetime) -> ReleaseNote:
    """In the active language and time zone. The programme and the training stand in it only where it `is_named`."""
    session, programme = mine.session, Programme.current()
    lines = [
        Line(_("Day"), long_day(localtime(session.starts_at))),
        Line(_("Time"), _time(session)),
        Line(_("Where"), session.location or _("online")),
        Line(_("Working time"), _working_time(session)),
    ]
    if is_named:
        lines += [Line(_("Training"), session.training.words.title), Line(_("Programme"), programme.name)]
    return ReleaseNote(
        title=_("Release for a training"),
        opening=_opening(mine, programme.company),
        lines=lines,
        closing=_("Issued on %(day)s. Please keep this time free in the roster.") % {"day": plain_day(today)},
    )


def _opening(mine: Enrolment, company: str) -> str:
    name = mine.person.name
    if mine.person.personnel_number:
        number = {"name": name, "number": mine.person.personnel_number}
        name = _("%(name)s (personnel number %(number)s)") % number
    if not company:
        return _("%(name)s has a seat in a training of the company:") % {"name": name}
    return _("%(name)s has a seat in a training at %(company)s:") % {"name": name, "company": company}


def _time(session: Session) -> str:
    """By the reader's clock, which is that of their shift; over midnight the last day is named."""
    start, end = localtime(session.starts_at), localtime(session.ends_at)
    until = clock(end) if start.date() == end.date() else day_and_time(end)
    return f"{clock(start)} – {until}"


def _working_time(session: Session) -> str:
    training = session.training
    if not training.is_working_time:
        return _("no, in one’s own time")
    return _("yes, on %(account)s") % {"account": training.account} if training.account else _("yes")


def as_pdf(note: ReleaseNote, *, at: datetime) -> bytes:
    from ambassadors.paper import Sheet  # noqa: PLC0415 (slow, and rarely asked for)

    sheet = Sheet(note.title, at=at)
    sheet.say(note.title, 21, "B", 9, below=6)
    sheet.say(note.opening, 12, below=5)
    for line in note.lines:
        sheet.say(line.what, 9.5)
        sheet.say(line.content, 13, "B", 6.5, below=2.5)
    sheet.say(note.closing, below=4)
    return bytes(sheet.output())
