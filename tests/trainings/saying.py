"""Saying something about a training, and counting it."""

from datetime import timedelta

from tests.factories.trainings import NOW, attended, people
from trainings import feedback, services
from trainings.models.feedback import Recommends, Useful
from trainings.services import Said

A_DAY = timedelta(days=1)


def say(session, person, useful=Useful.QUITE, recommends=Recommends.YES, now=NOW, **texts):
    said = Said(useful, recommends, **texts)
    return services.give_feedback(
        training=session.training, session=session, person=person, said=said, now=now
    )


def answered_by(session, number, **said):
    for person in people(number):
        attended(session, person)
        assert say(session, person, **said)


def counted(day=1):
    return feedback.recount(NOW + day * A_DAY)


def shown(training, session=None):
    total = feedback.told(training, session)
    return total and total.people
