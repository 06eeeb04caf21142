"""What every test may ask for."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, settings

from ambassadors.models import User
from tests.company import company
from tests.proof import proof, pytest_sessionfinish
from tests.services import pytest_configure, pytest_unconfigure

__all__ = ["company", "proof", "pytest_configure", "pytest_sessionfinish", "pytest_unconfigure"]

BERLIN = ZoneInfo("Europe/Berlin")

settings.register_profile(
    "everyday", settings(), max_examples=25, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.register_profile("proof", settings.get_profile("everyday"), max_examples=300)
settings.load_profile("everyday")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests that commit are followed by one TRUNCATE of every table, which consent events refuse."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ambassadors_consentevent DISABLE TRIGGER consent_events_are_not_emptied")


@pytest.fixture
def now() -> datetime:
    """Tuesday 24 November 2026, 9:00 in Berlin."""
    return datetime(2026, 11, 24, 9, 0, tzinfo=BERLIN)


@pytest.fixture
def client_for() -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def own_cache(settings):
    """In this process alone: nobody else empties it or counts in it, and it cannot be away for a moment."""
    in_process = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = settings.CACHES | {"default": in_process}
    cache.clear()
