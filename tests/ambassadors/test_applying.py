"""Somebody applies, changes it, answers, takes it back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from ambassadors.models import Application, ApplicationAnswer, AskBack, NextRound
from ambassadors.services.applications import NothingToAnswer, RoundClosed, answer, apply, change, take_back
from ambassadors.services.deciding import approve, ask_back, decline, settle
from ambassadors.services.forgetting import forget_expired
from outbox.models import AuditEntry, Message
from tests.factories.joining import (
    ApplicationFactory,
    CohortFactory,
    CohortQuestionFactory,
    NextRoundFactory,
)

pytestmark = pytest.mark.django_db
WORDS = "I explain grids to my neighbours anyway."


def send(person, now, words: str = WORDS, answers=None) -> Application:
    return apply(person=person, words=words, answers=answers or {}, now=now)


def kinds_to(person) -> list[str]:
    return list(
        Message.objects.filter(recipient=person).order_by("created_at").values_list("kind", flat=True)
    )


def test_without_cohorts_applications_are_open_all_year(joerdis, selma, now):
    sent = send(joerdis, now)
    assert (sent.state, sent.cohort, sent.applied_at, kinds_to(joerdis)) == (
        "waiting",
        None,
        now,
        ["application_received"],
    )
    assert Message.objects.get().context == {"by": "Selma Öztürk", "answered_by": "2026-12-08"}


def test_nothing_of_what_people_do_about_themselves_is_in_the_journal(joerdis, now):
    send(joerdis, now)
    change(person=joerdis, words="Others.", answers={})
    take_back(person=joerdis, now=now)
    assert AuditEntry.objects.count() == 0


def test_the_open_round_takes_it_with_answers_to_its_questions(joerdis, now):
    asked = CohortQuestionFactory()
    foreign = CohortQuestionFactory(
        cohort=CohortFactory(opens_at=now + timedelta(days=50), closes_at=now + timedelta(days=60))
    )
    sent = send(joerdis, now, answers={asked: "Heat.", foreign: "Nothing."})
    assert sent.cohort == asked.cohort
    assert list(ApplicationAnswer.objects.values_list("question", "text")) == [(asked.pk, "Heat.")]


@pytest.mark.parametrize(("opens", "closes"), [(1, 9), (-9, -1)])
def test_outside_a_window_nothing_can_be_sent(joerdis, now, opens, closes):
    CohortFactory(opens_at=now + timedelta(days=opens), closes_at=now + timedelta(days=closes))
    with pytest.raises(RoundClosed):
        send(joerdis, now)


def test_a_round_whose_places_are_given_takes_nothing_more(joerdis, now):
    CohortFactory(places=2, approved=2)
    with pytest.raises(RoundClosed):
        send(joerdis, now)


def test_pressing_twice_sends_one_and_keeps_the_place_in_line(joerdis, now):
    first = send(joerdis, now)
    again = send(joerdis, now + timedelta(hours=1), words="Better words.")
    assert (again.pk, again.applied_at, again.words) == (first.pk, now, "Better words.")
    assert kinds_to(joerdis) == ["application_received"]


def test_what_was_sent_can_be_changed_after_the_round_has_closed(joerdis, now):
    cohort = CohortFactory()
    send(joerdis, now)
    cohort.closes_at = now
    cohort.save()
    assert send(joerdis, now + timedelta(days=1), words="Better.").words == "Better."


def test_whoever_is_in_the_programme_has_nothing_to_apply_for(ambassador, now):
    with pytest.raises(PermissionDenied):
        send(ambassador, now)


def test_taken_back_nothing_is_left(joerdis, selma, now):
    question = CohortQuestionFactory()
    sent = send(joerdis, now, answers={question: "Heat."})
    ask_back(application=sent, question="Which?", by=selma, now=now)
    answer(person=joerdis, text="Heat pumps.", now=now)
    Message.objects.update(state="sent", done_at=now)
    take_back(person=joerdis, now=now)
    rows = [model.objects.count() for model in (Application, ApplicationAnswer, AskBack, Message)]
    assert rows == [0, 0, 0, 0]
    take_back(person=joerdis, now=now)


def test_taking_back_what_was_just_approved_gives_the_place_back(joerdis, selma, now):
    cohort = CohortFactory()
    approve(application=send(joerdis, now), text="", by=selma, now=now)
    take_back(person=joerdis, now=now)
    cohort.refresh_from_db()
    assert (cohort.approved, settle(now=now + timedelta(hours=1))) == (0, 0)


def test_an_answer_goes_back_to_whoever_asked_without_a_name(joerdis, selma, now):
    sent = send(joerdis, now)
    asked = ask_back(application=sent, question="Which topic?", by=selma, now=now)
    answer(person=joerdis, text="Heat pumps.", now=now)
    sent.refresh_from_db()
    asked.refresh_from_db()
    assert (sent.state, asked.answer, asked.answered_at) == ("waiting", "Heat pumps.", now)
    told = Message.objects.get(recipient=selma)
    assert (told.kind, told.context) == ("application_answered", {})
    with pytest.raises(NothingToAnswer):
        answer(person=joerdis, text="Again.", now=now)


def test_a_declined_person_applies_again_and_the_earlier_one_is_gone(joerdis, selma, now):
    first = send(joerdis, now)
    decline(application=first, text="Not this time.", by=selma, now=now)
    settle(now=now + timedelta(minutes=10))
    again = send(joerdis, now + timedelta(days=1), words="Anew.")
    assert (Application.objects.get(), again.state, again.reply) == (again, "waiting", "")
    assert set(Message.objects.values_list("object_id", flat=True)) == {str(again.pk)}


def test_a_decline_that_is_not_told_yet_is_no_reason_to_begin_anew(joerdis, selma, now):
    first = send(joerdis, now)
    decline(application=first, text="Not this time.", by=selma, now=now)
    changed = send(joerdis, now, words="Better.")
    assert (changed.pk, changed.state, changed.told_state) == (first.pk, "declined", "waiting")


def test_applying_takes_the_person_off_the_list_for_the_next_round(joerdis, now):
    NextRoundFactory(person=joerdis)
    send(joerdis, now)
    assert NextRound.objects.count() == 0


def test_declined_ones_and_what_was_written_about_them_go_after_90_days(joerdis, selma, now):
    decline(application=send(joerdis, now), text="Not this time.", by=selma, now=now)
    settle(now=now + timedelta(minutes=10))
    ApplicationFactory(applied_at=now)
    kept = forget_expired(now=now + timedelta(days=89))["declined applications"]
    gone = forget_expired(now=now + timedelta(days=90))
    assert (kept, gone["declined applications"], gone["messages about applications"]) == (0, 1, 2)
    assert (Application.objects.get().state, Message.objects.filter(recipient=joerdis).count()) == (
        "waiting",
        0,
    )


def test_an_answer_is_promised_within_two_weeks_and_before_they_start(now, joerdis):
    rolling = ApplicationFactory(applied_at=now)
    cohort = CohortFactory(kicks_off_on=None)
    in_a_round = ApplicationFactory(applied_at=now, cohort=cohort)
    days = [f"{rolling.answered_by}", f"{in_a_round.answered_by}", f"{cohort.last_day}"]
    cohort.kicks_off_on = cohort.last_day + timedelta(days=3)
    assert [*days, f"{cohort.answered_by}"] == ["2026-12-08", "2026-12-28", "2026-12-14", "2026-12-17"]
