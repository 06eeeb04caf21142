"""k is raised at once, and lowered with a word of the council alone."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from ambassadors.models import KLowering, Programme
from ambassadors.services import smallest_group
from ambassadors.services.smallest_group import AlreadyDecided
from outbox import kinds, letters
from outbox.models import AuditEntry, Message
from tests.factories.ambassadors import CoordinatorFactory, CouncilFactory

pytestmark = pytest.mark.django_db
PAGE = "/cockpit/settings/k/"


@pytest.fixture
def rosa(programme):
    return CouncilFactory()


@pytest.fixture
def lowering(selma, rosa, now) -> KLowering:
    return smallest_group.set_k(k=7, by=selma, now=now)


def k() -> int:
    return Programme.objects.get().k


def deeds() -> list[str]:
    return [*AuditEntry.objects.order_by("at", "deed").values_list("deed", flat=True)]


def test_it_is_raised_at_once(selma, now):
    assert (smallest_group.set_k(k=12, by=selma, now=now), k(), deeds()) == (None, 12, ["k changed"])


def test_it_is_lowered_once_the_council_agrees(lowering, rosa, now):
    assert k() == 10
    smallest_group.agree_to_lower_k(lowering_id=lowering.pk, by=rosa, now=now)
    lowering.refresh_from_db()
    assert (k(), lowering.outcome, lowering.decided_by) == (7, "agreed", rosa)
    assert deeds() == ["k changed", "lower k asked for"]


def test_it_stays_where_the_council_does_not_agree(lowering, rosa, now):
    smallest_group.refuse_to_lower_k(lowering_id=lowering.pk, by=rosa, now=now)
    assert (k(), KLowering.objects.get().outcome) == (10, "refused")


def test_what_was_decided_is_not_decided_again(lowering, rosa, now):
    smallest_group.refuse_to_lower_k(lowering_id=lowering.pk, by=rosa, now=now)
    for deed in (smallest_group.agree_to_lower_k, smallest_group.refuse_to_lower_k):
        with pytest.raises(AlreadyDecided):
            deed(lowering_id=lowering.pk, by=rosa, now=now)


def test_whoever_asked_or_coordinates_does_not_decide(lowering, selma, rosa, now):
    selma.is_council, rosa.is_coordinator = True, True
    for by in (selma, rosa, CoordinatorFactory()):
        with pytest.raises(PermissionDenied):
            smallest_group.agree_to_lower_k(lowering_id=lowering.pk, by=by, now=now)
    assert k() == 10


def test_a_coordinator_takes_the_question_back(lowering, selma, rosa, now):
    smallest_group.withdraw_lower_k(lowering_id=lowering.pk, by=selma, now=now)
    with pytest.raises(AlreadyDecided):
        smallest_group.agree_to_lower_k(lowering_id=lowering.pk, by=rosa, now=now)


def test_another_number_takes_the_place_of_a_question(lowering, selma, now):
    later = smallest_group.set_k(k=6, by=selma, now=now)
    smallest_group.set_k(k=11, by=selma, now=now)
    outcomes = KLowering.objects.filter(pk__in=[lowering.pk, later.pk]).values_list("outcome", flat=True)
    assert ([*outcomes], k()) == (["withdrawn", "withdrawn"], 11)


def test_the_database_itself_refuses_two_questions_and_fewer_than_five(lowering, now):
    for values in ({"k": 6, "k_before": 10}, {"k": 4, "k_before": 10, "outcome": "agreed"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            KLowering.objects.create(asked_at=now, **values)


def test_raising_wants_a_tick_because_there_is_no_undo(client_for, selma):
    client = client_for(selma)
    page = client.post(PAGE, {"k": "12"})
    assert (page.status_code, [*page.context["form"].errors], k()) == (200, ["sure"], 10)
    assert "Going back below that needs the council." in page.content.decode()
    assert client.post(PAGE, {"k": "12", "sure": "on"}).status_code == 303
    assert k() == 12


@pytest.mark.parametrize("number", ["4", "101", "9" * 5000, "-1", "ten", ""])
def test_a_number_out_of_bounds_is_told(client_for, selma, number):
    page = client_for(selma).post(PAGE, {"k": number})
    assert ([*page.context["form"].errors], k()) == (["k"], 10)


def test_lowering_says_that_the_council_is_asked(client_for, selma):
    page = client_for(selma).post(PAGE, {"k": "7"}, follow=True)
    said = [str(message) for message in page.context["messages"]]
    assert said == ["The council is asked. Until somebody there agrees, it stays at 10."]
    assert "waits for the council" in page.content.decode()


def test_the_council_is_told_and_nobody_whose_word_would_not_count(selma, rosa, now):
    CouncilFactory(is_coordinator=True)
    smallest_group.set_k(k=7, by=selma, now=now)
    message = Message.objects.get()
    text = letters.read_again(message, now=now)
    assert (message.kind, message.recipient) == ("council_asked", rosa)
    assert "Selma Öztürk asks whether figures may be about 7 people or more." in text


def test_a_question_that_was_decided_is_not_mailed_any_more(lowering, selma, rosa, now):
    message = Message.objects.get()
    untrue = kinds.get("council_asked").untrue
    assert untrue(message, now) == ""
    smallest_group.withdraw_lower_k(lowering_id=lowering.pk, by=selma, now=now)
    assert untrue(message, now) == "the question is no longer open"
