"""A person decides about guidelines, for themselves alone: opt in, stay, withdraw. None of it is in the journal."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors import policies
from ambassadors.models import ConsentEvent, ConsentSubject, Guideline, GuidelineVersion, User

# How long a withdrawal can be taken back with one press.
UNDO_TIME = timedelta(hours=1)
Deed = ConsentEvent.Deed


class NewerVersion(Exception):
    """A version was published while the person was reading."""


class NothingToDecide(Exception):
    """The guideline binds anyway, or is no longer in use."""


@transaction.atomic
def opt_in(*, person: User, version: GuidelineVersion, language: str, now: datetime) -> None:
    """Consent to the version and language that were shown.

    Raises NewerVersion, NothingToDecide, PermissionDenied.
    """
    subject = _decide(person, version)
    if _consented_to(subject) != version:
        _write(subject, version, language, Deed.OPTED_IN, now)


@transaction.atomic
def leave_open(*, person: User, version: GuidelineVersion) -> None:
    """Stay with an earlier version, or with none: the hub does not ask again about this one.

    Raises NewerVersion, NothingToDecide, PermissionDenied.
    """
    _decide(person, version)


@transaction.atomic
def withdraw(*, person: User, guideline: Guideline, now: datetime) -> bool:
    """Takes effect at once; False where there was no consent."""
    subject = _subject(person, guideline)
    event = _last_event(subject)
    if event is None or event.deed == Deed.WITHDRAWN:
        return False
    _write(subject, event.version, event.language, Deed.WITHDRAWN, now)
    latest = guideline.versions.published().newest_first()[0]
    _answered(subject, latest)
    return True


@transaction.atomic
def take_back_withdrawal(*, person: User, guideline: Guideline, now: datetime) -> bool:
    """Opt in again to what was withdrawn within `UNDO_TIME`; False where there is no such withdrawal."""
    subject = _subject(person, guideline)
    event = _last_event(subject)
    if event is None or event.deed != Deed.WITHDRAWN or now - event.at > UNDO_TIME:
        return False
    _write(subject, event.version, event.language, Deed.OPTED_IN, now)
    return True


def _decide(person: User, version: GuidelineVersion) -> ConsentSubject:
    if not policies.may_decide_about_guidelines.test(person):
        raise PermissionDenied
    if version.guideline.is_binding or version.guideline.retired_at:
        raise NothingToDecide
    if version != version.guideline.versions.published().newest_first().first():
        raise NewerVersion
    subject = _subject(person, version.guideline)
    _answered(subject, version)
    return subject


def _subject(person: User, guideline: Guideline) -> ConsentSubject:
    """The person's key for this guideline, locked, so that two presses at once write one event."""
    ConsentSubject.objects.get_or_create(person=person, guideline=guideline)
    return ConsentSubject.objects.select_for_update().get(person=person, guideline=guideline)


def _answered(subject: ConsentSubject, version: GuidelineVersion) -> None:
    if subject.answered < version.number:
        subject.answered = version.number
        subject.save(update_fields=["answered"])


def _last_event(subject: ConsentSubject) -> ConsentEvent | None:
    return ConsentEvent.objects.of(subject).newest_first().select_related("version__guideline").first()


def _consented_to(subject: ConsentSubject) -> GuidelineVersion | None:
    event = _last_event(subject)
    return event.version if event and event.deed == Deed.OPTED_IN else None


def _write(
    subject: ConsentSubject, version: GuidelineVersion, language: str, deed: str, now: datetime
) -> None:
    wording = version.wording(language)
    ConsentEvent.objects.create(
        subject=subject.key,
        version=version,
        text_hash=wording.hash,
        language=wording.language,
        deed=deed,
        at=now,
    )
