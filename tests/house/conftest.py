"""What the tests of the whole house share: they ask for thousands of pages and read what was answered."""

import pytest


@pytest.fixture(autouse=True)
def _templates_are_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test client copies the context of every component on a page, a fifth of its time, for nobody here."""
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_about, **_more: None)
