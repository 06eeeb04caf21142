"""Two beats count, or one person presses twice, at the same moment: nothing is counted twice, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.cache import cache
from django.db import connection

from tests.factories.ambassadors import UserFactory
from tests.factories.trainings import NOW, SessionFactory, attended
from tests.trainings.saying import answered_by, counted, say
from trainings.models import Feedback, FeedbackTotal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


def at_once(deed):
    """Twice, over two connections, begun together."""
    together = Barrier(2)

    def begin():
        connection.ensure_connection()
        together.wait()
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return [each.result() for each in [pool.submit(begin) for _time in range(2)]]


def test_each_answer_is_given_and_counted_once():
    starts_at, person = NOW - timedelta(hours=26), UserFactory()
    many, few = SessionFactory.create_batch(2, starts_at=starts_at, capacity=40)
    answered_by(many, 11)
    answered_by(few, 3)
    attended(many, person)
    assert sorted(at_once(lambda: say(many, person))) == [False, True]
    assert sorted(at_once(counted)) == [0, 12]
    total = FeedbackTotal.objects.get()
    assert (total.people, total.quite, total.would, Feedback.objects.count()) == (12, 12, 12, 3)
