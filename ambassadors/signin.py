"""django-allauth's door: nobody signs up by themselves, and its mails leave through the outbox."""

import uuid
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ambassadors.models import User
from ambassadors.services.arrivals import welcome
from outbox import services, wake
from outbox.models import MessageClass

CODE = "sign_in_code"
PASSWORD_RESET = "sign_in_password_reset"  # noqa: S105 (the name of a kind)
PASSWORD_CHANGED = "sign_in_password_changed"  # noqa: S105

# allauth's mails, and which of our kinds each is. To an address that nobody has, none is sent.
KINDS = {
    "account/email/login_code": CODE,
    "account/email/unknown_account": CODE,
    "account/email/password_reset_key": PASSWORD_RESET,
    "account/email/password_changed": PASSWORD_CHANGED,
    "account/email/password_reset": PASSWORD_CHANGED,
    "account/email/password_set": PASSWORD_CHANGED,
}
USEFUL_FOR = {
    CODE: timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT),
    PASSWORD_RESET: timedelta(hours=1),
    PASSWORD_CHANGED: timedelta(days=7),
}


def display_name(user: User) -> str:
    return user.name


# The same words for every way of being wrong.
NO_MATCH = _("That does not fit together. Check address or number and password, or have a code sent to you.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        f"{method}_password_mismatch": NO_MATCH for method in ("email", "username")
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come by import and invitation."""
        return False

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
        _queue(KINDS[template_prefix], person, {"code": context["code"]} if "code" in context else {})

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """To the person, who may have no address: then it is read in the hub."""
        _queue(KINDS[template_prefix], user, {})


def reset_address(person: User) -> str:
    """The link of a password reset. Made when the mail is written, so that it is stored nowhere."""
    key = f"{user_pk_to_url_str(person)}-{PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)}"
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
    return settings.BASE_URL + path.replace("UID-KEY", quote(key))


def _queue(kind: str, person: User | None, context: dict[str, str]) -> None:
    """For nobody the same is written and taken back, so that the answer takes as long as for somebody."""
    now = timezone.now()
    with transaction.atomic():
        with transaction.atomic():
            services.queue(
                kind=kind,
                recipient=person or User(pk=uuid.uuid4()),
                now=now,
                useful_until=now + USEFUL_FOR[kind],
                occurrence=now.isoformat(),
                context=context,
            )
            transaction.set_rollback(person is None)
        wake.after_commit(MessageClass.NOW)
