"""What the tests of the whole house share: they ask for thousands of pages and read what was answered."""

import pytest
from django.http import HttpResponseForbidden

from influencer_hub import urls


@pytest.fixture
def refusals_are_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands are refused here. The page that tells them is the same at every address."""
    monkeypatch.setattr(
        urls, "handler403", lambda _request, exception: HttpResponseForbidden(), raising=False
    )
