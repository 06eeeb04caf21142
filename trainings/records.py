"""The rows of this app about a person, for the file that they take along."""

from collections.abc import Iterator

from ambassadors.known import Record, recorded
from ambassadors.models import User
from ambassadors.records import values_of
from trainings.models import AccessNeed, CalendarFeed, Enrolment, Interest, Progress


@recorded("enrolments")
def enrolments(person: User) -> Iterator[Record]:
    own = Enrolment.objects.of(person).with_session().order_by("asked_at", "id")
    for enrolment in own:
        session = enrolment.session
        yield values_of(enrolment, "person", "number", "recorded_by") | {
            "training": session.training.title,
            "starts_at": session.starts_at,
            "where": session.where,
        }


@recorded("access needs")
def access_needs(person: User) -> Iterator[Record]:
    for need in AccessNeed.objects.of(person).with_session().order_by("enrolment__session__starts_at", "pk"):
        session = need.enrolment.session
        yield {"training": session.training.title, "starts_at": session.starts_at, "text": need.text}


@recorded("sessions led")
def led(person: User) -> Iterator[Record]:
    sessions = person.led_sessions.select_related("training").order_by("starts_at", "id")
    yield from ({"training": one.training.title, "starts_at": one.starts_at} for one in sessions)


@recorded("private calendar address")
def feed(person: User) -> Iterator[Record]:
    """That there is one; the address itself is a key."""
    yield from (values_of(one, "person") for one in CalendarFeed.objects.filter(person=person))


@recorded("trainings at their own pace")
def own_pace(person: User) -> Iterator[Record]:
    mine = Progress.objects.of(person).select_related("training").order_by("started_at", "id")
    for progress in mine.defer("training__search"):
        yield values_of(progress, "person") | {"training": progress.training.title}


@recorded("trainings they would come to")
def wishes(person: User) -> Iterator[Record]:
    mine = Interest.objects.of(person).select_related("training").order_by("since", "id")
    for interest in mine.defer("training__search"):
        yield values_of(interest, "person", "is_counted") | {"training": interest.training.title}
