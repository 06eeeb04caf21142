"""Two seats of one person at the same time: docs/rules.md, trainings 11."""

import re
from datetime import timedelta

import pytest

from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory, states
from trainings import services
from trainings.models import Enrolment, Session
from trainings.overlaps import overlaps
from trainings.services import Deadlines, Meeting, Outcome

pytestmark = pytest.mark.django_db
NOON = NOW.replace(hour=12) + timedelta(days=14)
HTMX = {"HX-Request": "true"}


def at(hours, length=2, **facts):
    """A session so many hours after noon."""
    starts_at = NOON + timedelta(hours=hours)
    return SessionFactory(starts_at=starts_at, ends_at=starts_at + timedelta(hours=length), **facts)


def page_of(session):
    return f"/trainings/sessions/{session.pk}/"


def text(response):
    return " ".join(response.content.decode().split())


def keys(session, person, now=NOW):
    return [each.key for each in overlaps(sessions=[session], person=person, now=now)[session.pk]]


def shown_keys(response):
    """Those of the first form; every form that asks carries the same."""
    return list(dict.fromkeys(re.findall(r'name="overlap" value="(\w+)"', response.content.decode())))


def press(client, session, button, confirmed=(), **headers):
    return client.post(f"{page_of(session)}{button}/", {"overlap": list(confirmed)}, headers=headers)


@pytest.mark.parametrize(
    ("hours", "length", "found"),
    [(-2, 2, 0), (2, 2, 0), (-1, 2, 1), (1, 2, 1), (0.5, 1, 1), (-1, 4, 1), (0, 2, 1)],
)
def test_what_touches_does_not_overlap(person, hours, length, found):
    services.enrol(session=at(hours, length), person=person, now=NOW)
    assert len(keys(at(0), person)) == found


def test_a_seat_and_an_offer_count_and_nothing_else_does(person):
    booked, offered, waiting, freed, cancelled, lapsed = (at(0, capacity=1) for _ in range(6))
    for session in (booked, freed, cancelled):
        services.enrol(session=session, person=person, confirmed=keys(session, person), now=NOW)
    for session in (offered, waiting, lapsed):
        services.enrol(session=session, person=(first := UserFactory()), now=NOW)
        services.join_waiting_list(session=session, person=person, now=NOW)
        if session != waiting:
            services.cancel(session=session, person=first, now=NOW)
    Enrolment.objects.filter(session=lapsed, state="offered").update(offer_expires_at=NOW)
    services.cancel(session=freed, person=person, now=NOW)
    services.cancel_session(session=cancelled, reason="", by=CoordinatorFactory(), now=NOW)
    target = at(1)
    found = overlaps(sessions=[target], person=person, now=NOW)[target.pk]
    assert {(each.other, each.is_offer) for each in found} == {(booked, False), (offered, True)}


def test_the_second_seat_at_one_time_is_asked_about_and_taken_once_confirmed(person):
    services.enrol(session=at(1), person=person, now=NOW)
    session = at(0)
    asked = services.enrol(session=session, person=person, now=NOW)
    assert (asked.outcome, states(session)) == (Outcome.OVERLAP, [])
    taken = services.enrol(session=session, person=person, confirmed=keys(session, person), now=NOW)
    assert (taken.outcome, states(session)) == (Outcome.BOOKED, [(1, "booked")])


def test_a_full_session_says_full_before_it_asks_anything(person):
    services.enrol(session=at(1), person=person, now=NOW)
    assert services.enrol(session=at(0, capacity=1, taken=1), person=person, now=NOW).outcome == Outcome.FULL


def test_waiting_asks_nothing_and_the_offer_asks(person):
    """Waiting binds nobody; whether two seats overlap is decided when there are two."""
    services.enrol(session=at(1), person=person, now=NOW)
    session = at(0, capacity=1)
    services.enrol(session=session, person=(first := UserFactory()), now=NOW)
    assert services.join_waiting_list(session=session, person=person, now=NOW).outcome == Outcome.WAITING
    services.cancel(session=session, person=first, now=NOW)
    asked = services.accept_offer(session=session, person=person, now=NOW)
    assert (asked.outcome, states(session)[-1]) == (Outcome.OVERLAP, (2, "offered"))
    confirmed = keys(session, person)
    taken = services.accept_offer(session=session, person=person, confirmed=confirmed, now=NOW)
    assert (taken.outcome, states(session)[-1]) == (Outcome.BOOKED, (2, "booked"))


def test_the_first_to_press_is_asked_too(person):
    services.enrol(session=at(1), person=person, now=NOW)
    session = at(0, capacity=1)
    services.enrol(session=session, person=(first := UserFactory()), now=NOW)
    services.join_waiting_list(session=session, person=person, now=NOW)
    late = session.enrolment_closes_at
    services.cancel(session=session, person=first, now=late)
    assert services.enrol(session=session, person=person, now=late).outcome == Outcome.OVERLAP
    confirmed = keys(session, person)
    taken = services.enrol(session=session, person=person, confirmed=confirmed, now=late)
    assert taken.outcome == Outcome.BOOKED


def test_what_arises_after_the_warning_was_shown_asks_again(person):
    session, known, newly = at(0), at(1), at(-1)
    services.enrol(session=known, person=person, now=NOW)
    shown = keys(session, person)
    services.enrol(session=newly, person=person, now=NOW)
    again = services.enrol(session=session, person=person, confirmed=shown, now=NOW)
    assert again.outcome == Outcome.OVERLAP
    both = keys(session, person)
    assert services.enrol(session=session, person=person, confirmed=both, now=NOW).outcome == Outcome.BOOKED


def test_what_has_gone_since_the_warning_was_shown_asks_nothing(person):
    session, known, freed = at(0), at(1), at(-1)
    for each in (known, freed):
        services.enrol(session=each, person=person, now=NOW)
    shown = keys(session, person)
    services.cancel(session=freed, person=person, now=NOW)
    assert services.enrol(session=session, person=person, confirmed=shown, now=NOW).outcome == Outcome.BOOKED


@pytest.mark.parametrize("which", ["this", "other"])
def test_another_time_of_either_asks_again(person, which):
    sessions = {"this": at(0), "other": at(1)}
    services.enrol(session=sessions["other"], person=person, now=NOW)
    shown = keys(sessions["this"], person)
    moved = sessions[which]
    later = {"starts_at": moved.starts_at + timedelta(minutes=5), "ends_at": moved.ends_at}
    services.move_session(
        session=moved,
        meeting=Meeting(**later, timezone=moved.timezone),
        deadlines=Deadlines(enrolment_closes_at=moved.enrolment_closes_at, cancel_by=moved.cancel_by),
        by=CoordinatorFactory(),
        now=NOW,
    )
    again = services.enrol(session=sessions["this"], person=person, confirmed=shown, now=NOW)
    assert again.outcome == Outcome.OVERLAP


def test_a_confirmation_of_another_session_confirms_nothing(person):
    """What was shown for one date does not speak for a second one at the same time."""
    services.enrol(session=at(1), person=person, now=NOW)
    first, second = at(0), at(0)
    asked = services.enrol(session=second, person=person, confirmed=keys(first, person), now=NOW)
    assert asked.outcome == Outcome.OVERLAP


# Pages ------------------------------------------------------------------------------------------------


def test_the_page_shows_both_times_before_the_press_and_one_press_goes_on(client, person):
    services.enrol(session=at(1, training__title="Storm"), person=person, now=NOW)
    session = at(0)
    page = client.get(page_of(session))
    for words in (
        "You have something else at that time.",
        "Tue 8 December, 12:00 – 14:00",
        "Tue 8 December, 13:00 – 15:00",
        "Storm",
        "Take the seat all the same",
    ):
        assert words in text(page)
    press(client, session, "enrol", shown_keys(page))
    assert states(session) == [(1, "booked")]
    assert "You can keep both, or free one of them." in text(client.get(page_of(session)))


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_pressed_without_having_seen_it_the_card_asks_with_both_times(client, person, headers):
    services.enrol(session=at(1), person=person, now=NOW)
    session = at(0)
    response = press(client, session, "enrol", **headers)
    if not headers:
        assert (response.status_code, response["Location"]) == (303, page_of(session))
        response = client.get(page_of(session))
    assert "Nothing was changed yet: have a look at both times." in text(response)
    assert (shown_keys(response), states(session)) == (keys(session, person), [])
    press(client, session, "enrol", shown_keys(response), **headers)
    assert states(session) == [(1, "booked")]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
@pytest.mark.parametrize("full", [False, True], ids=["another seat", "full"])
def test_what_was_written_for_the_trainers_stays_in_the_card_that_asks(client, person, headers, full):
    services.enrol(session=at(0), person=person, now=NOW)
    session = at(1)
    if full:
        Session.objects.filter(pk=session.pk).update(taken=session.capacity)
    sent = {"need": "A step-free way in"}
    page = client.post(f"/trainings/sessions/{session.pk}/enrol/", sent, headers=headers).text
    assert '<details class="need" open>' in page
    assert ">A step-free way in</textarea>" in page
    assert ("Someone was a second faster." if full else "Nothing was changed yet") in page
    # Changing the language from there leads to the page, not to the press.
    assert headers or page.count(f'name="next" value="{page_of(session)}"') == page.count('name="next"')


@pytest.mark.parametrize("strange", ["", "x" * 5_000, "\0", "é"])
def test_a_strange_confirmation_confirms_nothing(client, person, strange):
    services.enrol(session=at(1), person=person, now=NOW)
    session = at(0)
    assert press(client, session, "enrol", [strange]).status_code in (303, 400)
    assert states(session) == []


def test_who_waits_is_told_quietly_and_asked_nothing(client, person):
    services.enrol(session=at(1), person=person, now=NOW)
    session = at(0, capacity=1)
    services.enrol(session=session, person=UserFactory(), now=NOW)
    full = client.get(page_of(session))
    press(client, session, "wait")
    waits = client.get(page_of(session))
    said = "Waiting binds nobody. When it is your turn we ask again."
    assert [said in text(page) for page in (full, waits)] == [True, True]
    assert states(session) == [(1, "booked"), (2, "waiting")]


def test_the_start_page_asks_too(client, person):
    services.enrol(session=at(1, training__title="Storm"), person=person, now=NOW)
    session = at(0, capacity=1)
    services.enrol(session=session, person=(first := UserFactory()), now=NOW)
    services.join_waiting_list(session=session, person=person, now=NOW)
    services.cancel(session=session, person=first, now=NOW)
    home = client.get("/")
    assert ("Accept all the same" in text(home), shown_keys(home)) == (True, keys(session, person))
    press(client, session, "accept", shown_keys(home))
    assert states(session)[-1] == (2, "booked")
