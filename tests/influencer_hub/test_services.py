"""The test session's own services."""

import os

import pytest
import redis

from influencer_hub import localservices
from tests.services import numbered


@pytest.mark.parametrize(
    ("address", "offset", "expected"),
    [
        ("unix:///tmp/hub-1/valkey.sock?db=0", 1, "unix:///tmp/hub-1/valkey.sock?db=1"),
        ("unix:///tmp/hub-1/valkey.sock", 0, "unix:///tmp/hub-1/valkey.sock?db=0"),
        ("redis://127.0.0.1:6379", 2, "redis://127.0.0.1:6379/2"),
        ("redis://:secret@cache:6379/3", 1, "redis://:secret@cache:6379/4"),
    ],
)
def test_each_worker_counts_from_the_number_in_the_address(address: str, offset: int, expected: str) -> None:
    assert numbered(address, offset) == expected


def test_the_session_has_a_data_folder_and_a_valkey_of_its_own(settings) -> None:
    assert localservices.data_dir().name.startswith("test")
    assert redis.from_url(settings.REDIS_URL).ping()
    assert "MEDIA_ROOT" not in os.environ
