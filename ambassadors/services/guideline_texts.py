"""Coordinators write guidelines: drafts, versions, their order, and which are no longer in use."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from ambassadors import asking, policies
from ambassadors.models import Ambassador, ConsentSubject, Guideline, GuidelineVersion, User
from outbox.services import queue_for_all, record
from outbox.services import withdraw as withdraw_messages

NEW_VERSION = "guideline_new_version"
ASK_USEFUL = timedelta(days=30)
RETIRED = "the guideline is no longer in use"


class NothingToPublish(Exception):
    """There is no draft, it is empty or says what is valid already, or the guideline is no longer in use."""


class DraftChanged(Exception):
    """Somebody wrote into the draft while it was looked at."""


@dataclass(frozen=True)
class Saved:
    """`replaced`: the words of somebody else that came in between and gave way, with their name and time.

    `published`: the number of the version that the draft became while this one was being written.
    """

    draft: GuidelineVersion
    replaced: GuidelineVersion | None = None
    published: int | None = None


@transaction.atomic
def start_guideline(*, guideline: Guideline, by: User, now: datetime) -> Guideline:
    """Write a new guideline without any text, as the last; its address comes from its title."""
    _check(by)
    last = Guideline.objects.aggregate(last=Max("position"))["last"]
    guideline.slug = _free_slug(guideline.title)
    guideline.position = 0 if last is None else last + 1
    guideline.created_at = now
    guideline.save(force_insert=True)
    record(actor=by, deed="guideline started", subject=guideline, now=now)
    return guideline


@transaction.atomic
def save_draft(*, guideline: Guideline, words: GuidelineVersion, seen: str, by: User, now: datetime) -> Saved:
    """Make `words` the draft of the next version. The last change wins; the answer says over what.

    `seen`: the fingerprint of the draft from which they were written; empty where there was none.
    """
    _check(by)
    guideline = Guideline.objects.select_for_update().get(pk=guideline.pk)
    before = guideline.versions.drafts().select_related("edited_by").first()
    draft = GuidelineVersion(guideline=guideline, number=next_number(guideline))
    draft.pk = before.pk if before else None
    for name in GuidelineVersion.TEXTS:
        setattr(draft, name, getattr(words, name))
    draft.edited_by, draft.edited_at = by, now
    draft.save()
    if draft.number == 1:
        _take_titles(guideline, draft)
    record(actor=by, deed="guideline draft saved", subject=guideline, now=now, version=draft.number)
    if before is None:
        return Saved(draft, published=draft.number - 1 if seen else None)
    came_between = before.fingerprint not in (seen, draft.fingerprint) and before.edited_by != by
    return Saved(draft, replaced=before if came_between else None)


@transaction.atomic
def publish(
    *, guideline: Guideline, seen: str, by: User, now: datetime, is_correction: bool
) -> GuidelineVersion:
    """Make the draft, whose `fingerprint` was `seen`, the version that is valid now.

    A correction carries consent on. Any other version asks once whoever consents to an earlier one.
    Raises NothingToPublish, DraftChanged.
    """
    _check(by)
    guideline = Guideline.objects.select_for_update().get(pk=guideline.pk)
    draft = guideline.versions.drafts().first()
    latest = guideline.versions.published().newest_first().first()
    if draft is None or guideline.retired_at or not draft.text.strip() or _says_the_same(draft, latest):
        raise NothingToPublish
    if draft.fingerprint != seen:
        raise DraftChanged
    draft.is_correction = is_correction and latest is not None
    draft.valid_from = now
    draft.published_by = by
    draft.save(update_fields=["is_correction", "valid_from", "published_by"])
    _take_titles(guideline, draft)
    if latest is not None and not draft.is_correction and not guideline.is_binding:
        _ask_again(draft, now)
    details = {"version": draft.number, "correction": draft.is_correction}
    record(actor=by, deed="guideline published", subject=guideline, now=now, **details)
    return draft


def _says_the_same(draft: GuidelineVersion, latest: GuidelineVersion | None) -> bool:
    return latest is not None and draft.fingerprint == latest.fingerprint


def _take_titles(guideline: Guideline, version: GuidelineVersion) -> None:
    guideline.title = version.title or guideline.title
    guideline.second_title = version.second_title
    guideline.save(update_fields=["title", "second_title"])


def _ask_again(version: GuidelineVersion, now: datetime) -> None:
    """One ask to everybody who consents to an earlier version, as far as their boundaries allow. Nobody learns how many."""
    consenting = ConsentSubject.objects.filter(guideline=version.guideline).consenting()
    people = Ambassador.objects.filter(person__in=consenting.values("person"))
    asked = asking.ask(people, asking.About(), now=now)
    queue_for_all(
        kind=NEW_VERSION,
        recipients=User.objects.filter(pk__in=asked),
        now=now,
        useful_until=now + ASK_USEFUL,
        object_id=version.guideline_id,
        occurrence=str(version.number),
    )


@transaction.atomic
def retire(*, guideline: Guideline, by: User, now: datetime) -> bool:
    """Take a guideline out of use; its versions and everybody's consent stay as they are. False where it was."""
    _check(by)
    if not Guideline.objects.current().filter(pk=guideline.pk).update(retired_at=now):
        return False
    withdraw_messages(kind=NEW_VERSION, object_id=guideline.pk, reason=RETIRED, now=now)
    record(actor=by, deed="guideline retired", subject=guideline, now=now)
    return True


@transaction.atomic
def bring_back(*, guideline: Guideline, by: User, now: datetime) -> bool:
    """Into use again, without asking anybody anew. False where it is in use."""
    _check(by)
    if not Guideline.objects.filter(pk=guideline.pk, retired_at__isnull=False).update(retired_at=None):
        return False
    record(actor=by, deed="guideline brought back", subject=guideline, now=now)
    return True


@transaction.atomic
def move_guideline(*, guideline: Guideline, steps: int, by: User, now: datetime) -> None:
    """Towards the front (negative) or the end; it stops at either."""
    _check(by)
    order = list(Guideline.objects.select_for_update().in_order())
    place = next(i for i, one in enumerate(order) if one.pk == guideline.pk)
    order.insert(min(max(place + steps, 0), len(order) - 1), order.pop(place))
    for position, one in enumerate(order):
        one.position = position
    Guideline.objects.bulk_update(order, ["position"])
    record(actor=by, deed="guideline moved", subject=guideline, now=now)


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
