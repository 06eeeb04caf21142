"""Feedback: once, without a name, told from k people on and only in batches of k, counted once a day."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from ambassadors import leavers
from ambassadors.models import Programme
from outbox.models import AuditEntry, Message, Tick
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, OwnPaceFactory, ProgressFactory, SessionFactory, attended
from tests.trainings.saying import A_DAY, answered_by, counted, shown
from trainings import feedback
from trainings.models import Enrolment, Feedback, FeedbackGiven, FeedbackText, FeedbackTotal
from trainings.models.feedback import Useful

pytestmark = pytest.mark.django_db
SAID = {"useful": "4", "recommends": "yes", "helped": "The light.", "change": ""}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture(autouse=True)
def fresh():
    """Without the programme of another test, and no other test with the one of these."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def session():
    """It ended yesterday."""
    return SessionFactory(starts_at=NOW - timedelta(hours=26), capacity=40)


def page_of(session):
    return f"/trainings/sessions/{session.pk}/feedback/"


# Answering ---------------------------------------------------------------------------------------------


def test_who_was_there_answers_once_and_nothing_tells_who_it_was(client, session, person):
    attended(session, person)
    for address in ("/", f"/trainings/sessions/{session.pk}/", "/me/trainings/", "/me/trainings/record/"):
        assert page_of(session) in client.get(address).text, address
    before = page = client.get(page_of(session)).text
    said = client.post(page_of(session), SAID, follow=True).text
    assert ("checked" in before, "Thank you. Nobody sees that it was you." in said) == (False, True)
    page = client.post(page_of(session), SAID).text
    assert ("You have told us" in page, "The light." in page) == (True, False)
    assert [page_of(session) in client.get(address).text for address in ("/", "/me/trainings/")] == [
        False,
        False,
    ]
    (kept,) = Feedback.objects.values()
    del kept["id"]
    assert kept == {
        "training_id": session.training_id,
        "session_id": session.pk,
        "month": NOW.date().replace(day=1),
        "useful": 4,
        "recommends": "yes",
        "helped": "The light.",
        "change": "",
    }
    assert {field.name for field in FeedbackGiven._meta.fields} == {"id", "training", "session", "person"}
    assert (AuditEntry.objects.count(), Message.objects.count()) == (0, 0)


def test_what_is_missing_is_said_and_nothing_is_kept(client, session, person):
    attended(session, person)
    page = client.post(page_of(session), {"helped": "The light."}).text
    missing = ["Please choose one of the five.", "Please choose one of the three."]
    assert [words for words in missing if words not in page] == []
    assert (Feedback.objects.count(), FeedbackGiven.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("state", "age"),
    [("booked", 26), ("no_show", 26), ("cancelled_late", 26), ("attended", 1), ("attended", 24 * 31)],
)
def test_there_is_no_page_for_others_before_the_end_or_after_thirty_days(client, session, person, state, age):
    attended(session, person)
    Enrolment.objects.update(state=state)
    session.starts_at = NOW - timedelta(hours=age)
    session.ends_at = session.starts_at + timedelta(hours=2)
    session.enrolment_closes_at = session.cancel_by = session.starts_at
    session.save()
    found = [client.get(page_of(session)).status_code, client.post(page_of(session), SAID).status_code]
    assert (found, Feedback.objects.count()) == ([404, 404], 0)


def test_a_training_at_ones_own_pace_is_answered_once_it_is_ticked_off(client, person):
    lesson = OwnPaceFactory(slug="alt")
    mine = ProgressFactory(training=lesson, person=person)
    before = client.get("/trainings/alt/feedback/").status_code
    mine.done_at = NOW
    mine.save()
    assert "/trainings/alt/feedback/" in client.get("/trainings/alt/").text
    client.post("/trainings/alt/feedback/", SAID)
    client.post("/trainings/alt/feedback/", SAID)
    assert "/trainings/alt/feedback/" not in client.get("/trainings/alt/").text
    assert (before, Feedback.objects.count()) == (404, 1)


# What is told ------------------------------------------------------------------------------------------


def test_nothing_is_told_below_k_and_no_answer_shows_before_the_count(session):
    training = session.training
    answered_by(session, 9)
    seen = [(counted(), shown(training, session))]
    answered_by(session, 1)
    seen += [(0, shown(training, session)), (counted(day=1), shown(training, session))]
    seen += [(counted(day=2), shown(training, session))]
    assert seen == [(0, None), (0, None), (0, None), (10, 10)]


def test_one_more_answer_never_changes_what_is_told(session):
    answered_by(session, 10, helped="Light", change="Longer")
    counted()
    told = list(FeedbackTotal.objects.values()), list(FeedbackText.objects.order_by("pk").values())
    answered_by(session, 9, useful=Useful.NOT_AT_ALL, helped="Late")
    for day in range(2, 20):
        counted(day)
    assert (list(FeedbackTotal.objects.values()), list(FeedbackText.objects.order_by("pk").values())) == told
    answered_by(session, 1, useful=Useful.NOT_AT_ALL)
    counted(20)
    total = feedback.told(session.training, session)
    assert (total.people, total.quite, total.not_at_all, total.would) == (20, 10, 10, 20)


def test_what_is_too_little_for_a_date_is_told_with_that_of_other_dates_once_nobody_can_answer(session):
    """And not as what is left of a number that is known."""
    training = session.training
    other = SessionFactory(training=training, starts_at=NOW - timedelta(days=3), capacity=40)
    answered_by(session, 12)
    answered_by(other, 6)
    counted()
    answered_by(session, 5)
    seen = []
    for day in (2, 28, 31):
        counted(day)
        seen.append([shown(training, each) for each in (session, other, None)])
    assert seen == [[12, None, None], [12, None, None], [12, None, 11]]
    assert not FeedbackGiven.objects.filter(session=None).exists()
    feedback.forget_old(NOW + 31 * A_DAY)
    assert (Feedback.objects.count(), FeedbackGiven.objects.count()) == (0, 0)


def test_a_larger_k_hides_what_was_told(session):
    answered_by(session, 10)
    counted()
    seen = [shown(session.training, session)]
    for k in (11, 10):
        Programme(k=k).save()
        seen.append(shown(session.training, session))
    assert seen == [10, None, 10]


class Batches(TestCase):
    @given(
        st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9)), max_size=10),
        st.integers(5, 7),
    )
    def test_any_two_days_differ_by_nobody_or_by_k_people_or_more(self, days, k):
        """Whoever writes down every page of every day and subtracts finds no smaller group, in whatever cell."""
        Programme(k=k).save()
        Tick.objects.all().delete()
        sessions = [
            SessionFactory(starts_at=NOW - timedelta(days=8 * n, hours=5), capacity=99) for n in range(3)
        ]
        for session in sessions:
            session.training = sessions[0].training
            session.save()
        known = {}
        for day, (which, number) in enumerate(days):
            Feedback.objects.bulk_create(
                Feedback(training=session.training, session=session, month=NOW, useful=3, recommends="no")
                for session in [sessions[which]] * number
            )
            feedback.recount(NOW + 4 * day * A_DAY)
            told = dict(FeedbackTotal.objects.values_list("session", "people"))
            grown = {told[cell] - known.get(cell, 0) for cell in told} - {0}
            assert all(number >= k for number in grown)
            known = told
        kept = sum(known.values()) + Feedback.objects.count()
        assert kept == sum(number for _which, number in days)


def test_the_count_leaves_neither_order_nor_transaction(session):
    """What stays in the box is written anew: other keys, one transaction, which is not that of anybody's answer."""
    answered_by(session, 6, helped="x")
    keys = set(Feedback.objects.values_list("pk", flat=True))
    rows = "SELECT xmin::text FROM trainings_feedback"
    counted()
    with connection.cursor() as cursor:
        cursor.execute(rows)
        transactions = {row[0] for row in cursor.fetchall()}
    assert (len(transactions), keys & set(Feedback.objects.values_list("pk", flat=True))) == (1, set())
    assert Feedback.objects.filter(helped="x").count() == 6


def test_counting_happens_once_a_day_at_four(session):
    answered_by(session, 10)
    at_four = NOW.replace(hour=4)
    assert feedback.recount(at_four - timedelta(minutes=1)) == 10
    answered_by(session, 10)
    days = [at_four + timedelta(hours=-0.5), at_four, at_four + timedelta(hours=23)]
    assert [feedback.recount(at) for at in days] == [0, 10, 0]


# Who reads it ------------------------------------------------------------------------------------------


def test_below_k_the_page_is_the_same_for_nobody_and_for_nine(at_nine, client_for, session):
    """Nor does the training's page tell, nor the roster that leads there."""
    selma, pages = client_for(CoordinatorFactory()), []
    addresses = [
        f"/cockpit/sessions/{session.pk}/feedback/",
        f"/cockpit/trainings/{session.training_id}/feedback/",
        f"/cockpit/trainings/{session.training_id}/",
    ]
    for number in (0, 9):
        answered_by(session, number, helped="Secret")
        counted(number)
        pages.append([TOKEN.sub("", selma.get(address).text) for address in addresses])
    assert pages[0][:2] == pages[1][:2]
    assert ["Nothing to show yet" in page for page in pages[0]] == [True, True, False]
    assert "Secret" not in "".join(pages[1])


def test_coordinators_and_the_trainers_of_the_date_read_it_and_nobody_else(at_nine, client_for, session):
    trainer, other = UserFactory(), UserFactory()
    session.trainers.add(trainer)
    SessionFactory().trainers.add(other)
    answered_by(session, 10, helped="Secret")
    counted()
    address = f"/cockpit/sessions/{session.pk}/feedback/"
    pages = [client_for(who).get(address) for who in (CoordinatorFactory(), trainer, other, UserFactory())]
    assert [page.status_code for page in pages] == [200, 200, 404, 404]
    assert ["10 people have answered." in page.text for page in pages[:2]] == [True, True]
    assert [page.text.count("Secret") for page in pages[:2]] == [10, 10]
    assert client_for(trainer).get(f"/cockpit/trainings/{session.training_id}/feedback/").status_code == 403


@pytest.mark.parametrize("many", [1, 3, 30])
def test_a_trainings_page_takes_the_same_queries(at_nine, client_for, queries_of, many):
    lesson = SessionFactory().training
    Programme(k=5).save()
    for number in range(many):
        session = SessionFactory(training=lesson, starts_at=NOW - timedelta(days=number + 2))
        FeedbackTotal.objects.create(training=lesson, session=session, people=12, very=12, would=12)
    total = FeedbackTotal.objects.create(training=lesson, people=12, very=12, would=12)
    FeedbackText.objects.bulk_create(
        FeedbackText(total=total, question="helped", text="Light", counted_on=NOW) for _each in range(many)
    )
    selma = client_for(CoordinatorFactory())
    page = selma.get(f"/cockpit/trainings/{lesson.pk}/feedback/")
    assert (len(page.context["dates"]), "Other dates together" in page.text) == (min(many, 25), True)
    assert queries_of(selma, f"/cockpit/trainings/{lesson.pk}/feedback/") == 8


# Forgetting --------------------------------------------------------------------------------------------


def test_whoever_leaves_or_is_erased_takes_along_that_they_answered_and_no_total_falls(session):
    answered_by(session, 12)
    first, second = Enrolment.objects.all()[:2]
    leavers.say_goodbye(person=first.person, now=NOW)
    leavers.erase(person=second.person, now=NOW)
    counted()
    assert (FeedbackGiven.objects.count(), shown(session.training, session)) == (10, 12)


def test_texts_go_after_their_time_and_numbers_stay(session):
    Programme(retention={"feedback": 90}).save()
    answered_by(session, 10, helped="Light")
    counted()
    other = SessionFactory(starts_at=NOW - timedelta(hours=26))
    answered_by(other, 3, helped="Light")
    seen = []
    for days in (90, 92, 160):
        feedback.forget_old(NOW + timedelta(days=days))
        seen.append(
            (FeedbackText.objects.count(), Feedback.objects.count(), FeedbackTotal.objects.get().people)
        )
    assert seen == [(10, 3, 10), (0, 3, 10), (0, 0, 10)]
