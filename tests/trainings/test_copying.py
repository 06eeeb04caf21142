"""A training is copied, with the pattern of its dates or without."""

from datetime import timedelta

import pytest

from outbox.models import AuditEntry
from tests.factories.ambassadors import CoordinatorFactory
from tests.factories.trainings import NOW, SessionFactory, TopicFactory, TrainingFactory
from trainings.models import Training

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(at_nine, client_for):
    return client_for(CoordinatorFactory())


@pytest.fixture
def training():
    training = TrainingFactory(
        slug="handy",
        second_title="Photos",
        second_summary="Two.",
        reminder_minutes=[60],
        level="practised",
        languages=["de", "tr"],
        lesson="Look closely.",
        lesson_link="https://learn.example/photos",
        minutes=20,
        published_at=NOW,
    )
    training.topics.add(TopicFactory())
    training.prerequisites.add(TrainingFactory(slug="helpful-before"))
    SessionFactory(
        training=training, location="Görlitz", capacity=7, starts_at=NOW + timedelta(days=9, hours=5)
    )
    return training


def facts(training):
    same = {"id", "slug", "title", "second_title", "created_at", "published_at", "search"}
    columns = {field.name for field in Training._meta.concrete_fields} - same
    return (
        {name: getattr(training, name) for name in columns},
        list(training.topics.all()),
        list(training.prerequisites.all()),
    )


def the_copy(training):
    return Training.objects.exclude(pk=training.pk).exclude(slug="helpful-before").get()


def test_the_copy_has_all_texts_and_facts_and_no_date(desk, client_for, training):
    response = desk.post(f"/cockpit/trainings/{training.pk}/copy/")
    copy = the_copy(training)
    assert response["Location"] == f"/cockpit/trainings/{copy.pk}/edit/"
    assert facts(copy) == facts(training)
    assert copy.published_at is None
    assert (copy.title, copy.second_title) == (f"{training.title} (Kopie)", "Photos (copy)")
    assert copy.sessions.count() == 0
    assert AuditEntry.objects.get().deed == "copy training"


def test_with_its_dates_a_series_like_them_is_planned_next(desk, training):
    response = desk.post(f"/cockpit/trainings/{training.pk}/copy/", {"dates": "yes"})
    copy = the_copy(training)
    assert response["Location"] == f"/cockpit/trainings/{copy.pk}/series/?like={training.pk}"
    initial = desk.get(response["Location"]).context["form"].initial
    assert [str(initial[name]) for name in ("location", "capacity", "starts", "ends")] == [
        "Görlitz",
        "7",
        "14:00:00",
        "16:00:00",
    ]


@pytest.mark.parametrize("like", ["", "x", "00000000-0000-0000-0000-000000000000", "\x00"])
def test_a_pattern_that_is_not_there_does_not_matter(desk, training, like):
    assert desk.get(f"/cockpit/trainings/{training.pk}/series/", {"like": like}).status_code == 200


def test_a_long_title_has_room_for_the_word(desk):
    training = TrainingFactory(title="x" * 120)
    for _twice in range(2):
        assert desk.post(f"/cockpit/trainings/{training.pk}/copy/").status_code == 303
    assert max(len(each.title) for each in Training.objects.all()) <= 120


def test_pressed_twice_it_is_copied_once(desk, training):
    page = f"/cockpit/trainings/{training.pk}/"
    key = desk.get(page).context["go"]
    first, second = (desk.post(f"{page}copy/", {"go": key}) for _press in range(2))
    assert first["Location"] == second["Location"] == f"/cockpit/trainings/{key}/edit/"
    assert the_copy(training).pk == key
    assert desk.get(page).context["go"] != key
