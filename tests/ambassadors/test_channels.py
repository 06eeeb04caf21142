"""A person's own channels: pasted, changed, removed, taken back."""

import pytest

from ambassadors.models import Ambassador, Channel
from ambassadors.networks import recognise
from ambassadors.services.channels import MOST_CHANNELS, AlreadyThere, add_channel
from tests.factories.ambassadors import AmbassadorFactory, ChannelFactory, UserFactory

pytestmark = pytest.mark.django_db
CHANNELS = "/me/channels/"
NEW = {
    "text": "https://www.linkedin.com/in/lena-weiss/?trk=x",
    "network": "",
    "depth": "share",
    "note": "Ohne Fotos.",
}


@pytest.fixture
def lena(programme) -> Ambassador:
    return AmbassadorFactory(person__language="en")


@pytest.fixture
def client(client_for, lena):
    return client_for(lena.person)


def kept(ambassador) -> list[tuple]:
    fields = ("network", "handle", "address", "depth", "note", "position")
    return list(Channel.objects.filter(ambassador=ambassador).in_order().values_list(*fields))


def test_without_a_channel_somebody_is_a_voice_too(client):
    assert "You are a voice without a channel, too." in client.get(CHANNELS).text


def test_a_pasted_address_tells_its_network(client, lena):
    response = client.post(CHANNELS, NEW, follow=True)
    address = "https://www.linkedin.com/in/lena-weiss/"
    assert kept(lena) == [("linkedin", "lena-weiss", address, "share", "Ohne Fotos.", 0)]
    assert "LinkedIn: lena-weiss is added." in response.text


def test_a_handle_needs_its_network(client, lena):
    assert "Choose the network" in client.post(CHANNELS, NEW | {"text": "@lena"}).text
    client.post(CHANNELS, NEW | {"text": "@lena", "network": "x"})
    client.post(CHANNELS, NEW | {"text": "@lena@chaos.social"})
    assert [(row[0], row[1], row[5]) for row in kept(lena)] == [
        ("x", "@lena", 0),
        ("mastodon", "@lena@chaos.social", 1),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"text": ""},
        {"text": "javascript:alert(1)"},
        {"text": "https://www.linkedin.com/feed/"},
        {"text": "x" * 301},
        {"text": "a\x00b", "network": "x"},
        {"network": "myspace"},
        {"depth": "shout"},
        {"depth": ""},
        {"note": "x" * 161},
    ],
)
def test_what_is_no_channel_is_said_and_not_kept(client, lena, change):
    response = client.post(CHANNELS, NEW | change)
    assert (response.status_code, "error-summary" in response.text, kept(lena)) == (200, True, [])


def test_the_same_channel_twice_is_one(client, lena):
    client.post(CHANNELS, NEW)
    response = client.post(CHANNELS, NEW | {"text": "linkedin.com/in/lena-weiss"})
    assert ("You have this channel already." in response.text, len(kept(lena))) == (True, 1)


def test_there_is_an_end_to_channels(client, lena):
    for number in range(MOST_CHANNELS):
        add_channel(ambassador=lena, found=recognise(f"x.com/lena{number}"), depth="read", note="")
    response = client.post(CHANNELS, NEW)
    assert ("More than 20 channels" in response.text, len(kept(lena))) == (True, MOST_CHANNELS)


def test_how_far_somebody_goes_can_change(client, lena):
    channel = ChannelFactory(ambassador=lena)
    sent = {f"{channel.pk}-depth": "read", f"{channel.pk}-note": "Erst mal lesen."}
    client.post(f"{CHANNELS}{channel.pk}/", sent)
    assert [row[3:5] for row in kept(lena)] == [("read", "Erst mal lesen.")]


def test_a_wrong_change_is_said_at_its_channel(client, lena):
    channel, other = (
        ChannelFactory(ambassador=lena),
        ChannelFactory(ambassador=lena, network="x", address="https://x.com/l"),
    )
    response = client.post(f"{CHANNELS}{channel.pk}/", {f"{channel.pk}-depth": "shout"})
    assert (response.status_code, response.text.count("error-summary")) == (200, 1)
    assert [row[3] for row in kept(lena)] == [channel.depth, other.depth]


def test_a_removed_channel_comes_back_as_it_was(client, lena):
    channel = ChannelFactory(ambassador=lena, note="Ohne Fotos.", position=4)
    before = kept(lena)
    page = client.post(f"{CHANNELS}{channel.pk}/remove/", follow=True)
    gone = kept(lena)
    client.post(f"{CHANNELS}restore/")
    assert ("/me/channels/restore/" in page.text, gone, kept(lena)) == (True, [], before)


def test_taking_back_twice_makes_no_second_one(client, lena):
    channel = ChannelFactory(ambassador=lena)
    client.post(f"{CHANNELS}{channel.pk}/remove/")
    client.post(f"{CHANNELS}restore/")
    client.post(f"{CHANNELS}restore/")
    assert len(kept(lena)) == 1


def test_a_removed_channel_that_was_added_anew_stays_one(client, lena):
    client.post(CHANNELS, NEW)
    client.post(f"{CHANNELS}{Channel.objects.get().pk}/remove/")
    client.post(CHANNELS, NEW)
    assert client.post(f"{CHANNELS}restore/").status_code == 303
    assert len(kept(lena)) == 1


def test_a_channel_of_somebody_else_does_not_exist(client, lena):
    foreign = ChannelFactory()
    found = [client.post(f"{CHANNELS}{foreign.pk}/{deed}").status_code for deed in ("", "remove/")]
    assert (found, Channel.objects.filter(pk=foreign.pk).exists()) == ([404, 404], True)


def test_only_ambassadors_have_channels(client_for, programme):
    assert client_for(UserFactory()).get(CHANNELS).status_code == 403


def test_the_deed_refuses_a_double(lena):
    found = recognise("x.com/lena")
    add_channel(ambassador=lena, found=found, depth="read", note="")
    with pytest.raises(AlreadyThere):
        add_channel(ambassador=lena, found=found, depth="tell", note="")
