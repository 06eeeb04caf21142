"""The account that the company's sign-in means."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from ambassadors.models import User
from outbox.services import record


@dataclass(frozen=True)
class Claims:
    """What the company's sign-in says of somebody; empty where it says nothing.

    `address` only where the company vouches for it; `language` is one of ours.
    """

    number: str
    address: str
    first_name: str
    last_name: str
    language: str


def account_of(claims: Claims, *, now: datetime) -> User:
    """Whoever has this personnel number or else this address; a new account for whoever has none yet.

    An address alone never means somebody whose personnel number is another one: it may have been theirs before.
    """
    try:
        with transaction.atomic():
            return _known(claims) or _made(claims, now)
    except IntegrityError:  # two browsers at once
        return _known(claims) or _made(claims, now)


def _known(claims: Claims) -> User | None:
    found = claims.number and User.objects.filter(personnel_number=claims.number).first()
    return found or _with_address(claims)


def _with_address(claims: Claims) -> User | None:
    holder = _holder(claims.address)
    if holder and claims.number and holder.personnel_number:
        return None
    return holder


def _holder(address: str) -> User | None:
    return User.objects.filter(email__iexact=address).first() if address else None


def _made(claims: Claims, now: datetime) -> User:
    person = User(
        personnel_number=claims.number or None,
        # One that somebody else still holds here stays theirs until an import says otherwise.
        email=None if _holder(claims.address) else claims.address or None,
        first_name=claims.first_name,
        last_name=claims.last_name,
        language=claims.language,
    )
    person.set_unusable_password()
    person.save(force_insert=True)
    record(actor=None, deed="account made at the first single sign-on", subject=person, now=now)
    return person
