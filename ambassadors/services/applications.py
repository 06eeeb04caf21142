"""An employee applies, changes it, answers, takes it back. Nothing of it is written into the journal."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors import policies, rounds
from ambassadors.models import Application, ApplicationAnswer, Cohort, CohortQuestion, NextRound, User
from outbox.models import Message
from outbox.services import queue

RECEIVED = "application_received"
ANSWERED = "application_answered"
# How long a coordinator is told of an answer that they asked for.
TOLD_WITHIN = timedelta(days=14)
NO_LONGER_NEEDED = "no longer needed"

Answers = Mapping[CohortQuestion, str]
State = Application.State


class RoundClosed(Exception):
    """No application can be sent now: the window is closed, or its places are given."""


class NothingToAnswer(Exception):
    """No question is open: it was answered already, or the application is gone."""


@transaction.atomic
def apply(*, person: User, words: str, answers: Answers, now: datetime) -> Application:
    """Send an application; one that was declined before is gone with it, and nobody finds it any more.

    Pressing twice sends one. Raises RoundClosed, and PermissionDenied for whoever is in the programme.
    """
    person = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not policies.may_apply(person):
        raise PermissionDenied
    earlier = Application.objects.filter(person=person).first()
    if earlier is not None and earlier.told_state != State.DECLINED:
        return change(person=person, words=words, answers=answers)
    current = rounds.current(now)
    if not current.takes_applications:
        raise RoundClosed
    if earlier is not None:
        _forget(earlier)
    application = Application.objects.create(
        person=person, cohort=current.cohort, words=words, applied_at=now
    )
    _write_answers(application, answers)
    NextRound.objects.filter(person=person).delete()
    queue(
        kind=RECEIVED,
        recipient=person,
        now=now,
        useful_until=now + TOLD_WITHIN,
        object_id=application.pk,
        context={"by": rounds.who_answers(), "answered_by": application.answered_by.isoformat()},
    )
    return application


@transaction.atomic
def change(*, person: User, words: str, answers: Answers) -> Application:
    """Other words; the place among those who wait stays. Raises Application.DoesNotExist."""
    application = Application.objects.select_for_update(of=("self",)).get(person=person)
    application.words = words
    application.save(update_fields=["words"])
    application.answers.all().delete()
    _write_answers(application, answers)
    return application


@transaction.atomic
def take_back(*, person: User, now: datetime) -> None:
    """Gone at once, with all that was asked and answered, as if it had never been there."""
    cohorts = Cohort.objects.filter(applications__person=person)
    cohort = Cohort.objects.select_for_update().filter(pk__in=cohorts.values("pk")).first()
    application = Application.objects.select_for_update(of=("self",)).filter(person=person).first()
    if application is None:
        return
    if cohort is not None and application.state == State.APPROVED:
        cohort.approved -= 1
        cohort.save(update_fields=["approved"])
    _forget(application)


@transaction.atomic
def answer(*, person: User, text: str, now: datetime) -> Application:
    """Answer the open question; whoever asked it is told that there is an answer. Raises NothingToAnswer."""
    application = Application.objects.select_for_update(of=("self",)).filter(person=person).first()
    if application is None:
        raise NothingToAnswer
    asked = application.asks_back.filter(answered_at__isnull=True).select_related("asked_by").first()
    if asked is None:
        raise NothingToAnswer
    asked.answer, asked.answered_at = text, now
    asked.save(update_fields=["answer", "answered_at"])
    if not application.is_decided:
        application.state = State.WAITING
        application.save(update_fields=["state"])
    if asked.asked_by is not None:
        queue(
            kind=ANSWERED,
            recipient=asked.asked_by,
            now=now,
            useful_until=now + TOLD_WITHIN,
            object_id=application.pk,
            occurrence=str(asked.pk),
        )
    return application


def _forget(application: Application) -> None:
    """With what was told about it, to the person and to whoever asked."""
    Message.objects.filter(object_id=str(application.pk)).delete()
    application.delete()


def _write_answers(application: Application, answers: Answers) -> None:
    """To the questions of its own cohort."""
    ApplicationAnswer.objects.bulk_create(
        ApplicationAnswer(application=application, question=question, text=text)
        for question, text in answers.items()
        if text and question.cohort_id == application.cohort_id
    )
