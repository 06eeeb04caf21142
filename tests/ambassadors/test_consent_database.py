"""Consent events are append-only for every role of the database (docs/install.md), and outlive the person without a link."""

import pytest
from django.db import DatabaseError, connection, transaction

from ambassadors.models import ConsentEvent, ConsentSubject
from ambassadors.services import guidelines

pytestmark = pytest.mark.django_db
TABLE = "ambassadors_consentevent"


@pytest.fixture
def event(ambassador, publish, now):
    guidelines.opt_in(person=ambassador, version=publish("One."), language="en", now=now)
    return ConsentEvent.objects.get()


@pytest.fixture
def roles(event):
    """One that owns the table, and one that may read and write rows and owns nothing, as the guide recommends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER consent_events_are_not_emptied")
        cursor.execute("CREATE ROLE consent_owner NOLOGIN; CREATE ROLE consent_app NOLOGIN")
        cursor.execute("GRANT USAGE, CREATE ON SCHEMA public TO consent_owner, consent_app")
        cursor.execute(
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON {TABLE}, ambassadors_guidelineversion TO consent_app"
        )
        cursor.execute(f"ALTER TABLE {TABLE} OWNER TO consent_owner")
        cursor.execute("GRANT SELECT ON ambassadors_guidelineversion TO consent_owner")
        yield cursor
        cursor.execute("RESET ROLE")


def attempt(cursor, role, statement):
    with transaction.atomic():
        cursor.execute(f"SET LOCAL ROLE {role}")
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            cursor.execute(statement)
        cursor.execute("RESET ROLE")
    return str(refused.value)


@pytest.mark.parametrize("role", ["consent_app", "consent_owner"])
@pytest.mark.parametrize("statement", [f"UPDATE {TABLE} SET language = 'de'", f"DELETE FROM {TABLE}"])
def test_no_role_changes_or_deletes_an_event(roles, event, role, statement):
    assert "append-only" in attempt(roles, role, statement)
    assert ConsentEvent.objects.get().language == event.language


def test_the_owner_does_not_empty_the_table_either(roles):
    assert "append-only" in attempt(roles, "consent_owner", f"TRUNCATE {TABLE}")


@pytest.mark.parametrize(
    "statement",
    [
        f"TRUNCATE {TABLE}",
        f"ALTER TABLE {TABLE} DISABLE TRIGGER ALL",
        f"DROP TRIGGER consent_events_stay ON {TABLE}",
        f"DROP TABLE {TABLE}",
        "SET session_replication_role = replica",
    ],
)
def test_a_role_that_owns_nothing_cannot_get_round_the_trigger(roles, statement):
    refused = attempt(roles, "consent_app", statement)
    assert "permission denied" in refused or "must be owner" in refused


def test_a_role_that_owns_nothing_adds_events(roles, event):
    with transaction.atomic():
        roles.execute("SET LOCAL ROLE consent_app")
        roles.execute(
            f"INSERT INTO {TABLE} SELECT gen_random_uuid(), subject, text_hash, language, 'withdrawn', at, version_id"
            f" FROM {TABLE}"
        )
        roles.execute("RESET ROLE")
    assert ConsentEvent.objects.count() == 2


def test_erasing_a_person_leaves_the_events_without_a_link(event, ambassador):
    key, person = event.subject, ambassador.pk
    ambassador.delete()
    assert (ConsentEvent.objects.get().subject, ConsentSubject.objects.filter(key=key).exists()) == (
        key,
        False,
    )
    assert rows_that_hold(key, person) == []


def rows_that_hold(key, person) -> list[str]:
    """Tables in which a row still holds the key beside anything else than the event, or the person at all."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS each WHERE each::text LIKE %s', [f"%{person}%"]
            )
            found += [table] if cursor.fetchone()[0] else []
            cursor.execute(f'SELECT count(*) FROM "{table}" AS each WHERE each::text LIKE %s', [f"%{key}%"])
            found += [table] if cursor.fetchone()[0] and table != TABLE else []
    return found
