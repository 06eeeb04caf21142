"""Links that are keys: whoever presses wrong ones again and again is slowed down; opening one is never counted."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_cache")]


@pytest.mark.parametrize("link", ["/answer/{:032}/", "/unsubscribe/{:032}/", "/unsubscribe/{:032}/undo/"])
def test_pressing_wrong_links_is_slowed_down(link):
    assert [Client().post(link.format(number)).status_code for number in range(21)] == [404] * 20 + [429]


@pytest.mark.parametrize("link", ["/answer/{:032}/", "/unsubscribe/{:032}/"])
def test_opening_wrong_links_stops_nobody_behind_the_same_address(link):
    assert {Client().get(link.format(number)).status_code for number in range(30)} == {404}
