"""Makes what has no date: trainings at one's own pace, one that people wish for, learning paths, and how far some are."""

from collections.abc import Iterable
from datetime import timedelta

from influencer_hub.sample import people
from influencer_hub.sample.cast import Cast
from influencer_hub.sample.schooling import as_training
from influencer_hub.sample.texts_learning import BEFORE, LESSONS, LEVELS, PATHS, WISHED, WOULD_COME
from trainings import wishes
from trainings.models import Interest, LearningPath, PathStep, Progress, Topic, Training


def offer(cast: Cast) -> None:
    """Once, however often the sample is made larger."""
    if LearningPath.objects.exists():
        return
    for lesson in LESSONS:
        training = as_training(lesson.training, cast.now)
        training.format = Training.Format.SELF_PACED
        training.minutes, training.access, training.second_access = lesson.training.minutes, "", ""
        training.lesson, training.second_lesson = lesson.text
        _publish(training, lesson.training.topics, cast)
    _publish(as_training(WISHED, cast.now), WISHED.topics, cast)
    there = {training.slug: training for training in Training.objects.defer("search")}
    for slug, level in LEVELS.items():
        Training.objects.filter(slug=slug).update(level=level)
    for slug, before in BEFORE.items():
        there[slug].prerequisites.set(there[each] for each in before)
    _lay_paths(there, cast)
    _go(there, cast)
    _wish(there[WISHED.slug], cast)


def _publish(training: Training, topics: Iterable[str], cast: Cast) -> None:
    training.published_at = cast.now - timedelta(days=60)
    training.save()
    training.topics.set(Topic.objects.filter(slug__in=topics))


def _lay_paths(there: dict[str, Training], cast: Cast) -> None:
    for text in PATHS:
        path = LearningPath.objects.create(
            slug=text.slug,
            title=text.title[0],
            second_title=text.title[1],
            summary=text.summary[0],
            second_summary=text.summary[1],
            created_at=cast.now - timedelta(days=60),
            published_at=cast.now - timedelta(days=50),
        )
        stations = (there[slug] for slug in text.stations)
        PathStep.objects.bulk_create(
            PathStep(path=path, training=training, place=place)
            for place, training in enumerate(stations, start=1)
        )


def _go(there: dict[str, Training], cast: Cast) -> None:
    """Jördis has read one lesson and begun another."""
    me, first, second = (
        cast.named(people.AMBASSADOR.name),
        *(there[lesson.training.slug] for lesson in LESSONS),
    )
    begun, ended = cast.now - timedelta(days=12), cast.now - timedelta(days=9)
    Progress.objects.create(training=second, person=me, started_at=begun, done_at=ended)
    Progress.objects.create(training=first, person=me, started_at=cast.now - timedelta(days=2))


def _wish(training: Training, cast: Cast) -> None:
    """Enough people for a number."""
    pool = [person for person in cast.everybody if not person.is_staff][:WOULD_COME]
    since = cast.now - timedelta(days=4)
    Interest.objects.bulk_create(Interest(training=training, person=person, since=since) for person in pool)
    wishes.recount(cast.now)
