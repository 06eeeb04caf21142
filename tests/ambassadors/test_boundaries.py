"""/me/boundaries/: what a person limits, the pause with one press, and what the page says."""

import re
from datetime import date, time, timedelta
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied

from ambassadors.known import facts_about
from ambassadors.models import AskCount, Boundary, Topic, User
from ambassadors.services import boundaries as deeds
from ambassadors.services.forgetting import forget_expired
from outbox.models import AuditEntry, Message
from tests.factories.ambassadors import AskCountFactory, BoundaryFactory, TopicFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE, PAUSE, COME_BACK = "/me/boundaries/", "/me/boundaries/pause/", "/me/boundaries/come-back/"
UNDO = re.compile(r'<form class="note undo is-ok" method="post" action="([^"]+)"')
TIMES = {"days": ["1", "2", "4", "8", "16"], "quiet_from": "19:00", "quiet_until": "08:30"}


@pytest.fixture(autouse=True)
def _clock(now, time_machine):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def mine(client_for, ambassador):
    return client_for(ambassador)


def boundary_of(person):
    own = Boundary.objects.get(ambassador=person.pk)
    topics = list(own.topics.values_list("name", flat=True))
    return (own.asks_per_month, topics, own.networks, own.no_photo, own.is_paused, own.paused_until)


def test_everything_is_saved_with_one_press(mine, ambassador):
    topic = TopicFactory(name="Fernwärme")
    topic.ambassadors.add(ambassador.ambassador)
    limits = {"asks_per_month": "2", "topics": [topic.pk], "networks": ["mastodon", "blog"], "no_photo": "on"}
    response = mine.post(PAGE, TIMES | limits, follow=True)
    person = User.objects.get(pk=ambassador.pk)
    assert response.redirect_chain == [(PAGE, 303)]
    assert "Your boundaries are saved." in response.text
    assert (person.ask_days, person.quiet_from, person.quiet_until) == (31, time(19), time(8, 30))
    assert boundary_of(person) == (2, ["Fernwärme"], ["blog", "mastodon"], True, False, None)
    assert AuditEntry.objects.count() == 0


def test_empty_fields_mean_no_limit(mine, ambassador):
    BoundaryFactory(
        ambassador=ambassador.ambassador, asks_per_month=0, networks=["x"], topics=[TopicFactory()]
    )
    mine.post(PAGE, TIMES)
    assert boundary_of(ambassador) == (None, [], [], False, False, None)


def test_a_limit_to_a_topic_that_left_the_profile_can_still_be_seen_and_taken_away(mine, ambassador):
    BoundaryFactory(ambassador=ambassador.ambassador, topics=[TopicFactory(name="Kohle")])
    assert "Kohle" in mine.get(PAGE).text
    mine.post(PAGE, TIMES)
    assert not Topic.objects.exists()


@pytest.mark.parametrize(
    ("first", "second"), [("2026-12-24", "2027-01-31"), ("2026-12-24", ""), ("", "2026-12-24")]
)
def test_taking_another_pause_back_brings_the_one_before(mine, ambassador, first, second):
    """Pressed on a page that was open before the first."""
    mine.post(PAUSE, {"until": first})
    page = mine.post(PAUSE, {"until": second}, follow=True).text
    mine.post(unescape(UNDO.findall(page)[-1]))
    own = boundary_of(ambassador)
    assert own[-2:] == (True, date.fromisoformat(first) if first else None)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"asks_per_month": "-1"}, "greater than or equal to 0"),
        ({"asks_per_month": "32"}, "less than or equal to 31"),
        ({"asks_per_month": "many"}, "Enter a whole number"),
        ({"days": []}, "Please leave one day at least."),
        ({"days": ["3"]}, "Select a valid choice"),
        ({"quiet_from": "late"}, "Enter a valid time"),
        ({"networks": ["myspace"]}, "Select a valid choice"),
        ({"topics": ["00000000-0000-0000-0000-000000000001"]}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_saved_says_why_and_changes_nothing(mine, ambassador, wrong, words):
    response = mine.post(PAGE, TIMES | wrong)
    ambassador.refresh_from_db()
    assert (response.status_code, words in response.text, "Error:" in response.text) == (200, True, True)
    assert (Boundary.objects.count(), ambassador.ask_days) == (0, 127)


def test_colleagues_outside_the_programme_choose_days_and_quiet_hours_alone(client_for):
    person = UserFactory()
    client = client_for(person)
    page = client.get(PAGE).text
    client.post(PAGE, TIMES | {"asks_per_month": "2"})
    person.refresh_from_db()
    assert [words in page for words in ("Monday", "Quiet from", "Invitations a month", "Pause")] == [
        True,
        True,
        False,
        False,
    ]
    assert (person.ask_days, Boundary.objects.count()) == (31, 0)


@pytest.mark.parametrize(
    ("until", "expected", "said"),
    [
        ("2026-12-03", date(2026, 12, 3), "You pause. From 3 December 2026 on you may be asked again."),
        ("", None, "You pause until you come back."),
    ],
)
def test_one_press_pauses_and_one_takes_it_back(mine, ambassador, until, expected, said):
    paused = mine.post(PAUSE, {"until": until}, follow=True).text
    assert boundary_of(ambassador)[4:] == (True, expected)
    assert (said in paused, f'action="{COME_BACK}"' in paused) == (True, True)
    back = mine.post(COME_BACK, follow=True).text
    assert boundary_of(ambassador)[4:] == (False, None)
    assert ("You are back." in back, f'action="{PAUSE}?until={until}"' in back) == (True, True)
    mine.post(f"{PAUSE}?until={until}")
    assert boundary_of(ambassador)[4:] == (True, expected)


@pytest.mark.parametrize("until", ["2026-11-24", "2020-01-01", "soon"])
def test_a_pause_ends_on_a_day_to_come(mine, until):
    page = mine.post(PAUSE, {"until": until})
    assert (page.status_code, "Error:" in page.text, Boundary.objects.count()) == (200, True, 0)


def test_coming_back_without_a_pause_says_nothing(mine):
    assert "You are back." not in mine.post(COME_BACK, follow=True).text


def test_a_pause_that_is_over_is_shown_as_none(mine, ambassador):
    BoundaryFactory(ambassador=ambassador.ambassador, is_paused=True, paused_until=date(2026, 11, 24))
    assert "Come back now" not in mine.get(PAGE).text


def test_nobody_pauses_who_is_not_in_the_programme(client_for, now):
    person = UserFactory()
    with pytest.raises(PermissionDenied):
        deeds.pause(person=person, until=None, now=now)
    assert client_for(person).post(PAUSE, {"until": ""}).status_code == 403


def test_pausing_drops_what_is_on_its_way_but_no_reminder_of_a_training(mine, ambassador, now):
    for lane in (0, 1, 2):
        Message.objects.create(
            kind="post_ask",
            recipient=ambassador,
            occurrence=str(lane),
            lane=lane,
            due_at=now,
            useful_until=now + timedelta(days=9),
            created_at=now,
        )
    mine.post(PAUSE, {"until": ""})
    stands = Message.objects.order_by("lane").values_list("state", "reason")
    assert list(stands) == [("due", ""), ("due", ""), ("dropped", "no longer needed")]


def test_what_is_stored_is_told_to_the_person(ambassador, now):
    own = BoundaryFactory(
        ambassador=ambassador.ambassador,
        asks_per_month=2,
        networks=["mastodon"],
        no_photo=True,
        is_paused=True,
        paused_until=date(2026, 12, 3),
        topics=[TopicFactory(name="Fernwärme")],
    )
    AskCountFactory(ambassador=own.ambassador)
    ambassador.ask_days = 0b0100001
    facts = {
        str(fact.what): str(fact.content) for fact in facts_about(User.objects.get(pk=ambassador.pk), now)
    }
    assert facts["Boundaries"] == (
        "paused until 3 December 2026; 2 invitations a month; only about Fernwärme; only for Mastodon; no photos; "
        "1 invitation in November 2026"
    )
    assert "invitations on Monday, Saturday" in str(
        next(fact.content for fact in facts_about(ambassador, now) if fact.what == "Settings")
    )


def test_counts_of_past_months_are_forgotten(now):
    AskCountFactory(month=date(2026, 8, 1))
    kept = AskCountFactory(month=date(2026, 9, 1))
    assert (forget_expired(now=now)["ask counts"], AskCount.objects.get()) == (1, kept)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_page_asks_the_same_number_of_questions(mine, ambassador, number, django_assert_num_queries):
    topics = TopicFactory.create_batch(number)
    for topic in topics:
        topic.ambassadors.add(ambassador.ambassador)
    BoundaryFactory(ambassador=ambassador.ambassador, topics=topics)
    mine.get(PAGE)
    with django_assert_num_queries(6):
        mine.get(PAGE)
