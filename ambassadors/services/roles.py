"""Giving roles and taking them back. Powers end with the next request: every request reads its person anew."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors import policies
from ambassadors.models import Role, User
from ambassadors.models.roles import NEVER_EMPTY
from ambassadors.policies import RoleOf
from ambassadors.services.invitations import end_letters
from outbox.services import queue, record

KIND = "role_changed"
TOLD_FOR = timedelta(days=30)


class LastOne(Exception):
    """Nobody else has this role, and somebody must."""


@transaction.atomic
def give_role(*, person: User, role: Role, by: User, now: datetime) -> bool:
    """False where they have it already."""
    if not policies.may_give_role.test(by, RoleOf(person, role)):
        raise PermissionDenied
    return _set(person, role, has=True, by=by, now=now)


def is_last(*, person: User, role: Role) -> bool:
    """Whether nobody else has a role that somebody must have."""
    others = User.objects.holding(role).exclude(pk=person.pk)
    return role in NEVER_EMPTY and role in person.roles and not others.exists()


@transaction.atomic
def take_role(*, person: User, role: Role, by: User, now: datetime) -> bool:
    """False where they do not have it. Raises LastOne."""
    # In one order, so that two who take each other's role do not both find the other still there.
    holders = list(User.objects.holding(role).select_for_update().order_by("pk"))
    if not policies.may_take_role.test(by, RoleOf(person, role)):
        raise PermissionDenied
    if role in NEVER_EMPTY and [holder.pk for holder in holders] == [person.pk]:
        raise LastOne
    return _set(person, role, has=False, by=by, now=now)


def show_as_helper(*, person: User, shows: bool) -> None:
    """Only ever about oneself, so the journal says nothing."""
    User.objects.holding(Role.HELPER).filter(pk=person.pk).update(shows_as_helper=shows)


def _set(person: User, role: Role, *, has: bool, by: User, now: datetime) -> bool:
    changed = {role.field: has}
    if role == Role.HELPER:
        changed["shows_as_helper"] = False
    if not User.objects.filter(pk=person.pk, **{role.field: not has}).update(**changed):
        return False
    setattr(person, role.field, has)
    if has and person.holds_office:
        end_letters(people=[person.pk])
    record(actor=by, deed="role given" if has else "role taken", subject=person, now=now, role=role.value)
    _tell(person, role, has=has, by=by, now=now)
    return True


def _tell(person: User, role: Role, *, has: bool, by: User, now: datetime) -> None:
    queue(
        kind=KIND,
        recipient=person,
        object_id=role.value,
        occurrence=now.isoformat(),
        now=now,
        useful_until=now + TOLD_FOR,
        context={"role": role.value, "has": has, "by": str(by.pk)},
    )
