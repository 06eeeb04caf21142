"""Channels are recognised from what people paste, and nothing else becomes one."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ambassadors.networks import EXAMPLES, LABELS, Found, NotAChannel, recognise


@pytest.mark.parametrize(
    ("pasted", "network", "handle", "address"),
    [
        (
            "https://www.linkedin.com/in/joerdis-b/",
            "linkedin",
            "joerdis-b",
            "https://www.linkedin.com/in/joerdis-b/",
        ),
        (
            "linkedin.com/in/jördis-b?utm_source=x",
            "linkedin",
            "jördis-b",
            "https://www.linkedin.com/in/j%C3%B6rdis-b/",
        ),
        (
            "https://de.linkedin.com/in/joerdis-b/de",
            "linkedin",
            "joerdis-b",
            "https://www.linkedin.com/in/joerdis-b/",
        ),
        ("https://twitter.com/joerdis", "x", "@joerdis", "https://x.com/joerdis"),
        ("x.com/joerdis", "x", "@joerdis", "https://x.com/joerdis"),
        (
            "https://bsky.app/profile/joerdis.bsky.social",
            "bluesky",
            "@joerdis.bsky.social",
            "https://bsky.app/profile/joerdis.bsky.social",
        ),
        (
            "https://www.instagram.com/joer.dis/?hl=de",
            "instagram",
            "@joer.dis",
            "https://www.instagram.com/joer.dis/",
        ),
        ("https://youtube.com/@joerdis/videos", "youtube", "@joerdis", "https://www.youtube.com/@joerdis"),
        ("https://www.tiktok.com/@joer.dis", "tiktok", "@joer.dis", "https://www.tiktok.com/@joer.dis"),
        (
            "https://www.xing.com/profile/Joerdis_B",
            "xing",
            "Joerdis_B",
            "https://www.xing.com/profile/Joerdis_B",
        ),
        ("https://m.facebook.com/joerdis.b", "facebook", "joerdis.b", "https://www.facebook.com/joerdis.b"),
        ("@joerdis@chaos.social", "mastodon", "@joerdis@chaos.social", "https://chaos.social/@joerdis"),
        (
            "https://chaos.social/@joerdis",
            "mastodon",
            "@joerdis@chaos.social",
            "https://chaos.social/@joerdis",
        ),
        (
            "https://mastodon.social/@joerdis@chaos.social",
            "mastodon",
            "@joerdis@chaos.social",
            "https://chaos.social/@joerdis",
        ),
        ("  <https://x.com/joerdis>\u200e ", "x", "@joerdis", "https://x.com/joerdis"),
    ],
)
def test_an_address_tells_its_network(pasted, network, handle, address):
    assert recognise(pasted) == Found(network, handle, address)


@pytest.mark.parametrize(
    ("pasted", "network", "address"),
    [
        ("@joerdis", "x", "https://x.com/joerdis"),
        ("joerdis", "instagram", "https://www.instagram.com/joerdis/"),
        ("joerdis.de", "bluesky", "https://bsky.app/profile/joerdis.de"),
        ("@joerdis", "tiktok", "https://www.tiktok.com/@joerdis"),
        ("@joerdis", "youtube", "https://www.youtube.com/@joerdis"),
        ("joerdis-schreibt.de", "blog", "https://joerdis-schreibt.de"),
        (
            "http://bücher.example:8080/podcast/?folge=1",
            "podcast",
            "https://xn--bcher-kva.example:8080/podcast?folge=1",
        ),
    ],
)
def test_a_handle_needs_a_network(pasted, network, address):
    assert recognise(pasted, network).address == address


@pytest.mark.parametrize(
    ("pasted", "network"),
    [
        ("", ""),
        ("@joerdis", ""),
        ("joerdis", ""),
        ("https://example.com/joerdis", ""),
        ("https://www.linkedin.com/company/nordwerk", ""),
        ("https://www.linkedin.com/feed/", ""),
        ("https://x.com/home", ""),
        ("@home", "x"),
        ("I", "x"),
        ("explore", "instagram"),
        ("https://www.instagram.com/p/Cxyz/", ""),
        ("https://www.youtube.com/watch?v=1", ""),
        ("https://www.facebook.com/profile.php?id=1", ""),
        ("https://x.com/joerdis", "instagram"),
        ("a b", "x"),
        ("sechzehn_zeichen", "x"),
        ("joerdis..b", "instagram"),
        ("joerdis", "bluesky"),
        ("joerdis", "mastodon"),
        ("@joerdis@localhost", "mastodon"),
        ("javascript:alert(1)", "blog"),
        ("https://user:word@example.com/", "blog"),
        ("file:///etc/passwd", "podcast"),
        ("localhost", "blog"),
        ("https://[::1", "blog"),
        ("x" * 5000, "blog"),
    ],
)
def test_whatever_is_no_account_is_refused_with_an_example(pasted, network):
    with pytest.raises(NotAChannel) as refusal:
        recognise(pasted, network)
    assert str(refusal.value)


def test_every_network_has_a_name_and_an_example_that_is_recognised():
    assert [recognise(example, network).network for network, example in EXAMPLES.items()] == list(LABELS)


@given(st.text(max_size=400), st.sampled_from(["", *LABELS]))
def test_whatever_is_found_opens_a_page_of_the_web_and_nothing_else(pasted, network):
    try:
        found = recognise(pasted, network)
    except NotAChannel:
        return
    parts = urlsplit(found.address)
    assert (parts.scheme, "." in (parts.hostname or ""), parts.username) == ("https", True, None)
    assert found.address.isascii()
    assert recognise(found.address, found.network) == found
