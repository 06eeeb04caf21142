"""An offer is answered from its mail, without signing in: docs/rules.md, trainings 8."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from outbox import letterhead, letters
from outbox.models import Message
from outbox.tokens import hash_of
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, SessionFactory, people, states
from trainings import services
from trainings.models import Enrolment
from trainings.overlaps import overlaps

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
OVER = "This link opens nothing"


@pytest.fixture(autouse=True)
def unlimited(at_nine, own_cache):
    """Nobody has tried a link before, and nobody else does meanwhile."""


@pytest.fixture
def lena():
    return UserFactory(first_name="Lena", language="en")


@pytest.fixture
def session(lena):
    """Its only seat is held for Lena; one more person waits."""
    session = SessionFactory(capacity=1, training__title="Storm")
    first, third = people(2)
    services.enrol(session=session, person=first, now=NOW)
    for person in (lena, third):
        services.join_waiting_list(session=session, person=person, now=NOW)
    services.cancel(session=session, person=first, now=NOW)
    return session


def mail_to(person, now=NOW):
    message = Message.objects.filter(kind="trainings_offer", recipient=person).latest("created_at")
    return letters.write(message, paper=letterhead.current(), now=now)


def link_to(person):
    return re.search(r"/offer/[\w-]{32}/", mail_to(person).text)[0]


def text(response):
    return " ".join(response.content.decode().split())


def answer(link, button, client=None, **fields):
    """Pressed, and the page that follows."""
    return (client or Client(headers=ENGLISH)).post(f"{link}{button}/", fields, follow=True)


def test_the_mail_leads_to_a_page_with_two_equal_buttons(session, lena):
    link = link_to(lena)
    page = Client().get(link)
    assert page.status_code == 200
    for words in ("Storm", "It is yours until <strong>Wed 25 November, 09:00</strong>", "Both are fine."):
        assert words in text(page)
    forms = [f'action="{link}{button}/"' in text(page) for button in ("accept", "decline")]
    assert (forms, "is-primary" in text(page), link in mail_to(lena).html) == ([True, True], False, True)


def test_opening_the_link_changes_nothing_however_often(session, lena):
    link, before = link_to(lena), states(session)
    with CaptureQueriesContext(connection) as queries:
        for method in ("get", "head", "get"):
            assert getattr(Client(), method)(link).status_code == 200
    assert [each["sql"] for each in queries if not each["sql"].startswith("SELECT")] == []
    assert (states(session), link_to(lena)) == (before, link)


def test_the_buttons_have_addresses_that_do_not_open(session, lena):
    refused = [Client().get(f"{link_to(lena)}{button}/").status_code for button in ("accept", "decline")]
    assert (refused, states(session)[1]) == ([405, 405], (2, "offered"))


def test_accepting_says_so_on_a_page_that_can_be_loaded_again(session, lena):
    client = Client()
    page = answer(link_to(lena), "accept", client)
    again = client.get(page.redirect_chain[0][0])
    assert page.redirect_chain[0][1] == 303
    assert ["You have a seat." in text(each) for each in (page, again)] == [True, True]
    assert states(session) == [(1, "cancelled_in_time"), (2, "booked"), (3, "waiting")]
    assert Message.objects.filter(kind="trainings_confirmation", recipient=lena).count() == 1


def test_declining_passes_the_seat_on(session, lena):
    page = answer(link_to(lena), "decline")
    assert "Declined. </h1>" not in text(page)
    assert "The seat goes to the next in line." in text(page)
    assert states(session) == [(1, "cancelled_in_time"), (2, "offer_declined"), (3, "offered")]


def test_what_was_answered_is_readable_for_an_hour(session, lena, time_machine):
    client = Client(headers=ENGLISH)
    there = answer(link_to(lena), "accept", client).redirect_chain[0][0]
    time_machine.move_to(NOW + timedelta(minutes=61), tick=False)
    late, wrong = client.get(there), client.get("/offer/x:y:z/answered/")
    assert [(each.status_code, OVER in text(each)) for each in (late, wrong)] == [(404, True)] * 2


def used(session, lena, link):
    answer(link, "accept")


def declined(session, lena, link):
    answer(link, "decline")


def answered_in_the_hub(session, lena, link):
    services.accept_offer(session=session, person=lena, now=NOW)


def ended(session, lena, link):
    services.expire_offers(now=NOW + timedelta(hours=24))


def over_before_any_tick(session, lena, link):
    Enrolment.objects.filter(person=lena).update(offer_expires_at=NOW)


def cancelled(session, lena, link):
    services.cancel_session(session=session, reason="", by=CoordinatorFactory(), now=NOW)


def erased(session, lena, link):
    services.forget(person=lena, now=NOW)


def closed_account(session, lena, link):
    lena.is_active = False
    lena.save()


def moved_before_now(session, lena, link):
    type(session).objects.filter(pk=session.pk).update(
        enrolment_closes_at=NOW, cancel_by=NOW, starts_at=NOW, ends_at=NOW + timedelta(hours=1)
    )


@pytest.mark.parametrize(
    "end",
    [
        used,
        declined,
        answered_in_the_hub,
        ended,
        over_before_any_tick,
        cancelled,
        erased,
        closed_account,
        moved_before_now,
    ],
)
def test_wrong_used_and_over_get_the_same_words(session, lena, end):
    link = link_to(lena)
    end(session, lena, link)
    before = states(session)
    pages = [
        Client(headers=ENGLISH).get(link),
        Client(headers=ENGLISH).get("/offer/" + "A" * 32 + "/"),
        answer(link, "accept"),
        answer(link, "decline"),
        answer("/offer/x/", "accept"),
    ]
    assert {page.status_code for page in pages} == {404}
    assert OVER in text(pages[0])
    assert (
        len({re.sub(r"/offer/[\w/-]+|csrfmiddlewaretoken\S+ value=\S+", "", text(each)) for each in pages})
        == 1
    )
    assert states(session) == before


def test_a_link_answers_its_own_offer_and_no_later_one(session, lena):
    """Withdrawn by a cut and made again, the offer has another link."""
    by = CoordinatorFactory()
    services.change_capacity(session=session, capacity=2, by=by, now=NOW)
    third = Enrolment.objects.get(session=session, number=3).person
    old = link_to(third)
    services.change_capacity(session=session, capacity=1, by=by, now=NOW)
    services.change_capacity(session=session, capacity=2, by=by, now=NOW + timedelta(seconds=1))
    assert (answer(old, "accept").status_code, states(session)[2]) == (404, (3, "offered"))
    answer(link_to(third), "accept")
    assert states(session)[2] == (3, "booked")


def test_only_a_hash_of_the_link_is_stored_and_none_once_it_is_used(session, lena):
    token = link_to(lena).split("/")[2]
    columns = Enrolment.objects.filter(person=lena).values()
    assert (columns[0]["offer_token_hash"], token in str(columns[0])) == (hash_of(token), False)
    answer(link_to(lena), "accept")
    assert (columns.all()[0]["offer_token_hash"], columns.all()[0]["offer_nonce"]) == (None, None)


def test_every_offer_has_a_link_of_its_own(session, lena):
    services.change_capacity(session=session, capacity=2, by=CoordinatorFactory(), now=NOW)
    links = {link_to(each.person) for each in Enrolment.objects.offered().select_related("person")}
    assert len(links) == 2


def test_who_else_is_signed_in_to_the_browser_changes_nothing(session, lena, client, person):
    """The page says for whom it counts, in their language; the other one gets no seat and no word of it."""
    person.language = "de"
    person.save()
    said = "This is Lena’s offer."
    page = client.get(link_to(lena))
    after = answer(link_to(lena), "accept", client)
    assert [said in text(each) for each in (page, after)] == [True, True]
    assert states(session)[1] == (2, "booked")
    assert list(Enrolment.objects.of(person)) == []
    assert list(client.get("/imprint/").context["messages"]) == []


@pytest.mark.parametrize("signed_in", [True, False])
def test_nothing_is_said_about_others_where_there_are_none(session, lena, client_for, signed_in):
    client = client_for(lena) if signed_in else Client()
    assert "offer. What is pressed here" not in text(client.get(link_to(lena)))


def test_the_page_is_in_the_language_and_time_zone_of_whoever_is_offered_the_seat(session, lena):
    lena.language, lena.timezone = "de", "Europe/Istanbul"
    lena.save()
    page = text(Client(headers=ENGLISH).get(link_to(lena)))
    assert ('lang="de"' in page, "11:00" in page) == (True, True)
    english = Client()
    english.cookies["django_language"] = "en"
    assert "A seat has become free" in text(english.get(link_to(lena)))


def test_it_warns_of_another_seat_by_its_times_without_its_title(session, lena):
    """A mail is passed on more easily than a password."""
    other = SessionFactory(
        training__title="Something private", starts_at=session.starts_at + timedelta(minutes=30)
    )
    seen = [each.key for each in overlaps(sessions=[other], person=lena, now=NOW)[other.pk]]
    services.enrol(session=other, person=lena, confirmed=seen, now=NOW)
    page = Client().get(link_to(lena))
    for words in ("You have something else at that time.", "09:00 – 11:00", "09:30 – 11:30"):
        assert words in text(page)
    assert "Something private" not in text(page)
    asked = answer(link_to(lena), "accept")
    assert "Nothing was changed yet" in text(asked)
    assert states(session)[1] == (2, "offered")
    seen = re.search(r'name="overlap" value="(\w+)"', asked.content.decode())[1]
    assert "You have a seat." in text(answer(link_to(lena), "accept", overlap=seen))
    assert states(session)[1] == (2, "booked")


def test_guessing_is_slowed_down_and_says_so(session, lena):
    statuses = [Client().post(f"/offer/{number:032}/accept/").status_code for number in range(21)]
    assert (statuses, answer(link_to(lena), "accept").status_code) == ([404] * 20 + [429], 429)


def test_the_link_is_read_in_the_hub_too_and_leads_to_the_session_once_the_offer_is_over(session, lena):
    message = Message.objects.get(kind="trainings_offer", recipient=lena)
    assert link_to(lena) in letters.read_again(message, now=NOW)
    services.accept_offer(session=session, person=lena, now=NOW)
    message = Message.objects.get(pk=message.pk)
    read = letters.read_again(message, now=NOW)
    assert ("/offer/" in read, f"/trainings/sessions/{session.pk}/" in read) == (False, True)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_answer_once(session, lena):
    """The same link in two windows, one accepts and one declines: one of the two counts."""
    link, together, statuses = link_to(lena), threading.Barrier(2), []

    def press(button):
        try:
            together.wait()
            statuses.append(Client().post(f"{link}{button}/").status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[button]) for button in ("accept", "decline")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [303, 404]
    assert states(session)[1] in [(2, "booked"), (2, "offer_declined")]
