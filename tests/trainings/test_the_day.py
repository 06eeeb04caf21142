"""The pages of the day: attendance on the roster, people who walk in, the sheet to sign."""

from datetime import timedelta

import pytest
import time_machine

from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory, people, states
from trainings import services
from trainings.models import Enrolment

pytestmark = pytest.mark.django_db
STARTS = NOW + timedelta(days=14)
HTMX = {"HX-Request": "true"}


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def kwame():
    return UserFactory(first_name="Kwame", last_name="Mensah")


@pytest.fixture
def session(kwame):
    """Four seats; Anna, Ben and Chris have one."""
    session = SessionFactory(capacity=4)
    session.trainers.add(kwame)
    for name in ("Anna", "Ben", "Chris"):
        person = UserFactory(first_name=name, last_name="Adler", department="Netz")
        services.enrol(session=session, person=person, now=NOW)
    return session


@pytest.fixture
def clock():
    """Five past the start."""
    with time_machine.travel(STARTS + timedelta(minutes=5), tick=False) as clock:
        yield clock


@pytest.fixture
def trainer(client_for, kwame):
    return client_for(kwame)


def roster(session, more=""):
    return f"/cockpit/sessions/{session.pk}/{more}"


def mark(client, session, number, state, **sent):
    enrolment = Enrolment.objects.get(session=session, number=number)
    return client.post(roster(session, f"attendance/{enrolment.pk}/"), {"state": state}, **sent)


def test_before_the_start_the_roster_says_when_it_opens(session, trainer):
    with time_machine.travel(STARTS - timedelta(minutes=1), tick=False):
        page = text(trainer.get(roster(session)))
        pressed = mark(trainer, session, 1, "attended", headers=HTMX)
    assert (pressed["HX-Refresh"], pressed.content) == ("true", b"")
    assert "Who is here can be marked from the start on: Tue 8 December, 09:00." in page
    assert ('class="att"' in page, "Add person" in page) == (False, False)
    assert states(session) == [(1, "booked"), (2, "booked"), (3, "booked")]


def test_here_missed_and_corrected_with_the_last_word_named(session, trainer, clock, client_for, kwame):
    mark(trainer, session, 1, "attended")
    mark(trainer, session, 2, "no_show")
    clock.shift(60)
    selma = CoordinatorFactory(first_name="Selma", last_name="Öztürk")
    desk = client_for(selma)
    cell = text(mark(desk, session, 2, "attended", headers=HTMX))
    assert "2 here, 0 missed, 1 open" in cell
    assert ('aria-pressed="true"' in cell, "Anna" in cell) == (True, False)
    page = text(trainer.get(roster(session)))
    assert ("2 here, 0 missed, 1 open" in page, "Selma Öztürk</span>, 09:06" in page) == (True, True)
    assert mark(desk, session, 1, "booked").status_code == 303
    found = Enrolment.objects.order_by("number").values_list("state", "recorded_by", "recorded_at")
    at = STARTS + timedelta(minutes=6)
    assert list(found) == [("booked", selma.pk, at), ("attended", selma.pk, at), ("booked", None, None)]


def test_the_rest_is_here_at_once_and_undone_but_for_what_was_corrected(session, trainer, clock):
    mark(trainer, session, 1, "no_show")
    clock.shift(60)
    page = text(trainer.post(roster(session, "attendance/rest/"), follow=True))
    assert ("2 more are here." in page, "2 here, 1 missed, 0 open" in page) == (True, True)
    undo = page.split('class="note undo is-ok" method="post" action="')[1].split('"')[0]
    clock.shift(60)
    mark(trainer, session, 2, "no_show")
    trainer.post(undo)
    assert [state for _number, state in states(session)] == ["no_show", "no_show", "booked"]
    answers = [
        trainer.post(roster(session, f"attendance/rest/{at}/open/")).status_code for at in (0, 1, "9" * 5000)
    ]
    assert answers == [303, 303, 404]


def test_only_those_who_lead_it_and_coordinators(session, clock, client_for):
    other = UserFactory()
    SessionFactory().trainers.add(other)
    enrolment = Enrolment.objects.get(number=1)
    guests = {"attended": client_for(enrolment.person), "trainer of another date": client_for(other)}
    pages = ["sheet/", "check-in/", "add/"]
    deeds = [f"attendance/{enrolment.pk}/", "attendance/rest/", "attendance/rest/1/open/", "walk-in/"]
    answers = {
        who: [client.get(roster(session, page)).status_code for page in pages]
        for who, client in guests.items()
    }
    answers |= {
        f"{who} presses": [client.post(roster(session, deed)).status_code for deed in deeds]
        for who, client in guests.items()
    }
    assert {status for statuses in answers.values() for status in statuses} == {404}
    assert [state for _number, state in states(session)] == ["booked"] * 3


def test_a_row_of_another_session_is_not_there(session, trainer, clock):
    elsewhere = SessionFactory()
    services.enrol(session=elsewhere, person=UserFactory(), now=NOW)
    foreign = Enrolment.objects.get(session=elsewhere)
    address = roster(session, f"attendance/{foreign.pk}/")
    assert trainer.post(address, {"state": "attended"}).status_code == 404
    mine = Enrolment.objects.get(session=session, number=1)
    for state in ("", "waiting", "\x00"):
        assert trainer.post(roster(session, f"attendance/{mine.pk}/"), {"state": state}).status_code == 404


def found(client, session, text):
    return [
        person.first_name for person in client.get(roster(session, "add/"), {"q": text}).context["people"]
    ]


def test_a_colleague_is_found_by_name_or_whole_number_and_never_the_company(session, trainer, clock):
    UserFactory.create_batch(9, last_name="Müller", email=None)
    lena = UserFactory(
        first_name="Lena", last_name="Weiß", personnel_number="4711", email="zz@nordwerk.example"
    )
    UserFactory(first_name="Lenardo", is_active=False)
    wanted = {"lena weiss": ["Lena"], "4711": ["Lena"], "471": [], "zz": [], "": [], "l": [], "%": []}
    assert {text: found(trainer, session, text) for text in wanted} == wanted
    page = trainer.get(roster(session, "add/?q=mueller"))
    assert (len(page.context["people"]), "There are more. Type more of the name." in text(page)) == (6, True)
    assert lena.personnel_number not in text(trainer.get(roster(session, "add/?q=lena")))


def test_one_press_adds_and_what_was_a_mistake_is_taken_back(session, trainer, clock):
    lena, zoe = UserFactory(first_name="Lena", last_name="Weiß"), UserFactory(first_name="Zoë")
    add = roster(session, "walk-in/")
    said = [
        [str(message) for message in trainer.post(add, {"person": who.pk}, follow=True).context["messages"]]
        for who in (lena, lena, zoe)
    ]
    full = (
        "The room is full: every seat is somebody’s who is here or still expected. "
        f"Once one of them is marked as missed, there is a seat for {zoe.name}."
    )
    assert said == [["Lena Weiß is here."], ["Lena Weiß was here already."], [full]]
    page = text(mark(trainer, session, 4, "booked", follow=True))
    assert ("Lena Weiß is off the list again." in page, "came without a seat" in page) == (True, False)
    undo = page.split('class="note undo is-ok" method="post" action="')[1].split('"')[0]
    assert "came without a seat" in text(trainer.post(undo, follow=True))
    for nobody in ("", "nonsense", "00000000-0000-4000-8000-000000000000"):
        assert trainer.post(add, {"person": nobody}).status_code == 404
    with time_machine.travel(STARTS - timedelta(minutes=1), tick=False):
        early = trainer.post(add, {"person": zoe.pk}, follow=True).context["messages"]
        assert [str(message) for message in early] == [
            "People can be added from the start on, for as long as attendance can be corrected."
        ]


def test_paper_names_who_has_a_seat_and_never_who_missed_it(session, trainer, clock):
    booked = text(trainer.get(roster(session, "sheet/")))
    mark(trainer, session, 1, "attended")
    mark(trainer, session, 2, "no_show")
    assert text(trainer.get(roster(session, "sheet/"))) == booked
    wanted = ["Anna Adler", "Netz", "Kwame Mensah", "Tuesday 8 December 2026, 09:00 – 11:00", "Halle 3"]
    assert [part for part in wanted if part not in booked] == []
    assert booked.count('<tr class="is-empty">') == 6


def test_whoever_leads_an_online_date_finds_its_room(session, trainer, client_for):
    session.link = "https://treffen.nordwerk.example/mittag"
    session.save()
    with time_machine.travel(NOW, tick=False):
        assert f'href="{session.link}"' in text(trainer.get(roster(session)))
    with time_machine.travel(session.ends_at, tick=False):
        assert session.link not in text(trainer.get(roster(session)))


@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_roster_of_the_day_takes_the_same_queries(clock, client_for, many, queries_of):
    session = SessionFactory(capacity=many)
    for number, person in enumerate(people(many)):
        services.enrol(session=session, person=person, now=NOW)
        if number % 3:
            services.record_attendance(
                session=session,
                person=person,
                state=Enrolment.State.ATTENDED,
                by=CoordinatorFactory(),
                now=STARTS,
            )
    desk = client_for(CoordinatorFactory())
    pages = ("", "sheet/", "check-in/", "add/?q=mann")
    assert [queries_of(desk, roster(session, page)) for page in pages] == [9, 5, 5, 5]
