"""The last day has passed: the account closes, and what was kept for the programme goes. One transaction for each person."""

import logging
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from ambassadors import leavers, own_data, photos
from ambassadors.directory import forget_offers
from ambassadors.models import (
    Ambassador,
    Boundary,
    ConsentSubject,
    ExportLink,
    Leaving,
    NextRound,
    ProgrammeInvitation,
    Role,
    SavedView,
    Topic,
    User,
)
from ambassadors.models.leaving import VALID_FOR
from ambassadors.services.applications import take_back
from ambassadors.services.topics import forget_unused
from ambassadors.services.ways import start_afresh
from outbox.models import AddressFault, Mute
from outbox.services import drop_everything, queue, record

log = logging.getLogger(__name__)

KIND = "own_data"
# The tick: its absence shows on the delivery page.
PARTED = "part with leavers"
# Name and number stay that long, in case somebody comes back.
KEPT_AFTERWARDS = timedelta(days=365)
LEFT = "the person has left the company"
# What somebody has set for themselves is as it was in the beginning.
ADJUSTED = ("timezone", "theme", "quiet_from", "quiet_until", "ask_days", "was_welcomed")
# What is left of somebody: name, number and language, by which a later import knows them again.
FORGOTTEN = {
    "email": None,
    "private_email": "",
    "department": "",
    "location": "",
    "entered_on": None,
    "headline": "",
    "photo": "",
    "is_active": False,
    # Whoever comes back has an account and nothing else: roles are given anew.
    **{role.field: False for role in Role},
    "shows_as_helper": False,
    **{name: getattr(User(), name) for name in ADJUSTED},
}


def part_with_leavers(*, now: datetime) -> int:
    """Everybody whose last day has passed; returns how many. Who cannot go now is found by the next tick."""
    people = list(Leaving.objects.over(now).order_by("last_day", "pk").values_list("pk", flat=True))
    sign_ins = _sign_ins(people) if people else {}
    gone = 0
    for person_id in people:
        try:
            gone += _part_with(person_id, sign_ins.get(str(person_id), ()), now)
        except Exception:  # the deeds of any app run here, and one person must not keep the others
            log.exception("somebody whose last day has passed could not go")
    return gone


@transaction.atomic
def _part_with(person_id: uuid.UUID, sign_ins: Iterable[str], now: datetime) -> bool:
    leaving = Leaving.objects.over(now).select_for_update(skip_locked=True).filter(pk=person_id).first()
    if leaving is None:
        return False
    person = User.objects.select_for_update(no_key=True).get(pk=person_id)
    link = _own_data(person, now)
    leavers.say_goodbye(person=person, now=now)
    drop_everything(recipient=person, reason=LEFT, now=now)
    take_back(person=person, now=now)
    _forget(person)
    Session.objects.filter(session_key__in=sign_ins).delete()
    if link is not None:
        _send(link, now)
    leaving.left_at = now
    leaving.save(update_fields=["left_at"])
    record(actor=None, deed="left the company", subject=person, now=now)
    return True


def is_here_again(*, people: Iterable[uuid.UUID]) -> None:
    """Their accounts were opened again: nothing of their having left is kept, and nobody erases them."""
    Leaving.objects.filter(person__in=people, left_at__isnull=False).delete()


def erase_former(*, now: datetime) -> int:
    """Delete the accounts of those who left a year ago and have not come back; returns how many."""
    former = Leaving.objects.filter(left_at__lt=now - KEPT_AFTERWARDS)
    people = list(former.order_by("left_at", "pk").values_list("pk", flat=True))
    return sum(_erase(person_id, now) for person_id in people)


@transaction.atomic
def _erase(person_id: uuid.UUID, now: datetime) -> bool:
    person = User.objects.select_for_update().filter(pk=person_id, leaving__left_at__isnull=False).first()
    if person is None:
        return False
    leavers.erase(person=person, now=now)
    person.delete()
    return True


def _own_data(person: User, now: datetime) -> ExportLink | None:
    """Put together while everything is there; for whoever has said where to."""
    if not person.private_email:
        return None
    content = own_data.as_zip(person, now)
    return ExportLink(
        person=person, address=person.private_email, content=content, expires_at=now + VALID_FOR
    )


def _send(link: ExportLink, now: datetime) -> None:
    ExportLink.objects.filter(pk=link.pk).delete()
    link.save(force_insert=True)
    queue(kind=KIND, recipient=link.person, now=now, useful_until=link.expires_at, occurrence=now.isoformat())


def _forget(person: User) -> None:
    photo, topics = person.photo, _topics_of(person)
    Ambassador.objects.filter(pk=person.pk).delete()
    forget_unused(topics=topics)
    forget_offers()
    for model in (ProgrammeInvitation, ConsentSubject, NextRound, Mute, AddressFault):
        model._default_manager.filter(person=person).delete()
    EmailAddress.objects.filter(user=person).delete()
    SavedView.objects.visible_to(person).delete()
    for name, value in FORGOTTEN.items():
        setattr(person, name, value)
    person.save(update_fields=[*FORGOTTEN])
    start_afresh(person=person)
    transaction.on_commit(lambda: photos.discard(photo))


def _topics_of(person: User) -> list[uuid.UUID]:
    """Their own words, on the profile and in their boundaries."""
    limited = Boundary.topics.through.objects.filter(boundary=person.pk).values("topic")
    return list(
        Topic.objects.filter(Q(ambassadors=person.pk) | Q(pk__in=limited)).values_list("pk", flat=True)
    )


def _sign_ins(people: Iterable[uuid.UUID]) -> dict[str, list[str]]:
    """The sessions of these people. A session does not say in the open whose it is, so each is looked into once."""
    wanted = {str(person_id) for person_id in people}
    found: dict[str, list[str]] = {}
    for session in Session.objects.iterator():
        person_id = session.get_decoded().get(SESSION_KEY, "")
        if person_id in wanted:
            found.setdefault(person_id, []).append(session.session_key)
    return found
