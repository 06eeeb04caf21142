"""Whatever is sent to the forms of profiles and the directory is taken or refused; nothing breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ambassadors.audiences import LABELS
from ambassadors.models import Ambassador, Channel, Topic
from ambassadors.networks import LABELS as NETWORKS
from tests.factories.ambassadors import ChannelFactory, CoordinatorFactory, ListedFactory, TopicFactory

pytestmark = pytest.mark.django_db
KNOWN = [
    "",
    "\x00",
    "\u202e",
    "\u200f",
    "9" * 400,
    "٣",
    "-1",
    "everybody",
    "fernwarme",
    "'",
    "%",
    "\\m(",
    "@a@b.c",
]
ANYTHING = st.one_of(
    st.sampled_from(KNOWN),
    st.text(max_size=40),
    st.text(st.characters(categories=["Cc", "Cf", "Co", "Cn", "Zs", "Mn"]), max_size=20),
    st.sampled_from(["x" * 100_000, "ß" * 61, "ä," * 40, "https://" + "a." * 200 + "de"]),
)


def anything(*names: str) -> st.SearchStrategy:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, ANYTHING))


@pytest.fixture
def lena(programme) -> Ambassador:
    return ListedFactory()


@pytest.fixture
def client(client_for, lena):
    return client_for(lena.person)


@given(
    sent=anything(
        *("headline", "language", "timezone", "theme", "pronouns", "stands_for", "languages", "topics"),
        *(f"{field}_to" for field in LABELS),
    )
)
def test_the_profile(client, sent):
    account = {"language": "en", "timezone": "Europe/Berlin", "theme": "light"}
    assert client.post("/me/profile/", account | sent).status_code in (200, 303)
    assert {topic.key for topic in Topic.objects.all()} & {""} == set()


@given(sent=anything("text", "network", "depth", "note"), network=st.sampled_from(["", *NETWORKS]))
def test_a_channel(client, sent, network):
    assert client.post("/me/channels/", {"network": network, "depth": "read"} | sent).status_code in (
        200,
        303,
    )
    assert [
        each for each in Channel.objects.all() if not each.address.startswith(("https://", "http://"))
    ] == []


@given(sent=anything("depth", "note"))
def test_how_far_somebody_goes(client, lena, sent):
    channel = ChannelFactory(ambassador=lena, address=f"https://x.com/{Channel.objects.count()}")
    fields = {f"{channel.pk}-{name}": value for name, value in sent.items()}
    assert client.post(f"/me/channels/{channel.pk}/", fields).status_code in (200, 303)


@given(query=anything("q", "topic", "language", "network", "place", "page"))
def test_the_directory(client, query):
    assert client.get("/people/", query).status_code == 200


@given(sent=anything("into"))
def test_merging(client_for, lena, sent):
    topic = TopicFactory()
    topic.ambassadors.add(lena)
    client = client_for(CoordinatorFactory())
    assert client.post(f"/cockpit/topics/{topic.pk}/merge/", sent).status_code in (200, 303)
