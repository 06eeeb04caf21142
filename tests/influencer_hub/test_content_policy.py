"""What a browser is allowed to do with a page of ours: nothing that is not from here."""

import pytest
from django.test import Client

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/accounts/login/", "/help/", "/no-such-page/"])
def test_pages_run_nothing_and_ask_nobody_but_this_host(address):
    assert set(Client().get(address)["Content-Security-Policy"].split("; ")) == POLICY
