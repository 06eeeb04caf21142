"""django-allauth's door: nobody signs up by themselves, nobody learns who has an account, mails leave by the outbox."""

import uuid
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.utils import user_pk_to_url_str
from allauth.core import context as current
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ambassadors import factors
from ambassadors.models import User
from ambassadors.services.arrivals import welcome
from outbox import services, wake
from outbox.models import MessageClass

CODE = "sign_in_code"
PASSWORD_RESET = "sign_in_password_reset"  # noqa: S105 (the name of a kind)
PASSWORD_CHANGED = "sign_in_password_changed"  # noqa: S105
WAY_ADDED = "sign_in_way_added"
WAY_REMOVED = "sign_in_way_removed"

# allauth's mails, and which of our kinds each is, with what the mail is told. To an address that nobody has, none is sent.
KINDS: dict[str, tuple[str, dict[str, str]]] = {
    "account/email/login_code": (CODE, {}),
    "account/email/unknown_account": (CODE, {}),
    "account/email/password_reset_key": (PASSWORD_RESET, {}),
    "account/email/password_changed": (PASSWORD_CHANGED, {}),
    "account/email/password_reset": (PASSWORD_CHANGED, {}),
    "account/email/password_set": (PASSWORD_CHANGED, {}),
    "mfa/email/totp_activated": (WAY_ADDED, {"way": "app"}),
    "mfa/email/totp_deactivated": (WAY_REMOVED, {"way": "app"}),
    "mfa/email/webauthn_added": (WAY_ADDED, {"way": "passkey"}),
    "mfa/email/webauthn_removed": (WAY_REMOVED, {"way": "passkey"}),
    "mfa/email/recovery_codes_generated": (WAY_ADDED, {"way": "codes"}),
}
FACTOR_ADDED = ("mfa/email/totp_activated", "mfa/email/webauthn_added")
FACTOR_REMOVED = ("mfa/email/totp_deactivated", "mfa/email/webauthn_removed")
USEFUL_FOR = {
    CODE: timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT),
    PASSWORD_RESET: timedelta(hours=1),
    PASSWORD_CHANGED: timedelta(days=7),
    WAY_ADDED: timedelta(days=7),
    WAY_REMOVED: timedelta(days=7),
}


def display_name(user: User) -> str:
    return user.name


TOO_OFTEN = _("That was tried too often. Please wait a few minutes.")
# The same words for every way of being wrong.
NO_MATCH = _("That does not fit together. Check address or number and password, or have a code sent to you.")


# How somebody shows once more who they are, before something important changes.
AGAIN = {
    "mfa_reauthenticate:webauthn": _("With a passkey"),
    "reauthenticate": _("With my password"),
    "mfa_reauthenticate": _("With a code"),
}


class SignInBackend(ModelBackend):
    """One look for an address or a number and one hash, whether somebody is found or not."""

    def authenticate(  # type: ignore[override]
        self,
        request: HttpRequest | None,
        login: str | None = None,
        password: str | None = None,
        **others: Any,
    ) -> User | None:
        if login is None or password is None:
            return None
        known = {"email__iexact": login} if "@" in login else {"personnel_number": login}
        person = User.objects.active().filter(**known).first()
        return person if (person or User()).check_password(password) else None


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        **{f"{method}_password_mismatch": NO_MATCH for method in ("email", "username")},
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come by import and invitation."""
        return False

    def reauthenticate(self, user: User, password: str) -> bool:
        login = user.personnel_number or user.email
        return bool(self.authenticate(current.request, login=login, password=password) == user)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """The quickest first."""
        found = {way["id"]: way for way in super().get_reauthentication_methods(user)}
        return [found[name] | {"description": words} for name, words in AGAIN.items() if name in found]

    def post_login(self, request: HttpRequest, user: User, **about: Any) -> HttpResponse:
        """Whoever comes for the first time is shown, once, that there is a programme. Who follows a link goes there."""
        response: HttpResponse = super().post_login(request, user, **about)
        if response.headers.get("Location") == reverse("home") and welcome(person=user):
            messages.info(
                request,
                _(
                    "Good to have you here. This page is shown once. Taking part is optional, and the rest of the hub is open to you either way."
                ),
            )
            response.headers["Location"] = reverse("ambassadors:join")
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        person = User.objects.active().alias(lower=Lower("email")).filter(lower=email.lower()).first()
        kind, about = KINDS[template_prefix]
        tell(kind, person, now=timezone.now(), **about, **{k: context[k] for k in ("code",) if k in context})

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """To the person, who may have no address: then it is read in the hub."""
        kind, about = KINDS[template_prefix]
        tell(kind, user, now=timezone.now(), **about)
        if template_prefix in FACTOR_ADDED:
            factors.note_first(self.request, user)
        if template_prefix in FACTOR_REMOVED:
            factors.note_last(self.request, user)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """What somebody typed, whether it belongs to an account or not."""
        return str(credentials.get("login") or credentials.get("email") or "").lower()


def reset_address(person: User) -> str:
    """The link of a password reset. Made when the mail is written, so that it is stored nowhere."""
    key = f"{user_pk_to_url_str(person)}-{PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)}"
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
    return settings.BASE_URL + path.replace("UID-KEY", quote(key))


def tell(kind: str, person: User | None, *, now: datetime, **about: str) -> None:
    """For nobody the same is written and taken back, so that the answer takes as long as for somebody."""
    with transaction.atomic():
        with transaction.atomic():
            services.queue(
                kind=kind,
                recipient=person or User(pk=uuid.uuid4()),
                now=now,
                useful_until=now + USEFUL_FOR[kind],
                occurrence=now.isoformat(),
                context=about,
            )
            transaction.set_rollback(person is None)
        wake.after_commit(MessageClass.NOW)
