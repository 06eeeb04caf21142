"""A note for whoever plans the shifts: day, time, working time and account; the programme only if its owner likes."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from ambassadors.models import Programme
from tests.factories.ambassadors import CoordinatorFactory
from tests.factories.trainings import NOW, SessionFactory
from trainings import services
from trainings.models import Enrolment
from trainings.release_note import Line, as_pdf, release_note

pytestmark = pytest.mark.django_db
SECRETS = ("Werkstimmen", "Gegenwind")


@pytest.fixture
def programme():
    Programme(name="Werkstimmen", company="Nordwerk AG").save()


@pytest.fixture
def session(programme, person, now):
    person.personnel_number = "4711"
    person.save()
    session = SessionFactory(training__title="Gegenwind", place="Raum Werkstimmen")
    services.enrol(session=session, person=person, now=now)
    return session


def note(person, **how):
    mine = Enrolment.objects.of(person).with_session().select_related("person").get()
    with translation.override("en"), timezone.override("Europe/Berlin"):
        return release_note(mine, today=NOW, **({"is_named": False} | how))


def test_it_says_what_planning_shifts_needs_and_no_more(session, person):
    written = note(person)
    assert (
        written.opening
        == "Jördis Brüggemann (personnel number 4711) has a seat in a training at Nordwerk AG:"
    )
    assert written.lines == [
        Line("Day", "Tuesday 8 December 2026"),
        Line("Time", "09:00 – 11:00"),
        Line("Where", "Bremen"),
        Line("Working time", "yes, on Kostenstelle 4711"),
    ]
    assert written.closing == "Issued on 24 November 2026. Please keep this time free in the roster."


def test_its_owner_may_have_the_training_and_the_programme_named(session, person):
    assert note(person, is_named=True).lines[4:] == [
        Line("Training", "Gegenwind"),
        Line("Programme", "Werkstimmen"),
    ]


def test_over_midnight_and_in_own_time(session, person):
    session.ends_at = session.starts_at + timedelta(hours=20)
    session.save()
    session.training.is_working_time = False
    session.training.save()
    assert [line.content for line in note(person).lines[1::2]] == [
        "09:00 – Wed 9 December, 05:00",
        "no, in one’s own time",
    ]


def test_the_printed_page_names_neither_the_programme_nor_the_training(client, session):
    address = f"/trainings/sessions/{session.pk}/release/"
    page = client.get(address).text
    shown = re.search(r'<section class="card release-note">.*?</section>', page, re.DOTALL)[0]
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1]
    assert [secret for secret in SECRETS if secret in shown + title] == []
    assert all(secret in client.get(f"{address}?named=1").text for secret in SECRETS)


def letters_of(pdf: bytes) -> set[str]:
    """What the embedded fonts hold, in no order."""
    return {chr(int(code, 16)) for code in re.findall(rb"<[0-9A-F]{4}> <([0-9A-F]{4})>", pdf)}


def test_the_file_is_a_pdf_with_a_neutral_name_and_every_letter(client, session, person):
    person.first_name, person.last_name = "Łucja", "Şahin-Weiß"
    person.save()
    response = client.get(f"/trainings/sessions/{session.pk}/release.pdf")
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "application/pdf",
        'attachment; filename="release-2026-12-08.pdf"',
    )
    assert response.content.startswith(b"%PDF")
    assert set("ŁŞß") <= letters_of(response.content)


def test_what_describes_the_file_is_neutral(session, person):
    content = as_pdf(note(person), at=NOW)
    assert [
        secret for secret in SECRETS if secret.encode() in content or secret.encode("utf-16-be") in content
    ] == []


@pytest.mark.parametrize("file", ["release/", "release.pdf"])
def test_it_is_there_for_whoever_has_a_seat_and_for_nobody_else(
    at_nine, client_for, client, session, person, file
):
    address = f"/trainings/sessions/{session.pk}/{file}"
    found = [client.get(address).status_code, client_for(CoordinatorFactory()).get(address).status_code]
    services.cancel(session=session, person=person, now=NOW)
    assert [*found, client.get(address).status_code] == [200, 404, 404]
