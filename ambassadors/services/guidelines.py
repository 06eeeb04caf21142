"""Deeds on guidelines: a person decides about them, a coordinator writes and publishes them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify

from ambassadors import policies
from ambassadors.models import ConsentEvent, ConsentSubject, Guideline, GuidelineVersion, User
from outbox.services import record

# How long a withdrawal can be taken back with one press.
UNDO_TIME = timedelta(hours=1)
Deed = ConsentEvent.Deed


class NewerVersion(Exception):
    """A version was published while the person was reading."""


class NothingToPublish(Exception):
    """There is no draft, or it is empty."""


class DraftChanged(Exception):
    """Somebody wrote into the draft while it was looked at."""


@transaction.atomic
def opt_in(*, person: User, version: GuidelineVersion, language: str, now: datetime) -> None:
    """Consent to the version and language that were shown. Raises NewerVersion, PermissionDenied."""
    subject = _decide(person, version)
    if _consented_to(subject) != version:
        _write(subject, version, language, Deed.OPTED_IN, now)


@transaction.atomic
def leave_open(*, person: User, version: GuidelineVersion) -> None:
    """Stay with an earlier version, or with none: the hub does not ask again about this one.

    Raises NewerVersion, PermissionDenied.
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


@transaction.atomic
def start_guideline(*, guideline: Guideline, by: User, now: datetime) -> Guideline:
    """Write a new guideline without any text; its address comes from its title."""
    _check(by)
    guideline.slug = _free_slug(guideline.title)
    guideline.created_at = now
    guideline.save(force_insert=True)
    record(actor=by, deed="guideline started", subject=guideline, now=now)
    return guideline


@transaction.atomic
def save_draft(
    *, guideline: Guideline, draft: GuidelineVersion, titles: Iterable[str], by: User, now: datetime
) -> GuidelineVersion:
    """Write the draft of the next version, and the named titles of the guideline."""
    _check(by)
    Guideline.objects.select_for_update().get(pk=guideline.pk)
    draft.guideline = guideline
    draft.number = next_number(guideline)
    draft.valid_from = None
    draft.save()
    if titles := sorted(titles):
        guideline.save(update_fields=titles)
    record(actor=by, deed="guideline draft saved", subject=guideline, now=now, version=draft.number)
    return draft


@transaction.atomic
def publish(*, guideline: Guideline, seen: str, by: User, now: datetime) -> GuidelineVersion:
    """Make the draft, whose `fingerprint` was `seen`, the version that is valid now.

    Raises NothingToPublish, DraftChanged.
    """
    _check(by)
    Guideline.objects.select_for_update().get(pk=guideline.pk)
    draft = guideline.versions.drafts().first()
    if draft is None or not draft.text.strip():
        raise NothingToPublish
    if draft.fingerprint != seen:
        raise DraftChanged
    draft.valid_from = now
    draft.published_by = by
    draft.save(update_fields=["valid_from", "published_by"])
    record(actor=by, deed="guideline published", subject=guideline, now=now, version=draft.number)
    return draft


def next_number(guideline: Guideline) -> int:
    latest = guideline.versions.published().newest_first().first()
    return latest.number + 1 if latest else 1


def _check(by: User) -> None:
    if not policies.may_publish_guidelines.test(by):
        raise PermissionDenied


def _free_slug(title: str) -> str:
    wanted = slugify(title)[:50] or "guideline"
    taken = set(Guideline.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    taken |= Guideline.RESERVED_SLUGS
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)
