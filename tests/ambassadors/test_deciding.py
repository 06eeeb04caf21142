"""Coordinators ask back, approve and decline, and take it back."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from ambassadors.models import Ambassador, Application, ProgrammeInvitation, User
from ambassadors.services import deciding, invitations
from ambassadors.services.deciding import (
    AlreadyDecided,
    NoPlaceLeft,
    TooLate,
    approve,
    approve_many,
    ask_back,
    decline,
    settle,
    undo,
)
from outbox.models import AuditEntry, Message
from tests.factories.joining import ApplicationFactory, CohortFactory

pytestmark = pytest.mark.django_db
TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture
def waiting(joerdis, now) -> Application:
    return ApplicationFactory(person=joerdis, applied_at=now)


def journal() -> list[str]:
    return list(AuditEntry.objects.order_by("at", "deed").values_list("deed", flat=True))


def test_a_question_reaches_the_person_and_is_in_the_journal(waiting, selma, joerdis, now):
    ask_back(application=waiting, question="Which topic?", by=selma, now=now)
    waiting.refresh_from_db()
    told = Message.objects.get()
    assert (waiting.state, told.kind, told.recipient, journal()) == (
        "asked",
        "application_question",
        joerdis,
        ["applicant asked back"],
    )
    with pytest.raises(AlreadyDecided):
        ask_back(application=waiting, question="And?", by=selma, now=now)


def test_an_approval_settles_after_ten_minutes(waiting, selma, joerdis, now):
    approve(application=waiting, text="Good to have you.", by=selma, now=now)
    before = settle(now=now + TEN_MINUTES - timedelta(seconds=1))
    assert (before, Ambassador.objects.count(), Message.objects.count()) == (0, 0, 0)
    at = now + TEN_MINUTES
    assert (settle(now=at), settle(now=at)) == (1, 0)
    told = Message.objects.get()
    assert Ambassador.objects.get().joined_at == at
    assert (told.kind, told.recipient, told.context["text"]) == (
        "application_approved",
        joerdis,
        "Good to have you.",
    )
    assert (Application.objects.count(), journal()) == (
        0,
        ["application approved", "admitted to the programme"],
    )


def test_whoever_comes_in_needs_no_invitation_any_more(waiting, invited, selma, now):
    approve(application=waiting, text="", by=selma, now=now)
    settle(now=now + TEN_MINUTES)
    assert ProgrammeInvitation.objects.count() == 0


def test_accepting_an_invitation_ends_an_application(waiting, invited, selma, now):
    approve(application=waiting, text="", by=selma, now=now)
    invitations.accept(token=invited.token, signed_in=None, now=now)
    assert (Application.objects.count(), settle(now=now + TEN_MINUTES)) == (0, 0)
    assert Ambassador.objects.get().joined_at == now


def test_a_decline_is_told_after_ten_minutes_to_the_person_alone(waiting, selma, joerdis, now):
    decline(application=waiting, text="Not this time.", by=selma, now=now)
    assert (settle(now=now), settle(now=now + TEN_MINUTES)) == (0, 1)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.told_state, waiting.told_at) == (
        "declined",
        "declined",
        now + TEN_MINUTES,
    )
    told = Message.objects.get()
    assert (told.recipient, told.context["text"], told.context["by"]) == (
        joerdis,
        "Not this time.",
        "Selma Öztürk",
    )
    assert journal() == ["application declined"]


@pytest.mark.parametrize("deed", [approve, decline])
def test_until_then_it_can_be_taken_back_and_nobody_has_heard_of_it(waiting, selma, now, deed):
    go = uuid.uuid4()
    deed(application=waiting, text="Words.", by=selma, now=now, go=go)
    assert undo(decision=go, by=selma, now=now + timedelta(minutes=9)) == 1
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reply, waiting.decided_at, waiting.decided_by) == (
        "waiting",
        "",
        None,
        None,
    )
    assert (settle(now=now + timedelta(days=1)), Message.objects.count()) == (0, 0)


def test_after_ten_minutes_it_is_too_late(waiting, selma, now):
    go = uuid.uuid4()
    decline(application=waiting, text="", by=selma, now=now, go=go)
    with pytest.raises(TooLate):
        undo(decision=go, by=selma, now=now + TEN_MINUTES)


def test_taken_back_an_open_question_is_open_again(waiting, selma, now):
    ask_back(application=waiting, question="Which?", by=selma, now=now)
    go = uuid.uuid4()
    decline(application=waiting, text="", by=selma, now=now, go=go)
    undo(decision=go, by=selma, now=now)
    waiting.refresh_from_db()
    assert waiting.state == "asked"


def test_many_are_approved_at_once_or_none(selma, now):
    cohort = CohortFactory(places=3, approved=1)
    ApplicationFactory.create_batch(3, cohort=cohort, applied_at=now)
    with pytest.raises(NoPlaceLeft):
        approve_many(applications=Application.objects.all(), by=selma, now=now)
    cohort.refresh_from_db()
    assert (cohort.approved, Application.objects.undecided().count()) == (1, 3)
    Application.objects.first().delete()
    assert approve_many(applications=Application.objects.all(), by=selma, now=now) == 2
    cohort.refresh_from_db()
    assert (cohort.free, Application.objects.undecided().count()) == (0, 0)


def test_pressing_twice_approves_once(selma, now):
    cohort = CohortFactory(places=5)
    ApplicationFactory.create_batch(2, cohort=cohort, applied_at=now)
    go = uuid.uuid4()
    pressed = [approve_many(applications=Application.objects.all(), by=selma, now=now, go=go) for _ in "12"]
    cohort.refresh_from_db()
    assert (pressed, cohort.approved, journal()) == ([2, 2], 2, ["application approved"] * 2)


def test_undoing_gives_the_places_back(selma, now):
    cohort = CohortFactory(places=5)
    ApplicationFactory.create_batch(2, cohort=cohort, applied_at=now)
    go = uuid.uuid4()
    approve_many(applications=Application.objects.all(), by=selma, now=now, go=go)
    undo(decision=go, by=selma, now=now)
    cohort.refresh_from_db()
    assert (cohort.approved, Application.objects.waiting().count()) == (0, 2)


def test_without_words_of_their_own_everybody_is_welcomed_in_their_language(selma, now):
    for language in ("de", "en"):
        ApplicationFactory(person__language=language, applied_at=now)
    approve_many(applications=Application.objects.all(), by=selma, now=now)
    settle(now=now + TEN_MINUTES)
    texts = dict(Message.objects.values_list("recipient__language", "context__text"))
    assert (
        texts["en"] == "Good to have you with us. You can look around at once; begin with whatever you like."
    )
    assert len(set(texts.values())) == 2


def test_what_is_decided_cannot_be_decided_again(waiting, selma, now):
    decline(application=waiting, text="", by=selma, now=now)
    for deed in (decline, approve):
        with pytest.raises(AlreadyDecided):
            deed(application=waiting, text="", by=selma, now=now)


def test_only_coordinators_decide(waiting, ambassador, now):
    deeds = [
        lambda: approve(application=waiting, text="", by=ambassador, now=now),
        lambda: decline(application=waiting, text="", by=ambassador, now=now),
        lambda: ask_back(application=waiting, question="?", by=ambassador, now=now),
        lambda: undo(decision=uuid.uuid4(), by=ambassador, now=now),
    ]
    for deed in deeds:
        with pytest.raises(PermissionDenied):
            deed()


def test_whoever_has_left_the_company_waits_for_nobody(waiting, joerdis, selma):
    User.objects.filter(pk=joerdis.pk).update(is_active=False)
    assert (Application.objects.waiting().count(), Application.objects.visible_to(selma).count()) == (0, 0)


def test_the_suggested_words_are_german_for_german_readers():

    with translation.override("de"):
        assert "du" in deciding.suggested_decline().split()
