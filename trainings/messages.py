"""The kinds of message of this app: what each says, and until when it is true.

A reason why a message was dropped names the fact, never what somebody decided.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbox import health
from outbox.joined import Joined
from outbox.kinds import Attachment, Kind, register
from outbox.models import Message, MessageClass
from trainings import calendar, links, policies
from trainings.message_words import names, sample, when
from trainings.models import Announcement, Enrolment, Interest, Session, Training
from trainings.models.enrolments import OFFERED, ON_THE_LIST, WAITING
from trainings.services import notices
from trainings.standing import there

GONE = "no longer booked"
NOT_NEEDED = "no longer needed"
# The ticks of `trainings.tasks`.
PLANNED, MOVED_ON = "plan training reminders", "move waiting lists on"
health.watch(PLANNED)
health.watch(MOVED_ON)


def _subject(message: Message) -> tuple[Session, Enrolment | None]:
    """The session, and the recipient's last asking for a seat in it; looked up once per message."""
    known = message.__dict__.get("_subject")
    if known is None:
        known = message.__dict__["_subject"] = _looked_up(message)
    return known


ASKED_LAST = Joined(
    """
    SELECT {columns} FROM {e} JOIN {s} ON s.id = e.session_id JOIN {t} ON t.id = s.training_id
    WHERE e.session_id = %s AND e.person_id = %s ORDER BY e.number DESC LIMIT 1
    """,
    without=["t.search"],
    e=Enrolment,
    s=Session,
    t=Training,
)


def _looked_up(message: Message) -> tuple[Session, Enrolment | None]:
    found = ASKED_LAST.first([UUID(message.object_id), message.recipient_id])
    if found is None:
        return Session.objects.with_training().get(pk=message.object_id), None
    mine, mine.session, mine.session.training = found[1]
    return mine.session, mine


# Still true? ------------------------------------------------------------------------------------------


def _no_longer_booked(message: Message, now: datetime) -> str:
    _session, mine = _subject(message)
    return "" if mine and mine.is_booked and message.occurrence == str(mine.pk) else GONE


def _booked_again(message: Message, now: datetime) -> str:
    _session, mine = _subject(message)
    return "booked again" if mine and mine.is_booked else ""


def _no_longer_waiting(message: Message, now: datetime) -> str:
    _session, mine = _subject(message)
    return "" if mine and mine.state == WAITING else "no longer waiting"


def _offer_over(message: Message, now: datetime) -> str:
    _session, mine = _subject(message)
    lasts = mine and mine.state == OFFERED and mine.offer_expires_at and mine.offer_expires_at > now
    return "" if lasts else "the offer is over"


def _asked_again(message: Message, now: datetime) -> str:
    _session, mine = _subject(message)
    return "asked again" if mine and mine.is_live else ""


def _seat_gone(message: Message, now: datetime) -> str:
    session, _mine = _subject(message)
    if session.is_cancelled or not session.free:
        return "no seat is free any more"
    return _no_longer_waiting(message, now)


def _reminder_over(message: Message, now: datetime) -> str:
    session, mine = _subject(message)
    _start, _colon, minutes = message.occurrence.rpartition(":")
    if session.is_cancelled:
        return "the session was cancelled"
    if mine is None or not mine.is_booked:
        return GONE
    if message.occurrence != policies.occurrence(session.starts_at, int(minutes)):
        return "the session was moved"
    return "this reminder is switched off" if int(minutes) in mine.muted_reminders else ""


def _moved_again(message: Message, now: datetime) -> str:
    session, mine = _subject(message)
    if session.is_cancelled:
        return "the session was cancelled"
    if session.moved_at is not None and session.moved_at > message.created_at:
        return "the session was moved again"
    concerned = (mine and mine.is_live) or message.context.get("as") == "leads"
    return "" if concerned else GONE


def _no_date_wanted(message: Message, now: datetime) -> str:
    session, _mine = _subject(message)
    if session.is_cancelled:
        return "the session was cancelled"
    wanted = Interest.objects.filter(
        training=session.training_id, person=message.recipient_id, told_of=session
    )
    return "" if wanted.exists() else NOT_NEEDED


def _not_on_the_list(message: Message, now: datetime) -> str:
    session, mine = _subject(message)
    if session.is_cancelled:
        return "the session was cancelled"
    return "" if mine and mine.state in ON_THE_LIST else GONE


def _before_they_set_out(message: Message) -> datetime | None:
    return policies.announced_by(_subject(message)[0], message.created_at)


def _known_by(message: Message) -> datetime:
    starts_at, was = _subject(message)[0].starts_at, message.context.get("from")
    return policies.known_by(datetime.fromisoformat(was) if was else starts_at, starts_at)


# What it says -----------------------------------------------------------------------------------------


def _trainers(message: Message, session: Session) -> list[str]:
    key = ("trainers", session.pk)
    if key not in message.shared:
        message.shared[key] = [person.name for person in session.trainers.by_name()]
    return message.shared[key]


def _facts(session: Session, trainers: list[str], now: datetime) -> dict[str, Any]:
    words = session.training.words
    where = [session.where] if session.where else []
    if session.link or session.training.format != session.training.Format.ON_SITE:
        where.append(_("online"))
    return {
        "title": words.title,
        "title_language": words.language,
        "summary": words.summary,
        "bring": words.bring,
        "start": session.starts_at,
        "end": session.ends_at,
        "when_short": when(session.starts_at, now),
        "there": there(session),
        "zone": session.timezone,
        "place": " · ".join(where),
        "people": names(trainers),
        "to": calendar.address_of(session),
        "link": "",
        "link_from": None,
        "opens_at": None,
        "cancel_reason": session.cancel_reason,
        "cancel_by": session.cancel_by,
        "enrolment_closes_at": session.enrolment_closes_at,
    }


def _context(message: Message, now: datetime) -> dict[str, Any]:
    session, mine = _subject(message)
    facts = _facts(session, _trainers(message, session), now) | {
        "session": session,
        "now": now,
        "place_in_line": message.context.get("place"),
    }
    facts["opens_at"] = session.opens_at if session.opens_later(now) else None
    if mine is not None and mine.is_booked:
        facts["link"] = session.link_at(now)
        facts["link_from"] = session.link_from if session.link and now < session.link_from else None
    if mine is not None and mine.offer_expires_at is not None:
        facts["expires"] = mine.offer_expires_at
        facts["answer_to"] = links.address_of_offer(mine)
    if message.kind == notices.ANNOUNCEMENT:
        facts |= _announced(message)
    facts["standing"] = message.context.get("as", mine.state if mine else "")
    if message.kind == notices.MOVED and mine is not None and mine.is_live:
        facts["standing"] = mine.state
    if "from" in message.context:
        facts["was"] = datetime.fromisoformat(message.context["from"])
    return facts


def _announced(message: Message) -> dict[str, str]:
    key = ("announcement", message.occurrence)
    if key not in message.shared:
        message.shared[key] = Announcement.objects.select_related("written_by").get(pk=message.occurrence)
    announcement = message.shared[key]
    writer = announcement.written_by
    return {"text": announcement.text, "writer": writer.name if writer else ""}


# Calendar files ---------------------------------------------------------------------------------------


def _calendar(method: str, message: Message, context: Mapping[str, Any]) -> list[Attachment]:
    if "organizer" not in message.shared:
        message.shared["organizer"] = calendar.the_programme()
    session, mine = _subject(message)
    seat = (mine.booked_at, mine.ended_at) if mine else ()
    return [
        calendar.attachment(
            session=session,
            person=message.recipient,
            method=method,
            now=context["now"],
            organizer=message.shared["organizer"],
            last=calendar.changed_at(session, *seat),
        )
    ]


def _calendar_if_booked(method: str, message: Message, context: Mapping[str, Any]) -> list[Attachment]:
    return _calendar(method, message, context) if context["standing"] == "booked" else []


_invite, _take_out = partial(_calendar, calendar.REQUEST), partial(_calendar, calendar.CANCEL)
_invite_booked = partial(_calendar_if_booked, calendar.REQUEST)
_take_out_booked = partial(_calendar_if_booked, calendar.CANCEL)


def _kind(name: str, label: Any, message_class: MessageClass, **more: Any) -> None:
    can_be_muted = message_class != MessageClass.NOW
    register(Kind(name, label, message_class, _context, sample, can_be_muted=can_be_muted, **more))


NOW, SIGNED_UP = MessageClass.NOW, MessageClass.SIGNED_UP
_kind(
    notices.CONFIRMATION,
    gettext_lazy("Confirmation of a seat"),
    NOW,
    untrue=_no_longer_booked,
    attachments=_invite,
)
_kind(notices.CANCELLATION, gettext_lazy("Seat freed"), NOW, untrue=_booked_again, attachments=_take_out)
_kind(notices.WAITING, gettext_lazy("Place on a waiting list"), NOW, untrue=_no_longer_waiting)
_kind(notices.OFFER, gettext_lazy("Offer of a seat"), SIGNED_UP, untrue=_offer_over)
_kind(notices.OFFER_EXPIRED, gettext_lazy("Offer ended"), SIGNED_UP, untrue=_asked_again)
_kind(notices.OFFER_WITHDRAWN, gettext_lazy("Offer withdrawn"), SIGNED_UP, untrue=_no_longer_waiting)
_kind(notices.FIRST_COME, gettext_lazy("Free seat, first come"), SIGNED_UP, untrue=_seat_gone)
_kind(
    notices.REMINDER, gettext_lazy("Training reminder"), SIGNED_UP, untrue=_reminder_over, attachments=_invite
)
_kind(
    notices.MOVED,
    gettext_lazy("Session moved"),
    SIGNED_UP,
    untrue=_moved_again,
    needed_by=_known_by,
    attachments=_invite_booked,
)
_kind(
    notices.SESSION_CANCELLED,
    gettext_lazy("Session cancelled"),
    SIGNED_UP,
    needed_by=_known_by,
    attachments=_take_out_booked,
)
_kind(
    notices.ANNOUNCEMENT,
    gettext_lazy("Word to everybody with a seat"),
    SIGNED_UP,
    untrue=_not_on_the_list,
    needed_by=_before_they_set_out,
)
_kind(
    notices.DATE,
    gettext_lazy("Date of a training you wished for"),
    SIGNED_UP,
    untrue=_no_date_wanted,
    # How many were told is how many had wished for it, however few they are.
    hides_numbers=True,
)
