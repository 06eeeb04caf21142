"""The rows of this app about a person, for the file that they take along."""

from collections.abc import Iterator

from ambassadors.known import Record, recorded
from ambassadors.models import User
from ambassadors.records import values_of
from trainings.models import (
    AccessNeed,
    Announcement,
    CalendarFeed,
    Certificate,
    Enrolment,
    FeedbackGiven,
    Interest,
    Progress,
)


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


@recorded("written to everybody with a seat")
def announcements(person: User) -> Iterator[Record]:
    mine = Announcement.objects.filter(written_by=person).select_related("session__training")
    for one in mine.defer("session__training__search").order_by("written_at", "id"):
        yield {"training": one.session.training.title, "written_at": one.written_at, "text": one.text}


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


@recorded("training certificates")
def certificates(person: User) -> Iterator[Record]:
    mine = Certificate.objects.of(person).select_related("session").order_by("made_at", "id")
    for certificate in mine:
        session = certificate.session
        yield values_of(certificate, "person") | {"starts_at": session.starts_at if session else None}


@recorded("feedback given")
def feedback_given(person: User) -> Iterator[Record]:
    """That they gave it; what they said is nobody's."""
    given = FeedbackGiven.objects.of(person).select_related("session", "training")
    for each in given.defer("training__search").order_by("training__title", "id"):
        yield {
            "training": each.training.title,
            "starts_at": each.session.starts_at if each.session else None,
        }
