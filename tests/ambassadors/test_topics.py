"""Coordinators merge topics that mean the same."""

import pytest
from django.core.exceptions import PermissionDenied

from ambassadors.models import Audience, Boundary, Topic
from ambassadors.services.topics import NotTwoTopics, merge_topics
from outbox.models import AuditEntry
from tests.factories.ambassadors import AmbassadorFactory, ListedFactory, TopicFactory
from tests.factories.campaigns import CampaignFactory

pytestmark = pytest.mark.django_db
TOPICS = "/cockpit/topics/"


@pytest.fixture
def one(programme) -> Topic:
    return TopicFactory(name="Wärmepumpe")


@pytest.fixture
def other(programme) -> Topic:
    return TopicFactory(name="Wärmepumpen")


def test_everybody_keeps_a_topic_and_nobody_has_it_twice(one, other, selma, now):
    both, first, second = ListedFactory.create_batch(3)
    one.ambassadors.set([both, first])
    other.ambassadors.set([both, second])
    limits = Boundary.objects.create(ambassador=both)
    limits.topics.set([one, other])
    Boundary.objects.create(ambassador=first).topics.set([one])
    merge_topics(topic=one, into=other, by=selma, now=now)
    one.refresh_from_db()
    assert (set(other.ambassadors.all()), one.ambassadors.count(), one.merged_into) == (
        {both, first, second},
        0,
        other,
    )
    assert [list(each.topics.all()) for each in Boundary.objects.all()] == [[other], [other]]


def test_a_campaign_keeps_what_it_asks_about(one, other, selma, now):
    campaign = CampaignFactory(contact=selma)
    campaign.topics.set([one])
    merge_topics(topic=one, into=other, by=selma, now=now)
    assert list(campaign.topics.all()) == [other]


def test_what_led_to_a_merged_topic_leads_on(one, other, selma, now):
    earlier = TopicFactory(name="WP", merged_into=one)
    merge_topics(topic=one, into=other, by=selma, now=now)
    earlier.refresh_from_db()
    assert earlier.merged_into == other


def test_the_deed_is_in_the_journal(one, other, selma, now):
    merge_topics(topic=one, into=other, by=selma, now=now)
    entry = AuditEntry.objects.get()
    told = (entry.actor, entry.deed, entry.subject, entry.details)
    assert told == (selma, "topics merged", f"ambassadors.Topic:{other.pk}", {"merged": str(one.pk)})


def test_a_topic_is_merged_once_and_never_into_itself(one, other, selma, now):
    merge_topics(topic=one, into=other, by=selma, now=now)
    for topic, into in ((one, other), (other, one), (other, other)):
        with pytest.raises(NotTwoTopics):
            merge_topics(topic=topic, into=into, by=selma, now=now)


def test_only_coordinators_merge(one, other, now):
    with pytest.raises(PermissionDenied):
        merge_topics(topic=one, into=other, by=AmbassadorFactory().person, now=now)


def test_the_list_counts_those_who_show_it_to_coordinators(client_for, selma, one, other):
    for audience in Audience.values:
        one.ambassadors.add(ListedFactory(to=audience))
    other.ambassadors.add(ListedFactory(to=Audience.ME))
    page = client_for(selma).get(TOPICS)
    assert [(topic.name, topic.count) for topic in page.context["page"]] == [("Wärmepumpe", 3)]
    assert client_for(selma).get(f"{TOPICS}{other.pk}/merge/").status_code == 404


def test_before_the_first_topic_the_page_says_so(client_for, selma):
    assert "No topics yet" in client_for(selma).get(TOPICS).text


def test_the_page_names_how_many_it_is_about(client_for, selma, one, other):
    one.ambassadors.set(ListedFactory.create_batch(2))
    other.ambassadors.add(ListedFactory())
    client = client_for(selma)
    asked = client.get(f"{TOPICS}{one.pk}/merge/").text
    done = client.post(f"{TOPICS}{one.pk}/merge/", {"into": other.pk}, follow=True).text
    assert ("2 people have this topic." in asked, "“Wärmepumpe” leads to “Wärmepumpen”" in done) == (
        True,
        True,
    )
    assert other.ambassadors.count() == 3


def test_a_choice_that_is_none_changes_nothing(client_for, selma, one):
    one.ambassadors.add(ListedFactory())
    for into in ("", "x", one.pk, "00000000-0000-4000-8000-000000000000"):
        assert client_for(selma).post(f"{TOPICS}{one.pk}/merge/", {"into": into}).status_code == 200
    assert Topic.objects.current().count() == 1


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_takes_the_same_queries(client_for, selma, count, django_assert_num_queries):
    for _ in range(count):
        TopicFactory().ambassadors.add(ListedFactory())
    client = client_for(selma)
    client.get(TOPICS)
    with django_assert_num_queries(4):
        client.get(TOPICS)
