"""What journeys about signing in share: a device with a fingerprint, and an app that shows codes."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from ambassadors.models import User
from tests.browser.visitor import Visitor
from tests.factories.ambassadors import PASSWORD

FINGERPRINT = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_password(person: User) -> User:
    person.set_password(PASSWORD)
    person.save()
    return person


def give_fingerprint(visitor: Visitor) -> None:
    """The browser's device has a sensor and says yes to whatever is asked."""
    device = visitor.page.context.new_cdp_session(visitor.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": FINGERPRINT})


def code_of(secret: str, *, periods_later: int = 0) -> str:
    """What an app shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods_later))


def sign_in(visitor: Visitor, login: str, password: str = PASSWORD, *, shared: bool = False) -> None:
    visitor.open(reverse("account_login"))
    visitor.write(login, into="E-mail or personnel number")
    visitor.write(password, into="Password")
    if shared:
        visitor.page.get_by_label(visitor.words("Others use this device too")).check()
    visitor.press("Sign in")


def sign_out(visitor: Visitor) -> None:
    visitor.page.locator(".menu-person").click()
    visitor.press("Sign out")


def open_ways(visitor: Visitor) -> None:
    """From the menu under one's own picture."""
    visitor.page.locator(".menu-person").click()
    visitor.follow(visitor.page.locator(".menu-panel").get_by_text(visitor.words("How I sign in")))


def set_up_app(visitor: Visitor) -> str:
    """On the page with the square; returns the app's key."""
    assert visitor.page.locator(".app-key svg.qr").bounding_box()["width"] > 150
    secret = visitor.page.locator(".app-secret").inner_text()
    visitor.write(code_of(secret), into="Code that the app shows now")
    visitor.press("Use the app from now on")
    return secret
