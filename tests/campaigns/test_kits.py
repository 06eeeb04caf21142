"""The list of campaigns, a kit and its files, as everybody with an account reads them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.factories.ambassadors import AmbassadorFactory, CoordinatorFactory, UserFactory
from tests.factories.campaigns import (
    AnswerFactory,
    AssetFactory,
    CampaignFactory,
    DraftFactory,
    InvitationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(now, time_machine):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def employee(client_for):
    return client_for(UserFactory())


def kit_of(campaign):
    return reverse("campaigns:campaign", args=[campaign.slug])


def titles(response):
    return [campaign.title for campaign in response.context["page"]]


def test_the_kit_tells_story_hashtags_pictures_and_contact(employee):
    picture = AssetFactory()
    page = employee.get(kit_of(picture.campaign)).text
    shown = [
        "<strong>behind the gates</strong>",
        "#Werkstolz",
        f'alt="{picture.alt}"',
        reverse("campaigns:download", args=[picture.campaign.slug, picture.pk]),
        "answers within one working day",
        "Running until Fri 18 December",
    ]
    assert [words for words in shown if words not in page] == []


def test_the_kit_speaks_the_readers_language_where_it_can(client_for):
    german = client_for(UserFactory(language="de"))
    one_language = CampaignFactory(second_title="", second_summary="", second_story="")
    both = german.get(kit_of(CampaignFactory())).context["words"]
    own = german.get(kit_of(one_language)).context["words"]
    assert (both.title, both.language, own.language) == ("Zeig, was deine Hände können", "de", "en")


def test_a_story_holds_no_script_and_no_foreign_picture(employee):
    story = "<script>alert(1)</script> ![x](https://example.org/x.png) [go](javascript:alert(1)) # Title"
    page = employee.get(kit_of(CampaignFactory(story=story))).text
    reading = page[page.index('class="reading"') : page.index("kit-tags")]
    assert [bad for bad in ("<script", "<img", 'href="javascript') if bad in reading] == []


def test_a_kit_without_pictures_says_so(employee):
    assert "No pictures yet" in employee.get(kit_of(CampaignFactory())).text


def test_a_closed_kit_stays_readable_and_its_answers_are_closed(client_for, now):
    invited = InvitationFactory(campaign__closed_at=now)
    page = client_for(invited.ambassador.person).get(kit_of(invited.campaign)).text
    assert ("behind the gates" in page, "Answers are closed" in page, "<fieldset" in page) == (
        True,
        True,
        False,
    )


def test_nothing_is_chosen_before_somebody_chooses(client_for):
    invited = InvitationFactory()
    assert " checked" not in client_for(invited.ambassador.person).get(kit_of(invited.campaign)).text


def test_a_reader_sees_their_own_answer_alone(client_for):
    mine = AnswerFactory(choice="maybe")
    AnswerFactory(campaign=mine.campaign, choice="in", show_name=True)
    page = client_for(mine.ambassador.person).get(kit_of(mine.campaign)).text
    assert (page.count(" checked"), 'value="maybe" checked' in page) == (1, True)


@pytest.mark.parametrize("number", [1, 3, 14])
def test_the_kit_asks_the_same_number_of_questions_however_many_pictures(
    client_for, number, django_assert_num_queries
):
    invited = InvitationFactory()
    AssetFactory.create_batch(number, campaign=invited.campaign)
    AnswerFactory.create_batch(number, campaign=invited.campaign)
    client = client_for(invited.ambassador.person)
    client.get(kit_of(invited.campaign))
    with django_assert_num_queries(4):
        client.get(kit_of(invited.campaign))


def test_drafts_are_for_coordinators(client_for, employee):
    draft = DraftFactory()
    coordinator = client_for(CoordinatorFactory())
    assert (employee.get(kit_of(draft)).status_code, coordinator.get(kit_of(draft)).status_code) == (404, 200)


def test_signed_out_readers_are_asked_to_sign_in(client):
    campaign = CampaignFactory()
    pages = [client.get(address).status_code for address in ("/campaigns/", kit_of(campaign))]
    assert pages == [302, 302]


def test_the_list_runs_from_running_to_past(employee, now):
    CampaignFactory(title="Past", ends_at=now - timedelta(days=3))
    CampaignFactory(title="Closed", closed_at=now, ends_at=now + timedelta(days=1))
    CampaignFactory(title="Coming", starts_on=date(2026, 12, 1))
    CampaignFactory(title="Ends later", ends_at=now + timedelta(days=9))
    CampaignFactory(title="Ends soon", ends_at=now + timedelta(days=2))
    DraftFactory(title="Draft")
    response = employee.get("/campaigns/")
    expected = ["Ends soon", "Ends later", "Coming", "Closed", "Past"]
    stages = [campaign.stage_in_list.value for campaign in response.context["page"]]
    assert (titles(response), stages) == (expected, ["running", "running", "coming", "over", "over"])


@pytest.mark.parametrize(
    "words", ["hands", "hand", "HÄNDE", "stolz", "werk", "#werk", "gates behind", "passiert", "  proud  "]
)
def test_searching_finds_words_beginnings_and_hashtags_in_both_languages(employee, words):
    CampaignFactory(title="Show what your hands can do")
    CampaignFactory(
        title="Other",
        summary="-",
        story="-",
        second_title="",
        second_summary="",
        second_story="",
        hashtags=[],
    )
    assert titles(employee.get("/campaigns/", {"q": words})) == ["Show what your hands can do"]


@pytest.mark.parametrize("words", ["nothing like this", "&|!", "'--", "(((", "hands & |"])
def test_searching_for_what_is_not_there_finds_nothing_and_says_so(employee, words):
    CampaignFactory()
    response = employee.get("/campaigns/", {"q": words})
    found = ["Show what your hands can do"] if "hands" in words else []
    assert (response.status_code, titles(response)) == (200, found)


def test_the_list_has_pages_of_twelve_and_bears_any_page_number(employee):
    CampaignFactory.create_batch(13)
    pages = ["1", "2", "99", "x", "-1", ""]
    assert [len(titles(employee.get("/campaigns/", {"page": page}))) for page in pages] == [
        12,
        1,
        1,
        12,
        1,
        12,
    ]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_asks_the_same_number_of_questions_for_any_length(
    employee, number, django_assert_num_queries
):
    CampaignFactory.create_batch(number)
    employee.get("/campaigns/")
    with django_assert_num_queries(5):
        employee.get("/campaigns/")


def test_htmx_gets_the_results_alone(employee):
    CampaignFactory()
    page = employee.get("/campaigns/", {"q": "hands"}, headers={"HX-Request": "true"}).text
    assert ("<html" in page, "Show what your hands can do" in page) == (False, True)


def test_an_empty_list_says_so(employee):
    assert "No campaign yet" in employee.get("/campaigns/").text
    assert "Nothing found" in employee.get("/campaigns/", {"q": "x"}).text


def test_whoever_sees_the_kit_cannot_tell_who_else_is_asked(client_for):
    mine = InvitationFactory()
    kit = kit_of(mine.campaign)
    client = client_for(mine.ambassador.person)
    before = client.get(kit).content
    AnswerFactory.create_batch(3, campaign=mine.campaign, choice="in", show_name=True)
    InvitationFactory(campaign=mine.campaign, ambassador=AmbassadorFactory())
    assert len(client.get(kit).content) == len(before)
