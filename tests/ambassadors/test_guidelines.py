"""Deciding about guidelines, and publishing them."""

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from ambassadors import decisions
from ambassadors.models import ConsentEvent, ConsentSubject, GuidelineVersion
from ambassadors.services import guidelines
from outbox.models import AuditEntry

pytestmark = pytest.mark.django_db


def events() -> list[tuple[int, str, str]]:
    found = ConsentEvent.objects.order_by("at").select_related("version")
    return [(event.version.number, event.language, event.deed) for event in found]


def hash_of(text: str) -> str:
    return hashlib.sha256(f"{text}\0".encode()).hexdigest()


def test_opting_in_is_kept_with_text_language_and_time_and_without_the_person(ambassador, publish, now):
    version = publish("Speak for yourself.", second_text="Sprich für dich.")
    guidelines.opt_in(person=ambassador, version=version, language="de", now=now)
    event = ConsentEvent.objects.get()
    assert (event.version, event.text_hash, event.language, event.deed, event.at) == (
        version,
        hash_of("Sprich für dich."),
        "de",
        "opted_in",
        now,
    )
    assert event.subject == ConsentSubject.objects.get().key != ambassador.pk


def test_pressing_twice_is_one_event(ambassador, publish, now):
    version = publish("Speak for yourself.")
    for _press in range(2):
        guidelines.opt_in(person=ambassador, version=version, language="en", now=now)
    assert events() == [(1, "en", "opted_in")]


def test_withdrawing_takes_effect_at_once_and_can_be_taken_back(ambassador, publish, now):
    version = publish("Speak for yourself.")
    guideline = version.guideline
    guidelines.opt_in(person=ambassador, version=version, language="en", now=now)
    assert guidelines.withdraw(person=ambassador, guideline=guideline, now=now + timedelta(seconds=1))
    assert decisions.decision_on(guideline, ambassador).consent is None
    assert guidelines.take_back_withdrawal(
        person=ambassador, guideline=guideline, now=now + timedelta(seconds=2)
    )
    assert decisions.decision_on(guideline, ambassador).consent.version == version
    assert events() == [(1, "en", "opted_in"), (1, "en", "withdrawn"), (1, "en", "opted_in")]


def test_after_an_hour_a_withdrawal_is_not_taken_back_by_a_stale_button(ambassador, publish, now):
    version = publish("Speak for yourself.")
    guidelines.opt_in(person=ambassador, version=version, language="en", now=now)
    guidelines.withdraw(person=ambassador, guideline=version.guideline, now=now)
    later = now + timedelta(hours=1, seconds=1)
    assert not guidelines.take_back_withdrawal(person=ambassador, guideline=version.guideline, now=later)
    assert len(events()) == 2


def test_without_consent_there_is_nothing_to_withdraw(ambassador, publish, now):
    assert not guidelines.withdraw(person=ambassador, guideline=publish("Text.").guideline, now=now)
    assert events() == []


def test_nobody_consents_to_a_version_that_was_replaced_while_they_read(ambassador, publish, now):
    shown = publish("One.")
    publish("Two.")
    with pytest.raises(guidelines.NewerVersion):
        guidelines.opt_in(person=ambassador, version=shown, language="en", now=now)
    assert events() == []


def test_only_who_is_in_the_programme_decides(joerdis, publish, now):
    version = publish("Text.")
    with pytest.raises(PermissionDenied):
        guidelines.opt_in(person=joerdis, version=version, language="en", now=now)
    with pytest.raises(PermissionDenied):
        guidelines.leave_open(person=joerdis, version=version)


def test_a_new_version_is_asked_about_once(ambassador, publish, now):
    first = publish("One.")
    guidelines.opt_in(person=ambassador, version=first, language="en", now=now)
    second = publish("Two.")
    decision = decisions.decision_on(first.guideline, ambassador)
    assert (decision.is_open, decision.consents_to_earlier, decision.consent.version) == (True, True, first)
    guidelines.leave_open(person=ambassador, version=second)
    decision = decisions.decision_on(first.guideline, ambassador)
    assert (decision.is_open, decision.consents_to_earlier, decision.consent.version) == (False, True, first)


def test_saying_no_leaves_no_event_and_nothing_in_the_journal(ambassador, publish):
    version = publish("One.")
    before = AuditEntry.objects.count()
    guidelines.leave_open(person=ambassador, version=version)
    decision = decisions.decision_on(version.guideline, ambassador)
    assert (events(), AuditEntry.objects.count(), decision.is_open) == ([], before, False)


def test_the_history_names_versions_and_decisions_newest_first(ambassador, publish, now):
    first = publish("One.", at=now)
    guidelines.opt_in(person=ambassador, version=first, language="en", now=now + timedelta(days=1))
    publish("Two.", at=now + timedelta(days=2))
    lines = decisions.history(first.guideline, ambassador)
    assert [(line.version.number, line.event and line.event.deed) for line in lines] == [
        (2, None),
        (1, "opted_in"),
        (1, None),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ambassadors_consentevent SET deed = 'withdrawn'",
        "DELETE FROM ambassadors_consentevent",
        "TRUNCATE ambassadors_consentevent",
    ],
)
def test_the_database_refuses_to_change_what_was_consented_to(ambassador, publish, now, statement):
    guidelines.opt_in(person=ambassador, version=publish("One."), language="en", now=now)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE ambassadors_consentevent ENABLE TRIGGER consent_events_are_not_emptied")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(statement)
    assert events() == [(1, "en", "opted_in")]


def test_erasing_a_person_deletes_the_link_and_keeps_the_event(ambassador, publish, now):
    guidelines.opt_in(person=ambassador, version=publish("One."), language="en", now=now)
    ambassador.delete()
    assert (ConsentSubject.objects.count(), events()) == (0, [(1, "en", "opted_in")])


def test_versions_are_numbered_and_the_last_is_valid(publish, selma):
    first, second = publish("One."), publish("Two.")
    latest = GuidelineVersion.objects.latest_of_each().get()
    assert (first.number, second.number, latest, latest.published_by) == (1, 2, second, selma)


def test_a_reader_gets_their_language_or_the_first(publish):
    one = publish("English.", second_text="Deutsch.")
    two = publish("English alone.")
    shown = [(w.language, w.title, w.text) for w in (one.wording("de"), one.wording("en"), two.wording("de"))]
    assert shown == [
        ("de", "Leitplanken", "Deutsch."),
        ("en", "Guidelines", "English."),
        ("en", "Guidelines", "English alone."),
    ]
