"""What a log line may name: addresses, never their keys or what somebody typed."""

import pytest

from influencer_hub.logs import without_secrets


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("GET /answer/PJdTpEAxQF2H/?choice=not_this_time", "GET /answer/…/"),
        ("Not Found: /answer/PJdTpEAxQF2H/saved/", "Not Found: /answer/…/saved/"),
        ("POST /join/abc-DEF/", "POST /join/…/"),
        ("GET /accounts/password/reset/key/1-set-pw/", "GET /accounts/password/reset/key/…/"),
        ("GET /campaigns/?q=Brüggemann&page=2", "GET /campaigns/"),
        ("GET /campaigns/zeig-was-deine-haende-koennen/", "GET /campaigns/zeig-was-deine-haende-koennen/"),
        ("Is it due? yes", "Is it due? yes"),
    ],
)
def test_addresses_stay_and_their_secrets_go(line, expected):
    assert without_secrets(None, "info", {"event": line, "request": line}) == {
        "event": expected,
        "request": expected,
    }
