"""Coordinators' pages: trainings, their dates, and rosters."""

from datetime import UTC, datetime, timedelta

import pytest

from outbox.models import Message
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory, TopicFactory, TrainingFactory, people, states
from trainings import services
from trainings.models import Session, Topic, Training

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return CoordinatorFactory()


@pytest.fixture
def desk(client, coordinator, client_for):
    """The coordinator's browser."""
    return client_for(coordinator)


def text(response):
    return " ".join(response.content.decode().split())


def filled(**changes):
    meeting = {
        "day": "2026-12-08",
        "starts": "14:00",
        "ends": "15:30",
        "timezone": "Europe/Berlin",
        "location": "Bremen",
        "capacity": "12",
    }
    return meeting | changes


TRAINING = {
    "language": "de",
    "title": "Fotografieren & Größe",
    "summary": "Zwei Stunden.",
    "format": "on_site",
    "is_working_time": "yes",
    "account": "4711",
    "reminders_0_0": "1",
    "reminders_0_1": "1440",
}


def test_a_training_is_made_with_a_readable_address(desk):
    topic = TopicFactory()
    response = desk.post("/cockpit/trainings/new/", TRAINING | {"topics": [topic.pk]})
    made = Training.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/cockpit/trainings/{made.pk}/")
    assert (made.slug, made.reminder_minutes, list(made.topics.all())) == (
        "fotografieren-groesse",
        [1440],
        [topic],
    )


def test_two_trainings_of_one_name_have_two_addresses_and_none_is_reserved(desk):
    for title in ("Sessions", "Sessions", "日本"):
        desk.post("/cockpit/trainings/new/", TRAINING | {"title": title})
    assert sorted(Training.objects.values_list("slug", flat=True)) == ["sessions-2", "sessions-3", "training"]


def test_faults_come_back_with_the_form(desk):
    response = desk.post("/cockpit/trainings/new/", TRAINING | {"title": "", "second_access": "Step-free"})
    assert response.context["form"].errors.keys() == {"title", "second_title"}
    assert Training.objects.count() == 0


def test_a_training_is_edited_and_keeps_its_address(desk):
    training = TrainingFactory(slug="photos")
    desk.post(
        f"/cockpit/trainings/{training.pk}/edit/",
        TRAINING | {"second_title": "Photos", "second_summary": "Two."},
    )
    training.refresh_from_db()
    assert (training.slug, training.title, training.second_title) == (
        "photos",
        "Fotografieren & Größe",
        "Photos",
    )


def test_two_topics_may_have_the_same_long_name(desk):
    for _twice in range(2):
        assert (
            desk.post("/cockpit/trainings/topics/", {"name_de": "x" * 60, "name_en": "x" * 60}).status_code
            == 303
        )
    assert [topic.slug for topic in Topic.objects.all()] == ["x" * 50, "x" * 50 + "-2"]


def test_topics_are_made_and_renamed(desk):
    desk.post("/cockpit/trainings/topics/", {"name_de": "Mut & Grenzen", "name_en": "Courage & boundaries"})
    desk.post("/cockpit/trainings/topics/courage-boundaries/", {"name_de": "Mut", "name_en": "Courage"})
    assert list(Topic.objects.values_list("slug", "name_de", "name_en")) == [
        ("courage-boundaries", "Mut", "Courage")
    ]


def test_a_date_is_made_as_a_draft_published_and_found(desk, client):
    training, trainer = TrainingFactory(), UserFactory(personnel_number="4711")
    data = filled(trainers=f"4711\n{trainer.email.upper()}", enrolment_closes="2026-12-07T18:00")
    response = desk.post(f"/cockpit/trainings/{training.pk}/new/", data)
    made = Session.objects.get()
    assert response["Location"] == f"/cockpit/sessions/{made.pk}/"
    assert (made.starts_at, made.ends_at, made.cancel_by) == (
        datetime(2026, 12, 8, 13, tzinfo=UTC),
        datetime(2026, 12, 8, 14, 30, tzinfo=UTC),
        made.starts_at,
    )
    assert (made.enrolment_closes_at, list(made.trainers.all())) == (
        datetime(2026, 12, 7, 17, tzinfo=UTC),
        [trainer],
    )
    assert client.get(f"/trainings/sessions/{made.pk}/").status_code == 404
    desk.post(f"/cockpit/sessions/{made.pk}/publish/")
    assert client.get(f"/trainings/sessions/{made.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("changes", "faulty"),
    [
        ({"day": "2026-11-23"}, {"day"}),
        ({"ends": "14:00"}, {"starts"}),
        ({"day": "2027-03-28", "starts": "02:30", "ends": "04:00"}, {"starts"}),
        ({"enrolment_closes": "2026-12-08T14:01"}, {"enrolment_closes"}),
        ({"cancel_by": "tomorrow"}, {"cancel_by"}),
        ({"trainers": "nobody@nordwerk.example"}, {"trainers"}),
        ({"timezone": "Mars/Olympus"}, {"timezone"}),
        ({"capacity": "0"}, {"capacity"}),
        ({"link": "javascript:alert(1)"}, {"link"}),
    ],
    ids=[
        "past",
        "no time",
        "skipped hour",
        "closes late",
        "no time given",
        "unknown trainer",
        "zone",
        "seats",
        "link",
    ],
)
def test_a_date_that_cannot_be_is_refused_at_the_right_field(desk, changes, faulty):
    response = desk.post(f"/cockpit/trainings/{TrainingFactory().pk}/new/", filled(**changes))
    assert response.context["form"].errors.keys() == faulty
    assert Session.objects.count() == 0


def test_a_night_shift_ends_on_the_next_day_and_the_hour_that_comes_twice_counts_once(desk):
    data = filled(day="2027-10-30", starts="23:00", ends="02:30")
    desk.post(f"/cockpit/trainings/{TrainingFactory().pk}/new/", data)
    made = Session.objects.get()
    assert made.ends_at - made.starts_at == timedelta(hours=3, minutes=30)


def test_moving_keeps_seats_and_tells_how_many(desk):
    session = SessionFactory(capacity=1)
    first, second = people(2)
    services.enrol(session=session, person=first, now=NOW)
    services.join_waiting_list(session=session, person=second, now=NOW)
    address = f"/cockpit/sessions/{session.pk}/move/"
    page = text(desk.get(address))
    assert "A message goes to 1 person with a seat or an offer, to 1 waiting, and to the trainers." in page
    assert 'value="2026-12-08"' in page
    desk.post(address, filled(day="2026-12-09"))
    session.refresh_from_db()
    assert session.starts_at == datetime(2026, 12, 9, 13, tzinfo=UTC)
    assert states(session) == [(1, "booked"), (2, "waiting")]
    again = text(desk.post(address, filled(day="2026-12-09"), follow=True))
    moved = Message.objects.filter(kind="trainings_moved")
    assert ("Time and place are as they were" in again, moved.count()) == (True, 2)


@pytest.mark.parametrize(
    ("sent", "closes", "cancel_by"),
    [
        ({}, "2026-12-20T09:00", "2026-12-22T08:00"),
        ({"day": "2026-12-01"}, "2026-11-29T09:00", "2026-12-01T08:00"),
        ({"cancel_by": "2026-12-21T12:00"}, "2026-12-20T09:00", "2026-12-21T12:00"),
    ],
    ids=["later", "earlier", "one of them set anew"],
)
def test_deadlines_that_nobody_touches_move_along_with_the_start(desk, sent, closes, cancel_by):
    """Else a date moved by two weeks would be closed from its first day on."""
    session = SessionFactory()
    form = desk.get(f"/cockpit/sessions/{session.pk}/move/").context["form"]
    shown = {field.name: field.value() for field in form}
    shown |= {name: shown[name].strftime("%Y-%m-%dT%H:%M") for name in ("enrolment_closes", "cancel_by")}
    left = {name: value for name, value in shown.items() if value is not None}
    for day in ("0001-01-01", "9999-12-31"):
        far = desk.post(f"/cockpit/sessions/{session.pk}/move/", left | {"day": day})
        assert far.context["form"].errors.keys() == {"starts"}
    response = desk.post(f"/cockpit/sessions/{session.pk}/move/", left | {"day": "2026-12-22"} | sent)
    assert response.status_code == 303
    session.refresh_from_db()
    found = (session.enrolment_closes_at, session.cancel_by)
    assert [f"{at.astimezone(session.zone):%Y-%m-%dT%H:%M}" for at in found] == [closes, cancel_by]


def test_what_is_published_too_late_is_said(desk):
    session = SessionFactory(enrolment_closes_at=NOW - timedelta(hours=1), published_at=None)
    page = text(desk.post(f"/cockpit/sessions/{session.pk}/publish/", follow=True))
    assert "Published, but enrolment is over already" in page


def test_cancelling_asks_first_and_then_says_why(desk, client):
    session = SessionFactory()
    address = f"/cockpit/sessions/{session.pk}/cancel/"
    assert "This cannot be undone" in text(desk.get(address))
    desk.post(address, {"reason": "Frauke is ill."})
    assert "Frauke is ill." in text(client.get(f"/trainings/sessions/{session.pk}/"))
    assert "nothing about it can change any more" in text(desk.get(address, follow=True))


def test_a_cut_of_the_seats_says_over_by_how_many(desk):
    session = SessionFactory(capacity=3)
    for person in people(3):
        services.enrol(session=session, person=person, now=NOW)
    response = desk.post(f"/cockpit/sessions/{session.pk}/capacity/", {"capacity": "1"}, follow=True)
    page = text(response)
    assert "1 seat now, over by 2. Nobody loses their seat." in page
    assert "3 of 1 · 0 waiting · over by 2" in page


def test_trainers_and_deadlines_change_without_a_message(desk):
    session, trainer = SessionFactory(), UserFactory()
    desk.post(f"/cockpit/sessions/{session.pk}/change/", {"trainers": trainer.email})
    session.refresh_from_db()
    assert (list(session.trainers.all()), session.cancel_by) == ([trainer], session.starts_at)


@pytest.fixture
def crowded():
    """Booked: Weiß, =Cmd; waiting: Öztürk, Zander."""
    session = SessionFactory(capacity=2, training__slug="photos")
    names = [("Lena", "Weiß"), ("=Cmd", "Äpfel"), ("Ömer", "Öztürk"), ("Zoë", "Zander")]
    everybody = [UserFactory(first_name=first, last_name=last, department="Netz") for first, last in names]
    for person in everybody[:2]:
        services.enrol(session=session, person=person, now=NOW)
    for person in everybody[2:]:
        services.join_waiting_list(session=session, person=person, now=NOW)
    return session


def test_the_roster_lists_seats_by_name_and_the_line_by_its_order(desk, crowded):
    context = desk.get(f"/cockpit/sessions/{crowded.pk}/").context
    assert [each.person.name for each in context["page"]] == ["=Cmd Äpfel", "Lena Weiß"]
    assert [each.person.name for each in context["line"]] == ["Ömer Öztürk", "Zoë Zander"]


def test_the_roster_file_starts_no_formula(desk, crowded):
    response = desk.get(f"/cockpit/sessions/{crowded.pk}/roster.csv")
    assert response["Content-Disposition"] == 'attachment; filename="photos-2026-12-08.csv"'
    assert b"".join(response.streaming_content).decode().split("\r\n") == [
        "\ufeffName;Department;Location;State;Number in line;Since",
        "'=Cmd Äpfel;Netz;;booked;;Tue 24 November, 09:00",
        "Lena Weiß;Netz;;booked;;Tue 24 November, 09:00",
        "Ömer Öztürk;Netz;;waiting;1;Tue 24 November, 09:00",
        "Zoë Zander;Netz;;waiting;2;Tue 24 November, 09:00",
        "",
    ]


def test_trainers_see_the_roster_of_their_own_sessions_only_and_change_nothing(client, person, crowded):
    crowded.trainers.add(person)
    foreign = SessionFactory()
    page = text(client.get(f"/cockpit/sessions/{crowded.pk}/"))
    assert "Lena Weiß" in page
    assert "Cancel this date" not in page
    for address in ("", "roster.csv"):
        assert client.get(f"/cockpit/sessions/{foreign.pk}/{address}").status_code == 404
    assert client.post(f"/cockpit/sessions/{crowded.pk}/publish/").status_code == 403


def test_whoever_freed_a_seat_is_on_no_roster(desk, crowded):
    leaving = crowded.enrolments.get(number=1).person
    services.cancel(session=crowded, person=leaving, now=NOW)
    file = b"".join(desk.get(f"/cockpit/sessions/{crowded.pk}/roster.csv").streaming_content).decode()
    assert leaving.name not in text(desk.get(f"/cockpit/sessions/{crowded.pk}/")) + file


def test_the_list_is_searched_and_ordered_by_the_next_date(desk):
    late, early = TrainingFactory(title="Handy late"), TrainingFactory(title="Handy early")
    TrainingFactory(title="Handy without a date")
    SessionFactory(training=late, starts_at=NOW + timedelta(days=9))
    SessionFactory(training=early, starts_at=NOW + timedelta(days=3))
    TrainingFactory(title="Schreiben", summary="Anders.", takeaways="")
    page = desk.get("/cockpit/trainings/?q=handy").context["page"]
    assert [training.title for training in page] == ["Handy early", "Handy late", "Handy without a date"]


@pytest.mark.parametrize("many", [1, 3, 60])
def test_the_list_takes_the_same_queries(desk, many, queries_of):
    for training in TrainingFactory.create_batch(many):
        SessionFactory(training=training)
    assert queries_of(desk, "/cockpit/trainings/") == 4


@pytest.mark.parametrize("many", [1, 3, 60])
def test_the_page_of_a_training_takes_the_same_queries(desk, many, queries_of):
    training = TrainingFactory()
    SessionFactory.create_batch(many, training=training)
    assert queries_of(desk, f"/cockpit/trainings/{training.pk}/") == 8


def test_a_long_roster_comes_in_pages_and_whole_for_printing(desk):
    session = SessionFactory(capacity=26)
    for person in people(26):
        services.enrol(session=session, person=person, now=NOW)
    for person in people(27):
        services.join_waiting_list(session=session, person=person, now=NOW)
    address = f"/cockpit/sessions/{session.pk}/"
    shown = [desk.get(address + query).context for query in ("", "?page=2", "?all=1")]
    found = [(len(page["page"]), len(page["line"]), page["more_waiting"]) for page in shown]
    assert found == [(25, 25, 2), (1, 25, 2), (26, 27, 0)]


@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_roster_takes_the_same_queries(desk, many, queries_of):
    session = SessionFactory(capacity=many)
    for person in people(many):
        services.enrol(session=session, person=person, now=NOW)
    for person in people(many):
        services.join_waiting_list(session=session, person=person, now=NOW)
    assert queries_of(desk, f"/cockpit/sessions/{session.pk}/") == 8
