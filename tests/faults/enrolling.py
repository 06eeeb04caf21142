"""People who take and free seats through the real page while something fails, and what must be true afterwards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from outbox.models import Message
from tests.factories.ambassadors import UserFactory
from tests.factories.trainings import SessionFactory
from tests.faults.visitors import Press, Visitor
from tests.sink import Sink
from trainings.models import Enrolment, Session


@dataclass
class Crowd:
    """Everybody enrols; every third frees the seat again."""

    session: Session
    visitors: Sequence[Visitor]

    def visit(self, visitor: Visitor) -> None:
        visitor.press_until_done(self.enrol)
        if self.frees(visitor):
            visitor.press_until_done(f"/trainings/sessions/{self.session.pk}/cancel/")

    @property
    def enrol(self) -> str:
        return f"/trainings/sessions/{self.session.pk}/enrol/"

    def frees(self, visitor: Visitor) -> bool:
        return self.visitors.index(visitor) % 3 == 0

    @property
    def presses(self) -> list[Press]:
        return [press for visitor in self.visitors for press in visitor.presses]

    def errors_outside(self, spans: Iterable[tuple[float, float]]) -> list[Press]:
        """Presses without an answer that were not under way while it was down."""
        spans = list(spans)
        failed = [press for press in self.presses if not press.is_done]
        return [p for p in failed if not any(p.began < up and p.ended > down for down, up in spans)]

    def wrongly_stored(self) -> int:
        """People whose seat is not as the page told them."""
        booked = set(Enrolment.objects.filter(state="booked").values_list("person_id", flat=True))
        return sum((v.person.pk in booked) == self.frees(v) for v in self.visitors if v.presses)


def crowd(count: int, port: int) -> Crowd:
    people, now = UserFactory.create_batch(count), timezone.now()
    session = SessionFactory(capacity=count, starts_at=now + timedelta(days=20), published_at=now)
    return Crowd(session, [Visitor(person, port) for person in people])


def told(sink: Sink) -> dict[str, int]:
    """The mails that a press causes at once. Lost: said to be sent, and never taken. Doubled: taken more than once.

    A confirmation whose seat was freed before its turn is dropped and counts nowhere.
    """
    mails = Message.objects.filter(kind__in=["trainings_confirmation", "trainings_cancellation"])
    states = dict(mails.values_list("pk", "state"))
    accepted = sink.accepted()
    sent = [pk for pk, state in states.items() if state == Message.State.SENT]
    return {
        "due": sum(state == Message.State.DUE for state in states.values()),
        "failed": sum(state == Message.State.FAILED for state in states.values()),
        "lost": sum(str(pk) not in accepted for pk in sent),
        "doubled": sum(count > 1 for count in accepted.values()),
    }
