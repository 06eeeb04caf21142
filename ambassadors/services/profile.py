"""What a person says about themselves. Nothing of it is written into the journal."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from ambassadors import photos
from ambassadors.directory import forget_offers
from ambassadors.models import User
from ambassadors.services.topics import choose_topics

# How long a photo that was put away can be taken out again.
UNDO_TIME = timedelta(hours=1)


@transaction.atomic
def save_profile(*, person: User, fields: list[str]) -> None:
    """Write the named fields of one's own profile."""
    person.save(update_fields=fields)


@transaction.atomic
def save_presentation(
    *, person: User, fields: list[str], own: Mapping[str, Any], topics: Iterable[str] | None
) -> None:
    """As `save_profile`, with the ambassador's `own` fields and their topics in their own words (None: as they are)."""
    save_profile(person=person, fields=fields)
    ambassador = person.ambassador
    for name, value in own.items():
        setattr(ambassador, name, value)
    ambassador.save(update_fields=[*own])
    if topics is not None:
        choose_topics(ambassador=ambassador, words=topics)
    forget_offers()


def save_private_address(*, person: User, address: str) -> None:
    """Where the person's data go after their last day; empty for nowhere."""
    person.private_email = address
    save_profile(person=person, fields=["private_email"])


def change_photo(*, person: User, raw: bytes) -> str:
    """Take a new photo; the files of the old one are deleted once this is written. Raises PhotoRefused."""
    name = photos.keep(photos.squares(raw))
    with transaction.atomic():
        before = _show(person, name)
        transaction.on_commit(lambda: photos.discard(before))
    return name


@transaction.atomic
def use_initials(*, person: User) -> str:
    """Put the photo away; returns its name for `restore_photo`. Its files are forgotten after `UNDO_TIME`."""
    return _show(person, "")


@transaction.atomic
def restore_photo(*, person: User, name: str) -> bool:
    """Take a photo out again that was put away just now; False where it is gone or there is another."""
    if person.photo or not photos.is_kept(name) or User.objects.filter(photo=name).exists():
        return False
    _show(person, name)
    return True


def _show(person: User, name: str) -> str:
    locked = User.objects.select_for_update().only("photo").get(pk=person.pk)
    User.objects.filter(pk=person.pk).update(photo=name)
    person.photo = name
    return locked.photo


def forget_unknown_photos(*, now: datetime) -> int:
    """Delete the files of photos that nobody shows any more; returns how many photos that were."""
    old = photos.kept_before((now - UNDO_TIME).timestamp())
    known = set(User.objects.filter(photo__in=old).values_list("photo", flat=True))
    unknown = set(old) - known
    for name in unknown:
        photos.discard(name)
    return len(unknown)
