"""What every test may ask for."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import connection
from django.template import Template
from django.test import Client, client
from hypothesis import HealthCheck, settings

from ambassadors.models import User
from influencer_hub import memory
from tests.company import company
from tests.proof import proof, pytest_sessionfinish
from tests.services import pytest_configure, pytest_unconfigure

__all__ = ["company", "proof", "pytest_configure", "pytest_sessionfinish", "pytest_unconfigure"]

BERLIN = ZoneInfo("Europe/Berlin")
# Templates that are drawn for a part of a page.
PARTS = ("cotton/", "django/forms/")

settings.register_profile(
    "everyday", settings(), max_examples=25, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.register_profile("proof", settings.get_profile("everyday"), max_examples=300)
settings.load_profile("everyday")


def pytest_collection_finish() -> None:
    """What has been imported stays: looking through it for garbage, again and again, takes a fifth of the suite."""
    memory.settle()


@pytest.fixture(scope="session", autouse=True)
def _only_pages_are_remembered() -> Iterator[None]:
    """The test client keeps a copy of the context of every template; of hundreds of components nobody asks for it."""
    remember = client.store_rendered_templates

    def remember_page(
        store: Any, signal: Any, sender: Any, template: Template, *rest: Any, **more: Any
    ) -> None:
        if not str(template.name).startswith(PARTS):
            remember(store, signal, sender, template, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "store_rendered_templates", remember_page)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After a test that commits, the tables that it filled are emptied, not all eighty: ten times as fast.

    Consent events refuse it, and tables hold on to each other, so the triggers rest meanwhile.
    """

    def emptying(_operations: Any, _style: Any, tables: Sequence[str], **_options: bool) -> list[str]:
        names = [connection.ops.quote_name(table) for table in tables]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(f"(SELECT '{name}' FROM {name} LIMIT 1)" for name in names))
            filled = [name for (name,) in cursor.fetchall()]
        rest, wake = (f"SET LOCAL session_replication_role = {role}" for role in ("replica", "origin"))
        return [rest, *(f"DELETE FROM {name}" for name in filled), wake] if filled else []

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        # Of the class: in the browser's tests another connection does the emptying.
        patch.setattr(type(connection.ops), "sql_flush", emptying)
        yield


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
