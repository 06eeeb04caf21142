"""The council's place: it reads everything about privacy, and decides about smaller groups alone."""

import pytest
from django.urls import reverse

from ambassadors.models import Programme, Section
from ambassadors.services import settings, smallest_group
from tests.factories.ambassadors import CoordinatorFactory, CouncilFactory, UserFactory

pytestmark = pytest.mark.django_db
COUNCIL = "/council/"


@pytest.fixture
def selma(db):
    return CoordinatorFactory()


@pytest.fixture
def rosa(db):
    return CouncilFactory()


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_it_reads_what_is_stored_who_has_which_role_and_the_settings(client_for, selma, rosa, now):
    settings.change_settings(
        section=Section.RETENTION, values={"retention": {"messages": 90}}, by=selma, now=now
    )
    settings.change_settings(section=Section.ACCENT, values={"accent": "#A03A12"}, by=selma, now=now)
    page = client_for(rosa).get(COUNCIL).content.decode()
    for words in (
        "Guidelines: your opting in and withdrawing",
        "90 days after they were sent or dropped",
        "Messages to people: from 180 to 90",
        "Selma Öztürk",
        "Rosa Lindqvist",
        "No question is open.",
    ):
        assert words in page
    assert "#A03A12" not in page


def test_it_is_for_the_council_alone(client_for, client, selma):
    refused = [client_for(person).get(COUNCIL).status_code for person in (selma, UserFactory())]
    assert (refused, client.get(COUNCIL).status_code) == ([403, 403], 302)


def test_its_menu_leads_there(client_for, rosa, selma):
    menus = [client_for(person).get("/").content.decode() for person in (rosa, selma)]
    assert [f'href="{COUNCIL}"' in menu for menu in menus] == [True, False]


def decide(client, deed: str, lowering) -> object:
    return client.post(reverse(f"council_{deed}", args=[lowering.pk]), follow=True)


def test_it_agrees_to_a_lower_k(client_for, selma, rosa, now):
    lowering = smallest_group.set_k(k=7, by=selma, now=now)
    client = client_for(rosa)
    assert "From 10 to 7 people" in client.get(COUNCIL).content.decode()
    page = decide(client, "agree", lowering)
    assert (said(page), Programme.objects.get().k) == (
        ["You agreed. Figures may be about 7 people or more from now on."],
        7,
    )
    assert "set the smallest group from 10 to 7 people" in page.content.decode()
    assert said(decide(client, "refuse", lowering)) == ["This was decided already, or taken back."]


def test_it_does_not_agree(client_for, selma, rosa, now):
    page = decide(client_for(rosa), "refuse", smallest_group.set_k(k=7, by=selma, now=now))
    assert (said(page), Programme.objects.get().k) == (["You did not agree. It stays at 10 people."], 10)


def test_who_coordinates_as_well_cannot_decide(client_for, selma, now):
    both = CouncilFactory(is_coordinator=True)
    lowering = smallest_group.set_k(k=7, by=selma, now=now)
    client = client_for(both)
    assert reverse("council_agree", args=[lowering.pk]) not in client.get(COUNCIL).content.decode()
    assert said(decide(client, "agree", lowering)) == [
        "Whoever asked, or coordinates, cannot decide about it."
    ]
    assert Programme.objects.get().k == 10


def test_the_page_takes_the_same_queries_however_many_hold_a_role(
    client_for, rosa, selma, now, django_assert_num_queries
):
    client = client_for(rosa)
    client.get(COUNCIL)
    for count in (1, 2, 27):
        CouncilFactory.create_batch(count)
        with django_assert_num_queries(6):
            client.get(COUNCIL)
