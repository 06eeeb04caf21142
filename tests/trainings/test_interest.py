"""I'd come if there were a date: a wish that nobody else sees, told of a date once, and counted as rule 5 says."""

import threading
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from ambassadors import leavers
from ambassadors.models import Programme
from outbox import figures, kinds, letterhead, letters
from outbox.models import AuditEntry, Message
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import (
    NOW,
    InterestFactory,
    OwnPaceFactory,
    SessionFactory,
    TrainingFactory,
    people,
)
from trainings import services, wishes
from trainings.models import Interest, InterestFigures, Training

pytestmark = pytest.mark.django_db
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def programme(db):
    """k is 10, and no other test's is remembered."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def training():
    """In the catalogue, without a date."""
    return TrainingFactory(slug="podcast", published_at=NOW)


@pytest.fixture
def coordinator():
    return CoordinatorFactory()


def would_come(training, count):
    return [InterestFactory(training=training).person for _n in range(count)]


def fresh(training):
    return Training.objects.select_related("interest_figures").get(pk=training.pk)


def count(training, now=NOW):
    wishes.recount(now)
    return wishes.told(fresh(training))


def publish(training, coordinator, **facts):
    draft = SessionFactory(training=training, published_at=None, **facts)
    return services.publish_session(session=draft, by=coordinator, now=NOW)


def told(person):
    return list(
        Message.objects.filter(kind="trainings_date", recipient=person, state="due").values_list("object_id")
    )


# One's own wish ---------------------------------------------------------------------------------------


def test_somebody_says_that_they_would_come_and_takes_it_back(client, person, training):
    response = client.post("/trainings/podcast/wish/", follow=True)
    assert (response.status_code, "You would come" in response.content.decode()) == (200, True)
    assert list(Interest.objects.values_list("training", "person")) == [(training.pk, person.pk)]
    client.post("/trainings/podcast/wish/take-back/")
    assert (Interest.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_saying_it_twice_says_it_once(person, training):
    assert [services.show_interest(training=training, person=person, now=NOW) for _n in range(2)] == [
        True,
        True,
    ]
    assert Interest.objects.count() == 1


def test_a_free_seat_is_offered_instead_of_a_wish(client, person, training):
    SessionFactory(training=training)
    response = client.post("/trainings/podcast/wish/", follow=True)
    assert "A seat is free, or you have one already" in response.content.decode()
    assert Interest.objects.count() == 0


@pytest.mark.parametrize(
    ("facts", "may_wish"),
    [
        ({"capacity": 1, "taken": 1}, True),
        ({"enrolment_closes_at": NOW}, True),
        ({"cancelled_at": NOW}, True),
        ({"starts_at": NOW - timedelta(days=1)}, True),
        ({"published_at": None}, True),
        ({}, False),
    ],
)
def test_one_may_wish_while_no_coming_date_has_a_seat(person, training, facts, may_wish):
    SessionFactory(training=training, **facts)
    assert wishes.may_wish(training=training, person=person, now=NOW) is may_wish


def test_whoever_has_a_seat_or_needs_no_date_wishes_for_none(person, training):
    full = SessionFactory(training=training, capacity=1)
    services.enrol(session=full, person=person, now=NOW)
    others = wishes.may_wish(training=training, person=UserFactory(), now=NOW)
    mine = wishes.may_wish(training=training, person=person, now=NOW)
    assert (others, mine, wishes.may_wish(training=OwnPaceFactory(), person=person, now=NOW)) == (
        True,
        False,
        False,
    )


def test_a_full_date_asks_whether_another_would_suit(client, training):
    full = SessionFactory(training=training, capacity=1, taken=1)
    assert "I would come to another date" in client.get(f"/trainings/sessions/{full.pk}/").content.decode()
    SessionFactory(training=training)
    assert (
        "I would come to another date" not in client.get(f"/trainings/sessions/{full.pk}/").content.decode()
    )


def test_a_fragment_brings_the_card_alone(client, training):
    page = client.post("/trainings/podcast/wish/", headers={"HX-Request": "true"}).content.decode()
    assert ('id="wish"' in page, "You would come" in page, "<html" in page) == (True, True, False)


def test_my_trainings_list_my_wishes_alone(client, person, training):
    InterestFactory(training=training, person=person)
    InterestFactory(training__title="Of somebody else")
    assert [wish.training for wish in client.get("/me/trainings/").context["wishes"]] == [training]


# Told of a date ---------------------------------------------------------------------------------------


def test_a_published_date_is_told_to_those_who_would_come_and_to_nobody_else(training, coordinator):
    first, second = would_come(training, 2)
    elsewhere = InterestFactory().person
    session = publish(training, coordinator)
    assert [told(each) for each in (first, second)] == [[(str(session.pk),)]] * 2
    assert told(elsewhere) == []


def test_each_is_told_once_however_many_dates_are_published(training, coordinator):
    (person,) = would_come(training, 1)
    first = publish(training, coordinator)
    publish(training, coordinator)
    assert told(person) == [(str(first.pk),)]


def test_whoever_wants_to_hear_of_the_next_one_as_well_is_told_of_that(training, coordinator):
    (person,) = would_come(training, 1)
    first = publish(training, coordinator, capacity=1)
    services.enrol(session=first, person=UserFactory(), now=NOW)
    assert services.show_interest(training=training, person=person, now=NOW)
    second = publish(training, coordinator)
    assert sorted(told(person)) == sorted([(str(first.pk),), (str(second.pk),)])


def test_a_date_that_was_cancelled_did_not_count(training, coordinator):
    (person,) = would_come(training, 1)
    first = publish(training, coordinator)
    services.cancel_session(session=first, reason="", by=coordinator, now=NOW)
    assert told(person) == []
    second = publish(training, coordinator)
    assert told(person) == [(str(second.pk),)]


def test_a_draft_and_a_date_that_is_closed_already_tell_nobody(training, coordinator):
    (person,) = would_come(training, 1)
    publish(training, coordinator, enrolment_closes_at=NOW)
    assert (told(person), Interest.objects.get().told_of) == ([], None)


def test_a_date_whose_enrolment_opens_later_is_told_with_the_hour_from_when(training, coordinator):
    (person,) = would_come(training, 1)
    session = publish(training, coordinator, opens_at=NOW + timedelta(days=1, hours=1))
    assert told(person) == [(str(session.pk),)]
    letter = letters.write(Message.objects.get(kind="trainings_date"), paper=letterhead.current(), now=NOW)
    said = ["Enrolment opens on Wed 25 November, 10:00" in text for text in (letter.text, letter.html)]
    assert said == [True, True]


def test_dates_published_together_tell_each_person_of_one(training, coordinator):
    (person,) = would_come(training, 1)
    for days in (10, 11, 12):
        SessionFactory(training=training, published_at=None, starts_at=NOW + timedelta(days=days))
    services.publish_drafts(training=training, by=coordinator, now=NOW)
    assert len(told(person)) == 1


def test_whoever_walks_in_has_what_they_wished_for(training, coordinator):
    (person,) = would_come(training, 1)
    session = SessionFactory(training=training, starts_at=NOW - timedelta(hours=1))
    services.walk_in(session=session, person=person, by=coordinator, now=NOW)
    assert Interest.objects.count() == 0


def test_what_is_taken_back_is_not_told_any_more(training, coordinator):
    (person,) = would_come(training, 1)
    publish(training, coordinator)
    services.take_interest_back(training=training, person=person, now=NOW)
    assert told(person) == []


def test_the_message_is_no_longer_true_for_whoever_took_a_seat(training, coordinator):
    (person,) = would_come(training, 1)
    session = publish(training, coordinator)
    message = Message.objects.get(kind="trainings_date")
    kind = kinds.get("trainings_date")
    before = kind.untrue(message, NOW)
    services.enrol(session=session, person=person, now=NOW)
    assert (before, kind.untrue(Message.objects.get(pk=message.pk), NOW)) == ("", "no longer needed")


def test_a_seat_takes_one_off_the_list_and_a_place_in_line_does_not(training):
    booked, waits = would_come(training, 2)
    session = SessionFactory(training=training, capacity=1)
    services.enrol(session=session, person=booked, now=NOW)
    services.join_waiting_list(session=session, person=waits, now=NOW)
    assert list(Interest.objects.values_list("person", flat=True)) == [waits.pk]


@pytest.mark.django_db(transaction=True)
def test_two_dates_published_at_the_same_moment_tell_each_person_once():
    training, coordinator = TrainingFactory(), CoordinatorFactory()
    persons = would_come(training, 20)
    drafts = SessionFactory.create_batch(2, training=training, published_at=None)
    both = threading.Barrier(2)

    def publish_one(draft):
        both.wait()
        services.publish_session(session=draft, by=coordinator, now=NOW)
        connection.close()

    threads = [threading.Thread(target=publish_one, args=[draft]) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(len, map(told, persons))) == [1] * 20


# How many ---------------------------------------------------------------------------------------------


def test_the_number_is_shown_from_k_up(training):
    would_come(training, 9)
    assert count(training) is None
    would_come(training, 1)
    assert (wishes.told(fresh(training)), count(training, TOMORROW)) == (None, 10)


def test_it_is_counted_once_a_day(training):
    would_come(training, 10)
    first = count(training)
    would_come(training, 3)
    later_that_day = count(training, NOW + timedelta(hours=15))
    assert (first, later_that_day, count(training, TOMORROW)) == (10, 10, 13)


def test_a_number_below_k_is_not_even_stored(training):
    would_come(training, 9)
    wishes.recount(NOW)
    assert InterestFigures.objects.values_list("people", "gone").get() == (None, 0)


def test_a_k_that_was_raised_hides_what_was_counted_before(training):
    would_come(training, 10)
    count(training)
    Programme(k=11).save()
    assert wishes.told(fresh(training)) is None


@pytest.mark.parametrize("taken", range(1, 10))
def test_the_number_does_not_fall_by_those_who_took_a_seat_until_they_are_k(training, taken):
    """The roster names who took a seat. A number that fell with them would name who had wished."""
    persons = would_come(training, 25)
    before = count(training)
    session = SessionFactory(training=training, capacity=40)
    for person in persons[:taken]:
        services.enrol(session=session, person=person, now=NOW)
    for stranger in people(3):
        services.enrol(session=session, person=stranger, now=NOW)
    assert (before, count(training, TOMORROW)) == (25, 25)


def test_they_are_taken_off_together_once_they_are_k(training):
    persons = would_come(training, 25)
    count(training)
    session = SessionFactory(training=training, capacity=40)
    for person in persons[:9]:
        services.enrol(session=session, person=person, now=NOW)
    assert count(training, TOMORROW) == 25
    services.enrol(session=session, person=persons[9], now=TOMORROW)
    assert count(training, TOMORROW + timedelta(days=1)) == 15


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=6))
def test_from_one_day_to_the_next_nobody_is_found_out(days):
    """Each day some say that they would come, and some of them take a seat, which everybody at the desk sees."""
    training = TrainingFactory()
    session = SessionFactory(training=training, capacity=100, starts_at=NOW + timedelta(days=60))
    waiting = would_come(training, 12)
    shown = count(training)
    for number, (more, seats) in enumerate(days, start=1):
        now = NOW + timedelta(days=number)
        waiting += would_come(training, more)
        for _seat in range(min(seats, len(waiting))):
            services.enrol(session=session, person=waiting.pop(), now=now)
        before, shown = shown, count(training, now)
        assert shown is None or shown >= 10
        assert shown is None or before is None or shown >= before or before + more - shown >= 10
        assert shown is None or shown >= len(waiting)


def test_somebody_who_leaves_the_company_does_not_lower_it_either(training):
    persons = would_come(training, 12)
    count(training)
    leavers.say_goodbye(person=persons[0], now=NOW)
    leavers.erase(person=persons[1], now=NOW)
    assert (Interest.objects.count(), count(training, TOMORROW)) == (10, 12)


def test_what_was_never_counted_is_not_kept_as_gone(training):
    persons = would_come(training, 10)
    count(training)
    newcomer = would_come(training, 1)[0]
    session = SessionFactory(training=training)
    for person in (persons[0], newcomer):
        services.enrol(session=session, person=person, now=NOW)
    assert InterestFigures.objects.get().gone == 1


def test_coordinators_see_the_number_and_nobody_by_name(client_for, coordinator, training, at_nine):
    persons = would_come(training, 12)
    count(training)
    desk = client_for(coordinator)
    one, every, cockpit = (
        desk.get(path).content.decode()
        for path in (f"/cockpit/trainings/{training.pk}/", "/cockpit/trainings/", "/cockpit/")
    )
    assert "12 people would come if there were a date" in one
    assert "12 people would come to" in cockpit
    named = [person.name for person in persons if any(person.name in page for page in (one, every, cockpit))]
    assert named == []


def test_below_k_the_pages_are_the_same_with_and_without_wishes(client_for, coordinator, training, at_nine):
    desk = client_for(coordinator)

    def pages():
        wishes.recount(NOW)
        paths = (f"/cockpit/trainings/{training.pk}/", "/cockpit/trainings/", f"/trainings/{training.slug}/")
        return [desk.get(path).content.decode().partition("<main")[2] for path in paths]

    without = [page.split("csrfmiddlewaretoken")[0] for page in pages()]
    would_come(training, 9)
    assert [page.split("csrfmiddlewaretoken")[0] for page in pages()] == without


def test_neither_delivery_nor_the_journal_tells_how_many_were_told(training, coordinator):
    would_come(training, 3)
    publish(training, coordinator)
    delivery = figures.of_kind(kinds.get("trainings_date"), k=10, now=NOW)
    assert (delivery.due, delivery.planned, delivery.sent, delivery.failed) == (None, None, None, None)
    assert [entry.details for entry in AuditEntry.objects.filter(deed="publish session")] == [{}]


# Kept for a while -------------------------------------------------------------------------------------


def test_a_wish_is_forgotten_after_a_year(training):
    InterestFactory(training=training, since=NOW - timedelta(days=366))
    InterestFactory(training=training, since=NOW - timedelta(days=364))
    assert (services.forget_old_interests(now=NOW), Interest.objects.count()) == (1, 1)
