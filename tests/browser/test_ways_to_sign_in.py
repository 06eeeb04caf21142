"""Signing in with a passkey, with an app's codes, and with a PIN after a letter."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone

from ambassadors.models import User
from tests.ambassadors.importing import bring_in, table
from tests.browser.signing_in import (
    code_of,
    give_fingerprint,
    open_ways,
    set_up_app,
    sign_in,
    sign_out,
    with_password,
)
from tests.browser.test_letter_on_a_phone import DESK, PHONES, accept_with, print_the_letter
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import CoordinatorFactory, UserFactory

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "light", 1440), Look("en", "dark", 390)]
PIN = "481516"


@pytest.fixture
def joerdis(world: str) -> User:
    return with_password(UserFactory(was_welcomed=True, email="joerdis@nordwerk.example"))


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_passkey_is_added_named_used_and_removed(
    visit: Callable[..., Visitor], world: str, look: Look
) -> None:
    joerdis = visit(UserFactory(was_welcomed=True), look=look)
    give_fingerprint(joerdis)
    joerdis.open("/")
    open_ways(joerdis)
    joerdis.follow("Add a passkey")
    joerdis.write("My phone", into="Name of this passkey")
    joerdis.press("Add the passkey")
    assert (joerdis.headline, joerdis.page.locator(".recovery-codes li").count()) == (
        joerdis.words("Recovery codes"),
        10,
    )
    joerdis.follow("I have kept them")
    sign_out(joerdis)
    joerdis.open(reverse("account_login"))
    joerdis.page.get_by_label(joerdis.words("Others use this device too")).check()
    joerdis.press("Sign in with a passkey")
    told = joerdis.words("Shared device: 10 minutes without a click sign you out.")
    assert (joerdis.path, joerdis.said) == (reverse("home"), [told])
    rename_and_remove(joerdis)


def rename_and_remove(joerdis: Visitor) -> None:
    """The passkey shows once more who it is."""
    open_ways(joerdis)
    joerdis.follow(joerdis.page.locator(".ways-list .btn").first)
    joerdis.press("Use a passkey")
    joerdis.write("The blue one", into="Name of this passkey")
    joerdis.press("Save")
    assert (joerdis.path, joerdis.page.locator(".ways-list strong").all_inner_texts()) == (
        reverse("ambassadors:ways"),
        ["The blue one"],
    )
    joerdis.follow(joerdis.page.locator(".ways-list .btn").last)
    joerdis.press("Remove")
    assert joerdis.page.locator(".ways-list").count() == 0


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_an_app_is_set_up_and_asked_for_a_code(
    visit: Callable[..., Visitor], joerdis: User, look: Look
) -> None:
    visitor = visit(joerdis, look=look)
    visitor.open(reverse("ambassadors:ways"))
    visitor.follow("Set up the app")
    visitor.write("fernwaerme-412-km", into="Password")
    visitor.press("Go on")
    secret = set_up_app(visitor)
    spare = visitor.page.locator(".recovery-codes li").first.inner_text().strip()
    for codes in ([code_of(secret)], [code_of(secret), spare]):
        sign_out(visitor)
        sign_in(visitor, joerdis.email)
        for code in codes:
            assert visitor.headline == visitor.words("One more step")
            visitor.write(code, into="Code from your app, or a recovery code")
            visitor.press("Sign in")
        assert visitor.path == reverse("home")


@pytest.mark.parametrize("look", PHONES, ids=str)
def test_a_letter_leads_to_a_pin_and_the_pin_back_in(
    visit: Callable[..., Visitor], world: str, look: Look
) -> None:
    selma = CoordinatorFactory(personnel_number="900001")
    row = f"200007;Mensah;Kwame;;Fernwärme;Bremen;{look.language};01.02.2019"
    bring_in(table(row), by=selma, now=timezone.now())
    code = print_the_letter(visit(selma, look=DESK[look.language]))
    kwame = visit(look=look)
    accept_with(code, kwame)
    set_pin(kwame, "200007", "200007")
    assert kwame.page.locator(".error-summary").is_visible()
    set_pin(kwame, PIN, PIN)
    assert (kwame.path, kwame.said) == (
        reverse("home"),
        [kwame.words("Your PIN is set. You can come back with it.")],
    )
    sign_out(kwame)
    kwame.open(reverse("account_login"))
    kwame.follow("Personnel number and PIN")
    for pin, path in (("481517", reverse("ambassadors:pin_sign_in")), (PIN, reverse("home"))):
        kwame.write("200007", into="Personnel number")
        kwame.write(pin, into="PIN")
        kwame.press("Sign in")
        assert kwame.path == path


def set_pin(kwame: Visitor, pin: str, again: str) -> None:
    kwame.write(pin, into="PIN")
    kwame.write(again, into="The same PIN again")
    kwame.press("Set the PIN")
