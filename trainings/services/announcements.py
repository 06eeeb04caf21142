"""Writing to everybody with a seat."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied

from ambassadors.models import User
from outbox.services import record
from trainings import policies
from trainings.models import Announcement, Session
from trainings.services import notices
from trainings.services.locking import locked
from trainings.services.results import SessionOverError


def announce(*, session: Session, key: UUID, text: str, by: User, now: datetime) -> int:
    """Sends it to everybody with a seat, and keeps it on the page of the session. Returns to how many it goes.

    `key` names what was pressed: pressed twice, it is sent once. Raises SessionOverError for what does not take place,
    and for what was over long ago.
    """
    if not policies.may_announce(by, session):
        raise PermissionDenied
    with locked(session) as held:
        if not policies.announcing_is_open(held, now):
            raise SessionOverError
        facts = {"session": held, "text": text, "written_by": by, "written_at": now}
        announcement, is_new = Announcement.objects.get_or_create(pk=key, defaults=facts)
        people = list(held.enrolments.on_the_list().select_related("person").order_by("number"))
        if is_new:
            notices.say_to_all(announcement=announcement, enrolments=people, now=now)
            record(actor=by, deed="write to all", subject=held, now=now, told=len(people))
        return len(people)
