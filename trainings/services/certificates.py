"""Certificates. Each person makes, shows and deletes their own; the journal says nothing about what people decide
about themselves."""

from datetime import datetime

from django.db import transaction

from ambassadors.models import User
from trainings.models import Certificate, Enrolment, Progress, Session, Training
from trainings.models.enrolments import ATTENDED


@transaction.atomic
def make_certificate(
    *, training: Training, session: Session | None, person: User, now: datetime
) -> Certificate | None:
    """The one that the person has, or a new one. None for whoever was not there, or has not ticked it off."""
    if not _has_earned(training, session, person):
        return None
    titles = {training.language: training.title}
    if training.second_language:
        titles[training.second_language] = training.second_title
    made, _is_new = Certificate.objects.get_or_create(
        person=person, training=training, session=session, defaults={"titles": titles, "made_at": now}
    )
    return made


def _has_earned(training: Training, session: Session | None, person: User) -> bool:
    if session is None:
        return Progress.objects.of(person).done().filter(training=training).exists()
    return Enrolment.objects.of(person).for_session(session).filter(state=ATTENDED).exists()


def show_name(*, certificate: Certificate, now: datetime) -> None:
    """The public page says whose it is."""
    Certificate.objects.filter(pk=certificate.pk).update(names_person=True)


def hide_name(*, certificate: Certificate, now: datetime) -> None:
    Certificate.objects.filter(pk=certificate.pk).update(names_person=False)


def delete_certificate(*, certificate: Certificate, now: datetime) -> None:
    """Its number is unknown from then on; a new certificate has another."""
    Certificate.objects.filter(pk=certificate.pk).delete()


def make_nameless(*, person: User) -> None:
    """Of somebody who has left the company, and could not take it back any more."""
    Certificate.objects.of(person).update(names_person=False)
