"""Neither a date nor a training is published before somebody has said whether it is working time, and on which account."""

import pytest

from outbox.models import AuditEntry
from tests.factories.ambassadors import CoordinatorFactory
from tests.factories.trainings import OwnPaceFactory, SessionFactory, TrainingFactory
from trainings import services
from trainings.models import Training
from trainings.services import WorkingTimeMissing

pytestmark = pytest.mark.django_db
SILENT = [{"is_working_time": None, "account": ""}, {"is_working_time": True, "account": ""}]


@pytest.fixture
def coordinator():
    return CoordinatorFactory()


@pytest.fixture
def desk(at_nine, coordinator, client_for):
    return client_for(coordinator)


def draft(**said):
    training = TrainingFactory(**(SILENT[0] | said))
    return SessionFactory(training=training, published_at=None)


@pytest.mark.parametrize("said", SILENT, ids=["nothing said", "no account"])
def test_the_deed_refuses(now, coordinator, said):
    session = draft(**said)
    with pytest.raises(WorkingTimeMissing):
        services.publish_session(session=session, by=coordinator, now=now)
    session.refresh_from_db()
    assert session.published_at is None


@pytest.mark.parametrize("said", SILENT, ids=["nothing said", "no account"])
@pytest.mark.parametrize("make", [TrainingFactory, OwnPaceFactory], ids=["without a date", "self-paced"])
def test_a_training_goes_into_the_catalogue_only_with_an_answer(desk, coordinator, now, make, said):
    training = make(**said, published_at=None)
    with pytest.raises(WorkingTimeMissing):
        services.publish_training(training=training, by=coordinator, now=now)
    address = f"/cockpit/trainings/{training.pk}/publish/"
    assert desk.post(address).context["form"].errors
    assert "form" in desk.post(address, {"is_working_time": "yes", "account": ""}).context
    training.refresh_from_db()
    assert training.published_at is None
    assert desk.post(address, {"is_working_time": "yes", "account": "4711"}).status_code == 303
    training.refresh_from_db()
    assert (training.is_published, training.account) == (True, "4711")


@pytest.mark.parametrize(
    "said", [{"is_working_time": True, "account": "4711"}, {"is_working_time": False}], ids=["yes", "no"]
)
def test_said_it_is_published(now, coordinator, said):
    assert services.publish_session(session=draft(**said), by=coordinator, now=now).is_published


def test_a_new_training_has_chosen_nothing(desk):
    page = desk.get("/cockpit/trainings/new/").text
    assert page.count('name="is_working_time"') == 2
    assert 'name="is_working_time" value="yes" checked' not in page


@pytest.mark.parametrize(
    ("said", "sent", "faulty"),
    [
        (SILENT[0], {}, {"is_working_time"}),
        (SILENT[1], {}, {"account"}),
        (SILENT[0], {"is_working_time": "yes", "account": ""}, {"account"}),
        (SILENT[0], {"is_working_time": "perhaps", "account": "4711"}, {"is_working_time"}),
    ],
    ids=["nothing said", "no account", "answered by half", "no such answer"],
)
def test_publishing_asks_and_says_what_is_missing_beside_the_field(desk, said, sent, faulty):
    session = draft(**said)
    response = desk.post(f"/cockpit/sessions/{session.pk}/publish/", sent)
    session.refresh_from_db()
    assert (response.context["form"].errors.keys(), session.is_published) == (faulty, False)
    assert all(f'id="id_{name}' in response.text for name in ("is_working_time", "account"))


def test_the_answer_is_written_and_the_date_published(desk):
    session = draft()
    sent = {"is_working_time": "yes", "account": "Kostenstelle 4711"}
    desk.post(f"/cockpit/sessions/{session.pk}/publish/", sent)
    session.refresh_from_db()
    training = session.training
    training.refresh_from_db()
    assert (session.is_published, training.is_working_time, training.account) == (
        True,
        True,
        "Kostenstelle 4711",
    )
    assert sorted(AuditEntry.objects.values_list("deed", flat=True)) == ["change training", "publish session"]


@pytest.mark.parametrize("by_itself", [False, True], ids=["with a date", "without a date"])
def test_a_published_training_cannot_take_it_back(desk, now, by_itself):
    made = TrainingFactory(title="Interviews", published_at=now if by_itself else None)
    training = made if by_itself else SessionFactory(training=made).training
    sent = {"language": "de", "title": "Interviews", "summary": "Zwei Stunden.", "format": "on_site"}
    for answer, faulty in (({}, {"is_working_time"}), ({"is_working_time": "yes"}, {"account"})):
        response = desk.post(f"/cockpit/trainings/{training.pk}/edit/", sent | answer)
        assert response.context["form"].errors.keys() == faulty
    desk.post(f"/cockpit/trainings/{training.pk}/edit/", sent | {"is_working_time": "no"})
    training.refresh_from_db()
    assert (training.is_working_time, training.account) == (False, "")


def test_what_is_published_while_somebody_edits_stays_published(coordinator, now):
    edited = TrainingFactory()
    services.publish_training(training=Training.objects.get(pk=edited.pk), by=coordinator, now=now)
    services.change_training(training=edited, facts={"title": "Other"}, topics=[], by=coordinator, now=now)
    edited.refresh_from_db()
    assert (edited.title, edited.published_at) == ("Other", now)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"is_working_time": True, "account": "4711"}, "Yes, on 4711"),
        ({"is_working_time": False}, "No, in your own time"),
        ({}, "Not said yet"),
    ],
)
def test_the_page_says_it(desk, said, words):
    assert words in desk.get(f"/trainings/sessions/{draft(**said).pk}/").text
