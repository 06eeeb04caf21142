"""Coordinators draft, revise, publish and close campaigns."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ambassadors.models import Audience, Topic
from ambassadors.services.topics import choose_topics
from campaigns.models import Campaign
from campaigns.services import campaigns as deeds
from campaigns.slugs import free_slug
from outbox.models import AuditEntry
from tests.factories.ambassadors import (
    AdministratorFactory,
    CoordinatorFactory,
    ListedFactory,
    TopicFactory,
    UserFactory,
)
from tests.factories.campaigns import AssetFactory, CampaignFactory, DraftFactory

pytestmark = pytest.mark.django_db

NEW = reverse("campaigns:cockpit_new")


@pytest.fixture(autouse=True)
def _clock(now, time_machine, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    time_machine.move_to(now, tick=False)


@pytest.fixture
def coordinator():
    return CoordinatorFactory()


@pytest.fixture
def client(client_for, coordinator):
    return client_for(coordinator)


def filled_in(coordinator, **changes):
    return {
        "language": "de",
        "title": "Zeig, was deine Hände können",
        "summary": "Ein Handgriff.",
        "story": "Seit zwei Jahren.",
        "hashtags": "#Werkstolz, Dabei #Werkstolz",
        "starts_on": "2026-12-01",
        "ends_on": "2026-12-18",
        "contact": str(coordinator.pk),
        "answers_within": "two_days",
        "second_title": "",
        "second_summary": "",
        "second_story": "",
    } | changes


def page_of(campaign, name="cockpit_campaign"):
    return reverse(f"campaigns:{name}", args=[campaign.pk])


def deeds_of(campaign):
    entries = AuditEntry.objects.filter(subject=f"campaigns.Campaign:{campaign.pk}").order_by("at", "deed")
    return [(entry.deed, entry.details) for entry in entries]


def test_a_campaign_begins_as_a_draft_that_ends_at_the_end_of_its_last_day(client, coordinator):
    response = client.post(NEW, filled_in(coordinator))
    draft = Campaign.objects.get()
    assert (response.status_code, response.url, draft.slug) == (
        303,
        page_of(draft),
        "zeig-was-deine-haende-koennen",
    )
    assert (draft.hashtags, draft.published_at, draft.starts_on) == (
        ["Werkstolz", "Dabei"],
        None,
        date(2026, 12, 1),
    )
    assert (draft.ends_at.isoformat(), draft.contact) == ("2026-12-18T22:59:59+00:00", coordinator)
    assert deeds_of(draft) == [("campaign drafted", {})]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"story": ""}, "story"),
        ({"title": "x" * 121}, "title"),
        ({"story": "x" * 20_001}, "story"),
        ({"language": "fr"}, "language"),
        ({"hashtags": "#a b-c"}, "hashtags"),
        ({"hashtags": "one two three four five six"}, "hashtags"),
        ({"hashtags": "x" * 61}, "hashtags"),
        ({"starts_on": "yesterday"}, "starts_on"),
        ({"ends_on": "2026-11-30"}, "ends_on"),
        ({"contact": "not-a-person"}, "contact"),
        ({"second_title": "Only this"}, "second_title"),
        ({"answers_within": "never"}, "answers_within"),
        ({"title": "a\x00b"}, "title"),
    ],
)
def test_what_cannot_be_is_named_in_its_field_and_nothing_is_written(client, coordinator, changes, field):
    response = client.post(NEW, filled_in(coordinator, **changes))
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert Campaign.objects.count() == 0


def test_only_a_coordinator_can_be_the_contact(client, coordinator):
    response = client.post(NEW, filled_in(coordinator, contact=str(UserFactory().pk)))
    assert list(response.context["form"].errors) == ["contact"]


def test_the_story_can_be_read_before_saving_with_and_without_scripts(client, coordinator):
    draft = filled_in(coordinator, story="**bold** <script>", preview="yes")
    page = client.post(NEW, draft)
    part = client.post(NEW, draft, headers={"HX-Request": "true"})
    assert ["<strong>bold</strong>" in one.text for one in (page, part)] == [True, True]
    assert ("<script>" in part.text, "Zeig, was deine" in page.text, "<form" in part.text) == (
        False,
        True,
        False,
    )
    assert Campaign.objects.count() == 0


def test_a_revision_writes_what_changed_and_says_so_in_the_journal(client, coordinator):
    draft = DraftFactory(contact=coordinator, language="de")
    response = client.post(page_of(draft, "cockpit_edit"), filled_in(coordinator, title="Neu"))
    draft.refresh_from_db()
    fields = [
        "answers_within",
        "second_story",
        "second_summary",
        "second_title",
        "starts_on",
        "story",
        "summary",
    ]
    assert (response.status_code, draft.title, draft.second_title, draft.slug[:9]) == (
        303,
        "Neu",
        "",
        "werkstolz",
    )
    assert deeds_of(draft) == [("campaign revised", {"fields": [*fields, "title"]})]


def test_what_a_campaign_is_about_is_kept_changed_and_taken_away(client, coordinator):
    heat, double = TopicFactory(), TopicFactory()
    for topic in (heat, double):
        topic.ambassadors.add(ListedFactory(to=Audience.COORDINATORS))
    about = {"topics": [heat.pk, double.pk], "networks": ["blog"], "photographs": "on"}
    client.post(NEW, filled_in(coordinator, **about))
    draft = Campaign.objects.get()
    Topic.objects.filter(pk=double.pk).update(merged_into=heat)
    page = client.get(page_of(draft, "cockpit_edit")).context["form"]
    assert (draft.about.topics, draft.networks, draft.photographs) == ({heat.pk, double.pk}, ["blog"], True)
    assert set(page["topics"].value()) == {heat.pk}
    client.post(page_of(draft, "cockpit_edit"), filled_in(coordinator))
    draft.refresh_from_db()
    assert (draft.topics.count(), draft.networks, draft.photographs) == (0, [], False)


def test_a_topic_that_somebody_keeps_to_themselves_is_not_offered(client, coordinator):
    topic = TopicFactory(name="Secret")
    topic.ambassadors.add(ListedFactory(to=Audience.ME))
    assert "Secret" not in client.get(NEW).text
    assert client.post(NEW, filled_in(coordinator, topics=[topic.pk])).status_code == 200
    assert Campaign.objects.count() == 0


def test_a_topic_that_a_campaign_names_stays_when_nobody_has_it_any_more(client, coordinator):
    ambassador = ListedFactory(to=Audience.COORDINATORS)
    choose_topics(ambassador=ambassador, words=["Coal", "Wind"])
    named = Topic.objects.get(name="Coal")
    client.post(NEW, filled_in(coordinator, topics=[named.pk]))
    choose_topics(ambassador=ambassador, words=[])
    assert list(Topic.objects.all()) == [named]


def test_publishing_opens_the_kit_to_everybody(client, client_for):
    draft = DraftFactory()
    response = client.post(page_of(draft, "publish"))
    kit = client_for(UserFactory()).get(reverse("campaigns:campaign", args=[draft.slug]))
    assert (response.url, kit.status_code, deeds_of(draft)) == (
        page_of(draft),
        200,
        [("campaign published", {})],
    )


def test_publishing_twice_changes_nothing(client, now):
    campaign = CampaignFactory()
    client.post(page_of(campaign, "publish"))
    assert (Campaign.objects.get().published_at, deeds_of(campaign)) == (campaign.published_at, [])


def test_what_is_missing_for_publishing_is_listed_with_links(client, now):
    draft = DraftFactory(contact=None)
    picture = AssetFactory(campaign=draft, alt="", title="Hall 3")
    page = client.post(page_of(draft, "publish"), follow=True).text
    assert [
        words in page for words in ("a contact person is missing", "“Hall 3” has no alternative text")
    ] == [True] * 2
    assert (reverse("campaigns:cockpit_asset", args=[picture.pk]) in page, deeds_of(draft)) == (True, [])


def test_a_campaign_of_yesterday_cannot_be_published(coordinator, now):
    with pytest.raises(deeds.NotReady):
        deeds.publish(campaign=DraftFactory(ends_at=now - timedelta(days=1)), by=coordinator, now=now)


def test_closing_can_be_undone(client):
    campaign = CampaignFactory()
    page = client.post(page_of(campaign, "close"), follow=True).text
    closed = Campaign.objects.get().closed_at
    client.post(page_of(campaign, "reopen"))
    assert (closed is not None, page_of(campaign, "reopen") in page, Campaign.objects.get().closed_at) == (
        True,
        True,
        None,
    )
    assert [deed for deed, _ in deeds_of(campaign)] == ["campaign closed", "campaign reopened"]


@pytest.mark.parametrize("deed", [deeds.publish, deeds.close, deeds.reopen])
@pytest.mark.parametrize("make", [UserFactory, AdministratorFactory])
def test_only_coordinators_run_campaigns(deed, make, now):
    with pytest.raises(PermissionDenied):
        deed(campaign=DraftFactory(), by=make(), now=now)


def test_the_address_is_made_of_the_title_and_free():
    CampaignFactory(slug="groesse-zaehlt")
    CampaignFactory(slug="groesse-zaehlt-2")
    titles = ["Größe zählt", "!!!", "Calendar", "ß" * 120]
    slugs = [free_slug(title) for title in titles]
    assert slugs == ["groesse-zaehlt-3", "campaign", "calendar-2", "s" * 70]


@pytest.mark.parametrize("number", [1, 3, 40])
def test_the_cockpit_list_asks_the_same_number_of_questions(client, number, django_assert_num_queries):
    CampaignFactory.create_batch(number)
    client.get(reverse("campaigns:cockpit_campaigns"))
    with django_assert_num_queries(6):
        client.get(reverse("campaigns:cockpit_campaigns"))


@pytest.mark.parametrize("number", [1, 3, 20])
def test_the_cockpit_page_asks_the_same_number_of_questions(client, number, now, django_assert_num_queries):
    campaign = CampaignFactory(invited_at=now)
    AssetFactory.create_batch(number, campaign=campaign)
    client.get(page_of(campaign))
    with django_assert_num_queries(7):
        client.get(page_of(campaign))


def test_coordinators_find_drafts_first(client):
    CampaignFactory(title="Running")
    DraftFactory(title="Draft")
    page = client.get(reverse("campaigns:cockpit_campaigns")).context["page"]
    assert [(one.title, one.stage_in_list.value) for one in page] == [
        ("Draft", "draft"),
        ("Running", "running"),
    ]
