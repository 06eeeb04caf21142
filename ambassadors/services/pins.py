"""Personnel number and PIN: how people without a mailbox come back."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.crypto import salted_hmac

from ambassadors import policies, signin
from ambassadors.models import PinTries, User
from ambassadors.models.people import UserQuerySet

# After so many wrong tries a number rests; each further one doubles the rest.
FREE_TRIES = 5
FIRST_REST, LONGEST_REST = timedelta(minutes=15), timedelta(hours=24)


@transaction.atomic
def set_pin(*, person: User, pin: str, now: datetime) -> None:
    """Raises PermissionDenied for people with an office, and where there is no personnel number."""
    if not policies.may_have_pin.test(person):
        raise PermissionDenied
    person.pin = make_password(pin)
    person.save(update_fields=["pin"])
    PinTries.objects.filter(key=_key(person.personnel_number or "")).delete()
    signin.tell(signin.WAY_ADDED, person, now=now, way="pin")


@transaction.atomic
def remove_pin(*, person: User, now: datetime) -> None:
    """Raises PermissionDenied where it is the last way back."""
    if not policies.may_remove_pin.test(person):
        raise PermissionDenied
    if person.pin:
        person.pin = ""
        person.save(update_fields=["pin"])
        signin.tell(signin.WAY_REMOVED, person, now=now, way="pin")


def person_with(*, number: str, pin: str, now: datetime) -> User | None:
    """Whose number and PIN these are. The work is the same for a number that nobody has, and for one that rests."""
    return _whose(User.objects.active().without_office(), number, pin, now)


def is_theirs(*, person: User, pin: str, now: datetime) -> bool:
    """It says who somebody is also where an office keeps it from signing them in. Wrong ones count as when signing in."""
    return _whose(User.objects.active(), person.personnel_number or "", pin, now) == person


def _whose(people: UserQuerySet, number: str, pin: str, now: datetime) -> User | None:
    may_try = _count(number, now=now)
    person = people.filter(personnel_number=number).first()
    fits = check_password(pin, person.pin if person else "")
    if person is None or not (fits and may_try):
        return None
    PinTries.objects.filter(key=_key(number)).delete()
    return person


@transaction.atomic
def _count(number: str, *, now: datetime) -> bool:
    """Counted before it is looked at, so that many tries at once are not one."""
    tries, _new = PinTries.objects.select_for_update().get_or_create(
        key=_key(number), defaults={"last_at": now}
    )
    if tries.rests_until and tries.rests_until > now:
        return False
    tries.wrong += 1
    tries.last_at = now
    if tries.wrong >= FREE_TRIES:
        tries.rests_until = now + min(FIRST_REST * 2 ** min(tries.wrong - FREE_TRIES, 16), LONGEST_REST)
    tries.save()
    return True


def _key(number: str) -> str:
    return salted_hmac("ambassadors.pins", number, algorithm="sha256").hexdigest()
