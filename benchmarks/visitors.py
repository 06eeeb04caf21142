"""People with open sessions in their browsers, made in bulk."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session as BrowserSession
from django.utils import timezone
from django.utils.crypto import get_random_string

from ambassadors.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"
# A secret that its cookie and its form share; Django takes it unmasked.
CSRF = "b" * 32
COLLEAGUE, FIRST_COLLEAGUE, FIRST_NUMBER = "00000000-0000-4000-8000-", 100_000_000_000, 600_000


def signed_in(people: Iterable[User]) -> list[str]:
    """The cookies of each."""
    store, rows = SessionStore(), []
    for person in people:
        known = {
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: BACKEND,
            HASH_SESSION_KEY: person.get_session_auth_hash(),
        }
        rows.append(
            BrowserSession(
                session_key=get_random_string(32, "abcdefghijklmnopqrstuvwxyz0123456789"),
                session_data=store.encode(known),
                expire_date=timezone.now() + timedelta(days=1),
            )
        )
    BrowserSession.objects.bulk_create(rows, batch_size=2000)
    return [
        f"{settings.SESSION_COOKIE_NAME}={row.session_key}; {settings.CSRF_COOKIE_NAME}={CSRF}"
        for row in rows
    ]


def colleague_id(index: int) -> uuid.UUID:
    """Ends in twelve decimal digits, so that pgbench can count it up."""
    return uuid.UUID(f"{COLLEAGUE}{FIRST_COLLEAGUE + index}")


def colleagues(count: int, start: int) -> Sequence[User]:
    """People of one kind, without quiet hours, so that the hour of the run changes nothing."""
    people = [
        User(
            id=colleague_id(start + index),
            personnel_number=str(FIRST_NUMBER + start + index),
            email=f"colleague{FIRST_NUMBER + start + index}@nordwerk.example",
            first_name="Kollegin",
            last_name=f"Nummer {index}",
            quiet_from="00:00",
            quiet_until="00:00",
            password="!",
        )
        for index in range(count)
    ]
    return User.objects.bulk_create(people, batch_size=2000)
