"""Answering from a mail, without signing in."""

import re

import pytest
from django.urls import reverse

from campaigns.links import answer_token
from campaigns.models import Answer
from tests.factories.campaigns import AnswerFactory, InvitationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_cache")]


@pytest.fixture(autouse=True)
def _clock(now, time_machine):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def invited():
    return InvitationFactory(ambassador__person__language="de")


def address(invited, name="answer_by_link"):
    return reverse(f"campaigns:{name}", args=[answer_token(invited)])


def test_opening_the_link_shows_the_answer_and_saves_nothing(client, invited):
    response = client.get(address(invited), {"choice": "maybe"})
    assert (response.status_code, 'value="maybe" checked' in response.text) == (200, True)
    assert (Answer.objects.count(), response.headers["Content-Language"]) == (0, "de")
    assert response.text.count(" checked") == 1


def test_confirming_saves_the_answer(client, invited):
    response = client.post(address(invited), {"choice": "in", "show_name": "yes"})
    done = client.get(response.url)
    assert (response.status_code, response.url) == (303, address(invited, "answered_by_link"))
    assert (done.status_code, list(Answer.objects.values_list("choice", "show_name"))) == (
        200,
        [("in", True)],
    )


def test_the_page_shows_no_earlier_answer(client, invited):
    before = [client.get(address(invited, name)).text for name in ("answer_by_link", "answered_by_link")]
    AnswerFactory(campaign=invited.campaign, ambassador=invited.ambassador, choice="not_this_time")
    after = [client.get(address(invited, name)).text for name in ("answer_by_link", "answered_by_link")]
    assert [main_part(page) for page in before] == [main_part(page) for page in after]


def main_part(page):
    """Without the head and foot, whose forms name the address, and without the form's own secret."""
    return re.sub(r'"csrfmiddlewaretoken" value="\w+"', "", page[page.index("<main") : page.index("</main>")])


def test_the_link_works_again_until_the_end(client, invited):
    for choice in ["in", "not_this_time"]:
        client.post(address(invited), {"choice": choice})
    assert list(Answer.objects.values_list("choice", flat=True)) == ["not_this_time"]


def test_wrong_foreign_and_expired_links_get_the_same_words(client, invited, now):
    other = InvitationFactory()
    token, foreign = answer_token(invited), answer_token(other)
    wrong = ["x", "%00", token[:-1], token[:22] + foreign[22:], token + "A", "ä" * 54, "_" * 54, "é=" * 27]
    addresses = [f"/answer/{one}/" for one in wrong]
    over = address(invited)
    invited.campaign.closed_at = now
    invited.campaign.save()
    answers = [client.get(one) for one in [*addresses, over, address(invited, "answered_by_link")]]
    assert {(one.status_code, main_part(one.text)) for one in answers} == {(404, main_part(answers[0].text))}


def test_a_link_of_somebody_who_left_is_no_longer_valid(client, invited):
    gone = address(invited)
    invited.ambassador.person.is_active = False
    invited.ambassador.person.save()
    assert (client.get(gone).status_code, client.post(gone, {"choice": "in"}).status_code) == (404, 404)


def test_nothing_chosen_is_said_on_the_page(client, invited):
    response = client.post(address(invited), {})
    assert (response.status_code, Answer.objects.count(), 'role="status"' in response.text) == (200, 0, True)


def test_the_token_has_more_than_128_bits_and_is_stored_nowhere(invited):
    token = answer_token(invited)
    stored = " ".join(str(value) for value in invited.__dict__.values())
    assert (len(token), token in stored) == (54, False)
