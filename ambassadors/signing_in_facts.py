"""What is known about how a person signs in, and where, for the page "What the Hub knows about me"."""

from collections.abc import Iterator
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse
from django.utils.translation import gettext as _

from ambassadors import devices, known
from ambassadors.known import Fact, together
from ambassadors.models import User


@known.register(11)
def signing_in(person: User, now: datetime) -> Iterator[Fact]:
    known_ways = Authenticator.objects.filter(user=person).order_by("created_at")
    own: dict[str, list[Authenticator]] = {}
    for way in known_ways:
        own.setdefault(way.type, []).append(way)
    names = together([way.wrap().name for way in own.get("webauthn", [])])
    kept = [
        _("a password, as a hash that cannot be read") if person.has_usable_password() else _("no password"),
        _("a PIN, as a hash that cannot be read") if person.pin else "",
        _("public keys of passkeys: %(names)s") % {"names": names} if names else "",
        _("the key of your app, encrypted") if "totp" in own else "",
        _("recovery codes, encrypted") if "recovery_codes" in own else "",
        _("by which sign the company's sign-in knows you") if _has_company_sign_in(person) else "",
    ]
    yield Fact(
        _("Sign-in"),
        together(kept),
        _("So that nobody else signs in as you. The hub keeps no “last seen”."),
        _("Only you"),
        _("you change or remove it, or your account is deleted"),
        reverse("ambassadors:ways"),
        _("Show"),
    )
    places = [device.name for device in devices.devices_of(person, current=None, now=now)]
    yield Fact(
        _("Where you are signed in"),
        together(places) or _("nothing is noted"),
        _("So that you can sign out elsewhere. Browser and system, no address in the network."),
        _("Only you"),
        _("you sign out; 30 days after signing in, on a shared device 10 minutes after the last click"),
        reverse("ambassadors:devices"),
        _("Show"),
    )
    if person.pin:
        yield Fact(
            _("Wrong PINs"),
            _("How often one was tried for your number since it last fitted; not by whom."),
            _("So that nobody finds your PIN by trying."),
            _("Nobody"),
            _("you sign in with your PIN, or 90 days after the last try"),
        )


def _has_company_sign_in(person: User) -> bool:
    return SocialAccount.objects.filter(user=person).exists()
