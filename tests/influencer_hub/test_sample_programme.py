"""The sample programme: believable, and consistent with every rule of the deeds."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count, F, Max, Q
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from ambassadors import photos, tongues
from ambassadors.models import (
    Ambassador,
    Boundary,
    Channel,
    ConsentEvent,
    ConsentSubject,
    Import,
    ProgrammeInvitation,
    Topic,
    User,
)
from ambassadors.networks import recognise
from campaigns import images
from campaigns.models import Answer, Asset, Campaign, Invitation
from influencer_hub.sample import people, sign_ins
from outbox.models import Message
from trainings import services
from trainings.models import Enrolment, Session
from trainings.models.enrolments import SEATED
from trainings.services.notices import REMINDER

PEOPLE, SESSIONS, CAMPAIGNS = 90, 20, 6
ADDRESSES = """
/ /trainings/ /trainings/paths/ /trainings/paths/erster-beitrag/ /trainings/alternativtexte/ /trainings/podcast/ /me/trainings/ /me/trainings/record/ /campaigns/ /campaigns/werkstolz/ /campaigns/lichterfest/ /guidelines/leitplanken/
/guidelines/ /guidelines/bilder/ /guidelines/gesetz/ /people/ /me/profile/ /me/privacy/ /me/messages/ /help/ /imprint/ /accessibility/ /privacy/
"""
COCKPIT = """
/cockpit/ /cockpit/people/ /cockpit/people/import/ /cockpit/people/letters/ /cockpit/guidelines/ /cockpit/trainings/ /cockpit/trainings/paths/
/cockpit/campaigns/ /cockpit/messages/ /cockpit/topics/ /cockpit/onboarding/
"""


@pytest.fixture(scope="module", autouse=True)
def programme(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """Made once for this file, since drawing takes seconds; each test undoes what it does."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        call_command("sample_programme", people=PEOPLE, sessions=SESSIONS, campaigns=CAMPAIGNS)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def in_a_transaction(db) -> None:
    """Of its own for each test."""


def known(sketch: people.Sketch) -> User:
    return User.objects.get(personnel_number=sketch.number)


def statuses(client_for, sketch: people.Sketch, addresses: str) -> dict[str, int]:
    client = client_for(known(sketch))
    return {address: client.get(address).status_code for address in addresses.split()}


def test_there_are_as_many_as_wanted():
    made = (User.objects.count(), Session.objects.count(), Campaign.objects.count())

    assert made == (PEOPLE, SESSIONS, CAMPAIGNS)


def test_enough_people_would_come_to_be_told_and_somebody_is_on_a_path(client_for):
    told = client_for(known(people.COORDINATOR)).get("/cockpit/trainings/?q=podcast").content.decode()
    way = client_for(known(people.AMBASSADOR)).get("/trainings/paths/erster-beitrag/").context["way"]

    assert (">14<" in told, way.done > 0) == (True, True)


def test_taken_seats_are_those_that_somebody_has_or_is_offered():
    seated = Count("enrolments", filter=Q(enrolments__state__in=SEATED))

    assert list(Session.objects.annotate(seated=seated).exclude(taken=F("seated"))) == []


def test_lines_are_numbered_from_one_without_a_gap():
    lines = Session.objects.annotate(rows=Count("enrolments"), last=Max("enrolments__number")).filter(
        rows__gt=0
    )

    assert lines.exists()
    assert list(lines.exclude(rows=F("last"), asked=F("last"))) == []


def test_nobody_waits_while_a_seat_is_free():
    waiting = Enrolment.objects.waiting().values("session")

    assert Session.objects.filter(pk__in=waiting).exists()
    assert list(Session.objects.filter(pk__in=waiting, taken__lt=F("capacity"))) == []
    assert services.offer_free_seats(now=timezone.now()) == 0


def test_those_who_wait_came_after_those_who_have_a_seat():
    waiting = Enrolment.objects.waiting()
    overtaken = Q(session__enrolments__state__in=SEATED, session__enrolments__number__gt=F("number"))

    assert list(waiting.filter(overtaken)) == []


def test_nobody_leads_and_attends_the_same_date():
    assert list(Enrolment.objects.filter(session__trainers=F("person"))) == []


def test_a_freed_seat_goes_to_the_next_in_line():
    full = Session.objects.coming(timezone.now()).filter(enrolments__state="waiting").by_date().first()
    next_in_line = full.enrolments.waiting().in_line().first()

    services.cancel(session=full, person=full.enrolments.booked().first().person, now=timezone.now())
    next_in_line.refresh_from_db()

    assert next_in_line.state == Enrolment.State.OFFERED


def test_an_employee_can_accept_the_seat_that_is_offered():
    offer = Enrolment.objects.offered().get()

    result = services.accept_offer(session=offer.session, person=known(people.EMPLOYEE), now=timezone.now())

    assert result.outcome == "booked"


def test_one_date_is_going_on_and_its_trainer_has_begun_to_mark_who_is_there():
    (running,) = Session.objects.going_on(timezone.now(), timedelta(0))
    states = set(running.enrolments.values_list("state", flat=True))
    assert ("no_show" in states, "attended" in states, "booked" in states) == (True, True, True)
    assert known(people.TRAINER) in running.trainers.all()


def test_reminders_are_due_to_everybody_with_a_seat_in_two_days_or_later():
    later = Session.objects.taking_place().coming(timezone.now() + timedelta(days=3))
    booked = Enrolment.objects.booked().filter(session__in=later).values_list("session_id", "person_id")
    due = Message.objects.filter(kind=REMINDER, state="due").values_list("object_id", "recipient_id")

    assert {(str(session), person) for session, person in booked} <= set(due)


def test_nothing_is_due_that_should_have_gone_before():
    late = Message.objects.filter(state="due", due_at__lt=timezone.now() - timedelta(minutes=1))

    assert list(late) == []


def test_no_address_belongs_to_anybody():
    assert list(User.objects.exclude(email__endswith="@nordwerk.example").exclude(email=None)) == []


def test_some_people_have_no_mailbox_and_some_of_them_a_letter():
    letters = ProgrammeInvitation.objects.letters()

    assert User.objects.filter(email=None).exists()
    assert list(letters.exclude(person__email=None)) == []
    assert letters.exists()


def test_files_are_there_for_every_portrait_and_picture():
    portraits = User.objects.exclude(photo="").values_list("photo", flat=True)
    kept = [name for row in Asset.objects.values_list("file", "preview") for name in row]
    headers = Campaign.objects.exclude(header="").values_list("header", flat=True)

    assert portraits
    assert [name for name in portraits if not photos.is_kept(name)] == []
    assert [name for name in (*kept, *headers) if not images.path_of(name).exists()] == []


def test_every_consent_has_a_person_and_says_what_was_read():
    events = ConsentEvent.objects.select_related("version__guideline")

    assert set(events.values_list("subject", flat=True)) == set(
        ConsentSubject.objects.values_list("key", flat=True)
    )
    assert [event for event in events if event.version.wording(event.language).hash != event.text_hash] == []


def test_the_ambassador_has_not_decided_about_the_newest_version():
    subject = ConsentSubject.objects.get(person=known(people.AMBASSADOR))
    deeds = ConsentEvent.objects.of(subject).newest_first().values_list("version__number", "deed")

    assert list(deeds) == [(2, "opted_in"), (1, "withdrawn"), (1, "opted_in")]


def test_only_those_who_were_in_the_programme_are_invited_and_answer():
    strangers = Ambassador.objects.filter(campaign_invitations__invited_at__lt=F("joined_at"))
    asked = set(Invitation.objects.values_list("campaign_id", "ambassador_id"))

    assert list(strangers) == []
    assert set(Answer.objects.values_list("campaign_id", "ambassador_id")) < asked


def test_one_import_is_done_and_one_waits_for_a_human():
    states = {row.file_name: (row.state, row.rows_read) for row in Import.objects.all()}

    assert states == {"Personalstamm_2025.csv": ("done", PEOPLE + 2), "Azubis_2026.csv": ("checked", 87)}


@pytest.mark.parametrize(
    "sketch", [sketch for _role, sketch in sign_ins.SHOWN], ids=lambda sketch: sketch.name
)
def test_every_page_of_one_s_own_opens(client_for, sketch):
    assert statuses(client_for, sketch, ADDRESSES) == dict.fromkeys(ADDRESSES.split(), 200)


def test_every_page_of_the_cockpit_opens_to_the_coordinator(client_for):
    assert statuses(client_for, people.COORDINATOR, COCKPIT) == dict.fromkeys(COCKPIT.split(), 200)


def test_every_date_opens(client_for):
    client = client_for(known(people.COORDINATOR))
    addresses = [f"/trainings/sessions/{pk}/" for pk in Session.objects.values_list("pk", flat=True)]

    assert {client.get(address).status_code for address in addresses} == {200}


@pytest.mark.parametrize("by", ["number", "email"])
def test_the_shown_password_signs_in(by):
    client = Client()
    credentials = {"login": getattr(people.AMBASSADOR, by), "password": sign_ins.password()}

    client.post("/accounts/login/", credentials)

    assert client.session["_auth_user_id"] == str(known(people.AMBASSADOR).pk)


def test_the_sign_ins_are_a_table_with_numbers_and_addresses():
    table = "\n".join(sign_ins.lines())

    expected = [
        sign_ins.password(),
        *(word for _role, s in sign_ins.SHOWN for word in (s.name, s.number, s.email)),
    ]
    assert [word for word in expected if word not in table] == []


def test_the_sign_ins_are_silent_about_people_who_are_not_of_the_sample():
    User.objects.filter(personnel_number__in=[s.number for s in people.KNOWN]).update(last_name="Andere")

    assert sign_ins.lines() == []


def test_people_who_are_there_are_left_alone():
    with pytest.raises(CommandError, match="There are people in this database already"):
        call_command("sample_programme")

    assert User.objects.count() == PEOPLE


def test_again_adds_to_them():
    call_command("sample_programme", "--again", people=5, sessions=3, campaigns=0)

    made = (User.objects.count(), Session.objects.count(), Campaign.objects.count())
    assert made == (PEOPLE + 5, SESSIONS + 3, CAMPAIGNS)


def test_a_handful_of_people_is_too_few():
    User.objects.filter(personnel_number=people.TRAINER.number).update(personnel_number="1")

    with pytest.raises(CommandError, match="at least 15 people"):
        call_command("sample_programme", "--again", people=0)


def test_constraints_hold_at_the_end():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_profiles_are_ones_that_the_pages_would_take():
    wrong = [
        channel
        for channel in Channel.objects.all()
        if recognise(channel.address, channel.network).address != channel.address
    ]
    keys = [topic for topic in Topic.objects.all() if topic.key != Topic.key_of(topic.name)]
    unknown = [
        a for a in Ambassador.objects.all() if tongues.understood(tongues.named(a.languages)) != a.languages
    ]
    assert (wrong, keys, unknown) == ([], [], [])


def test_some_are_listed_for_everybody_and_some_for_nobody():
    listed = {level: Ambassador.objects.filter(listed_to=level).exists() for level in (0, 3)}
    topics = Ambassador.objects.filter(topics__isnull=True).exists()

    assert (listed, topics) == ({0: True, 3: True}, False)


def test_some_have_set_limits_and_who_shows_the_hub_does_not_pause():
    assert 0 < Boundary.objects.count() < Ambassador.objects.count() / 2
    shown = [sketch.number for _role, sketch in sign_ins.SHOWN]
    assert not Boundary.objects.filter(
        is_paused=True, ambassador__person__personnel_number__in=shown
    ).exists()
