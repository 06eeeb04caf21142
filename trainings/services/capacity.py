"""How many seats a session has: the only deed that may leave more seats taken than there are."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from ambassadors.models import User
from outbox.services import record
from trainings import policies
from trainings.models import Enrolment, Session
from trainings.models.enrolments import LINK
from trainings.services import notices
from trainings.services.line import pass_on
from trainings.services.locking import locked
from trainings.services.results import SessionOverError


def change_capacity(*, session: Session, capacity: int, by: User, now: datetime) -> Session:
    """Add or cut seats.

    Nobody is thrown out: below what is taken, the newest offers are withdrawn first and those people return
    to their old place; what is still too much stands in `over_by`. Added seats are offered at once.
    Raises SessionOverError after the start and for a cancelled session.
    """
    if not policies.may_run_trainings(by):
        raise PermissionDenied
    with locked(session) as held:
        if held.is_cancelled or held.has_started(now):
            raise SessionOverError
        before, held.capacity = held.capacity, capacity
        _withdraw_offers(held, now)
        held.over_by = max(0, held.taken - capacity)
        pass_on(held, now)
        held.save_seats("capacity")
        record(
            actor=by,
            deed="change capacity",
            subject=held,
            now=now,
            before=before,
            after=capacity,
            over=held.over_by,
        )
        return held


def _withdraw_offers(held: Session, now: datetime) -> None:
    too_many = max(0, held.taken - held.capacity)
    offers = Enrolment.objects.for_session(held).newest_offers_first().select_related("person")
    for enrolment in offers[:too_many]:
        notices.say_withdrawn(session=held, enrolment=enrolment, now=now)
        enrolment.state = Enrolment.State.WAITING
        enrolment.offered_at = enrolment.offer_expires_at = None
        enrolment.close_link()
        enrolment.save(update_fields=["state", "offered_at", "offer_expires_at", *LINK])
        held.taken -= 1
