"""A person's own training record: what they attended and finished, their learning paths, their certificates."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from ambassadors import known
from tests.factories.ambassadors import CoordinatorFactory
from tests.factories.trainings import (
    NOW,
    CertificateFactory,
    OwnPaceFactory,
    PathFactory,
    ProgressFactory,
    SessionFactory,
    attended,
)
from tests.house.addresses import ADDRESSES, SIGNED_IN
from tests.trainings.test_certificates import text_of
from trainings import services
from trainings.models import Announcement, Certificate, Enrolment

pytestmark = pytest.mark.django_db
PAGE = "/me/trainings/record/"


def been_to(person, title, days, state="attended"):
    session = SessionFactory(training__title=title, starts_at=NOW - timedelta(days=days))
    attended(session, person)
    Enrolment.objects.filter(session=session).update(state=state)
    return session


def test_it_has_what_was_attended_and_finished_the_last_first_and_nothing_else(client, person):
    first = been_to(person, "first", 9)
    for state in ("booked", "no_show", "cancelled_late"):
        been_to(person, state, 5, state)
    lesson = ProgressFactory(
        person=person, training__title="lesson", done_at=NOW - timedelta(days=4)
    ).training
    ProgressFactory(person=person, training__title="begun")
    been_to(person, "last", 2)
    PathFactory(stations=[first.training, lesson], title="gone")
    PathFactory(stations=[lesson, OwnPaceFactory()], title="begun")
    PathFactory(stations=[OwnPaceFactory()], title="not mine")
    response = client.get(PAGE)
    context = response.context
    assert [(entry.training.title, entry.duration) for entry in context["entries"]] == [
        ("last", "2 hours"),
        ("lesson", "20 minutes"),
        ("first", "2 hours"),
    ]
    assert [(way.path.title, way.done, way.now is None) for way in context["ways"]] == [
        ("gone", 2, True),
        ("begun", 1, False),
    ]
    assert response.text.count("Make a certificate") == 3


def test_it_says_what_will_be_here_as_long_as_nothing_is(client):
    page = client.get(PAGE).text
    assert ("Nothing here yet" in page, "record.pdf" in page) == (True, False)


@pytest.mark.parametrize("many", [1, 3, 30])
def test_it_takes_the_same_queries_however_long_it_is(client, person, many, queries_of):
    for number in range(many):
        session = been_to(person, "x", number + 2)
        own = ProgressFactory(person=person, done_at=NOW - timedelta(days=number)).training
        PathFactory(stations=[session.training, own])
        Certificate.objects.create(
            person=person, session=session, training=session.training, titles={"de": "x"}, made_at=NOW
        )
    assert len(client.get(PAGE).context["entries"]) == min(2 * many, 12)
    assert queries_of(client, PAGE) == 14


def test_it_is_printed_whole(client, person):
    for number in range(14):
        session = been_to(person, f"Łucja {number}", number + 1)
    made = services.make_certificate(training=session.training, session=session, person=person, now=NOW)
    PathFactory(stations=[session.training], title="Der erste Weg")
    with translation.override("en"), timezone.override("Europe/Berlin"):
        response = client.get("/me/trainings/record.pdf")
    lines = text_of(response.content).split("\n")
    assert [number for number in range(14) if f"Łucja {number}" not in lines] == []
    said = ["Training record", "Jördis Brüggemann", "As of 24 November 2026", "Der erste Weg"]
    said.append(f"10 November 2026, 2 hours, attended, certificate {made.code}")
    assert [line for line in said if line not in lines] == []


def test_there_is_no_way_for_anybody_else_to_it(client_for, at_nine, person):
    """No address of a record names a person, and whoever comes to it sees their own; the numbers are all that others have."""
    been_to(person, "mine alone", 2)
    ways = {address: who for address, (who, _methods) in ADDRESSES.items() if "record" in address}
    assert ways == {"me/trainings/record/": SIGNED_IN, "me/trainings/record.pdf": SIGNED_IN}
    assert [
        address for address in ADDRESSES if "certificate" in address and address.startswith("cockpit")
    ] == []
    selma = client_for(CoordinatorFactory())
    assert "mine alone" not in selma.get(PAGE).text
    assert "mine alone" not in selma.get(PAGE, {"person": person.pk, "person_id": person.pk}).text


def test_the_file_of_ones_own_data_has_the_certificates_and_that_feedback_was_given(client, person):
    session = been_to(person, "Headwind", 2)
    made = services.make_certificate(training=session.training, session=session, person=person, now=NOW)
    client.post(
        f"/trainings/sessions/{session.pk}/feedback/",
        {"useful": "1", "recommends": "no", "helped": "Nobody's"},
    )
    content = client.get("/me/privacy/export.zip").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = json.loads(archive.read("about-me.json"))
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    (certificate,), given = (
        document["records"][name] for name in ("training certificates", "feedback given")
    )
    assert (certificate["code"], certificate["names_person"]) == (made.code, False)
    assert given == [{"training": "Headwind", "starts_at": "2026-11-22T08:00:00Z"}]
    assert "Nobody's" not in everything


def test_the_privacy_page_says_how_many_and_which_are_named(person):
    CertificateFactory(person=person, names_person=True)
    CertificateFactory(person=person)
    told = {fact.what: str(fact.content) for fact in known.facts_about(person, NOW)}
    assert told["Certificates of trainings"] == "2 certificates, 1 names you in public"
    assert told["That you have given feedback on a training"] == "None so far."


def test_the_privacy_page_says_what_somebody_leads_and_has_written_to_all(person):
    session = SessionFactory()
    session.trainers.add(person)
    Announcement.objects.create(session=session, text="Halle 4.", written_by=person, written_at=NOW)
    told = {fact.what: str(fact.content) for fact in known.facts_about(person, NOW)}
    assert told["Sessions that you lead"] == "1 session"
    assert told["What you have written to everybody with a seat"] == "1 message"
