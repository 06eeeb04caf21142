"""Answering on the kit and on the start page."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from campaigns.models import Answer
from campaigns.services.answers import AnswersClosed, answer
from outbox.models import AuditEntry
from tests.factories.ambassadors import AmbassadorFactory, UserFactory
from tests.factories.campaigns import AnswerFactory, CampaignFactory, DraftFactory, InvitationFactory

pytestmark = pytest.mark.django_db


def said():
    return list(Answer.objects.values_list("choice", "show_name"))


@pytest.fixture(autouse=True)
def _clock(now, time_machine):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def invited():
    return InvitationFactory()


@pytest.fixture
def client(client_for, invited):
    return client_for(invited.ambassador.person)


def address(invited):
    return reverse("campaigns:answer", args=[invited.campaign.slug])


@pytest.mark.parametrize("choice", ["in", "maybe", "not_this_time"])
def test_each_answer_is_saved_in_the_same_way_and_written_into_no_journal(client, invited, choice):
    response = client.post(address(invited), {"choice": choice, "page": "kit"})
    kit = reverse("campaigns:campaign", args=[invited.campaign.slug])
    expected = (303, f"{kit}#answer-{invited.campaign.pk}", [(choice, False)], 0)
    assert (response.status_code, response.url, said(), AuditEntry.objects.count()) == expected


def test_the_start_page_gets_its_reader_back(client, invited):
    response = client.post(address(invited), {"choice": "maybe", "page": "home"})
    assert response.url == f"/#answer-{invited.campaign.pk}"


def test_an_answer_can_be_changed_any_time(client, invited):
    for choice in ["in", "not_this_time", "maybe"]:
        client.post(address(invited), {"choice": choice})
    assert said() == [("maybe", False)]


def test_the_name_is_shown_only_with_a_yes_and_gone_at_once(client, invited):
    steps = [("in", "yes"), ("in", ""), ("in", "yes"), ("maybe", "yes"), ("in", "")]
    seen = []
    for choice, show_name in steps:
        client.post(address(invited), {"choice": choice, "show_name": show_name})
        seen += said()
    assert seen == [("in", True), ("in", False), ("in", True), ("maybe", False), ("in", False)]


def test_the_database_keeps_a_name_from_being_shown_with_anything_but_a_yes():
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerFactory(choice="maybe", show_name=True)


@pytest.mark.parametrize("data", [{}, {"choice": ""}, {"choice": "yes"}, {"choice": "in\x00"}])
def test_what_is_no_answer_changes_nothing_and_says_so(client, invited, data):
    response = client.post(address(invited), data, follow=True)
    assert ("Nothing was chosen, so nothing was saved." in response.text, said()) == (True, [])


def test_htmx_gets_the_words_and_the_box_alone(client, invited):
    response = client.post(address(invited), {"choice": "in"}, headers={"HX-Request": "true"})
    assert "Saved. You can change it until Fri 18 December." in response.text
    assert ('hx-swap-oob="true"' in response.text, "<fieldset" in response.text) == (True, False)


def test_without_an_invitation_there_is_nothing_to_answer(client_for, invited):
    stranger = AmbassadorFactory().person
    kit = client_for(stranger).get(reverse("campaigns:campaign", args=[invited.campaign.slug]))
    response = client_for(stranger).post(address(invited), {"choice": "in"})
    assert (response.status_code, said(), "<fieldset" in kit.text) == (403, [], False)


def test_an_employee_outside_the_programme_cannot_answer(client_for, invited):
    assert client_for(UserFactory()).post(address(invited), {"choice": "in"}).status_code == 403


def test_a_draft_cannot_be_answered_and_looks_absent(client_for):
    invited = InvitationFactory(campaign=DraftFactory())
    response = client_for(invited.ambassador.person).post(address(invited), {"choice": "in"})
    assert (response.status_code, said()) == (404, [])


def test_answers_close_with_the_campaign(client, invited, now):
    invited.campaign.closed_at = now
    invited.campaign.save()
    response = client.post(address(invited), {"choice": "in"}, follow=True)
    assert ("This campaign is over. Answers are closed." in response.text, said()) == (True, [])


def test_the_deed_refuses_after_the_end(invited, now):
    late = invited.campaign.ends_at + timedelta(seconds=1)
    with pytest.raises(AnswersClosed):
        answer(
            campaign=invited.campaign,
            person=invited.ambassador.person,
            choice="in",
            show_name=False,
            now=late,
        )


def test_the_deed_refuses_who_was_not_invited(now):
    with pytest.raises(PermissionDenied):
        answer(campaign=CampaignFactory(), person=UserFactory(), choice="in", show_name=False, now=now)


def test_an_answer_needs_a_post(client, invited):
    assert client.get(address(invited)).status_code == 405


def test_leaving_the_programme_takes_the_answer_along(invited):
    AnswerFactory(campaign=invited.campaign, ambassador=invited.ambassador)
    invited.ambassador.delete()
    assert said() == []
