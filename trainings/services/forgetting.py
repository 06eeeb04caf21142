"""What is forgotten of a session after the times that the programme keeps it: who missed it, then the list."""

from datetime import datetime

from ambassadors import retention
from trainings.models import Enrolment, Session
from trainings.models.enrolments import ATTENDED
from trainings.retaining import ATTENDANCE, MISSED
from trainings.services.line import free_seat
from trainings.services.locking import locked


def forget_attendance(*, now: datetime) -> tuple[int, int]:
    """Returns how many no-shows and how many old enrolments were forgotten.

    A no-show goes as if the seat had been freed in time: a row that said nothing, among others that say "here", would
    still tell who it was. Who recorded what goes with it, since nothing can be corrected any more. Of a list that has
    had its time nobody who led the session sees anything any more; what people attended stays in their own records.
    """
    return _forget_missed(now), _forget_lists(now)


def _forget_missed(now: datetime) -> int:
    over = Session.objects.ended_before(now - retention.kept_for(MISSED))
    forgotten = 0
    for session in over.filter(enrolments__in=Enrolment.objects.missed()).distinct().order_by("pk"):
        forgotten += _forget_missed_in(session)
    told = Enrolment.objects.filter(session__in=over, recorded_at__isnull=False)
    told.update(recorded_at=None, recorded_by=None)
    return forgotten


def _forget_missed_in(session: Session) -> int:
    with locked(session) as held:
        missed = list(Enrolment.objects.for_session(held).missed())
        for enrolment in missed:
            free_seat(held)
            enrolment.delete()
        held.save_seats()
        return len(missed)


def _forget_lists(now: datetime) -> int:
    old = Session.objects.ended_before(now - retention.kept_for(ATTENDANCE))
    _rows, per_model = Enrolment.objects.filter(session__in=old).exclude(state=ATTENDED).delete()
    return per_model.get(Enrolment._meta.label, 0)
