"""The start page: signed out, for employees, for ambassadors."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ambassadors.models import Ambassador, ConsentSubject, Guideline, GuidelineVersion, Programme
from tests.factories.ambassadors import AmbassadorFactory, ChannelFactory, CoordinatorFactory, UserFactory
from tests.factories.campaigns import AnswerFactory, CampaignFactory, DraftFactory, InvitationFactory
from tests.factories.trainings import SessionFactory, states
from trainings import services
from trainings.models import Session

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(now, time_machine):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def joerdis():
    return AmbassadorFactory().person


@pytest.fixture
def client(client_for, joerdis):
    return client_for(joerdis)


def lead(response):
    return response.context["lead"]


def soon(now, **more):
    return SessionFactory(starts_at=now + timedelta(days=3), **more)


def publish_guideline(now):
    guideline = Guideline.objects.create(slug="leitplanken", title="Leitplanken", created_at=now)
    GuidelineVersion.objects.create(
        guideline=guideline, number=1, text="Du sprichst für dich.", valid_from=now
    )
    return guideline


def test_signed_out_it_says_what_the_programme_is_and_how_to_get_in():
    Programme(name="Werkstimmen", company="Nordwerk AG", contact_name="Selma Öztürk").save()
    page = Client().get("/").text
    expected = ["Werkstimmen", reverse("account_login"), reverse("ambassadors:join"), "Selma Öztürk"]
    assert [words for words in expected if words not in page] == []


@pytest.mark.parametrize(
    ("hour", "english", "german"),
    [
        (5, "morning", "Morgen"),
        (11, "morning", "Morgen"),
        (12, "afternoon", "Tag"),
        (18, "evening", "Abend"),
        (3, "evening", "Abend"),
    ],
)
def test_the_greeting_goes_by_the_readers_clock(client_for, now, time_machine, hour, english, german):
    time_machine.move_to(now.replace(hour=hour), tick=False)
    greetings = [
        client_for(UserFactory(first_name="Ada", language=language)).get("/").context["greeting"]
        for language in ("en", "de")
    ]
    assert greetings == [f"Good {english}, Ada.", f"Guten {german}, Ada."]


def test_one_sentence_says_what_is_coming(client, joerdis, now):
    empty = lead(client.get("/"))
    services.enrol(session=soon(now), person=joerdis, now=now)
    InvitationFactory.create_batch(2, ambassador=joerdis.ambassador)
    assert (empty, lead(client.get("/"))) == ("", "One training this week, two open invitations.")


def test_that_nothing_is_an_obligation_is_said_on_the_first_three_visits(client, joerdis):
    InvitationFactory(ambassador=joerdis.ambassador)
    said = ["None of it is an obligation." in client.get("/").text for _ in range(5)]
    assert said == [True, True, True, False, False]


@pytest.mark.parametrize("cookie", ["", "x", "-1", "²", "99999", "3; a"])
def test_a_strange_cookie_does_no_harm(client, cookie):
    client.cookies["visits"] = cookie
    assert client.get("/").status_code == 200


def test_the_next_training_stands_first_with_its_seat(client, joerdis, now):
    later = SessionFactory(training__title="Later", starts_at=now + timedelta(days=9))
    first = soon(now, training__title="Storm", capacity=3)
    for session in (later, first):
        services.enrol(session=session, person=joerdis, now=now)
    page = client.get("/").text
    shown = [
        "Your seat is safe, 2 are free",
        reverse("trainings:session", args=[first.pk]),
        reverse("trainings:calendar", args=[first.pk]),
        reverse("trainings:cancel", args=[first.pk]),
    ]
    assert ([words for words in shown if words not in page], "Later" in page) == ([], False)


def test_an_offer_comes_before_everything_else_with_two_equal_answers(client, joerdis, now):
    session = soon(now, training__title="Storm", capacity=1)
    other = UserFactory()
    services.enrol(session=session, person=other, now=now)
    services.join_waiting_list(session=session, person=joerdis, now=now)
    waiting = client.get("/")
    services.cancel(session=session, person=other, now=now)
    offered = client.get("/")
    forms = [
        reverse(f"trainings:{name}", args=[session.pk]) in offered.text for name in ("accept", "decline")
    ]
    assert (lead(waiting), lead(offered), forms) == ("", "One seat held for you.", [True, True])
    assert "is-primary" not in offered.text


def test_everybody_sees_their_place_in_line_and_what_happens_next(client, joerdis, now):
    first_come, held = soon(now, capacity=1), SessionFactory(capacity=1)
    for session in (first_come, held):
        services.enrol(session=session, person=UserFactory(), now=now)
        services.join_waiting_list(session=session, person=UserFactory(), now=now)
        services.join_waiting_list(session=session, person=joerdis, now=now)
    Session.objects.filter(pk=first_come.pk).update(first_come_since=now)
    page = " ".join(client.get("/").text.split())
    said = [
        "number 2 in line",
        "If a seat becomes free now, whoever on the waiting list takes it first has it.",
        "If a seat becomes free, we hold it for you for 24 hours.",
    ]
    assert ([words for words in said if words not in page], "Nothing planned." in page) == ([], False)


def test_an_offer_that_ran_out_is_asked_for_again_with_one_press(client, joerdis, now, time_machine):
    session = SessionFactory(capacity=1)
    first, third = UserFactory(), UserFactory()
    services.enrol(session=session, person=first, now=now)
    for person in (joerdis, third):
        services.join_waiting_list(session=session, person=person, now=now)
    services.cancel(session=session, person=first, now=now)
    later = now + timedelta(hours=25)
    services.expire_offers(now=later)
    time_machine.move_to(later, tick=False)
    again = reverse("trainings:wait", args=[session.pk])
    assert f'action="{again}"' in client.get("/").text
    client.post(again)
    assert states(session)[-1] == (4, "waiting")
    assert "number 1 in line" in client.get("/").text


def test_past_and_cancelled_dates_are_not_next(client, joerdis, now, time_machine):
    session = soon(now)
    services.enrol(session=session, person=joerdis, now=now)
    session.cancelled_at = now
    session.save()
    assert (client.get("/").context["dates"].next, "Nothing planned." in client.get("/").text) == (None, True)


def test_open_invitations_can_be_answered_here(client, joerdis):
    mine = InvitationFactory(ambassador=joerdis.ambassador)
    page = client.get("/").text
    action = f'action="{reverse("campaigns:answer", args=[mine.campaign.slug])}"'
    assert (page.count(action), " checked" in page, 'value="home"' in page) == (1, False, True)


def test_answered_ones_follow_and_a_no_rests(client, joerdis):
    for title, choice in (("Maybe", "maybe"), ("In", "in"), ("No", "not_this_time")):
        AnswerFactory(campaign__title=title, ambassador=joerdis.ambassador, choice=choice)
    InvitationFactory(campaign__title="Open", ambassador=joerdis.ambassador)
    asks = client.get("/").context["occasions"].asks
    assert (asks[0].campaign.title, len(asks), {ask.choice for ask in asks}) == (
        "Open",
        3,
        {"", "in", "maybe"},
    )


def test_without_scripts_an_answer_brings_back_to_the_page_and_says_so(client, joerdis):
    mine = InvitationFactory(ambassador=joerdis.ambassador)
    data = {"choice": "not_this_time", "page": "home"}
    response = client.post(reverse("campaigns:answer", args=[mine.campaign.slug]), data, follow=True)
    assert (response.redirect_chain[0][1], "Saved." in response.text) == (303, True)


def test_closed_and_foreign_campaigns_are_no_open_invitations(client, joerdis, now):
    InvitationFactory(ambassador=joerdis.ambassador, campaign__closed_at=now)
    InvitationFactory(ambassador=joerdis.ambassador, campaign=DraftFactory())
    InvitationFactory()
    assert client.get("/").context["occasions"].asks == []


def test_a_campaign_one_is_not_asked_to_stands_under_the_sky(client_for, client, joerdis):
    open_to_all = CampaignFactory(title="Light festival", second_title="", second_summary="", second_story="")
    seen = [one.get("/").context["occasions"].to_look_at for one in (client, client_for(UserFactory()))]
    InvitationFactory(ambassador=joerdis.ambassador, campaign=open_to_all)
    assert (seen, client.get("/").context["occasions"].to_look_at) == ([open_to_all] * 2, None)


def test_people_outside_the_programme_read_how_to_join(client_for, client):
    outside = client_for(UserFactory()).get("/").text
    assert ("Join in" in outside, "Your first steps" in outside, "Join in" in client.get("/").text) == (
        True,
        False,
        False,
    )


def steps(client):
    start = client.get("/").context["start"]
    return start and [step.is_done for step in start.steps]


def test_first_steps_tick_themselves_and_go_when_all_are_done(client, joerdis, now):
    seen = [steps(client)]
    guideline = publish_guideline(now)
    seen.append(steps(client))
    joerdis.headline = "I keep the pipes warm"
    joerdis.save()
    ChannelFactory(ambassador=joerdis.ambassador)
    seen.append(steps(client))
    ConsentSubject.objects.create(person=joerdis, guideline=guideline, answered=1)
    seen.append(steps(client))
    services.enrol(session=soon(now), person=joerdis, now=now)
    seen.append(steps(client))
    assert seen == [[False] * 3, [False] * 4, [True, True, False, False], [True, True, True, False], None]


def test_first_steps_can_be_put_away_and_taken_out(client, joerdis):
    page = client.post(reverse("start_hide"), follow=True)
    hidden = (page.redirect_chain, page.context["start"], reverse("start_show") in page.text)
    client.post(reverse("start_show"))
    assert (hidden, steps(client)) == (([("/", 303)], None, True), [False] * 3)
    assert Ambassador.objects.get(person=joerdis).onboarding_hidden is False


@pytest.mark.parametrize("name", ["start_hide", "start_show"])
def test_first_steps_belong_to_ambassadors(client_for, client, name):
    outside, get = client_for(UserFactory()).post(reverse(name)), client.get(reverse(name))
    assert (outside.status_code, get.status_code) == (403, 405)


@pytest.mark.parametrize("number", [1, 3, 9])
def test_the_page_asks_the_same_few_questions_however_much_is_coming(
    client, joerdis, now, number, django_assert_num_queries
):
    publish_guideline(now)
    for hours in range(number):
        session = SessionFactory(starts_at=now + timedelta(days=3, hours=3 * hours))
        services.enrol(session=session, person=joerdis, now=now)
        held_for(joerdis, now, hours)
        AnswerFactory(ambassador=joerdis.ambassador)
        InvitationFactory(ambassador=joerdis.ambassador)
        CampaignFactory()
    client.get("/")
    with django_assert_num_queries(13):
        client.get("/")


def held_for(person, now, number):
    """A seat that has just become free, and a place in line."""
    for day in (20, 30):
        session = SessionFactory(capacity=1, starts_at=now + timedelta(days=day, hours=3 * number))
        services.enrol(session=session, person=(first := UserFactory()), now=now)
        services.join_waiting_list(session=session, person=person, now=now)
        if day == 20:
            services.cancel(session=session, person=first, now=now)


def test_a_coordinator_has_a_hub_of_their_own(client_for):
    assert client_for(CoordinatorFactory()).get("/").status_code == 200
