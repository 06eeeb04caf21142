"""One person's page in the directory: what to ask them about, and where to say hello."""

import pytest

from ambassadors.models import Ambassador, Audience
from tests.factories.ambassadors import ChannelFactory, ListedFactory, TopicFactory

pytestmark = pytest.mark.django_db
ASK, HELLO = "You can ask Lena about", "Say hello on"


@pytest.fixture
def lena(programme) -> Ambassador:
    ambassador = ListedFactory(person__first_name="Lena")
    TopicFactory(name="Fernwärme").ambassadors.add(ambassador)
    ChannelFactory(ambassador=ambassador, network="blog", address="https://lena.example/", position=0)
    ChannelFactory(
        ambassador=ambassador, network="mastodon", address="https://chaos.social/@lena", position=1
    )
    ChannelFactory(ambassador=ambassador, network="x", address="https://x.com/lena", position=2)
    return ambassador


def page(client, ambassador) -> str:
    return client.get(f"/people/{ambassador.pk}/").text


def test_topics_are_what_somebody_can_be_asked_about(client_for, kwame, lena):
    text = page(client_for(kwame), lena)
    assert ASK in text
    assert '<a href="/people/?topic=fernwarme">Fernwärme</a>' in text


def test_hello_is_said_on_the_first_channel_where_people_write_to_each_other(client_for, kwame, lena):
    text = page(client_for(kwame), lena)
    assert 'href="https://chaos.social/@lena" rel="noopener noreferrer external"' in text.partition(HELLO)[0]
    assert f"{HELLO} Mastodon" in text


def test_what_somebody_hides_is_not_offered(client_for, kwame, lena):
    Ambassador.objects.update(topics_to=Audience.AMBASSADORS, channels_to=Audience.AMBASSADORS)
    text = page(client_for(kwame), lena)
    assert [ASK in text, HELLO in text, "mailto:" in text] == [False, False, False]


def test_nobody_says_hello_to_themselves_but_sees_that_others_can(client_for, lena):
    client = client_for(lena.person)
    others = client.get("/me/profile/as/colleague/").text
    own = page(client, lena)
    assert [HELLO in own, HELLO in others, ASK in others] == [False, True, True]
