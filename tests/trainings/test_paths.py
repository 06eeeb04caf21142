"""Learning paths: an order that coordinators suggest, and how far one is, for one's own eyes. And advice before a training."""

from datetime import timedelta

import pytest

from outbox.models import AuditEntry
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import (
    NOW,
    OwnPaceFactory,
    PathFactory,
    ProgressFactory,
    SessionFactory,
    TrainingFactory,
)
from trainings import services
from trainings.experience import Been, experience
from trainings.models import Enrolment, LearningPath, PathStep

pytestmark = pytest.mark.django_db
State = Enrolment.State


def took_part(person, *, state=State.BOOKED, days=-7, training=None):
    """A training of which the person has such an enrolment."""
    more = {"training": training} if training else {}
    session = SessionFactory(starts_at=NOW + timedelta(days=days), **more)
    Enrolment.objects.create(
        session=session,
        person=person,
        state=state,
        number=1,
        asked_at=NOW - timedelta(days=20),
        booked_at=NOW,
    )
    return session.training


def way(client, slug):
    return client.get(f"/trainings/paths/{slug}/").context["way"]


# How far one is ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "days", "been"),
    [
        (State.ATTENDED, -7, Been.DONE),
        (State.BOOKED, -7, Been.DONE),
        (State.BOOKED, 7, Been.BOOKED),
        (State.NO_SHOW, -7, Been.NOT_YET),
        (State.CANCELLED_LATE, -7, Been.NOT_YET),
        (State.WAITING, 7, Been.NOT_YET),
    ],
)
def test_who_had_a_seat_was_there_unless_the_trainer_says_otherwise(person, state, days, been):
    training = took_part(person, state=state, days=days)
    assert experience(person=person, trainings=[training.pk], now=NOW) == {training.pk: been}


def test_the_furthest_counts(person):
    training = took_part(person, state=State.ATTENDED)
    took_part(person, days=7, training=training)
    assert experience(person=person, trainings=[training.pk], now=NOW) == {training.pk: Been.DONE}


def test_a_path_shows_what_is_done_and_what_comes_next(client, person):
    done, lesson, begun, later = (
        took_part(person),
        OwnPaceFactory(),
        OwnPaceFactory(),
        SessionFactory().training,
    )
    ProgressFactory(training=lesson, person=person, done_at=NOW)
    ProgressFactory(training=begun, person=person)
    PathFactory(slug="first", stations=[done, lesson, begun, later])
    shown = way(client, "first")
    assert [(station.training, station.been) for station in shown.stations] == [
        (done, Been.DONE),
        (lesson, Been.DONE),
        (begun, Been.STARTED),
        (later, Been.NOT_YET),
    ]
    assert (shown.done, shown.now.training) == (2, begun)
    page = client.get("/trainings/paths/first/").content.decode()
    assert ("2 of 4 trainings. Only you see that." in page, "next date: Tue 8 December, 09:00" in page) == (
        True,
        True,
    )


def test_how_far_somebody_is_is_seen_by_nobody_else(client_for, at_nine, person):
    path = PathFactory(slug="first", stations=[took_part(person, state=State.ATTENDED), OwnPaceFactory()])
    coordinator, colleague = CoordinatorFactory(), UserFactory()
    theirs = [way(client_for(reader), "first").done for reader in (person, coordinator, colleague)]
    desk = client_for(coordinator)
    pages = [desk.get(f"/cockpit/trainings/paths/{tail}").content.decode() for tail in ("", f"{path.pk}/")]
    assert (theirs, [page for page in pages if person.name in page or "1 of 2" in page]) == ([1, 0, 0], [])


def test_a_training_that_the_reader_may_not_see_is_left_out(client, client_for):
    draft, lesson = TrainingFactory(), OwnPaceFactory()
    PathFactory(slug="first", stations=[draft, lesson])
    assert [station.training for station in way(client, "first").stations] == [lesson]
    assert [one.training for one in way(client_for(CoordinatorFactory()), "first").stations] == [
        draft,
        lesson,
    ]


def test_a_date_that_is_still_a_draft_is_not_told(client):
    training = SessionFactory(starts_at=NOW + timedelta(days=30)).training
    SessionFactory(training=training, starts_at=NOW + timedelta(days=3), published_at=None)
    PathFactory(slug="first", stations=[training])
    assert way(client, "first").stations[0].training.next_at == NOW + timedelta(days=30)


def test_the_list_shows_published_paths_and_says_when_there_is_none(client):
    PathFactory(published_at=None)
    assert "No learning path yet." in client.get("/trainings/paths/").content.decode()
    shown = PathFactory(stations=[OwnPaceFactory()])
    assert [one.path for one in client.get("/trainings/paths/").context["ways"]] == [shown]


def test_a_path_is_read_in_the_readers_language_where_there_is_one(client, person):
    PathFactory(slug="first", second_title="Your first post", second_summary="In four steps.")
    assert "Your first post" in client.get("/trainings/paths/first/").content.decode()
    person.language = "de"
    person.save()
    assert "Dein erster Beitrag" in client.get("/trainings/paths/first/").content.decode()


@pytest.mark.parametrize("many", [1, 3, 12])
def test_the_list_takes_the_same_queries(client, person, many, queries_of):
    for _n in range(many):
        PathFactory(stations=[took_part(person), OwnPaceFactory(), SessionFactory().training])
    assert queries_of(client, "/trainings/paths/") == 8


# Advice -----------------------------------------------------------------------------------------------


def test_what_helps_before_is_advice_with_whether_one_has_been_there(client, person):
    training = SessionFactory(training__slug="camera").training
    for before in (took_part(person), OwnPaceFactory(), TrainingFactory()):
        training.prerequisites.add(before)
    expected = sorted([Been.DONE, Been.NOT_YET])
    session = training.sessions.get()
    for address in ("/trainings/camera/", f"/trainings/sessions/{session.pk}/"):
        response = client.get(address)
        assert sorted(station.been for station in response.context["before"]) == expected
        assert "Advice, nothing more. You can come without it." in response.content.decode()


def test_nobody_is_kept_from_a_seat(person):
    session = SessionFactory()
    session.training.prerequisites.add(OwnPaceFactory())
    assert services.enrol(session=session, person=person, now=NOW).outcome == "booked"


# At the desk ------------------------------------------------------------------------------------------

TEXTS = {
    "language": "de",
    "title": "Dein erster Beitrag",
    "summary": "In vier Schritten.",
    "second_title": "Your first post",
    "second_summary": "In four steps.",
}


@pytest.fixture
def desk(client_for, at_nine):
    return client_for(CoordinatorFactory())


def along(path):
    return [
        step.training
        for step in PathStep.objects.filter(path=path).select_related("training").order_by("place")
    ]


def test_a_path_is_made_filled_and_published(desk, client):
    desk.post("/cockpit/trainings/paths/new/", TEXTS)
    path = LearningPath.objects.get()
    first, second = OwnPaceFactory(), TrainingFactory()
    for training in (first, second):
        desk.post(f"/cockpit/trainings/paths/{path.pk}/add/", {"training": training.pk})
    hidden = client.get(f"/trainings/paths/{path.slug}/").status_code
    desk.post(f"/cockpit/trainings/paths/{path.pk}/publish/")
    shown = client.get(f"/trainings/paths/{path.slug}/").status_code
    assert (path.slug, along(path), hidden, shown) == ("dein-erster-beitrag", [first, second], 404, 200)


def test_faults_come_back_with_the_form(desk):
    response = desk.post("/cockpit/trainings/paths/new/", TEXTS | {"title": "", "second_summary": ""})
    assert response.context["form"].errors.keys() == {"title", "second_summary"}
    assert LearningPath.objects.count() == 0


def test_an_empty_path_is_not_published_and_a_published_one_keeps_a_training(desk):
    path = PathFactory(published_at=None)
    address = f"/cockpit/trainings/paths/{path.pk}/"
    refused = desk.post(f"{address}publish/", follow=True).content.decode()
    assert ("Choose its trainings first." in refused, LearningPath.objects.get().is_published) == (
        True,
        False,
    )
    training = TrainingFactory()
    desk.post(f"{address}add/", {"training": training.pk})
    desk.post(f"{address}publish/")
    kept = desk.post(f"{address}{training.pk}/remove/", follow=True).content.decode()
    assert ("A published path needs a training." in kept, along(path)) == (True, [training])


@pytest.mark.parametrize(
    ("index", "to", "order"),
    [(1, "forward", "bac"), (1, "back", "acb"), (0, "forward", "abc"), (2, "back", "abc")],
)
def test_trainings_move_by_one_place(desk, index, to, order):
    trainings = [TrainingFactory(title=title) for title in "abc"]
    path = PathFactory(stations=trainings)
    desk.post(f"/cockpit/trainings/paths/{path.pk}/{trainings[index].pk}/move/", {"to": to})
    assert "".join(training.title for training in along(path)) == order


def test_what_is_taken_off_comes_back_to_its_place(desk):
    trainings = [TrainingFactory(title=title) for title in "abc"]
    path = PathFactory(stations=trainings)
    page = desk.post(
        f"/cockpit/trainings/paths/{path.pk}/{trainings[1].pk}/remove/", follow=True
    ).content.decode()
    undo = f"/cockpit/trainings/paths/{path.pk}/{trainings[1].pk}/restore/1/"
    assert (f'action="{undo}"' in page, along(path)) == (True, [trainings[0], trainings[2]])
    desk.post(undo)
    desk.post(undo)
    assert along(path) == trainings


def test_a_training_stands_on_a_path_once(desk):
    training = TrainingFactory()
    path = PathFactory(stations=[training])
    response = desk.post(f"/cockpit/trainings/paths/{path.pk}/add/", {"training": training.pk})
    assert (response.context["form"].errors.keys(), along(path)) == ({"training"}, [training])


def test_deleting_asks_first_and_keeps_the_trainings(desk):
    training = TrainingFactory()
    path = PathFactory(stations=[training])
    address = f"/cockpit/trainings/paths/{path.pk}/delete/"
    asked = desk.get(address).content.decode()
    assert ("The trainings stay" in asked, LearningPath.objects.count()) == (True, 1)
    desk.post(address)
    training.refresh_from_db()
    assert (LearningPath.objects.count(), PathStep.objects.count()) == (0, 0)
    assert AuditEntry.objects.get(deed="delete learning path").details == {"title": path.title}


def test_a_path_is_hidden_again(desk):
    path = PathFactory(stations=[TrainingFactory()])
    page = desk.post(f"/cockpit/trainings/paths/{path.pk}/hide/", follow=True).content.decode()
    assert ("The path is a draft again." in page, LearningPath.objects.get().is_published) == (True, False)


@pytest.mark.parametrize("many", [1, 3, 15])
def test_the_desk_takes_the_same_queries(desk, many, queries_of):
    path = PathFactory(stations=TrainingFactory.create_batch(many))
    PathFactory.create_batch(many)
    assert queries_of(desk, "/cockpit/trainings/paths/") == 4
    assert queries_of(desk, f"/cockpit/trainings/paths/{path.pk}/") == 5
