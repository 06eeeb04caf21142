"""Accounts that people have before they do anything."""

import uuid
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors import policies
from ambassadors.models import ProgrammeInvitation, User
from ambassadors.services.invitations import invite, invite_first
from outbox.services import record

Way = ProgrammeInvitation.Way


class CoordinatorExists(Exception):
    """The first coordinator has been made already."""


@transaction.atomic
def invite_somebody(
    *, person: User, by: User, now: datetime, batch: uuid.UUID | None = None
) -> ProgrammeInvitation:
    """Write the account if it is new, and invite: by mail where there is an address, else by letter.

    `batch` as in `invite`.

    Raises IntegrityError where address or number were taken in between.
    """
    if not policies.is_coordinator.test(by):
        raise PermissionDenied
    if person._state.adding:
        person.set_unusable_password()
        person.save(force_insert=True)
        record(actor=by, deed="account made", subject=person, now=now)
    way = Way.MAIL if person.email else Way.LETTER
    return invite(person=person, way=way, by=by, now=now, batch=batch)


@transaction.atomic
def make_first_coordinator(*, person: User, now: datetime) -> ProgrammeInvitation:
    """For the operator, on the server. Raises CoordinatorExists."""
    if User.objects.coordinators().exists():
        raise CoordinatorExists
    return make_coordinator(person=person, now=now)


@transaction.atomic
def make_coordinator(*, person: User, now: datetime) -> ProgrammeInvitation:
    """For the operator, on the server: an account with the office, and a link to it that is sent to nobody."""
    person.is_coordinator = person.is_active = True
    if person._state.adding:
        person.set_unusable_password()
    person.save()
    record(actor=None, deed="made coordinator by the operator", subject=person, now=now)
    return invite_first(person=person, now=now)


@transaction.atomic
def make_administrator(*, person: User, now: datetime) -> None:
    """For the operator, on the server: whoever gets this office gives it, and the coordinators', to others in the admin."""
    person.is_staff = True
    person.save(update_fields=["is_staff"])
    record(actor=None, deed="made administrator by the operator", subject=person, now=now)
