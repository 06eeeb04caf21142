"""Second factors: how they are kept, and whether this browser has shown one."""

import base64
import time

from allauth.account import app_settings as account_settings
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ambassadors import devices
from ambassadors.letters import qr_code
from ambassadors.models import Programme, User

Type = Authenticator.Type
# Recovery codes stand in for one that is lost; alone they are none.
FACTORS = (Type.WEBAUTHN, Type.TOTP)


def factors_of(person: User) -> "QuerySet[Authenticator]":
    return Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS).order_by("created_at")


def has_passkey(person: User) -> bool:
    return factors_of(person).filter(type=Type.WEBAUTHN).exists()


def was_shown(request: HttpRequest) -> bool:
    """Whether whoever is signed in here has shown a second factor, or a passkey, which is both at once."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def was_asked_lately(request: HttpRequest) -> bool:
    """Whether whoever is signed in here has just shown once more who they are."""
    since = time.time() - account_settings.REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    return any(record.get("reauthenticated") and record["at"] > since for record in records)


def note_pin(request: HttpRequest, person: User) -> None:
    record_authentication(request, person, "pin", reauthenticated=True)


def note_first(request: HttpRequest, person: User) -> None:
    """Whoever sets up the first one has it at hand. Another one proves nothing about the first."""
    if factors_of(person).count() == 1:
        record_authentication(request, person, "mfa", reauthenticated=True)


def note_last(request: HttpRequest, person: User) -> None:
    """Whoever has removed the last one has none to show any more: an office asks for another."""
    if not factors_of(person).exists():
        records = get_authentication_records(request, person)
        kept = [record for record in records if record["method"] != "mfa"]
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept


def _locks() -> MultiFernet:
    """The present key writes, former ones still open."""
    return MultiFernet(
        [Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _key(secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"ambassadors.factors").derive(
        secret.encode()
    )
    return base64.urlsafe_b64encode(derived)


class FactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("That does not fit. Codes change every 30 seconds, and each works once."),
    }

    def encrypt(self, text: str) -> str:
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _locks().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return Programme.current().name

    def build_totp_svg(self, url: str) -> str:
        return qr_code(url)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": Programme.current().name}

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        """What it is most often made with."""
        return devices.in_words(devices.named(self.request.headers.get("User-Agent", "")))
