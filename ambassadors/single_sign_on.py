"""The company's own sign-in (OpenID Connect): whom it means, and how little of it is kept.

Who a person is, is decided by the subject once it is known: an address may change, or belong to somebody else later.
"""

from collections.abc import Mapping
from typing import Any, cast

from allauth.account.internal.emailkit import valid_email_or_none
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from django.conf import settings
from django.db.models import CharField, F
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone
from requests import RequestException

from ambassadors.models import User
from ambassadors.services.single_sign_on import Claims, account_of

# Why it can fail, as the page that says so is called.
CANCELLED, NO_ANSWER, NOT_FINISHED, OTHER = "cancelled", "no-answer", "not-finished", "other"
LENGTHS = {
    field: cast("CharField[str, str]", User._meta.get_field(field)).max_length
    for field in ("first_name", "last_name", "personnel_number")
}


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, **more: Any
    ) -> None:
        reason = NO_ANSWER if isinstance(exception, RequestException) else NOT_FINISHED
        if error == AuthError.CANCELLED:
            reason = CANCELLED
        raise ImmediateHttpResponse(redirect("single_sign_on_fails", reason=reason))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The first time, the account is found or made; from then on the subject alone says who it is."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(redirect("ambassadors:profile"))
        claims = claims_in(sociallogin.account.extra_data)
        sociallogin.account.extra_data = {}
        if not sociallogin.is_existing:
            person = account_of(claims, now=timezone.now())
            if SocialAccount.objects.filter(user=person).exists():
                raise ImmediateHttpResponse(redirect("single_sign_on_fails", reason=OTHER))
            sociallogin.user = person
            # A closed account stays out, and keeps nobody: its number may be somebody else's by now.
            if person.is_active:
                sociallogin.save(request, connect=True)
        # Of what was said nothing is kept, and no time of the last sign-in.
        kept = SocialAccount.objects.filter(pk=sociallogin.account.pk)
        kept.update(extra_data={}, last_login=F("date_joined"))


def claims_in(data: Mapping[str, Any]) -> Claims:
    """`data` as allauth hands it on: what the sign-in said when asked, or else its signed token."""
    said = data.get("userinfo") or data.get("id_token") or {}
    first, _space, last = (_words(said, "name") or _words(said, "preferred_username")).rpartition(" ")
    verified = said.get("email_verified") is True or settings.OIDC_TRUSTS_ADDRESSES
    return Claims(
        number=_words(said, settings.OIDC_NUMBER_CLAIM)[: LENGTHS["personnel_number"]],
        address=(valid_email_or_none(_words(said, "email")) or "") if verified else "",
        first_name=(_words(said, "given_name") or first)[: LENGTHS["first_name"]],
        last_name=(_words(said, "family_name") or last)[: LENGTHS["last_name"]],
        language="en" if _words(said, "locale").lower().startswith("en") else "de",
    )


def _words(said: Mapping[str, Any], claim: str) -> str:
    value = said.get(claim) if claim else None
    return str(value).replace("\x00", "").strip() if isinstance(value, str | int) else ""
