"""The limits that a person sets. Nothing of it is written into the journal, and nobody else ever sets one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors import policies
from ambassadors.models import Boundary, GoOn, Topic, User
from ambassadors.services.topics import forget_unused
from outbox.services import drop_asks

# What an ask that was answered is dropped for, too: the reason tells no boundary from an answer.
NO_LONGER_NEEDED = "no longer needed"


@dataclass(frozen=True)
class Limits:
    """`asks_per_month` None: no limit. Empty topics and networks limit nothing."""

    asks_per_month: int | None = None
    topics: Iterable[Topic] = ()
    networks: Iterable[str] = ()
    no_photo: bool = False


@transaction.atomic
def save_times(*, person: User, quiet_from: time, quiet_until: time, ask_days: int) -> None:
    """When asks may come; everybody with an account has such times."""
    person.quiet_from, person.quiet_until, person.ask_days = quiet_from, quiet_until, ask_days
    person.save(update_fields=["quiet_from", "quiet_until", "ask_days"])


@transaction.atomic
def save_limits(*, person: User, limits: Limits) -> None:
    """Raises PermissionDenied for somebody who is not in the programme."""
    boundary = _own(person)
    boundary.asks_per_month = limits.asks_per_month
    boundary.networks = sorted(limits.networks)
    boundary.no_photo = limits.no_photo
    boundary.save(update_fields=["asks_per_month", "networks", "no_photo"])
    before = set(boundary.topics.values_list("pk", flat=True))
    boundary.topics.set(limits.topics)
    forget_unused(topics=before - set(boundary.topics.values_list("pk", flat=True)))


@transaction.atomic
def pause(*, person: User, until: date | None, now: datetime) -> None:
    """No asks until a day (the first on which they may come again), or until the person comes back.

    What was on its way is dropped, so that coming back brings no backlog. Raises PermissionDenied.
    """
    boundary = _own(person)
    boundary.is_paused, boundary.paused_until = True, until
    boundary.save(update_fields=["is_paused", "paused_until"])
    drop_asks(recipient=person, reason=NO_LONGER_NEEDED, now=now)


@transaction.atomic
def come_back(*, person: User) -> None:
    """From now on; what there was in the meantime stays away. Raises PermissionDenied."""
    boundary = _own(person)
    boundary.is_paused, boundary.paused_until = False, None
    boundary.save(update_fields=["is_paused", "paused_until"])
    # Whoever comes back goes on, and is asked about it again in a year.
    GoOn.objects.filter(ambassador_id=person.pk).update(pauses_on=None, asks_no_more=False)


def _own(person: User) -> Boundary:
    if not policies.may_set_boundaries(person):
        raise PermissionDenied
    Boundary.objects.get_or_create(ambassador_id=person.pk)
    return Boundary.objects.select_for_update().get(ambassador_id=person.pk)
